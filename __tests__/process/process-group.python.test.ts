import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, test } from '@jest/globals'
import { systemClock } from '../../src/node/clock.ts'
import {
  endAbandonedGroup,
  endGroup,
  groupOf,
  isGroupAlive,
  type ProcessGroup
} from '../../src/process/process-group.ts'
import { runProcess } from '../../src/process/run-process.ts'
import { request, running, tree, whenSaid } from './sample-process.ts'

test('an abort ends the whole tree before anything has to be killed', async () => {
  const mark = randomUUID()
  const abort = new AbortController()
  let aborted = Number.NaN
  const onLine = whenSaid('ready', () => {
    aborted = performance.now()
    abort.abort()
  })
  const asked = request('python3', ['-c', tree, mark, 'no'], { signal: abort.signal, onLine, graceMs: 3000 })
  expect(await runProcess(asked)).toEqual({ code: null, signal: 'SIGINT' })
  // The shell's background processes don't hear SIGINT; SIGTERM after two thirds of the grace ends them.
  expect(performance.now() - aborted).toBeLessThan(2900)
  expect(running(mark)).toEqual([])
})

test('an abort ends also what ignores SIGINT and SIGTERM, once the grace is over', async () => {
  const mark = randomUUID()
  const abort = new AbortController()
  let before: readonly string[] = []
  const onLine = whenSaid('ready', () => {
    before = running(mark)
    abort.abort()
  })
  const end = await runProcess(
    request('python3', ['-c', tree, mark, 'yes'], { signal: abort.signal, onLine, graceMs: 600 })
  )
  // Python, shell, background shell with its sleep in it, second Python: the tree was there.
  expect(before.length).toBeGreaterThanOrEqual(3)
  expect(end).toEqual({ code: null, signal: 'SIGKILL' })
  expect(running(mark)).toEqual([])
})

test('a program that tidies up on SIGINT may do so, and its last words are heard', async () => {
  const abort = new AbortController()
  const script =
    "import time\ntry:\n  print('ready', flush=True)\n  time.sleep(300)\nexcept KeyboardInterrupt:\n  print('tidied')\n  raise SystemExit(7)"
  const asked = request('python3', ['-u', '-c', script], { signal: abort.signal })
  const lines: string[] = []
  const said = whenSaid('ready', () => abort.abort())
  const onLine = (stream: string, line: string) => {
    lines.push(line)
    said(stream, line)
  }
  expect(await runProcess({ ...asked, onLine })).toEqual({ code: 7, signal: null })
  expect(lines).toEqual(['ready', 'tidied'])
})

test("a shell's background process, which is deaf to SIGINT, gets SIGTERM before it is killed", async () => {
  const abort = new AbortController()
  const script = '(trap "echo heard; exit" TERM; echo ready; while :; do sleep 0.05; done) & wait'
  const lines: string[] = []
  const said = whenSaid('ready', () => abort.abort())
  const onLine = (stream: string, line: string) => {
    lines.push(line)
    said(stream, line)
  }
  await runProcess({ ...request('sh', ['-c', script], { signal: abort.signal, graceMs: 1500 }), onLine })
  // The shell may also say that its sleep was ended.
  expect(lines).toContain('heard')
})

test('what the program leaves running is ended, whether or not it holds the output open', async () => {
  for (const redirect of ['', '>/dev/null 2>&1']) {
    const mark = randomUUID()
    const asked = request('sh', ['-c', `sh -c 'sleep 300; : $0' ${mark} ${redirect} & echo done`], { lingerMs: 300 })
    const started = performance.now()
    expect(await runProcess(asked)).toEqual({ code: 0, signal: null })
    expect(performance.now() - started).toBeLessThan(3000)
    expect(asked.lines).toEqual(['stdout done'])
    expect(running(mark)).toEqual([])
  }
})

test('what the program leaves running for a moment may end by itself, and its output is heard', async () => {
  const asked = request('sh', ['-c', '(sleep 0.3; echo late) & echo done'], { lingerMs: 3000 })
  expect(await runProcess(asked)).toEqual({ code: 0, signal: null })
  expect(asked.lines).toEqual(['stdout done', 'stdout late'])
})

test('a daemon that left the group can hold the output open without holding the step', async () => {
  const mark = randomUUID()
  const script = `import os, sys, time\nif os.fork() == 0:\n  os.setsid()\n  print('daemon', flush=True)\n  time.sleep(4)\nelse:\n  time.sleep(0.3)`
  const asked = request('python3', ['-c', script, mark], { lingerMs: 300 })
  const started = performance.now()
  expect(await runProcess(asked)).toMatchObject({ code: 0 })
  expect(performance.now() - started).toBeLessThan(3000)
  expect(asked.lines).toEqual(['stdout daemon'])
})

test('an error in the reader ends the tree and is the answer', async () => {
  const mark = randomUUID()
  const onLine = () => {
    throw new Error('the log is full')
  }
  const asked = request('python3', ['-c', tree, mark, 'no'], { onLine, graceMs: 400 })
  await expect(runProcess(asked)).rejects.toThrow('the log is full')
  expect(running(mark)).toEqual([])
})

// Elsewhere a number alone proves nothing, and the runner's own cleaning is left to it.
const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('the post step ends a tree whose owner was killed, and nothing that merely has the same number', async () => {
  const mark = randomUUID()
  const groups: ProcessGroup[] = []
  let checked: Promise<void> | undefined
  const check = async (group: ProcessGroup) => {
    expect(
      await endAbandonedGroup({ ...group, startTicks: (group.startTicks ?? 0) - 1 }, 400, systemClock, undefined)
    ).toBe(false)
    expect(isGroupAlive(group)).toBe(true)
    expect(await endAbandonedGroup(group, 400, systemClock, undefined)).toBe(true)
    expect(isGroupAlive(group)).toBe(false)
    expect(await endAbandonedGroup(group, 400, systemClock, undefined)).toBe(false)
  }
  const onLine = whenSaid('ready', () => {
    checked = check(groups[0] ?? { pid: -1, startTicks: null })
  })
  await runProcess(request('python3', ['-c', tree, mark, 'yes'], { onLine, onStart: group => groups.push(group) }))
  await checked
  expect(checked).toBeDefined()
  expect(running(mark)).toEqual([])
})

/** A group whose leader has ended and whose children go on, deaf to what asks them to end; `env` is theirs. */
async function leaderless(mark: string, env: Readonly<Record<string, string>>): Promise<ProcessGroup> {
  const child = `python3 -c 'import signal, time; signal.signal(2, 1); signal.signal(15, 1); time.sleep(60)' ${mark}`
  const script = `${child} & ${child} & sleep 0.5; echo ready`
  const leader = spawn('sh', ['-c', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env }
  })
  const group = groupOf(leader.pid ?? -1)
  await once(leader, 'exit')
  leader.stdout.destroy()
  expect(running(mark)).toHaveLength(2)
  return group
}

onLinux('the post step ends what a leader left that has ended by itself', async () => {
  const mark = randomUUID()
  const group = await leaderless(mark, { RUNNER_TRACKING_ID: 'github_job' })
  expect(await endAbandonedGroup(group, 300, systemClock, 'github_job')).toBe(true)
  expect([running(mark), isGroupAlive(group)]).toEqual([[], false])
  expect(await endAbandonedGroup(group, 300, systemClock, 'github_job')).toBe(false)
})

onLinux('a group without its leader is left alone where it may be another job’s, or be older', async () => {
  const mark = randomUUID()
  const group = await leaderless(mark, { RUNNER_TRACKING_ID: 'github_other' })
  expect(await endAbandonedGroup(group, 300, systemClock, 'github_job')).toBe(false)
  const later = { ...group, startTicks: (group.startTicks ?? 0) + 1_000_000 }
  expect(await endAbandonedGroup(later, 300, systemClock, 'github_other')).toBe(false)
  expect(await endAbandonedGroup({ ...group, startTicks: null }, 300, systemClock, 'github_other')).toBe(false)
  expect(running(mark)).toHaveLength(2)
  await endGroup(group, 300, systemClock)
  expect(running(mark)).toEqual([])
})
