import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { type ActionResult, pushTo } from '../../testbed/runner.ts'
import { push, shared } from './shared-testbed.ts'

/** A checkout with the worker's pipelines, clean and at its one commit. */
export let workspace = ''
export let commit = ''

/** What git says in the checkout. */
export function git(...args: readonly string[]): string {
  const options = { cwd: workspace, encoding: 'utf8' } as const
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], options).trim()
}

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'worker-checkout-'))
  cpSync(shared.workerFolder, workspace, { recursive: true, filter: source => !source.includes('__pycache__') })
  writeFileSync(join(workspace, '.gitignore'), '__pycache__/\n')
  writeFileSync(
    join(workspace, 'show_environment.py'),
    'import json, os\nprint("ENV " + json.dumps(dict(os.environ)))\nimport run\nrun.training(seconds=0.0, fail=False)\n'
  )

  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'Pipelines')
  commit = git('rev-parse', 'HEAD')
})
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

export const environments =
  'staging: {branches: develop, stack: worker-staging}\nproduction: {branches: main, stack: worker-production}'

/** Pushes with a command that uses the testbed's Python as it is, so that nothing has to be installed. */
export function run(
  branch: string,
  command: string,
  inputs: Readonly<Record<string, string>> = {},
  more: Parameters<typeof push>[2] = {}
): Promise<ActionResult> {
  const installed = { python: shared.python, 'zenml-version': 'none' }
  const env = { GITHUB_WORKSPACE: workspace, ...more.env }
  return push(branch, { environments, command, ...installed, ...inputs }, { ...more, env })
}

/** A push of a commit of the checkout, by default its first, in the event file as in GITHUB_SHA. */
export function ofItsCommit(branch: string, sha = commit): NonNullable<Parameters<typeof push>[2]> {
  const { event } = pushTo(branch)
  return { event: { ...event, payload: { ...(event.payload as object), after: sha } }, env: { GITHUB_SHA: sha } }
}
