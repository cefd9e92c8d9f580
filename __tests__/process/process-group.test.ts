import { spawn } from 'node:child_process'
import { afterEach, expect, test } from '@jest/globals'
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
