import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { provenanceOf, push, runOf } from './shared-testbed.ts'
import { commit, git, ofItsCommit, run, workspace } from './worker-checkout.ts'

test('a run made from the snapshot of a gated run is the command’s own, although it begins with that run’s tags and extra', async () => {
  const gated = await push('develop', { pipeline: 'failing' })
  const { resources } = await runOf(gated.outputs['run-id'])
  const script = join(workspace, 'again.py')
  // ZenML keeps a run's tags and its extra in the snapshot that it makes of the run.
  writeFileSync(
    script,
    `from zenml.client import Client
from zenml.config.pipeline_run_configuration import PipelineRunConfiguration
configuration = PipelineRunConfiguration(run_name="again-${gated.outputs['run-name']}")
Client().trigger_pipeline(snapshot_name_or_id="${resources.snapshot.id}", run_configuration=configuration)
`
  )
  const result = await run('develop', 'python again.py', { environments: 'staging: develop' })
  rmSync(script)
  expect([result.code, result.outputs['conclusion'], result.outputs['status']]).toEqual([1, 'failure', 'failed'])
  expect(result.outputs['run-id']).not.toBe(gated.outputs['run-id'])
})

describe('a run from a snapshot has the snapshot’s code, and never the checkout’s', () => {
  test.each([
    ['by ZenML’s command line', 'zenml pipeline snapshot run staging-only-staging --pipeline staging-only'],
    ['by its client', `python -c "from zenml.client import Client; Client().trigger_pipeline('staging-only-staging')"`]
  ])('started %s', async (_, command) => {
    const result = await run('develop', command, { environments: 'staging: develop' }, ofItsCommit('develop'))
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(result.log + result.summary).toContain('The snapshot does not say which commit its code is from')
    expect(result.log + result.summary).not.toContain('This job has the code of')
    expect(await provenanceOf(result.outputs['run-id'])).toMatchObject({ commit, code_commit: 'unknown' })
  })
})

test('the code of a pull request is proven by its head and by GitHub’s merge of it, and named as that', async () => {
  const head = commit
  const repo = { id: 186853002, name: 'models', full_name: 'acme/models', fork: false }
  const merge = '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d'
  const pull = {
    number: 7,
    state: 'open',
    merged: false,
    base: { ref: 'develop', repo },
    head: { ref: 'x', sha: head, repo }
  }
  const payload = { action: 'synchronize', number: 7, pull_request: pull, repository: repo }
  const env = {
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_REF_NAME: '7/merge',
    GITHUB_BASE_REF: 'develop',
    GITHUB_HEAD_REF: 'x',
    GITHUB_SHA: merge
  }
  const rules = 'staging: {branches: develop, stack: worker-staging, events: [pull_request]}'
  const result = await run(
    'develop',
    'python run.py',
    { environments: rules },
    { event: { name: 'pull_request', payload }, env }
  )
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(result.log).toContain(`This job has the code of this pull request's head commit ${head.slice(0, 12)}.`)
  expect(result.log + result.summary).not.toContain("this push's")
  expect(await provenanceOf(result.outputs['run-id'])).toMatchObject({
    event: 'pull_request',
    commit: merge,
    pull_request: { number: 7, head_commit: head },
    code_commit: head
  })
})

test('the checkout is judged before the installation writes into it', async () => {
  writeFileSync(
    join(workspace, 'setup.py'),
    'from setuptools import setup\nsetup(name="own-models", version="0.1", py_modules=["run"])\n'
  )
  writeFileSync(join(workspace, 'requirements.txt'), '-e .\n')
  git('add', '-A')
  git('commit', '-qm', 'An installable project')
  const head = git('rev-parse', 'HEAD')
  const inputs = { python: '', 'zenml-version': 'server', requirements: 'requirements.txt' }
  const result = await run('develop', 'python run.py', inputs, ofItsCommit('develop', head))
  const changed = git('status', '--porcelain')
  git('clean', '-fdq')
  git('reset', '-q', '--hard', commit)
  expect(changed).toContain('own_models.egg-info')
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(await provenanceOf(result.outputs['run-id'])).toMatchObject({ code_commit: head })
})
