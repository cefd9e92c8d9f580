import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { cleanCheckout, trackedFiles, treeOf } from '../../src/command/checkout.ts'
import { systemClock } from '../../src/node/clock.ts'
import { running } from '../process/sample-process.ts'

const path = process.env['PATH'] ?? ''
const never = new AbortController().signal
let checkout = ''
let commit = ''
let tools = ''

/** A program of a name in a folder, made of lines of a shell. */
function program(folder: string, name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, name), 0o755)
}

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'checkout-'))
  tools = mkdtempSync(join(tmpdir(), 'tools-'))
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: checkout,
      encoding: 'utf8'
    })
  git('init', '-q')
  program(checkout, 'git', 'touch ran; echo 0123456789012345678901234567890123456789')
  git('add', '-A')
  git('commit', '-qm', 'A program that is called git')
  commit = git('rev-parse', 'HEAD').trim()
})
afterAll(() => {
  for (const folder of [checkout, tools]) rmSync(folder, { recursive: true })
})

const ask = async (environment: string, signal = never, folder = checkout) =>
  (await cleanCheckout(folder, { PATH: environment }, signal, systemClock))?.commit

test('a clean checkout has its commit; one with a new file has none, and neither has a folder without a checkout', async () => {
  expect(await ask(path)).toBe(commit)
  writeFileSync(join(checkout, 'new'), '')
  expect(await ask(path)).toBeUndefined()
  rmSync(join(checkout, 'new'))
  expect(await ask(path, never, tools)).toBeUndefined()
})

describe('a configuration of git does not make a checkout clean', () => {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: checkout })

  test('by hiding new files', async () => {
    git('config', 'status.showUntrackedFiles', 'no')
    writeFileSync(join(checkout, 'new'), '')
    expect(await ask(path)).toBeUndefined()
    git('config', '--unset', 'status.showUntrackedFiles')
    rmSync(join(checkout, 'new'))
  })

  test('by hiding that a submodule is at another commit', async () => {
    const inner = join(checkout, 'inner')
    git('init', '-q', inner)
    git('-C', inner, 'commit', '-q', '--allow-empty', '-m', 'One')
    git('-c', 'advice.addEmbeddedRepo=false', 'add', 'inner')
    git('commit', '-qm', 'With a submodule')
    git('-C', inner, 'commit', '-q', '--allow-empty', '-m', 'Two')
    git('config', 'diff.ignoreSubmodules', 'all')
    expect(await ask(path)).toBeUndefined()
    git('config', '--unset', 'diff.ignoreSubmodules')
    git('reset', '-q', '--hard', commit)
    rmSync(inner, { recursive: true })
  })
})

test('a commit has its tree even if the folder is not clean, and one that the repository lacks has none', async () => {
  const tree = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], { cwd: checkout, encoding: 'utf8' }).trim()
  expect(await cleanCheckout(checkout, { PATH: path }, never, systemClock)).toEqual({ commit, tree })
  writeFileSync(join(checkout, 'new'), '')
  expect(await treeOf(checkout, commit, { PATH: path }, never, systemClock)).toBe(tree)
  rmSync(join(checkout, 'new'))
  expect(await treeOf(checkout, '0'.repeat(40), { PATH: path }, never, systemClock)).toBeUndefined()
  expect(await treeOf(tools, commit, { PATH: path }, never, systemClock)).toBeUndefined()
})

test('a commit has its own tree, and not that of a replacement', async () => {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: checkout,
      encoding: 'utf8'
    }).trim()
  const tree = git('rev-parse', `${commit}^{tree}`)
  const empty = git('hash-object', '-t', 'tree', '-w', '/dev/null')
  git('replace', commit, git('commit-tree', empty, '-m', 'Nothing'))
  expect(git('rev-parse', `${commit}^{tree}`)).toBe(empty)
  expect(await treeOf(checkout, commit, { PATH: path }, never, systemClock)).toBe(tree)
  git('replace', '-d', commit)
})

describe('the files of a name that a commit has', () => {
  const list = (name: string, folder = checkout) => trackedFiles(folder, name, { PATH: path }, never, systemClock)

  test('are found in every folder, by the paths that they have', async () => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: checkout })
    for (const folder of ['grün', 'a/b']) {
      mkdirSync(join(checkout, folder), { recursive: true })
      writeFileSync(join(checkout, folder, 'train.py'), '')
      writeFileSync(join(checkout, folder, 'my-train.py'), '')
    }
    git('add', 'grün', 'a')
    git('commit', '-qm', 'Steps')
    writeFileSync(join(checkout, 'train.py'), 'new')
    try {
      expect((await list('train.py')).toSorted()).toEqual(['a/b/train.py', 'grün/train.py'])
      expect((await list('train.py', join(checkout, 'a'))).toSorted()).toEqual(['a/b/train.py', 'grün/train.py'])
      expect(await list('test.py')).toEqual([])
    } finally {
      git('reset', '-q', '--hard', commit)
      rmSync(join(checkout, 'train.py'))
    }
  })

  test.each(['*', 'g?t', 'gi[t]', 'folder/git', ''])(
    'are none where the name %j would be a pattern or a path',
    async name => {
      expect(await list('git')).toEqual(['git'])
      expect(await list(name)).toEqual([])
    }
  )

  test('are none where no git knows the folder', async () => {
    expect(await list('git', tools)).toEqual([])
  })
})

test("a relative folder in PATH does not make the checkout's own git run", async () => {
  expect(await ask(['.', path].join(delimiter))).toBe(commit)
  expect(await ask('.')).toBeUndefined()
  expect(existsSync(join(checkout, 'ran'))).toBe(false)
})

test.each([
  ['more than an id', `echo ${'0'.repeat(40)} and more`],
  ['words before an id', `echo id ${'0'.repeat(40)}`],
  ['less than an id', `echo ${'0'.repeat(39)}`]
])('a git that answers with %s proves nothing', async (_, script) => {
  const odd = join(tools, 'odd')
  mkdirSync(odd, { recursive: true })
  program(odd, 'git', `[ "$1" = status ] || ${script}`)
  expect(await ask([odd, path].join(delimiter))).toBeUndefined()
  program(odd, 'git', `[ "$1" = status ] || echo ${'0'.repeat(40)}`)
  expect(await ask([odd, path].join(delimiter))).toBe('0'.repeat(40))
})

/** How long a hanging git sleeps, in seconds; no other process of this machine sleeps as long to the millisecond. */
const nap = `61.${process.pid}`

test('a git that hangs holds neither a cancel nor a timeout up, and is ended with what it started', async () => {
  const hanging = join(tools, 'hanging')
  mkdirSync(hanging)
  program(hanging, 'git', `trap "" INT TERM\nsleep ${nap} & wait`)
  const abort = new AbortController()
  const reason = new Error('time is up')
  let aborted = Number.NaN
  setTimeout(() => {
    aborted = performance.now()
    abort.abort(reason)
  }, 400)
  await expect(ask([hanging, path].join(delimiter), abort.signal)).rejects.toBe(reason)
  expect(performance.now() - aborted).toBeLessThan(15_000)
  expect(running(`sleep ${nap}`)).toEqual([])
})

test('a git that hangs is given up after 20 s, and nothing is proven', async () => {
  const hanging = join(tools, 'hanging')
  const begun = performance.now()
  // Time goes by twenty times as fast for the limits.
  const clock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 20, signal) }
  const found = await cleanCheckout(checkout, { PATH: [hanging, path].join(delimiter) }, never, clock)
  expect(found).toBeUndefined()
  expect(performance.now() - begun).toBeGreaterThan(900)
  expect(performance.now() - begun).toBeLessThan(40_000)
  expect(running(`sleep ${nap}`)).toEqual([])
})
