import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { clientFolder, makeConfigFolder, writeCaFile } from '../../src/command/client-folder.ts'
import { type CommandRequest, runCommand, withheldFrom } from '../../src/command/run-command.ts'
import { systemClock } from '../../src/node/clock.ts'
import { failure } from '../pieces/thrown.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worker-'))
  await mkdir(join(folder, 'bin'))
  await writeFile(join(folder, 'bin', 'python'), '#!/bin/sh\necho chosen "$@"\nenv\nexit 4\n')
  await chmod(join(folder, 'bin', 'python'), 0o755)
})
afterAll(async () => rm(folder, { recursive: true }))

async function request(command: readonly string[], more: Partial<CommandRequest> = {}): Promise<CommandRequest> {
  return {
    command,
    workingDirectory: folder,
    installation: { venv: folder, bin: join(folder, 'bin') },
    connection: {
      serverUrl: 'http://127.0.0.1:1',
      credential: { kind: 'token', token: 'TOKEN' },
      stackId: 's',
      projectId: 'p',
      configFolder: await makeConfigFolder(folder)
    },
    observer: { hookFolder: join(folder, 'observer'), notesFile: join(folder, 'notes') },
    passEnv: ['MINE'],
    env: { PATH: process.env['PATH'], 'INPUT_API-KEY': 'SECRET', GITHUB_ENV: 'SECRET', MINE: 'mine' },
    onLine: () => undefined,
    redact: text => text,
    signal: new AbortController().signal,
    clock: systemClock,
    ...more
  }
}

test('the command runs with the chosen Python, the connection and no other variable of the job', async () => {
  const lines: string[] = []
  const asked = await request(['python', 'a b'], { onLine: (_, line) => lines.push(line) })
  expect(await runCommand(asked)).toEqual({ code: 4, signal: null })
  expect(lines).toEqual(
    expect.arrayContaining(['chosen a b', 'ZENML_STORE_API_TOKEN=TOKEN', 'MINE=mine', `VIRTUAL_ENV=${folder}`])
  )
  expect(lines.join('\n')).not.toContain('SECRET')
})

test('what an old client writes down of its credential is removed, whatever the end', async () => {
  const script = `cd "$ZENML_CONFIG_PATH" && echo x >credentials.yaml && echo x >config.yaml && mkdir -p local_stores && exit 1`
  const asked = await request(['sh', '-c', script])
  expect((await runCommand(asked)).code).toBe(1)
  const left = ['credentials.yaml', 'config.yaml', 'local_stores'].filter(name =>
    existsSync(join(asked.connection.configFolder, name))
  )
  expect(left).toEqual(['local_stores'])
})

test('a program that is not there is an error that names the input', async () => {
  const asked = await request(['no-such-program-anywhere'])
  expect(await failure(() => runCommand(asked))).toMatchObject({ where: 'command' })
})

test('what the job sets and the command does not get is known by its name', async () => {
  const withheld = withheldFrom(await request(['python']))
  expect(withheld).not.toContain('MINE')
  expect(withheld).not.toContain('PATH')
  const env = { MINE: 'mine', OTHER: 'other', ZENML_ACTIVE_STACK_ID: 'x' }
  expect(withheldFrom(await request(['python'], { env }))).toEqual(['OTHER'])
})

test("the client's folder is this user's alone, and no two steps share one", async () => {
  expect((await stat(await makeConfigFolder(folder))).mode & 0o777).toBe(0o700)
  expect(clientFolder({ RUNNER_TEMP: '/tmp' })).not.toBe(clientFolder({ RUNNER_TEMP: '/tmp' }))
})

test('the CA file holds the usual authorities and the given ones, each readable', async () => {
  const given = rootCertificates[0] ?? ''
  const step = join(folder, 'temp', 'step')
  const text = await readFile(await writeCaFile(step, `\n${given}\n`), 'utf8')
  expect((await stat(step)).mode & 0o777).toBe(0o700)
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g) ?? []
  expect(certificates.length).toBeGreaterThan(100)
  expect(certificates.join('')).toBe(text)
  expect(new X509Certificate(certificates.at(-1) ?? '').subject).toBe(new X509Certificate(given).subject)
})
