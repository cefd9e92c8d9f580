import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { type ActionResult, pushTo } from '../../testbed/runner.ts'
import { push, shared } from './shared-testbed.ts'

/** A checkout of pipelines that are this test file's alone. */
export let workspace = ''

/** What git says in the checkout. */
export function git(...args: readonly string[]): string {
  const options = { cwd: workspace, encoding: 'utf8' } as const
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], options).trim()
}

/** Writes a file of the checkout. */
export function write(path: string, text: string): void {
  const file = join(workspace, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Commits all that is in the checkout, and returns the commit. */
export function commitAll(message: string): string {
  git('add', '-A')
  git('commit', '-qm', message)
  return git('rev-parse', 'HEAD')
}

/** Pipelines with a constant that shows up in the metadata of their runs; `name` begins their names on the server. */
export function pipelines(name: string, accuracy: number): string {
  return `import time
from zenml import get_step_context, log_metadata, pipeline, step

ACCURACY = ${accuracy}

@step(enable_cache=False)
def train(rows: int) -> float:
    run = get_step_context().pipeline_run
    log_metadata({"accuracy": ACCURACY, "rows": rows}, run_id_name_or_prefix=run.id)
    return ACCURACY

@step(enable_cache=False)
def wait(seconds: int) -> None:
    for _ in range(seconds):
        time.sleep(1)

@pipeline(name="${name}-training")
def training(rows: int = 1) -> None:
    train(rows=rows)

@pipeline(name="${name}-slow")
def slow(seconds: int = 120) -> None:
    wait(seconds=seconds)
`
}

/** Settings with which a snapshot has a build although there is no Docker. */
export const docker = 'settings: {docker: {parent_image: registry.invalid/testbed:1, skip_build: true}}\n'

/** Makes the checkout for a test file, with one commit. */
export function useCheckout(name: string): void {
  beforeAll(() => {
    workspace = mkdtempSync(join(tmpdir(), 'source-checkout-'))
    git('init', '-q')
    write('.gitignore', '__pycache__/\n')
    write('pipelines/__init__.py', '')
    write('pipelines/training.py', pipelines(name, 0.5))
    write(
      'configs/staging.yaml',
      `run_name: nightly\nparameters: {rows: 9}\ntags: [team-a]\nextra: {owner: ml}\n${docker}`
    )
    commitAll('Pipelines')
  })
  afterAll(() => rmSync(workspace, { recursive: true, force: true }))
}

/** Pushes a commit, by default the checkout's, to develop, with the testbed's Python as it is, so that nothing has to be installed. */
export function pushSource(
  stack: string,
  inputs: Readonly<Record<string, string>> = {},
  more: Parameters<typeof push>[2] = {},
  sha = git('rev-parse', 'HEAD')
): Promise<ActionResult> {
  const { event } = pushTo('develop')
  const ofCommit = { ...event, payload: { ...(event.payload as object), after: sha } }
  const all = {
    environments: `staging: {branches: develop, stack: ${stack}}`,
    source: 'pipelines.training.training',
    python: shared.python,
    'zenml-version': 'none',
    ...inputs
  }
  return push('develop', all, {
    event: ofCommit,
    ...more,
    env: { GITHUB_WORKSPACE: workspace, GITHUB_SHA: sha, ...more.env }
  })
}
