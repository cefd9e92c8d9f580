import { chmod, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { prepareCommand } from '../../src/job/command-preparation.ts'
import { TimeUp } from '../../src/job/timeout.ts'
import { systemClock } from '../../src/node/clock.ts'
import { disk } from '../../src/node/disk.ts'
import { Cancelled } from '../../src/world/cancelled.ts'
import { FakeInstallers } from '../pieces/fake-installers.ts'
import { begun, hangingScript } from '../pieces/hanging-program.ts'
import { failure } from '../pieces/thrown.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

const folders: string[] = []
const pythons: number[] = []
afterEach(async () => {
  // Which the preparation leaves to the runner.
  for (const pid of pythons.splice(0)) process.kill(pid)
  await Promise.all(folders.splice(0).map(folder => rm(folder, { recursive: true, force: true })))
})

/** The preparation of a command whose Python says that it was started, and then does nothing for a minute. */
async function hanging(passed: Readonly<Record<string, string>> = {}) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'preparation-')))
  folders.push(folder)
  const idFile = join(folder, 'id')
  const python = join(folder, 'slow-python')
  await writeFile(python, `#!/bin/sh\n${hangingScript(idFile)}\n`)
  await chmod(python, 0o755)

  const runner = new CapturedRunner()
  const folds: string[] = []
  const cancel = new AbortController()
  const timeUp = new AbortController()
  const env = { ...passed, PATH: process.env['PATH'] ?? '', RUNNER_TEMP: folder, GITHUB_WORKSPACE: folder }
  const connected = runner.connect(() => true)
  const log = {
    ...connected.log,
    startGroup: (title: string) => folds.push(title),
    endGroup: () => folds.push('end')
  }
  const job = {
    contacted: { info: { version: '0.98.0' } },
    inputs: {
      ...{ tags: [], passEnv: Object.keys(passed), installEnv: [], integrations: [], requirements: '' },
      ...{ server: { apiKey: 'key' }, workingDirectory: '', zenmlVersion: 'server', python }
    },
    world: { ...connected, log, clock: systemClock, env, files: disk, cancel: cancel.signal }
  } as unknown as Parameters<typeof prepareCommand>[0]
  const prepared = failure(() => prepareCommand(job, 'python3 train.py', timeUp.signal))
  pythons.push(await begun(idFile))
  return { cancel, folds, log, masks: runner.masks.map(({ secret }) => secret), prepared, timeUp }
}

test('a cancel during the installation ends it, with the cancel as its reason, and closes its fold in the log', async () => {
  const { cancel, folds, prepared } = await hanging()
  const reason = new Cancelled('SIGINT')
  cancel.abort(reason)
  expect(await prepared).toBe(reason)
  expect(folds).toEqual(["Installing the command's requirements", 'end'])
}, 30_000)

test('the timeout during the installation ends it, and is what the error says', async () => {
  const { prepared, timeUp } = await hanging()
  timeUp.abort(new TimeUp(60_000))
  expect((await prepared).message).toContain('did not end within 1m')
}, 30_000)

test('what pass-env passes on is hidden before anything runs if its name or its address says that it is a secret', async () => {
  const { cancel, log, masks, prepared } = await hanging({
    WANDB_API_KEY: 'hunter2+hunter2',
    DATABASE_URL: 'postgresql://svc:hunter3@db/x',
    TOKENIZERS_PARALLELISM: 'false',
    WANDB_PROJECT: 'churn-model'
  })
  cancel.abort(new Cancelled('SIGINT'))
  await prepared

  expect(masks).toEqual(expect.arrayContaining(['hunter2+hunter2', encodeURIComponent('hunter2+hunter2'), 'hunter3']))
  expect(log.redact('postgresql://svc:hunter3@db/x, hunter2+hunter2')).toBe('postgresql://svc:***@db/x, ***')
  expect(masks.filter(secret => ['false', 'churn-model'].includes(secret))).toEqual([])
  // A command's own words are never taken out of what is decided on.
  expect(log.withoutCredentials('hunter2+hunter2')).toBe('hunter2+hunter2')
}, 30_000)

describe('a command that is prepared', () => {
  const made: FakeInstallers[] = []
  afterEach(() => {
    for (const fake of made.splice(0)) fake.remove()
  })

  /** Prepares a command with programs that install nothing. */
  async function prepared(inputs: Readonly<Record<string, unknown>>, passed: Readonly<Record<string, string>> = {}) {
    const fake = new FakeInstallers({ install: 'echo Resolved 7 packages' })
    made.push(fake)
    const runner = new CapturedRunner()
    const env = { ...passed, PATH: join(fake.top, 'tools'), RUNNER_TEMP: fake.top, GITHUB_WORKSPACE: fake.top }
    const job = {
      contacted: { info: { version: '0.98.0' } },
      inputs: {
        ...{ tags: [], passEnv: [], installEnv: [], integrations: [], requirements: '', server: { apiKey: 'key' } },
        ...{ workingDirectory: 'work', zenmlVersion: 'server', ...inputs }
      },
      world: {
        ...runner.connect(() => true),
        clock: systemClock,
        env,
        files: disk,
        cancel: new AbortController().signal
      }
    } as unknown as Parameters<typeof prepareCommand>[0]
    const ready = await prepareCommand(job, 'python3 "a b.py"', new AbortController().signal)
    return { ready, fake, runner }
  }

  test('has its words and folders, and what the installer says stands in a fold of the log', async () => {
    const { fake, ready, runner } = await prepared({ passEnv: ['MODE'] }, { MODE: 'x' })
    expect(ready).toMatchObject({
      words: ['python3', 'a b.py'],
      passEnv: ['MODE'],
      folder: join(fake.top, 'work'),
      checkout: undefined,
      installation: { venv: join(ready.temporary, 'venv'), zenmlVersion: '0.98.0' }
    })
    expect(runner.text('group')).toBe("Installing the command's requirements")
    expect(runner.text('info')).toContain('Resolved 7 packages')
  })

  test('has no fold in the log if there is nothing to install', async () => {
    expect((await prepared({ zenmlVersion: 'none' })).runner.text('group')).toBe('')
    expect((await prepared({ zenmlVersion: 'none', requirements: 'six' })).runner.text('group')).not.toBe('')
  })

  test('gives the installation what install-env names, and no credential of GitHub’s', async () => {
    const { fake } = await prepared({ installEnv: ['MINE', 'GITHUB_*'] }, { MINE: 'x', GITHUB_TOKEN: 'secret-token' })
    expect(fake.environment).toMatchObject({ MINE: 'x' })
    expect(Object.keys(fake.environment)).not.toContain('GITHUB_TOKEN')
  })

  test('is warned of what install-env names and the step does not have, once for each', async () => {
    const { runner } = await prepared({ installEnv: ['MINE', 'MISSING', 'EMPTY'] }, { MINE: 'x', EMPTY: '' })
    expect(runner.text('warning').split('\n')).toEqual([
      expect.stringMatching(/^install-env: MISSING is not set in this step, or empty[.] /),
      expect.stringMatching(/^install-env: EMPTY is not set in this step, or empty[.] /)
    ])
  })

  test('may not have a tag with the prefix of the action’s own', async () => {
    await expect(prepared({ tags: ['gate:production'] })).rejects.toMatchObject({ where: 'tags' })
  })
})
