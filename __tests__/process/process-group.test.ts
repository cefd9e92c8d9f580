import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { afterEach, describe, expect, test } from '@jest/globals'
import { systemClock } from '../../src/node/clock.ts'
import { endAbandonedGroup, endGroup, groupOf, isGroupAlive, waitForEnd } from '../../src/process/process-group.ts'
import { QuickClock } from '../pieces/quick-clock.ts'
import { until } from '../pieces/until.ts'
import { signals } from './signals.ts'

const started: ReturnType<typeof aGroup>[] = []
afterEach(() => Promise.all(started.splice(0).map(group => endGroup(group, 100, systemClock))))

/** A group of its own that sleeps, under the runner's mark of a job. */
function aGroup(job = 'github_1') {
  const env = { PATH: process.env['PATH'] ?? '', RUNNER_TRACKING_ID: job }
  const { pid = 0 } = spawn('sh', ['-c', 'sleep 300; :'], { detached: true, stdio: 'ignore', env })
  return groupOf(pid)
}

/** Ends what a killed main left behind, as post does. */
const end = (group: ReturnType<typeof aGroup>) => endAbandonedGroup(group, 300, systemClock, 'github_1')

// Elsewhere a number alone proves nothing.
const isLinux = process.platform === 'linux'
const onLinux = isLinux ? describe : describe.skip

test('a group that was left behind is ended where its leader proves that it is the same', async () => {
  const group = aGroup()
  started.push(group)
  expect([await end(group), isGroupAlive(group)]).toEqual(isLinux ? [true, false] : [false, true])
})

test('of a group that has ended there is nothing to end', async () => {
  const group = aGroup()
  expect([await endGroup(group, 300, systemClock), await end(group), isGroupAlive(group)]).toEqual([true, false, false])
})

onLinux('a group that shares its session with others', () => {
  test('is alive by itself, and ends by itself', async () => {
    // `set -m` gives each job of a shell a group of its own, to bash also without a terminal.
    const shell = spawn('bash', ['-c', 'set -m; sleep 300 >/dev/null 2>&1 & echo $!; wait; exec sleep 300'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore']
    })
    const session = groupOf(shell.pid ?? 0)
    const [line] = (await once(shell.stdout, 'data')) as [Buffer]
    const job = groupOf(Number(String(line)))
    started.push(session, job)
    expect(isGroupAlive(job)).toBe(true)
    expect([await endGroup(job, 300, systemClock), isGroupAlive(session)]).toEqual([true, true])
  })
})

onLinux('of two groups', () => {
  test('the later one has started later', async () => {
    const first = aGroup()
    await systemClock.sleep(50)
    const second = aGroup()
    started.push(first, second)
    expect(second.startTicks).toBeGreaterThan(first.startTicks ?? 0)
  })
})

test.each([
  ['that started at another time', (ticks: number) => ticks + 1],
  ['of which it is not known when it started', () => null]
])('a group %s is left alone, though it has the number', async (_, change) => {
  const group = aGroup()
  started.push(group)
  const other = { ...group, startTicks: change(group.startTicks ?? 0) }
  expect([await end(other), isGroupAlive(group)]).toEqual([false, true])
})

/** A group whose leader has ended, and left a sleeping process, the `rest`, under the runner's mark of a job. */
async function leaderless(job: string) {
  const env = { PATH: process.env['PATH'] ?? '', RUNNER_TRACKING_ID: job }
  const leader = spawn('sh', ['-c', 'sleep 300 >/dev/null & echo $!; read line'], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env
  })
  const group = groupOf(leader.pid ?? 0)
  started.push(group)
  const [line] = (await once(leader.stdout, 'data')) as [Buffer]
  leader.stdin.end('\n')
  await once(leader, 'exit')
  return { ...group, rest: groupOf(Number(String(line))) }
}

onLinux('a group without its leader', () => {
  test('is ended if what is left of it has the mark of the job', async () => {
    const group = await leaderless('github_1')
    expect([isGroupAlive(group), await end(group), isGroupAlive(group)]).toEqual([true, true, false])
  })

  test('is left alone if another job made it, or if it is older than the leader was', async () => {
    const other = await leaderless('github_2')
    expect([await end(other), isGroupAlive(other)]).toEqual([false, true])
    const older = await leaderless('github_1')
    const later = { ...older, startTicks: (older.startTicks ?? 0) + 1_000_000 }
    expect([await end(later), isGroupAlive(older)]).toEqual([false, true])
  })

  test('is ended if what is left of it started in the same moment as the leader', async () => {
    const { rest, ...group } = await leaderless('github_1')
    expect([await end({ ...group, startTicks: rest.startTicks }), isGroupAlive(group)]).toEqual([true, false])
  })

  test('is ended on a runner that marks nothing', async () => {
    const group = await leaderless('')
    expect([await endAbandonedGroup(group, 300, systemClock, undefined), isGroupAlive(group)]).toEqual([true, false])
  })
})

describe('a group that hears no signal', () => {
  test('is asked to end, then told to, then killed, within its time', async () => {
    const group = aGroup()
    started.push(group)
    const clock = new QuickClock()
    const sent: (readonly [unknown, number])[] = []
    const kill = signals((pid, signal) => {
      expect(pid).toBe(-group.pid)
      if (signal !== 0) sent.push([signal, clock.elapsed()])
    })
    const hasEnded = await endGroup(group, 300, clock).finally(() => kill.mockRestore())
    expect(sent).toEqual([
      ['SIGINT', 0],
      ['SIGTERM', 200],
      ['SIGKILL', 300]
    ])
    expect([hasEnded, clock.elapsed()]).toEqual([false, 2_300])
  })

  test('is left after the time that it was to be waited for', async () => {
    const group = aGroup()
    started.push(group)
    const clock = new QuickClock()
    expect([await waitForEnd(group, 0, clock), clock.elapsed()]).toEqual([false, 0])
    expect([await waitForEnd(group, 10, clock), clock.elapsed()]).toEqual([false, 10])
    expect([await waitForEnd(group, 110, clock), clock.elapsed()]).toEqual([false, 10 + 125])
  })
})

onLinux('a group that may not be signalled', () => {
  const refused = (code: string) => () => {
    throw Object.assign(new Error(code), { code })
  }

  test.each([
    ['EPERM', true],
    ['ESRCH', false]
  ])('with %s is alive: %s', (code, isAlive) => {
    const group = aGroup()
    started.push(group)
    const kill = signals(refused(code))
    const alive = isGroupAlive(group)
    kill.mockRestore()
    expect(alive).toBe(isAlive)
  })

  test('has ended if none of its processes is there', async () => {
    const group = aGroup()
    await endGroup(group, 300, systemClock)
    const kill = signals(refused('EPERM'))
    const alive = isGroupAlive(group)
    kill.mockRestore()
    expect(alive).toBe(false)
  })
})

onLinux('a process that has ended and that nobody collects', () => {
  test('is nothing that a group still has', async () => {
    // `sleep`, which takes the shell's place, doesn't ask how its children end.
    const parent = spawn('sh', ['-c', 'setsid sh -c "read line <&3" & echo $!; exec sleep 300'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe']
    })
    started.push(groupOf(parent.pid ?? 0))
    const [line] = (await once(parent.stdout as Readable, 'data')) as [Buffer]
    const group = { pid: Number(String(line)), startTicks: null }
    await until(() => isGroupAlive(group))
    await until(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n')

    const end = parent.stdio[3] as Writable
    end.end('\n')
    expect(await waitForEnd(group, 20_000, systemClock)).toBe(true)
    expect(() => process.kill(-group.pid, 0)).not.toThrow()
  })
})
