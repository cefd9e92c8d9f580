import { expect, test } from '@jest/globals'
import { admin, provenanceOf, runOf } from './shared-testbed.ts'
import { commitAll, docker, git, pipelines, pushSource, useCheckout, write } from './source-checkout.ts'

useCheckout('server-source')

/** A snapshot as the server says it. */
type SnapshotAnswer = { readonly id: string; readonly name: string }

/** Named snapshots of the pipeline. */
const snapshots = async (): Promise<readonly SnapshotAnswer[]> => {
  const path = '/api/v1/pipeline_snapshots?project=default&pipeline=server-source-training&named_only=true&size=100'
  return ((await admin('GET', path)) as { items: SnapshotAnswer[] }).items
}

const config = 'configs/staging.yaml'

test('each commit runs its own code on the server with its whole configuration, and a re-run builds nothing', async () => {
  const first = await pushSource('staging', { config })
  expect([first.code, first.outputs['conclusion']]).toEqual([0, 'success'])
  expect(JSON.parse(first.outputs['metadata'] ?? '')).toMatchObject({ accuracy: 0.5, rows: 9 })
  expect(first.outputs['code-sha']).toBe(git('rev-parse', 'HEAD'))
  expect(first.outputs['run-name']).toMatch(/^nightly-staging-/)
  expect(first.log + first.summary).toContain('every component of the stack is remote')

  write('pipelines/training.py', pipelines('server-source', 0.75))
  const commit = commitAll('Better')
  const env = { GITHUB_RUN_ID: '4242' }
  const second = await pushSource('staging', { config }, { env })
  expect(JSON.parse(second.outputs['metadata'] ?? '')).toMatchObject({ accuracy: 0.75, rows: 9 })
  expect(second.outputs['snapshot-id']).not.toBe(first.outputs['snapshot-id'])
  expect(await provenanceOf(second.outputs['run-id'])).toMatchObject({
    run_name: second.outputs['run-name'],
    code_commit: commit,
    code_tree: git('rev-parse', 'HEAD^{tree}')
  })
  const { tags } = (await runOf(second.outputs['run-id'])).resources
  expect(tags.map(({ name }) => name)).toEqual(expect.arrayContaining(['team-a', 'gate:environment=staging']))

  const before = await snapshots()
  const again = await pushSource('staging', { config }, { env: { ...env, GITHUB_RUN_ATTEMPT: '2' } })
  expect([again.code, again.outputs['snapshot-id']]).toEqual([0, second.outputs['snapshot-id']])
  expect(again.log).toContain('The snapshot of this code is there already, so nothing is built')
  expect(await snapshots()).toHaveLength(before.length)
})

test('two jobs that make the snapshot at once use one, which is not taken if it is renamed to the name of another', async () => {
  write('pipelines/training.py', pipelines('server-source', 0.8))
  commitAll('Twice')
  const both = await Promise.all(['1', '2'].map(job => pushSource('staging', { config }, { env: { GITHUB_JOB: job } })))
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  const [id, other] = both.map(({ outputs }) => outputs['snapshot-id'])
  expect(id).toBe(other)
  const all = await snapshots()
  const name = all.find(one => one.id === id)?.name
  const older = all.find(one => one.id !== id)?.id

  await admin('PUT', `/api/v1/pipeline_snapshots/${id}`, { name: `moved-${id}` })
  await admin('PUT', `/api/v1/pipeline_snapshots/${older}`, { name })
  const refused = await pushSource('staging', { config })
  expect([refused.code, refused.outputs['triggered']]).toEqual([1, 'false'])
  expect(refused.log).toContain(`has the name of this code, but its extra.gate says that it was made of something else`)
})

test('a cancelled job stops the run on the server', async () => {
  const inputs = { source: 'pipelines.training.slow', config: docker }
  const cancelled = await pushSource('staging', inputs, {
    onLine: (line, process) => {
      if (line.startsWith('Step wait: running')) process.kill('SIGINT')
    }
  })
  expect([cancelled.code, cancelled.outputs['conclusion']]).toEqual([1, 'cancelled'])
  expect(['stopped', 'stopping']).toContain((await runOf(cancelled.outputs['run-id'])).body.status)
})

test('a step that does not wait leaves the run to itself, and a re-run attaches to it', async () => {
  const env = { GITHUB_RUN_ID: '4343' }
  const inputs = {
    source: 'pipelines.training.slow',
    config: `parameters: {seconds: 8}\n${docker}`,
    'on-rerun': 'attach'
  }
  const started = await pushSource('staging', { ...inputs, wait: 'false' }, { env })
  expect([started.code, started.outputs['conclusion'], started.outputs['triggered']]).toEqual([0, 'triggered', 'true'])

  const again = await pushSource('staging', inputs, { env: { ...env, GITHUB_RUN_ATTEMPT: '2' } })
  expect([again.code, again.outputs['conclusion']]).toEqual([0, 'success'])
  expect(again.log).toContain('Re-run: attaching')
  expect(again.outputs['run-id']).toBe(started.outputs['run-id'])
})
