import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { ActionResult } from '../../testbed/runner.ts'
import { admin, push, runOf, shared } from './shared-testbed.ts'
import { environments, run } from './worker-checkout.ts'

/** Of this file alone: what others promote doesn't change its stages. */
const model = `churn-${randomUUID().slice(0, 8)}`
const train = (more = '') => run('develop', `python model.py --model ${model}${more}`)

interface Version {
  readonly id: string
  readonly name: string
  readonly body: { readonly stage: string | null; readonly number: number }
  readonly metadata: { readonly run_metadata: Readonly<Record<string, unknown>> }
}

/** The versions of the model and their stages, oldest first. */
async function versions(): Promise<readonly Version[]> {
  const path = `/api/v1/model_versions?project=${shared.project}&model=${model}&size=100&hydrate=true`
  const { items } = (await admin('GET', path)) as { items: readonly Version[] }
  return items.toSorted((a, b) => a.body.number - b.body.number)
}

async function holdersOf(stage: string): Promise<readonly string[]> {
  return (await versions()).filter(({ body }) => body.stage === stage).map(({ name }) => name)
}

/**
 * Follows a run in a push to a branch, where production is on the stack of the runs: they are a command's, which don't
 * count where something is required.
 */
function follow(id: string, inputs: Readonly<Record<string, string>>, branch = 'main'): Promise<ActionResult> {
  return push(branch, {
    environments: `${environments.replace('worker-production', 'worker-staging')}
research: {branches: other, stack: worker-production}`,
    'run-id': id,
    ...inputs
  })
}

let older = ''
let newer = ''
beforeAll(async () => {
  older = (await train()).outputs['run-id'] ?? ''
  newer = (await train()).outputs['run-id'] ?? ''
})

describe('a model version is promoted', () => {
  test('by a later job, which names what it replaces and how to go back', async () => {
    const first = await follow(older, { promote: 'production' })
    expect([first.code, await holdersOf('production')]).toEqual([0, ['1']])
    expect(first.outputs).toMatchObject({
      conclusion: 'success',
      triggered: 'false',
      'run-id': older,
      'model-name': model,
      'model-version': '1'
    })

    const second = await follow(newer, { promote: 'production' })
    expect([second.code, await holdersOf('production')]).toEqual([0, ['2']])
    expect(second.log).toContain(`Version 2 of model ${model} has the stage production; version 1 had it before`)
    const [archived, own] = await versions()
    expect(archived?.body.stage).toBe('archived')
    expect(own?.metadata.run_metadata['gate_promotion_production']).toMatchObject({
      progress: 'promoted',
      replaced: [{ id: archived?.id, name: '1', number: 1 }],
      run_id: newer
    })

    const back = `zenml model version update ${model} 1 --stage production --force`
    expect(second.summary).toContain(back)
    await zenml(back)
    expect(await holdersOf('production')).toEqual(['1'])
  })

  test('right after its run, by a command and from a snapshot', async () => {
    const command = await run('develop', `python model.py --model ${model}`, { promote: 'staging' })
    const snapshot = await push('develop', { pipeline: 'staging-only', promote: 'staging' })
    for (const result of [command, snapshot]) {
      expect([result.code, result.log.match(/^::error.*$/gm)]).toEqual([0, null])
      const id = result.outputs['model-version-id']
      const version = (await admin('GET', `/api/v1/model_versions/${id}`)) as Version
      expect(version.body.stage).toBe('staging')
    }
    expect(snapshot.outputs['model-name']).toBe('greeting')
  })
})

test('an older version never replaces a newer one', async () => {
  await follow(newer, { promote: 'production' })
  const result = await follow(older, { promote: 'production' })
  expect([result.code, await holdersOf('production')]).toEqual([1, ['2']])
  expect(result.outputs).toMatchObject({ conclusion: 'failure', status: 'completed' })
  expect(result.log).toContain('and is newer than version 1: nothing was changed')
})

test.each([1, 2, 3, 4])('two promotions at once end with the newer version alone (%d)', async () => {
  for (const { id } of await versions())
    await admin('PUT', `/api/v1/model_versions/${id}`, { stage: 'archived', force: true })
  const [ofOlder, ofNewer] = await Promise.all([older, newer].map(id => follow(id, { promote: 'production' })))
  expect(await holdersOf('production')).toEqual(['2'])
  expect(ofNewer?.code).toBe(0)
  // Green if it was over before the newer one began to look, else red.
  if (ofOlder?.code === 1) expect(ofOlder.log).toMatch(/newer than version 1/)
})

test('runs without a model version, and with several, are red', async () => {
  const none = await run('develop', 'python run.py', { promote: 'staging' })
  expect([none.code, none.outputs['status']]).toEqual([1, 'completed'])
  expect(none.log).toContain("Give the pipeline a model: `@pipeline(model=Model(name='…'))`.")

  const several = await run('develop', `python model.py --model ${model} other-${model}`, { promote: 'staging' })
  expect([several.code, several.outputs['model-version']]).toEqual([1, ''])
  expect(several.log).toContain('The runs have several model versions, and only one can be promoted to staging')
})

test("a run of a stack that is neither this environment's nor the required one's is refused", async () => {
  const before = await versions()
  const result = await follow(newer, { promote: 'staging' }, 'other')
  expect(result.code).toBe(1)
  expect(result.log).toContain('is on stack worker-staging, not on worker-production.')
  expect(await versions()).toEqual(before)
})

test('a cancel does not stop a run that the step only follows', async () => {
  const started = await push('develop', { pipeline: 'slow', wait: 'false' })
  const id = started.outputs['run-id'] ?? ''
  const result = await push(
    'develop',
    { 'run-id': id },
    { onLine: (line, process) => (line === 'Run: running' ? process.kill('SIGINT') : undefined) }
  )
  expect([result.code, result.outputs['conclusion']]).toEqual([1, 'cancelled'])
  expect(result.log).toContain('It goes on, since this step did not start it.')
  expect((await runOf(id)).body.status).toBe('running')
  await admin('POST', `/api/v1/runs/${id}/stop?graceful=true`)
})

/** Runs a command of ZenML's client as the account. */
async function zenml(command: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'promote-'))
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    ZENML_CONFIG_PATH: folder,
    ZENML_ANALYTICS_OPT_IN: 'false',
    ZENML_STORE_URL: shared.url,
    ZENML_STORE_API_KEY: shared.apiKey,
    ZENML_ACTIVE_PROJECT_ID: shared.project
  }
  try {
    await promisify(execFile)(join(shared.bin, 'zenml'), command.split(' ').slice(1), { env })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
