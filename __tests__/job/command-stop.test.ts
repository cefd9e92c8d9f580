import { once } from 'node:events'
import { expect, test } from '@jest/globals'
import { CommandStop } from '../../src/job/command-stop.ts'
import { aRun, runJson } from '../pieces/entities.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'

type StopArguments = ConstructorParameters<typeof CommandStop>

/** A command with one run, which is cut off; the requests that were sent until it is to be ended. */
async function askedAtCut({ leaveRunning = false, status = 'running' }) {
  const server = new FakeServer(({ method }) => (method === 'POST' ? { json: null } : { json: runJson('stopping') }))
  const { clock } = server
  const job = {
    world: { ...server.runner.connect(() => true), clock, cancel: new AbortController().signal },
    connection: server.connection(),
    inputs: { leaveRunning }
  } as unknown as StopArguments[0]
  const runs = { own: [aRun({ status })], wasStarted: false } as unknown as StopArguments[1]
  const over = new AbortController()
  const stop = new CommandStop(job, runs, over.signal)
  const end = once(stop.end, 'abort')
  over.abort()
  await end
  stop.callOff()
  return server.asked
}

test('when a command is cut off its run is told to stop before the command itself is ended', async () => {
  expect((await askedAtCut({}))[0]).toBe(`POST /api/v1/runs/${ids.run}/stop?graceful=true`)
})

test.each([
  ['has ended', { status: 'completed' }],
  ['is to be left running', { leaveRunning: true }]
])('a run that %s is not told to stop', async (_, given) => {
  expect(await askedAtCut(given)).toEqual([])
})
