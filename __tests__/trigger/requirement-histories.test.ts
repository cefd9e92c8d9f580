import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { cleanCheckout } from '../../src/command/checkout.ts'
import { systemClock } from '../../src/node/clock.ts'
import { isSameCode } from '../../src/trigger/requirement-rules.ts'

let repository = ''

/** What git says in the repository. */
function git(...args: readonly string[]): string {
  const author = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...author, ...args], { cwd: repository, encoding: 'utf8', stdio: 'pipe' }).trim()
}

/** Commits a file's text on the branch that is checked out. */
function commit(file: string, text: string): void {
  writeFileSync(join(repository, file), text)
  git('add', '-A')
  git('commit', '-qm', `${file}: ${text}`)
}

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'histories-'))
  git('init', '-q', '-b', 'main')
  commit('train.py', 'first')
  git('checkout', '-qb', 'develop')
})
afterEach(() => {
  rmSync(repository, { recursive: true, force: true })
})

/** The code of a branch, as the action reads it from a clean checkout. */
async function codeOf(branch: string) {
  git('checkout', '-q', branch)
  const code = await cleanCheckout(repository, process.env, new AbortController().signal, systemClock)
  if (code === undefined) throw new Error('the checkout is not clean')
  return code
}

type Code = Awaited<ReturnType<typeof codeOf>>

/** Whether main's code is that of a run which was green. */
async function isAllowed({ commit: codeCommit, tree: codeTree }: Code): Promise<boolean> {
  const extra = { repository: 'acme/models', environment: 'staging', codeCommit, codeTree }
  return isSameCode({ extra }, await codeOf('main'))
}

describe('code that was green on develop may run on main', () => {
  beforeEach(() => commit('train.py', 'second'))

  test('after a fast-forward', async () => {
    const green = await codeOf('develop')
    git('checkout', '-q', 'main')
    git('merge', '-q', '--ff-only', 'develop')
    expect(await isAllowed(green)).toBe(true)
  })

  test('after a merge commit', async () => {
    const green = await codeOf('develop')
    git('checkout', '-q', 'main')
    git('merge', '-q', '--no-ff', '-m', 'Merge', 'develop')
    expect(git('rev-parse', 'main')).not.toBe(green.commit)
    expect(await isAllowed(green)).toBe(true)
  })

  test('after a squash', async () => {
    commit('train.py', 'third')
    const green = await codeOf('develop')
    git('checkout', '-q', 'main')
    git('merge', '-q', '--squash', 'develop')
    git('commit', '-qm', 'Squashed')
    expect(await isAllowed(green)).toBe(true)
  })

  test('after a rebase onto a main with the same files', async () => {
    git('checkout', '-q', 'main')
    git('commit', '-q', '--allow-empty', '-m', 'Nothing')
    const green = await codeOf('develop')
    git('checkout', '-q', 'develop')
    git('rebase', '-q', 'main')
    git('checkout', '-q', 'main')
    git('merge', '-q', '--ff-only', 'develop')
    expect(git('rev-parse', 'main')).not.toBe(green.commit)
    expect(await isAllowed(green)).toBe(true)
  })

  test('after a revert that brings its files back', async () => {
    const green = await codeOf('develop')
    git('checkout', '-q', 'main')
    git('merge', '-q', '--ff-only', 'develop')
    commit('train.py', 'broken')
    git('revert', '--no-edit', 'HEAD')
    expect(await isAllowed(green)).toBe(true)
  })
})

describe('code that was not green on develop may not run on main', () => {
  beforeEach(() => commit('train.py', 'second'))

  test('after a merge with a main that has moved on', async () => {
    const green = await codeOf('develop')
    git('checkout', '-q', 'main')
    commit('serve.py', 'new')
    git('merge', '-q', '--no-ff', '-m', 'Merge', 'develop')
    expect(await isAllowed(green)).toBe(false)
  })

  test('after a rebase onto a main that has moved on', async () => {
    const green = await codeOf('develop')
    git('checkout', '-q', 'main')
    commit('serve.py', 'new')
    git('checkout', '-q', 'develop')
    git('rebase', '-q', 'main')
    git('checkout', '-q', 'main')
    git('merge', '-q', '--ff-only', 'develop')
    expect(await isAllowed(green)).toBe(false)
  })

  test('after a revert of what was green', async () => {
    const green = await codeOf('develop')
    git('checkout', '-q', 'main')
    git('merge', '-q', '--ff-only', 'develop')
    git('revert', '--no-edit', 'HEAD')
    expect(await isAllowed(green)).toBe(false)
  })

  test('if it was pushed to main directly', async () => {
    const green = await codeOf('develop')
    git('checkout', '-q', 'main')
    commit('train.py', 'hotfix')
    expect(await isAllowed(green)).toBe(false)
  })

  test('if only a file became executable', async () => {
    const green = await codeOf('develop')
    git('checkout', '-q', 'main')
    git('merge', '-q', '--ff-only', 'develop')
    git('update-index', '--chmod=+x', 'train.py')
    git('commit', '-qm', 'Executable')
    git('checkout', '-qf', 'main')
    expect(await isAllowed(green)).toBe(false)
  })
})

test('a checkout of depth 1 says its tree as a whole one does', async () => {
  commit('train.py', 'second')
  const whole = await codeOf('develop')
  const shallow = mkdtempSync(join(tmpdir(), 'shallow-'))
  git('clone', '-q', '--depth', '1', '--branch', 'develop', `file://${repository}`, shallow)
  expect(await cleanCheckout(shallow, process.env, new AbortController().signal, systemClock)).toEqual(whole)
  rmSync(shallow, { recursive: true, force: true })
})
