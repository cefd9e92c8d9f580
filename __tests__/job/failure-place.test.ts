import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fileOf, placeFinder } from '../../src/job/failure-place.ts'
import { openWorld } from '../../src/node/world.ts'

describe('the file of a repository that a path in a container means', () => {
  const tracked = ['train.py', 'src/pkg/steps/train.py', 'src/other/steps/train.py']

  test.each([
    ['/app/code/pkg/steps/train.py', 'src/pkg/steps/train.py'],
    ['/app/src/other/steps/train.py', 'src/other/steps/train.py'],
    ['C:\\work\\pkg\\steps\\train.py', 'src/pkg/steps/train.py'],
    ['/app/steps/train.py', undefined],
    ['/app/train.py', 'train.py'],
    ['/app/else.py', undefined]
  ])('%s: %s', (path, file) => {
    expect(fileOf(path, tracked)).toBe(file)
  })
})

let workspace = ''
let tools = ''
let commit = ''

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: workspace,
    encoding: 'utf8'
  }).trim()
}

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'failure-place-'))
  tools = mkdtempSync(join(tmpdir(), 'failure-place-tools-'))
  const file = join(workspace, 'src/pkg/steps/train.py')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, 'def train():\n    raise ValueError("no data")\n')
  writeFileSync(join(workspace, 'large.py'), 'x\n'.repeat(1024 * 1024))
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'Steps')
  commit = git('rev-parse', 'HEAD')
})
afterAll(() => {
  for (const folder of [workspace, tools]) rmSync(folder, { recursive: true, force: true })
})

describe('the line of the checkout where a step failed', () => {
  const own = '  File "/app/code/pkg/steps/train.py", line 2, in train\n    raise ValueError("no data")\n'
  const library = '  File "/usr/lib/python3.11/site-packages/pandas/core.py", line 9, in fit\n    raise ValueError\n'
  const find = (traceback: string | undefined, codeSha = commit, env: Readonly<Record<string, string>> = {}) => {
    const world = { ...openWorld(), env: { ...process.env, GITHUB_WORKSPACE: workspace, ...env } }
    const job = { world, inputs: { workingDirectory: '.' }, report: { facts: { codeSha } } }
    return placeFinder(job)({ message: 'no data', traceback })
  }
  const place = { file: 'src/pkg/steps/train.py', line: 2 }

  test('is that of the last place in its own code', async () => {
    expect(await find(own)).toEqual(place)
    expect(await find(own + library)).toEqual(place)
  })

  test.each([
    ['without a traceback', undefined],
    ['if the line reads otherwise', own.replace('no data', 'no rows')],
    ['if the file has no such line', own.replace('line 2', 'line 200').replace(/\n.*\n$/, '\n')],
    ['if the file is not in the checkout', own.replace('train.py', 'other.py')],
    ['if it failed in a library alone', library]
  ])('is not known %s', async (_, traceback) => {
    expect(await find(traceback)).toBeUndefined()
  })

  test('is that of the place before, if the file of the last one cannot be read', async () => {
    const large = '  File "/app/code/large.py", line 1, in fit\n    x\n'
    expect(await find(own + large)).toEqual(place)
  })

  test('is known by its path alone if the traceback has no text of it, and not by its name', async () => {
    const bare = (path: string) => `  File "${path}", line 2, in train\n`
    expect(await find(bare('/app/code/pkg/steps/train.py'))).toBeUndefined()
    expect(await find(bare(join(git('rev-parse', '--show-toplevel'), place.file)))).toEqual(place)
  })

  test('is among the last twenty places', async () => {
    const other = '  File "/app/code/gone.py", line 1, in walk\n    walk()\n'
    expect(await find(own + other.repeat(19))).toEqual(place)
    expect(await find(own + other.repeat(20))).toBeUndefined()
  })

  test('is looked for with one question to git for each name', async () => {
    const [folder, asked] = [join(tools, 'bin'), join(tools, 'asked')]
    mkdirSync(folder)
    const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim()
    writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$*" >> '${asked}'\nexec '${real}' "$@"\n`, { mode: 0o755 })

    const other = '  File "/app/code/gone.py", line 1, in walk\n    walk()\n'
    expect(await find(own + other.repeat(10), commit, { PATH: `${folder}:${process.env['PATH'] ?? ''}` })).toEqual(
      place
    )
    const lists = readFileSync(asked, 'utf8')
      .split('\n')
      .filter(line => line.includes('ls-files'))
    expect(lists.map(line => line.replace(/^.*\//, ''))).toEqual(['gone.py', 'train.py'])
  })

  test.each([
    ['is not proven', ''],
    ['is of another commit than the checkout', 'f'.repeat(40)]
  ])('is not looked for if the code %s', async (_, sha) => {
    expect(await find(own, sha)).toBeUndefined()
  })
})
