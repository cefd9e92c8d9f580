import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { systemClock } from '../../src/node/clock.ts'
import { askProgram, type Question } from '../../src/process/ask-program.ts'
import { begun, hangingScript } from '../pieces/hanging-program.ts'
import { pretend } from '../pieces/platform.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asked programs-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A question to a program that is made of lines of a shell, in a folder whose name has a blank. */
function question(script: string, more: Partial<Question> = {}): Question {
  const file = join(folder, 'program')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  const signal = new AbortController().signal
  return { file, args: [], cwd: folder, env: {}, signal, clock: systemClock, ...more }
}

test('an answer has the exit code and the lines of both outputs', async () => {
  const asked = question('echo one; echo two >&2; printf three; exit 4')
  expect(await askProgram(asked)).toEqual({ code: 4, lines: ['one', 'three', 'two'] })
})

test('arguments reach the program as they are, without a shell', async () => {
  const args = ['a b', '$HOME', '"', '*', '']
  const { lines } = await askProgram(question('for one; do echo "<$one>"; done', { args }))
  expect(lines).toEqual(args.map(one => `<${one}>`))
})

test('nothing of the environment is inherited, and the folder is the one that was named', async () => {
  const { lines } = await askProgram(question('/usr/bin/env | /bin/grep -v "^_="; pwd', { env: { ONE: '1' } }))
  const names = lines.slice(0, -1).map(line => line.replace(/=.*/, ''))
  // The shell itself sets PWD, and some set more.
  expect(names.filter(name => !['PWD', 'OLDPWD', 'SHLVL'].includes(name))).toEqual(['ONE'])
  expect(lines.at(-1)).toBe(folder)
})

test('neither the question nor the answer is in the log', async () => {
  const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    expect((await askProgram(question('echo answer'))).lines).toEqual(['answer'])
    expect(written).not.toHaveBeenCalled()
  } finally {
    written.mockRestore()
  }
})

test('of a flood the beginning is kept', async () => {
  const { lines } = await askProgram(question('echo first; /usr/bin/head -c 5000000 /dev/zero; echo; echo last'))
  expect(lines[0]).toBe('first')
  expect(lines.join('').length).toBeLessThan(1_500_000)
})

test.each([
  // What `env` ends with (POSIX), and nothing where the library looks for the program itself.
  ['that is not there', 'none', 127],
  ['that is a folder', '', 126],
  ['that is not there, by a path that reads like a variable', 'a=b', null]
])('a program %s does not answer, and the first line says why', async (_, name, code) => {
  const file = join(folder, name)
  const answer = await askProgram(question('', { file }))
  expect(answer.code).toBe(code)
  expect(answer.lines[0]).toContain(file)
})

test('on Windows, which has no `env`, a program is started without it', async () => {
  const asked = question('echo "$@"', { args: ['a b'] })
  const undo = pretend('win32')
  const answers = [askProgram(asked), askProgram({ ...asked, file: '/no/program' })]
  const [found, missing] = await Promise.all(answers).finally(undo)
  expect([found, missing?.code]).toEqual([{ code: 0, lines: ['a b'] }, null])
})

test.each(['a"b', 'a b', 'a=b', " a'b "])('a program is found by its path, whatever is in it: %j', async name => {
  const file = join(folder, name)
  writeFileSync(file, '#!/bin/sh\necho found')
  chmodSync(file, 0o755)
  expect(await askProgram(question('', { file }))).toEqual({ code: 0, lines: ['found'] })
})

test('a program answers that only its owner and its group may execute, and this user may anyway', async () => {
  const asked = question('echo answer')
  chmodSync(asked.file, 0o750)
  // Root may execute what is somebody else's; for another user the file stays its own.
  if (process.getuid?.() === 0) chownSync(asked.file, 1234, 1234)
  expect(await askProgram(asked)).toEqual({ code: 0, lines: ['answer'] })
  rmSync(asked.file)
})

test('programs that end at once, before anything could be written to them, answer', async () => {
  const asked = question('exit 0')
  const answers = await Promise.all(Array.from({ length: 50 }, () => askProgram(asked)))
  expect(answers).toEqual(Array.from({ length: 50 }, () => ({ code: 0, lines: [] })))
})

test('a program that a signal ended has no exit code', async () => {
  expect((await askProgram(question('kill -9 $$'))).code).toBeNull()
})

/** A program that hangs; the test ends it, as the question leaves it to the runner. */
const hanging = hangingScript('id')
const env = { PATH: '/usr/bin:/bin' }
const endHanging = async () => process.kill(await begun(join(folder, 'id')))

test('a program that hangs does not hold a cancel up', async () => {
  const abort = new AbortController()
  const reason = new Error('cancelled')
  const asked = askProgram(question(hanging, { signal: abort.signal, env }))
  setTimeout(() => abort.abort(reason), 50)
  await expect(asked).rejects.toBe(reason)
  await endHanging()
})

test('nothing is started once the job has been cancelled', async () => {
  const mark = join(folder, 'started')
  const reason = new Error('cancelled')
  const asking = question(`echo > '${mark}'`)
  await expect(askProgram({ ...asking, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  // Had it been started, it would have left its mark before these have answered one after the other.
  for (let nth = 0; nth < 3; nth++) await askProgram({ ...asking, file: '/bin/sh', args: ['-c', ''] })
  expect(existsSync(mark)).toBe(false)
})

test('a program that hangs is given up after two minutes', async () => {
  // Time goes by a thousand times as fast for the limit.
  const clock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 1000, signal) }
  const asked = question(hanging, { clock, env })
  expect(await askProgram(asked)).toEqual({ code: null, lines: ['nothing came back within 2m'] })
  await endHanging()
})
