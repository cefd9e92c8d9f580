import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { isGroupAlive, type ProcessGroup } from '../../src/process/process-group.ts'
import { built } from '../../testbed/runner.ts'
import { killedMs, openFront } from './fault-front.ts'
import { runOf } from './shared-testbed.ts'
import { run, workspace } from './worker-checkout.ts'

test('a timeout tells how the server has the run in the end', async () => {
  const result = await run('develop', 'python run.py --seconds 120', { timeout: '40s' })
  expect([result.code, result.outputs['conclusion']]).toEqual([1, 'timed-out'])
  const { status } = (await runOf(result.outputs['run-id'])).body
  expect(['stopping', 'stopped']).toContain(status)
  expect(result.outputs['status']).toBe(status)
  expect(result.log).toMatch(new RegExp(`was told to stop and .*${status}\\)?\\. http`))
})

test('a cancel stops the run of a command that hides all its output', async () => {
  // In the background of a shell the client hears no SIGINT; killed outright, it can't tell the server of its end.
  const command = `bash -c 'python run.py --seconds 90 >hidden.log 2>&1 & trap "kill -9 $!" INT; until grep -q "train. has started" hidden.log; do sleep 0.2; done; echo it trains; wait'`
  let signalled = 0
  const result = await run(
    'develop',
    command,
    {},
    {
      onLine: (line, action) => {
        if (signalled !== 0 || !line.includes('│ it trains')) return
        signalled = performance.now()
        action.kill('SIGINT')
      }
    }
  )
  rmSync(join(workspace, 'hidden.log'))
  expect(performance.now() - signalled).toBeLessThan(killedMs)
  expect(result.outputs['conclusion']).toBe('cancelled')
  const id = result.outputs['run-id']
  expect(['stopping', 'stopped']).toContain((await runOf(id)).body.status)
})

test('of a main that is killed outright before it heard of the run, post reads what was observed, and stops that', async () => {
  const command = `bash -c 'python run.py --seconds 90 >hidden.log 2>&1 & until grep -q "train. has started" hidden.log; do sleep 0.1; done; echo it trains; wait'`
  let isAsked = false
  const front = openFront()
  await front.proxy.up()
  const address = { 'server-url': front.proxy.url }
  // Both steps of the action have one temporary folder, as the runner gives them.
  const env = { RUNNER_TEMP: mkdtempSync(join(tmpdir(), 'runner-temp-')) }
  // Main never gets to see the run: every look at it stalls.
  front.faultFor = ({ question }) =>
    question === 'details' && !isAsked ? { kind: 'stall', part: 'headers', processed: false } : undefined
  const result = await run('develop', command, address, {
    env,
    onLine: (line, action) => void (line.includes('│ it trains') && action.kill('SIGKILL'))
  })
  isAsked = true
  rmSync(join(workspace, 'hidden.log'))
  expect([result.signal, result.outputs['run-id']]).toEqual(['SIGKILL', undefined])
  const after = await run('develop', 'python run.py', address, { file: built.post, state: result.state, env })
  rmSync(env.RUNNER_TEMP, { recursive: true, force: true })
  expect(after.log).toMatch(/The run worker-training\S+ has ended \((?:failed|stopped)\)/)
  expect(after.log).not.toMatch(/^::(?:warning|error)/m)
})

test('of a main that is killed outright, post alone ends the command, and its run', async () => {
  const result = await run(
    'develop',
    `bash -c 'python run.py --seconds 90 & wait'`,
    {},
    { onLine: (line, action) => void (line.includes('Step `train` has started') && action.kill('SIGKILL')) }
  )
  expect([result.code, result.signal]).toEqual([null, 'SIGKILL'])
  const { command } = JSON.parse(result.state['trigger'] ?? '{}') as { command: { group: ProcessGroup } }
  expect(isGroupAlive(command.group)).toBe(true)
  const after = await run('develop', 'python run.py', {}, { file: built.post, state: result.state })
  expect(after.log).toContain('The command was still running; it has been ended.')
  expect(isGroupAlive(command.group)).toBe(false)
  // ZenML's client, interrupted, says itself that its run failed.
  expect(['failed', 'stopping', 'stopped']).toContain((await runOf(result.outputs['run-id'])).body.status)
  expect(after.log).not.toMatch(/^::(?:warning|error)/m)
})

test('a cancel ends the command with everything it started, and the run on the server', async () => {
  let signalled = 0
  const result = await run(
    'develop',
    `bash -c 'python run.py --seconds 90 & wait'`,
    {},
    {
      onLine: (line, action) => {
        if (signalled !== 0 || !line.includes('Step `train` has started')) return
        signalled = performance.now()
        action.kill('SIGINT')
      }
    }
  )
  expect(performance.now() - signalled).toBeLessThan(killedMs)
  expect([result.code, result.outputs['conclusion']]).toEqual([1, 'cancelled'])
  const { command } = JSON.parse(result.state['trigger'] ?? '{}') as { command: { group: ProcessGroup } }
  expect(isGroupAlive(command.group)).toBe(false)
  const id = result.outputs['run-id'] ?? ''
  expect(['stopping', 'stopped']).toContain((await runOf(id)).body.status)
  // Post sees to the end of a stop that main had no time to see.
  const after = await run('develop', 'python run.py', {}, { file: built.post, state: result.state })
  expect(after.code).toBe(0)
  expect(after.log).toMatch(/The run worker-training\S+ has ended \(stopped\)|^$/)
  expect(after.log).not.toMatch(/^::(?:warning|error)/m)
})
