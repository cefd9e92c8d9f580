import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { provenanceOf, runCount, runOf } from './shared-testbed.ts'
import { commitAll, git, pipelines, pushSource, useCheckout, workspace, write } from './source-checkout.ts'

useCheckout('worker-source')

const stack = 'worker-staging'

test('on a local stack each commit runs its own code in this job, under the name and with the provenance of this trigger', async () => {
  write('pipelines/training.py', pipelines('worker-source', 0.6))
  const commit = commitAll('Better')
  const result = await pushSource(stack, { config: 'configs/staging.yaml', tags: 'mine' })
  expect([result.code, result.outputs['conclusion'], result.outputs['code-sha']]).toEqual([0, 'success', commit])
  expect(JSON.parse(result.outputs['metadata'] ?? '')).toEqual({ accuracy: 0.6, rows: 9 })
  expect(result.log + result.summary).toContain('its artifact store (local) is local')

  const run = await runOf(result.outputs['run-id'])
  expect(run.name).toMatch(new RegExp(`^nightly-staging-${commit.slice(0, 12)}-[0-9a-f]{16}-1-[0-9a-f]{16}$`))
  const configured = run as unknown as { metadata: { config: { extra: object } } }
  expect(configured.metadata.config.extra).toMatchObject({
    owner: 'ml',
    gate: {
      run_name: run.name,
      environment: 'staging',
      code_commit: commit,
      code_tree: git('rev-parse', 'HEAD^{tree}')
    }
  })
  expect(await provenanceOf(result.outputs['run-id'])).toMatchObject({ code_commit: commit })
  // So that the next step of this job finds the checkout as clean.
  expect(git('status', '--porcelain', '--ignored')).toBe('')
})

test('a checkout that differs from its commit, or has another one, is refused before a credential is used', async () => {
  write('notes.txt', 'new')
  write('pipelines/training.py', pipelines('worker-source', 0.99))
  const dirty = await pushSource(stack, { 'api-key': 'ZENKEY_wrong' })
  expect([dirty.code, dirty.outputs['stack-id'] ?? '']).toEqual([1, ''])
  expect(dirty.log).toMatch(
    /The checkout differs from commit [0-9a-f]{12} in 2 files: M pipelines\/training.py, \?\? notes.txt/
  )
  rmSync(join(workspace, 'notes.txt'))
  git('checkout', '-q', '.')

  const earlier = git('rev-parse', 'HEAD')
  git('commit', '-q', '--allow-empty', '-m', 'Next')
  const other = await pushSource(stack, { 'api-key': 'ZENKEY_wrong' }, {}, earlier)
  expect(other.code).toBe(1)
  expect(other.log).toContain(`not this push's commit ${earlier.slice(0, 12)}`)
})

test('what the client would drop or can’t prepare is refused, and a dry run says where it would run, with nothing changed', async () => {
  const before = await runCount()
  const misspelt = await pushSource(stack, {
    config: 'paramters: {rows: 1}\nsteps: {trian: {enable_cache: true}}\nsettings: {docker: {requirments: []}}'
  })
  for (const word of ["Did you mean 'parameters'?", "There is no step 'trian'", "Did you mean 'requirements'?"])
    expect(misspelt.log).toContain(word)
  const unknown = await pushSource(stack, { config: 'parameters: {rowz: 1}' })
  expect(unknown.log).toContain("ZenML's client can't prepare the pipeline: ValueError")
  const step = await pushSource(stack, { source: 'pipelines.training.train' })
  expect(step.log).toContain("'pipelines.training.train' is not a pipeline: it is of type train")

  // An installed package is not the code that is proven.
  const foreign = await pushSource(stack, { source: 'json.loads' })
  expect(foreign.log).toMatch(/The module of 'json\.loads' is \S+, which is not in the checkout /)

  const dry = await pushSource(stack, { 'dry-run': 'true' })
  expect([dry.code, dry.outputs['conclusion']]).toEqual([0, 'skipped'])
  expect(dry.log + dry.summary).toContain('in this job')
  expect(await runCount()).toBe(before)
})

test('a module that calls its pipeline while it is imported starts no run by that, and a cancelled job stops its run', async () => {
  write('pipelines/eager.py', 'from pipelines.training import slow, training\ntraining()\n')
  commitAll('Eager')
  const before = await runCount()
  const cancelled = await pushSource(
    stack,
    { source: 'pipelines.eager.slow' },
    {
      onLine: (line, process) => {
        if (line.includes('`wait` has started')) process.kill('SIGINT')
      }
    }
  )
  expect([cancelled.code, cancelled.outputs['conclusion']]).toEqual([1, 'cancelled'])
  expect(await runCount()).toBe(before + 1)
  expect(['stopped', 'stopping', 'failed']).toContain((await runOf(cancelled.outputs['run-id'])).body.status)
})
