import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { systemClock } from '../../src/node/clock.ts'
import { endAbandonedGroup, endGroup, groupOf, isGroupAlive } from '../../src/process/process-group.ts'
import { pretend } from '../pieces/platform.ts'
import { signals } from './signals.ts'

describe('on a system without /proc', () => {
  test('a group is alive as long as it can be signalled, and is never known to be the same', async () => {
    const undo = pretend('darwin')
    const group = groupOf(4_194_303)
    let code = ''
    const kill = signals(() => {
      if (code !== '') throw Object.assign(new Error(code), { code })
    })
    try {
      expect([
        group.startTicks,
        isGroupAlive(group),
        await endAbandonedGroup(group, 300, systemClock, 'github_1')
      ]).toEqual([null, true, false])
      for (code of ['ESRCH', 'EPERM']) expect(isGroupAlive(group)).toBe(false)
    } finally {
      kill.mockRestore()
      undo()
    }
  })

  test.each([
    [0, true],
    [128, false]
  ])(
    'on Windows a process is killed with all that it started by taskkill, which ends with %d',
    async (code, hasEnded) => {
      const folder = mkdtempSync(join(tmpdir(), 'windows-'))
      const program = join(folder, 'System32', 'taskkill.exe')
      mkdirSync(join(folder, 'System32'))
      writeFileSync(program, `#!/bin/sh\necho "$@" > '${folder}/asked'\nexit ${code}\n`, { mode: 0o755 })
      const undo = pretend('win32')
      process.env['SystemRoot'] = folder
      try {
        expect(await endGroup({ pid: 4_194_303, startTicks: null }, 300, systemClock)).toBe(hasEnded)
        expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('/PID 4194303 /T /F\n')
      } finally {
        undo()
        delete process.env['SystemRoot']
        rmSync(folder, { recursive: true })
      }
    }
  )
})
