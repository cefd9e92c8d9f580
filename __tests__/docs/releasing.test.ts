import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { releaseCommands } from './commands.ts'
import { copyRepository, type RepositoryCopy } from './repository-copy.ts'

let copy: RepositoryCopy
// Stands for https://github.com/.
let remotes: string
beforeAll(() => {
  copy = copyRepository()
  remotes = mkdtempSync(join(tmpdir(), 'gated-trigger-remotes-'))
})
afterAll(() => {
  copy.remove()
  rmSync(remotes, { recursive: true, force: true })
})

/** Runs lines one after another in the copy, with a folder in GitHub's place; throws at the first that fails. */
function runAll(lines: readonly string[]): void {
  const env = {
    ...{
      GIT_CONFIG_COUNT: '3',
      GIT_CONFIG_KEY_0: `url.${remotes}/.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://github.com/'
    },
    ...{ GIT_CONFIG_KEY_1: 'user.name', GIT_CONFIG_VALUE_1: 'octocat' },
    ...{ GIT_CONFIG_KEY_2: 'user.email', GIT_CONFIG_VALUE_2: 'octocat@example.com', GIT_CONFIG_NOSYSTEM: '1' }
  }
  for (const line of lines) {
    const { status, stdout, stderr } = copy.run(line, env)
    if (status !== 0) throw new Error(`${line}\n${stdout}${stderr}`)
  }
}

test('the commands of docs/releasing.md lead from a clone to a tagged version, and from a bad version back', () => {
  const repository = copy.hostAt('some-owner')
  const remote = join(remotes, `${repository}.git`)
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', 'main', remote])
  const commitAt = (ref: string) => execFileSync('git', ['rev-parse', ref], { cwd: remote, encoding: 'utf8' })
  runAll(['git init --quiet --initial-branch main', 'git add .', 'git commit --quiet --message "A clone"'])

  // The document itself is among what the first of its commands writes anew.
  runAll(['npm run docs'])
  const commands = releaseCommands(copy.read('docs/releasing.md'))
  expect(commands[0]).toBe('npm run docs')
  const released = commands.indexOf('git push origin v1.0.0') + 1
  runAll([...commands.slice(1, released)])
  expect(copy.run('git status --porcelain').stdout).toBe('')
  expect(commitAt('v1.0.0')).toBe(commitAt('main'))

  runAll(['git commit --quiet --allow-empty --message "A mistake"', 'git tag v1', 'git push --quiet origin v1'])
  expect(commitAt('v1')).not.toBe(commitAt('v1.0.0'))
  expect(commands.slice(released)).toHaveLength(2)
  runAll(commands.slice(released))
  expect(commitAt('v1')).toBe(commitAt('v1.0.0'))
})
