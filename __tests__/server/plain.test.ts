import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runOf } from '../../testbed/admin.ts'
import { startTestbed, type Testbed } from '../../testbed/testbed.ts'
import { expectError } from './expect-error.ts'
import { push } from './shared-testbed.ts'
import { commitAll, docker, pipelines, pushSource, useCheckout, write } from './source-checkout.ts'

// A server as open-source ZenML is after its installation: without a workload manager it can't run snapshots.
let bare: Testbed
beforeAll(async () => {
  bare = await startTestbed({ isQuick: true, workloadManager: false })
})
afterAll(() => bare.stop())

useCheckout('plain-source')

const training = { pipeline: 'training' }
const connected = () => ({ 'server-url': bare.url, 'api-key': bare.apiKey })
const bareInputs = () => ({ ...training, ...connected() })

test("the refusal to start says that it can't run snapshots, and to set command", async () => {
  expectError(await push('develop', bareInputs()), '405', "can't run snapshots", 'set command instead of pipeline')
})

test.each([
  ['a dry run', { 'dry-run': 'true' }],
  ['a pipeline that has no snapshot to run', { pipeline: 'nothing-of-this-name' }],
  ['a stack on which none is', { environments: 'staging: {branches: develop, stack: default}' }]
])('so does %s, before anything is started', async (_, inputs) => {
  const result = await push('develop', { ...bareInputs(), ...inputs })
  expectError(result, "pipeline: This server can't run snapshots", 'Set command instead of pipeline')
})

test('a source runs the code of each commit in this job, whatever its stack, and a cancelled job stops its run', async () => {
  const first = await pushSource('staging', { ...connected(), config: 'configs/staging.yaml' })
  expect([first.code, first.outputs['conclusion']]).toEqual([0, 'success'])
  expect(first.log + first.summary).toContain("the server can't run snapshots (it has no workload manager)")
  expect(JSON.parse(first.outputs['metadata'] ?? '')).toMatchObject({ accuracy: 0.5, rows: 9 })

  write('pipelines/training.py', pipelines('plain-source', 0.65))
  const commit = commitAll('Better')
  const second = await pushSource('staging', { ...connected(), config: docker })
  expect([second.code, second.outputs['code-sha']]).toEqual([0, commit])
  expect(JSON.parse(second.outputs['metadata'] ?? '')).toMatchObject({ accuracy: 0.65, rows: 1 })
  expect(second.outputs['run-id']).not.toBe(first.outputs['run-id'])

  const cancelled = await pushSource(
    'staging',
    { ...connected(), source: 'pipelines.training.slow', config: docker },
    {
      onLine: (line, process) => {
        if (line.startsWith('Step wait: running')) process.kill('SIGINT')
      }
    }
  )
  expect([cancelled.code, cancelled.outputs['conclusion']]).toEqual([1, 'cancelled'])
  const { status } = (await runOf(bare.adminRequest, cancelled.outputs['run-id'])).body
  expect(['stopped', 'stopping', 'failed']).toContain(status)
})
