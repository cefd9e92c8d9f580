import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, test } from '@jest/globals'
import { systemClock } from '../../src/node/clock.ts'
import { endAbandonedGroup, endGroup, groupOf, isGroupAlive } from '../../src/process/process-group.ts'

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

test('a group that was left behind is ended where its leader proves that it is the same', async () => {
  const group = aGroup()
  started.push(group)
  expect([await end(group), isGroupAlive(group)]).toEqual(isLinux ? [true, false] : [false, true])
})

test('of a group that has ended there is nothing to end', async () => {
  const group = aGroup()
  await endGroup(group, 300, systemClock)
  expect([await end(group), isGroupAlive(group)]).toEqual([false, false])
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

/** A group whose leader has ended, and left a sleeping process under the runner's mark of a job. */
async function leaderless(job: string) {
  const env = { PATH: process.env['PATH'] ?? '', RUNNER_TRACKING_ID: job }
  const leader = spawn('sh', ['-c', 'sleep 300 & read line'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env
  })
  const group = groupOf(leader.pid ?? 0)
  started.push(group)
  leader.stdin.end('\n')
  await once(leader, 'exit')
  return group
}

const onLinux = isLinux ? describe : describe.skip

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

  test('is ended on a runner that marks nothing', async () => {
    const group = await leaderless('')
    expect([await endAbandonedGroup(group, 300, systemClock, undefined), isGroupAlive(group)]).toEqual([true, false])
  })
})
