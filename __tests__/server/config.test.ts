// What the action takes in `config` the server takes too, and what it refuses the server refuses or drops.
import { afterAll, expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import type { JsonObject } from '../../src/text/json.ts'
import { admin, push, shared } from './shared-testbed.ts'

const started: string[] = []
afterAll(async () => {
  for (const id of started) await admin('POST', `/api/v1/runs/${id}/stop?graceful=true`).catch(() => undefined)
})

interface Started {
  readonly id: string
}

/** Asks the server itself to run the snapshot of the pipeline `training` for staging. */
async function start(configuration: JsonObject): Promise<Started> {
  const path = `/api/v1/pipeline_snapshots/${shared.snapshots['training-staging']}/runs`
  const run = (await admin('POST', path, { run_configuration: configuration })) as Started
  started.push(run.id)
  return run
}

interface Configurations {
  readonly resources: { readonly stack: { readonly name: string } }
  readonly metadata: {
    readonly pipeline_configuration: JsonObject
    readonly step_configurations: Readonly<Record<string, { readonly config: JsonObject }>>
  }
}

/** What a run was started with in the end. */
async function configurationsOf(runId: string | undefined): Promise<Configurations> {
  const run = (await admin('GET', `/api/v1/runs/${runId}?hydrate=true`)) as { resources: { snapshot: Started } }
  return (await admin('GET', `/api/v1/pipeline_snapshots/${run.resources.snapshot.id}?hydrate=true`)) as Configurations
}

const asPushed = (config: string) => push('develop', { pipeline: 'training', config, wait: 'false' })

test('what the action takes has its effect on the run, words of YAML 1.1 and merge keys too', async () => {
  const config = `enable_cache: yes
enable_step_logs: off
tags: [nightly]
retry: {max_retries: 0x1}
execution_mode: continue_on_failure
cache_policy: default
environment: {PORT: "8080"}
substitutions: {team: ml}
settings:
  orchestrator.ssh: {connection_timeout: 1_2.5}
  resources: {cpu_count: 2, memory: 1GB}
extra:
  base: &base {zip: 01234, notify: no}
  merged: {<<: *base, notify: 'no'}
steps:
  load: {parameters: {rows: 0b1100}, enable_cache: off}
`
  const result = await asPushed(config)
  started.push(result.outputs['run-id'] ?? '')
  expect(result.code).toBe(0)

  const { metadata } = await configurationsOf(result.outputs['run-id'])
  expect(metadata.pipeline_configuration).toMatchObject({
    enable_cache: true,
    enable_step_logs: false,
    retry: { max_retries: 1 },
    execution_mode: 'continue_on_failure',
    environment: { PORT: '8080' },
    settings: { 'orchestrator:staging': { connection_timeout: 12.5 }, resources: { cpu_count: 2, memory: '1GB' } },
    extra: { base: { zip: 668, notify: false }, merged: { zip: 668, notify: 'no' } }
  })
  expect(metadata.pipeline_configuration['substitutions']).toMatchObject({ team: 'ml' })
  expect(metadata.step_configurations['load']?.config).toMatchObject({ enable_cache: false, parameters: { rows: 12 } })
})

const docker = { docker: { requirements: ['xgboost'] } }

test.each<[JsonObject, string, RegExp]>([
  [{ parameters: { rows: 5 } }, 'parameters', / 400: .*Can't set pipeline parameters when running a static pipeline/],
  [{ build: shared.project }, 'build', / 400: .*Can't set build/],
  [{ schedule: { cron_expression: '0 3 * * *' } }, 'schedule', / 400: .*Can't set schedule/],
  [{ settings: docker }, 'settings.docker', / 400: .*Can't set DockerSettings/],
  [{ steps: { load: { settings: docker } } }, 'steps.load.settings.docker', / 400: .*Can't set DockerSettings/],
  [{ settings: { step_operator: {} } }, 'settings.step_operator', / 400: .*no default component of type step_operator/],
  [{ steps: { load: { parameters: { row: 5 } } } }, 'steps.load.parameters.row', / 400: .*unknown parameters/],
  [{ environment: { PORT: 8080 } }, 'environment.PORT', / 422: .*Input should be a valid string/],
  [{ cache_policy: 'never' }, 'cache_policy', / 422: .*Invalid cache policy/]
])('the server refuses what the action refuses: %j', async (configuration, place, answer) => {
  await expect(start(configuration)).rejects.toThrow(answer)
  const result = await asPushed(stringify(configuration))
  expect(result.code).toBe(1)
  expect(result.log).toContain(`::error::config: ${place}: `)
})

test('the server drops everything else that the action refuses, and starts the run without a word', async () => {
  const dropped = {
    nonsense: 1,
    stack: 'production',
    rows: 5,
    settings: { 'orchestrator.kubeflow': { synchronous: true }, 'orchestrator:other': { synchronous: true } },
    steps: { nowhere: { enable_cache: true }, load: { rows: 5, nonsense: 1 } }
  }
  const { id } = await start(dropped)
  const { metadata, resources } = await configurationsOf(id)
  expect(resources.stack.name).toBe('staging')
  expect(Object.keys(metadata.step_configurations).sort()).toEqual(['evaluate', 'load', 'train_a', 'train_b'])
  expect(metadata.step_configurations['load']?.config).toMatchObject({ parameters: { rows: 100 } })
  expect(JSON.stringify(metadata)).not.toMatch(/nonsense|kubeflow|orchestrator:other/)

  const result = await asPushed(stringify(dropped))
  expect(result.code).toBe(1)
  const places = ['nonsense', 'stack', 'rows', 'settings.orchestrator.kubeflow', 'settings.orchestrator:other']
  const inSteps = ['steps.nowhere', 'steps.load.rows', 'steps.load.nonsense']
  const told = [...result.log.matchAll(/ \(\d+\) (\S+): /g)].map(([, place]) => place)
  expect(result.log).toContain('::error::config: There are 8 faults: ')
  expect(told.slice(0, 8)).toEqual([...places, ...inSteps])
})

test('a dynamic pipeline takes parameters of its own, and no settings of single steps', async () => {
  const result = await push('develop', {
    pipeline: 'dynamic',
    config: 'parameters: {shards: 01, shard: 2}\nsteps: {count: {enable_cache: no}}',
    'dry-run': 'true'
  })
  expect(result.code).toBe(1)
  expect(result.log).toMatch(
    /::error::config: There are 2 faults: \(1\) parameters\.shard: .* 'shards'\? \(2\) steps\.count: A dynamic pipeline makes its steps while it runs/
  )
})
