import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
let commit = ''

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: workspace,
    encoding: 'utf8'
  }).trim()
}

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'failure-place-'))
  const file = join(workspace, 'src/pkg/steps/train.py')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, 'def train():\n    raise ValueError("no data")\n')
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'Steps')
  commit = git('rev-parse', 'HEAD')
})
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

describe('the line of the checkout where a step failed', () => {
  const own = '  File "/app/code/pkg/steps/train.py", line 2, in train\n    raise ValueError("no data")\n'
  const library = '  File "/usr/lib/python3.11/site-packages/pandas/core.py", line 9, in fit\n    raise ValueError\n'
  const find = (traceback: string | undefined, codeSha = commit) => {
    const world = { ...openWorld(), env: { ...process.env, GITHUB_WORKSPACE: workspace } }
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

  test.each([
    ['is not proven', ''],
    ['is of another commit than the checkout', 'f'.repeat(40)]
  ])('is not looked for if the code %s', async (_, sha) => {
    expect(await find(own, sha)).toBeUndefined()
  })
})
