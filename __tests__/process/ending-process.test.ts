import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { systemClock } from '../../src/node/clock.ts'
import type { ProcessGroup } from '../../src/process/process-group.ts'
import { runProcess } from '../../src/process/run-process.ts'
import { pretend } from '../pieces/platform.ts'
import { QuickClock } from '../pieces/quick-clock.ts'
import { failure } from '../pieces/thrown.ts'
import { until } from '../pieces/until.ts'
import { request, whenSaid } from './sample-process.ts'
import { signals } from './signals.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ending-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a program that no signal reaches, in virtual time; what it gives are the signals with their moments. */
async function outOfReach<T>(clock: QuickClock, run: () => Promise<T>) {
  const sent: (readonly [unknown, number])[] = []
  const kill = signals((_, signal) => {
    if (signal !== 0) sent.push([signal, clock.elapsed()])
  })
  const result = await run().finally(() => kill.mockRestore())
  return { sent, result }
}

describe('a program that cannot be killed', () => {
  test('is an error after its time, and is let go: neither it nor its output holds the action', async () => {
    const clock = new QuickClock()
    const abort = new AbortController()
    const groups: ProcessGroup[] = []
    // It hears that nobody reads any longer.
    const script = `trap '' PIPE; echo ready
      while echo out; do sleep 0.02; done 2>/dev/null; : > out-closed
      while echo err >&2; do sleep 0.02; done; : > err-closed
      exec sleep 300`
    const asked = request('sh', ['-c', script], {
      cwd: folder,
      clock,
      signal: abort.signal,
      onStart: group => groups.push(group),
      onLine: whenSaid('ready', () => abort.abort(new Error('cancelled')))
    })
    const { sent, result: error } = await outOfReach(clock, () => failure(() => runProcess(asked)))
    try {
      expect(sent).toEqual([
        ['SIGINT', 0],
        ['SIGTERM', 2_000],
        ['SIGKILL', 3_000]
      ])
      expect([error.where, error.message, error.remedy, clock.elapsed()]).toEqual([
        'command',
        "The program 'sh' did not end when it was killed",
        'Run the command as the same user as the runner, without sudo.',
        3_000 + 2_000 + 2_000
      ])
      await until(() => existsSync(join(folder, 'out-closed')) && existsSync(join(folder, 'err-closed')))
      // What Node waits for before it ends.
      await until(() => !process.getActiveResourcesInfo().includes('ProcessWrap'))
    } finally {
      for (const { pid } of groups) process.kill(-pid, 'SIGKILL')
    }
  })

  test('is left after the time for what goes on behind the command, if it is only that', async () => {
    const clock = new QuickClock()
    const groups: ProcessGroup[] = []
    const asked = request('sh', ['-c', 'sleep 300 >/dev/null 2>&1 &'], { clock, onStart: group => groups.push(group) })
    const { sent, result } = await outOfReach(clock, () => runProcess(asked))
    for (const { pid } of groups) process.kill(-pid, 'SIGKILL')
    expect(result).toEqual({ code: 0, signal: null })
    // It is looked for every 25 ms.
    expect(sent).toEqual([
      ['SIGINT', 2_000],
      ['SIGTERM', 2_675],
      ['SIGKILL', 3_025]
    ])
  })
})

describe('nothing is signalled', () => {
  test('after an ordinary end', async () => {
    const kill = jest.spyOn(process, 'kill')
    await runProcess(request('sh', ['-c', 'echo a']))
    const sent = kill.mock.calls.filter(([, signal]) => signal !== 0)
    kill.mockRestore()
    expect(sent).toEqual([])
  })

  test('on Windows, where a program has no group, and is started in none', async () => {
    const kill = jest.spyOn(process, 'kill')
    const undo = pretend('win32')
    const asked = request('sh', ['-c', 'ps -o pgid= -p $$; ps -o pgid= -p $PPID'])
    await runProcess(asked).finally(undo)
    const calls = [...kill.mock.calls]
    kill.mockRestore()
    expect(calls).toEqual([])
    expect(new Set(asked.lines).size).toBe(1)
    expect(asked.lines).toHaveLength(2)
  })
})

/** How long something that still held the output was waited for, ms. */
async function waitedForOutput(script: string, more: Parameters<typeof request>[2]) {
  const slept: number[] = []
  const sleep = (ms: number, signal?: AbortSignal) => {
    slept.push(ms)
    return systemClock.sleep(ms, signal)
  }
  await runProcess(request('sh', ['-c', script], { ...more, clock: { ...systemClock, sleep } }))
  return slept.at(-1)
}

test('the rest of the output is read for a while, and after an abort only for a moment', async () => {
  const abort = new AbortController()
  const onLine = whenSaid('ready', () => abort.abort(new Error('cancelled')))
  expect(await waitedForOutput('echo ready', { lingerMs: 60_000 })).toBe(60_000)
  expect(await waitedForOutput('echo ready; exec sleep 300', { lingerMs: 60_000, signal: abort.signal, onLine })).toBe(
    300
  )
})

test('a program is ended whose start could not be noted', async () => {
  const fault = new Error('no room for a note')
  const onStart = () => {
    throw fault
  }
  const asked = request('sh', ['-c', 'echo started; exec sleep 300'], { onStart })
  await expect(runProcess(asked)).rejects.toBe(fault)
  expect(asked.lines).toEqual([])
})

test('of a flood of short lines no more than two reads are taken in a turn, so that a cancel gets its turns', async () => {
  let [inTurn, most, isOver] = [0, 0, false]
  const turn = () => {
    inTurn = 0
    if (!isOver) setImmediate(turn)
  }
  const asked = request(process.execPath, ['-e', `process.stdout.write('${'x'.repeat(63)}\\n'.repeat(100_000))`], {
    onLine: () => {
      most = Math.max(most, ++inTurn)
    }
  })
  turn()
  await runProcess(asked)
  isOver = true
  // Node reads 64 KiB at once, which are 1,024 lines, and may have read as many before.
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThanOrEqual(2_050)
})
