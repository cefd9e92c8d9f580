import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { prepareSource } from '../../src/job/source-preparation.ts'
import { systemClock } from '../../src/node/clock.ts'
import { disk } from '../../src/node/disk.ts'
import { InputError } from '../../src/text/errors.ts'
import { anInvocation } from '../pieces/invocation.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

let top = ''
let commit = ''
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: join(top, 'work'),
    encoding: 'utf8'
  }).trim()

beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'source-preparation-')))
  for (const name of ['work', 'work/ml', 'plain', 'tools', 'bare']) mkdirSync(join(top, name))
  const python = (version: string) => `#!/bin/sh\necho 'zenml ${version}'\necho 'installed {}'\n`
  writeFileSync(join(top, 'tools/python3'), python('0.98.0'), { mode: 0o755 })
  writeFileSync(join(top, 'bare/python3'), python('-'), { mode: 0o755 })
  writeFileSync(join(top, 'work/ml/pipelines.py'), '')
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'Pipelines')
  commit = git('rev-parse', 'HEAD')
})
afterEach(() => void git('clean', '-qfd'))
afterAll(() => rmSync(top, { recursive: true, force: true }))

interface Given {
  readonly source?: string
  readonly sha?: string
  readonly python?: string
  readonly workspace?: string
  readonly config?: string
  /** The folder of the machine's Python. */
  readonly tools?: string
}

/** What a source is prepared to be run as, in the checkout. */
async function prepared(given: Given = {}) {
  const { config, python, sha = commit, source = 'pipelines.training', tools = 'tools', workspace = 'work' } = given
  const runner = new CapturedRunner()
  const env = {
    PATH: `${join(top, tools)}:${process.env['PATH']}`,
    RUNNER_TEMP: top,
    GITHUB_WORKSPACE: join(top, workspace)
  }
  const inputs = {
    ...{
      tags: [],
      passEnv: [],
      installEnv: [],
      integrations: [],
      requirements: '',
      zenmlVersion: 'none',
      config,
      python
    },
    ...{ server: { apiKey: 'key' }, workingDirectory: '', places: { source: 'source', config: 'config' } }
  }
  const job = {
    inputs,
    contacted: { info: { version: '0.98.0' } },
    invocation: anInvocation({ sha }),
    world: { ...runner.connect(() => true), clock: systemClock, cancel: new AbortController().signal, env, files: disk }
  } as unknown as Parameters<typeof prepareSource>[0]
  return prepareSource(job, source, new AbortController().signal).catch((error: unknown) => error)
}

test('the source of a clean checkout of the event’s commit is ready, with the code that it has', async () => {
  expect(await prepared({ config: 'parameters: {rows: 1}' })).toMatchObject({
    source: 'pipelines.training',
    configuration: { parameters: { rows: 1 } },
    clientVersion: '0.98.0',
    folder: join(top, 'work'),
    code: {
      proven: { commit, tree: git('rev-parse', 'HEAD^{tree}') },
      root: join(top, 'work'),
      note: expect.stringContaining('This job has the code of')
    }
  })
})

describe('a source is refused', () => {
  test.each<[string, Given, object]>([
    ['that no Python module has', { source: 'a/b' }, { where: 'source' }],
    ['with a configuration that isn’t one', { config: 'schedule: {}' }, { where: expect.stringContaining('config') }],
    [
      'without a checkout',
      { workspace: 'plain' },
      {
        message: 'Without a git checkout nothing proves which code runs',
        where: 'source',
        remedy: expect.stringMatching(/^Run actions\/checkout before this step\. .*safe\.directory/)
      }
    ],
    [
      'of another commit',
      { sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e' },
      {
        message: expect.stringMatching(/^This job has the code of commit [0-9a-f]{12}, not /),
        where: 'source',
        remedy: expect.stringContaining("Check the event's own commit out")
      }
    ]
  ])('%s', async (_, given, error) => {
    const refused = await prepared(given)
    expect(refused).toBeInstanceOf(InputError)
    expect(refused).toMatchObject(error)
  })

  test.each([
    [1, /^The checkout differs from commit [0-9a-f]{12} in 1 file: \?\? 0\.txt$/],
    [10, /in 10 files: (?:\?\? \d\.txt, ){9}\?\? \d\.txt$/],
    [12, /in 12 files: (?:\?\? \d+\.txt, ){9}\?\? \d+\.txt and 2 more$/]
  ])('of a checkout that differs in %d files, of which the first ones are named', async (count, message) => {
    for (let file = 0; file < count; file += 1) writeFileSync(join(top, 'work', `${file}.txt`), '')
    expect(await prepared()).toMatchObject({
      message: expect.stringMatching(message),
      where: 'source',
      remedy: expect.stringContaining('.gitignore')
    })
  })

  test.each<[string, Given, string]>([
    ['the default', { tools: 'bare' }, 'zenml-version'],
    ['the one that is named', { tools: 'bare', python: 'python3' }, 'python']
  ])('whose Python has no zenml: %s', async (_, given, where) => {
    expect(await prepared(given)).toMatchObject({
      message: 'The Python for the pipeline has no zenml',
      where,
      remedy: "Leave zenml-version at 'server', or name zenml in the requirements."
    })
  })
})
