import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { InstallationRequest } from '../../src/installation/preparation.ts'
import { ask, runShown, runUnseen } from '../../src/installation/programs.ts'
import { systemClock } from '../../src/node/clock.ts'

let top = ''
beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'programs-')))
  for (const name of ['checkout', 'own']) mkdirSync(join(top, name))
})
afterAll(() => rmSync(top, { recursive: true }))

/** An installation that hears what its programs say, in which `hunter2` is hidden. */
function anInstallation(signal = new AbortController().signal) {
  const heard: string[] = []
  const request = {
    workingDirectory: join(top, 'checkout'),
    folder: join(top, 'own'),
    onLine: (stream: string, line: string) => heard.push(`${stream}: ${line}`),
    log: { redact: (text: string) => text.replaceAll('hunter2', '***') },
    signal,
    clock: systemClock
  } as unknown as InstallationRequest
  return { heard, request }
}
const program = (code: string) => ({ file: process.execPath, args: ['-e', code], env: {} })
const sayFolder = "console.log(process.cwd()); console.error('hunter2'); process.exitCode = 3"

test('an installer runs in the working directory, and what it says is shown and kept without secrets', async () => {
  const { heard, request } = anInstallation()
  const { code, lines } = await runShown(request, program(sayFolder))
  expect(code).toBe(3)
  expect(lines.toSorted()).toEqual(['***', join(top, 'checkout')])
  expect(heard).toContain(`stdout: ${join(top, 'checkout')}`)
  expect(heard).toHaveLength(2)
})

test('what was installed runs in the step’s own folder, and what it says is not shown', async () => {
  const { heard, request } = anInstallation()
  const { code, lines } = await runUnseen(request, program(sayFolder))
  expect([code, lines.toSorted()]).toEqual([3, ['***', join(top, 'own')]])
  expect(heard).toEqual([])
})

test('a program is asked in the step’s own folder, or in one that is named', async () => {
  const { request } = anInstallation()
  const sayOnly = 'console.log(process.cwd()); process.exitCode = 3'
  expect(await ask(request, program(sayOnly))).toEqual({ code: 3, lines: [join(top, 'own')] })
  expect(await ask(request, program(sayOnly), top)).toEqual({ code: 3, lines: [top] })
})

test('of a long output the last lines are kept', async () => {
  const { heard, request } = anInstallation()
  const { lines } = await runShown(request, program('for (let n = 1; n <= 700; n++) console.log(n)'))
  expect([heard.length, lines.at(-1)]).toEqual([700, '700'])
  expect(lines).toHaveLength(500)
})

test('a program that was ended by a cancel has no end of its own', async () => {
  const cancel = new AbortController()
  const { request } = anInstallation(cancel.signal)
  const ending = runShown(
    { ...request, onLine: () => cancel.abort(new Error('cancelled')) },
    program("console.log('here'); setInterval(() => undefined, 1000)")
  )
  await expect(ending).rejects.toThrow('cancelled')
})
