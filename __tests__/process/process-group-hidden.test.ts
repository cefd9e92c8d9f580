import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { systemClock } from '../../src/node/clock.ts'
import type { ProcessGroup } from '../../src/process/process-group.ts'

// A narrow sandbox shows single processes, and doesn't list them.
jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  readdirSync: (path: string) => {
    throw Object.assign(new Error(`EACCES: permission denied, scandir '${path}'`), { code: 'EACCES' })
  }
}))
const { endAbandonedGroup, endGroup, groupOf, isGroupAlive } = await import('../../src/process/process-group.ts')

const started: ProcessGroup[] = []
afterEach(() => Promise.all(started.splice(0).map(group => endGroup(group, 100, systemClock))))

/** A group that sleeps, and its leader, which ends when something is written to it. */
function aGroup() {
  const leader = spawn('sh', ['-c', 'sleep 300 & read line'], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  const group = groupOf(leader.pid ?? 0)
  started.push(group)
  return { leader, group }
}

const end = (group: ProcessGroup) => endAbandonedGroup(group, 300, systemClock, undefined)
const onLinux = process.platform === 'linux' ? describe : describe.skip

onLinux('where the processes are not listed', () => {
  test('a group is alive as long as it can be signalled', async () => {
    const { group } = aGroup()
    expect(isGroupAlive(group)).toBe(true)
    expect([await endGroup(group, 300, systemClock), isGroupAlive(group)]).toEqual([true, false])
  })

  test('a group that was left behind is ended if its leader is there', async () => {
    const { group } = aGroup()
    expect([await end(group), isGroupAlive(group)]).toEqual([true, false])
  })

  test('a group without its leader is left alone, since nothing proves whose it is', async () => {
    const { leader, group } = aGroup()
    leader.stdin.end('\n')
    await once(leader, 'exit')
    expect([await end(group), isGroupAlive(group)]).toEqual([false, true])
  })
})
