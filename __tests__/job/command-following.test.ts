import { describe, expect, test } from '@jest/globals'
import { CommandOutput } from '../../src/command/command-output.ts'
import { followAll } from '../../src/job/command-following.ts'
import { CommandQuestions } from '../../src/job/command-questions.ts'
import type { CommandRuns } from '../../src/job/command-runs.ts'
import type { ConnectedJob } from '../../src/job/job.ts'
import { Report } from '../../src/report/report.ts'
import type { Run } from '../../src/zenml/entities.ts'
import { aRun, runJson, stepJson } from '../pieces/entities.ts'
import { FakeServer, ids, page } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const second = '11b34adf-20a4-44f6-8f39-1422ab476c27'
const exception = { exception_info: { traceback: "Traceback\nKeyError: 'MY_TOKEN'" } }

/** Follows a command's runs, each of which ends with a status, and with one step of that status. */
async function followed(statuses: Readonly<Record<string, string>>, timeoutMs = 600_000, isCancelled = false) {
  const server: FakeServer = new FakeServer(({ path }) => {
    const id = Object.keys(statuses).find(each => path.includes(each)) ?? ''
    const status = statuses[id] ?? ''
    if (path.includes('/logs')) return { json: [{ id: ids.run, message: `the end of ${id}` }] }
    if (/\/steps\/[^?]/.test(path)) return { json: stepJson(`train-${id}`, status, undefined, exception) }
    if (path.includes('/steps')) return page([stepJson(`train-${id}`, status, undefined, exception)])
    return { json: path.endsWith('/status') ? status : runJson(status, { id, name: `run-${id}` }) }
  })
  const cancel = new AbortController()
  if (isCancelled) cancel.abort(new Error('cancelled'))
  const world = { ...server.runner.connect(() => true), clock: server.clock, cancel: cancel.signal, env: {}, files: {} }
  const report = new Report(world)
  const connection = server.connection()
  const inputs = { logs: 'failed', workingDirectory: '.', timeoutMs }
  const job = { world, report, connection, inputs, until: timeoutMs } as unknown as ConnectedJob

  const own: Run[] = Object.keys(statuses).map(id => aRun({ id, name: `run-${id}`, sourceSnapshotId: ids.snapshot }))
  const update = (run: Run): void =>
    void own.splice(
      own.findIndex(({ id }) => id === run.id),
      1,
      run
    )
  const runs = { own, update } as unknown as CommandRuns
  const output = new CommandOutput(['MY_TOKEN'])
  return { ended: followAll(job, { output, questions: new CommandQuestions(job, runs), runs }), output, report, server }
}

test('of several runs all that is known is kept, and each that failed is named', async () => {
  const { ended, output, report } = await followed({ [ids.run]: 'failed', [second]: 'failed' })
  const { failures, statuses } = await ended
  expect(statuses).toEqual(['failed', 'failed'])
  expect(failures).toEqual([
    expect.stringContaining(`The run on stack staging (run-${ids.run}) ended as failed`),
    expect.stringContaining(`The run on stack staging (run-${second}) ended as failed`)
  ])

  const { failures: ofSteps, stepCount, steps, tails } = report.facts
  const names = [`train-${ids.run}`, `train-${second}`]
  expect(steps?.map(({ name }) => name)).toEqual(names)
  expect(stepCount).toBe(2)
  expect(ofSteps?.map(({ step }) => step.name)).toEqual(names)
  expect(tails).toHaveLength(2)
  // What a step lacked is what its command has to be given.
  expect(output.asked).toEqual(['MY_TOKEN'])
})

test('the only run is not named, and one that succeeded is no failure', async () => {
  const failed = await (await followed({ [ids.run]: 'failed' })).ended
  expect(failed.failures.join()).toMatch(/^The run on stack staging ended as failed/)
  expect(await (await followed({ [ids.run]: 'completed' })).ended).toEqual({ failures: [], statuses: ['completed'] })
})

describe('what ends the wait', () => {
  test('is the timeout, whose error says how long that was', async () => {
    const { ended } = await followed({ [ids.run]: 'running' }, 60_000)
    expect((await failure(() => ended)).message).toBe('What runs in this job did not end within 1m')
  })

  test('is a cancel, with its own reason', async () => {
    const { ended } = await followed({ [ids.run]: 'running' }, 60_000, true)
    await expect(ended).rejects.toThrow('cancelled')
  })
})
