import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { systemClock } from '../../src/node/clock.ts'
import { isGroupAlive, type ProcessGroup } from '../../src/process/process-group.ts'
import { runProcess } from '../../src/process/run-process.ts'
import { ActionError } from '../../src/text/errors.ts'
import { env, request as requestIn, whenSaid } from './sample-process.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'process-'))
})
afterAll(async () => rm(folder, { recursive: true }))

const request: typeof requestIn = (file, args, more) => requestIn(file, args, { cwd: folder, ...more })

test('exit code, both streams in their order, given environment and folder, no input', async () => {
  const script = 'echo one; echo two >&2; echo "$X $(pwd -P)"; cat; printf last; exit 3'
  const asked = request('sh', ['-c', script], { env: { ...env, X: 'x y' } })
  expect(await runProcess(asked)).toEqual({ code: 3, signal: null })
  const place = execFileSync('pwd', ['-P'], { cwd: folder, encoding: 'utf8' }).trim()
  expect(asked.lines.filter(line => line.startsWith('stdout'))).toEqual([
    'stdout one',
    `stdout x y ${place}`,
    'stdout last'
  ])
  expect(asked.lines.filter(line => line.startsWith('stderr'))).toEqual(['stderr two'])
})

test('no shell looks at the arguments, and nothing of the environment is inherited', async () => {
  process.env['WORKER_TEST_SECRET'] = 'secret'
  const asked = request(process.execPath, [
    '-p',
    'JSON.stringify([process.argv.slice(1), Object.keys(process.env)])',
    '$(id)',
    '*',
    'a b'
  ])
  await runProcess(asked)
  delete process.env['WORKER_TEST_SECRET']
  const [args, names] = JSON.parse((asked.lines[0] ?? '').slice('stdout '.length)) as [string[], string[]]
  expect(args).toEqual(['$(id)', '*', 'a b'])
  // macOS adds this one to every process.
  expect(names.filter(name => !name.startsWith('__CF'))).toEqual(['PATH'])
})

test('characters that come in pieces are put together, bytes that are not characters are marked', async () => {
  const script = `printf '\\342\\202'; sleep 0.2; printf '\\254\\n\\377\\n'`
  const asked = request('sh', ['-c', script])
  await runProcess(asked)
  expect(asked.lines).toEqual(['stdout €', 'stdout \ufffd'])
})

test('a line of 10 MB needs no memory of its size', async () => {
  let length = 0
  let longest = 0
  const onLine = (_: string, line: string) => {
    length += line.length
    longest = Math.max(longest, line.length)
  }
  const asked = request(process.execPath, ['-e', "process.stdout.write('x'.repeat(10e6))"], { onLine })
  await runProcess(asked)
  expect({ length, longest }).toEqual({ length: 10e6, longest: 65_536 })
})

test('after an ordinary end nothing is waited for, and no timer keeps the action from ending', async () => {
  let waiting = 0
  const sleep = async (ms: number, signal?: AbortSignal) => {
    waiting++
    await systemClock.sleep(ms, signal).finally(() => waiting--)
  }
  const started = performance.now()
  await runProcess(request('sh', ['-c', 'echo a'], { lingerMs: 60_000, clock: { ...systemClock, sleep } }))
  expect(performance.now() - started).toBeLessThan(30_000)
  await systemClock.sleep(20)
  expect(waiting).toBe(0)
})

test('what the program leaves running is ended', async () => {
  const groups: ProcessGroup[] = []
  const asked = request('sh', ['-c', 'sleep 300 >/dev/null 2>&1 & echo done'], {
    lingerMs: 100,
    onStart: group => groups.push(group)
  })
  expect(await runProcess(asked)).toEqual({ code: 0, signal: null })
  expect(groups.map(isGroupAlive)).toEqual([false])
})

test('an abort ends the program with all that it started', async () => {
  const cancel = new AbortController()
  const groups: ProcessGroup[] = []
  const asked = request('sh', ['-c', 'echo ready; sleep 300; echo late'], {
    signal: cancel.signal,
    graceMs: 1_000,
    onStart: group => groups.push(group),
    onLine: whenSaid('ready', () => cancel.abort(new Error('cancelled')))
  })
  // A shell that is about to start its next program may miss the first signal.
  expect(await runProcess(asked)).toEqual({ code: null, signal: expect.stringMatching(/^SIG(?:INT|TERM)$/) })
  expect(groups.map(isGroupAlive)).toEqual([false])
})

test('whatever a callback throws ends the program, and is thrown', async () => {
  const fault = new Error('fault')
  const groups: ProcessGroup[] = []
  const asked = request('sh', ['-c', 'echo ready; sleep 300'], {
    onStart: group => groups.push(group),
    onLine: () => {
      throw fault
    }
  })
  await expect(runProcess(asked)).rejects.toBe(fault)
  expect(groups.map(isGroupAlive)).toEqual([false])
})

test('an abort before the start starts nothing', async () => {
  const reason = new Error('cancelled')
  const asked = request('sh', ['-c', 'touch started'], { signal: AbortSignal.abort(reason) })
  await expect(runProcess(asked)).rejects.toBe(reason)
})

test('a program that is not there, may not run, or has no folder to run in', async () => {
  await writeFile(join(folder, 'plain.sh'), 'echo a\n')
  await chmod(join(folder, 'plain.sh'), 0o644)
  await writeFile(join(folder, 'program'), '')
  await chmod(join(folder, 'program'), 0o755)
  const cases = [
    [request('no-such-program', []), /'no-such-program' was not found/, /Check its spelling; it has to be on PATH/],
    [request('./plain.sh', []), /may not be executed/, /git update-index --chmod=\+x/],
    [request('sh', [], { cwd: join(folder, 'none') }), /folder .* cannot be used: it does not exist \(ENOENT\)/],
    [
      request('sh', [], { cwd: join(folder, 'program') }),
      /folder .* to run 'sh' in cannot be used: it is not a folder$/
    ],
    [request('sh', ['\0']), /'sh' could not be started \(ERR_INVALID_ARG_VALUE\)$/]
  ] as const
  for (const [asked, message, remedy] of cases) {
    const error: unknown = await runProcess(asked).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ActionError)
    expect(error).toMatchObject({
      message: expect.stringMatching(message),
      where: 'command',
      remedy: remedy === undefined ? undefined : expect.stringMatching(remedy)
    })
  }
})

test('a folder that this user may not enter is named, not the program', async () => {
  const locked = join(folder, 'locked')
  await mkdir(locked, { mode: 0o600 })
  // Root may enter any folder, so that somebody else has to ask; what is imported is read before that.
  const script = `const { startProcess } = await import('${join(import.meta.dirname, '../../src/process/start-process.ts')}')
    if (process.getuid() === 0) process.setuid(12_345)
    await startProcess(${JSON.stringify({ file: 'sh', args: [], cwd: locked, env })}).catch(error => console.log(error.message))`
  await chmod(folder, 0o755)
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(said).toBe(`The folder ${locked} to run 'sh' in cannot be used: permission denied (EACCES)\n`)
})

test('the program is looked up in the PATH that it is given', async () => {
  await writeFile(join(folder, 'own-program'), '#!/bin/sh\necho mine\n')
  await chmod(join(folder, 'own-program'), 0o755)
  const asked = request('own-program', [], { env: { PATH: `${folder}:${env.PATH}` } })
  await runProcess(asked)
  expect(asked.lines).toEqual(['stdout mine'])
})
