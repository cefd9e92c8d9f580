import { readFileSync } from 'node:fs'
import type { Models } from './models.ts'
import type { ScriptedRun, ScriptedVisualization } from './run-script.ts'
import { fateOf } from './statuses.ts'

/** What a run configuration may hold, as a real server says for the steps load and train. */
const configSchema: unknown = JSON.parse(readFileSync(new URL('./config-schema.json', import.meta.url), 'utf8'))

/** Times that were written before: thousands of steps share a few of them. */
const written = new Map<number, string>()

/** A time as ZenML writes it: UTC, microseconds, no zone. */
export function zenmlTime(ms: number): string {
  const known = written.get(ms)
  if (known !== undefined) return known
  const text = new Date(ms).toISOString().replace('Z', '000')
  written.set(ms, text)
  return text
}

/** The part of an entity that stands inside another one. */
export function reference(id: string, name: string | null) {
  return { body: null, metadata: null, resources: null, id, permission_denied: false, name }
}

/** One page of a list, as every list of the server comes. */
export function page(items: readonly unknown[], query: URLSearchParams) {
  const size = Number(query.get('size') ?? 20)
  const index = Number(query.get('page') ?? 1)
  const shown = items.slice((index - 1) * size, index * size)
  const pages = Math.max(1, Math.ceil(items.length / size))
  return { index, max_size: size, total_pages: pages, total: items.length, items: shown }
}

/** What stands still in the stand-in's world. */
export interface Furniture {
  readonly project: { readonly id: string; readonly name: string }
  readonly account: { readonly id: string; readonly name: string }
  readonly pipeline: { readonly id: string; readonly name: string }
  readonly stacks: Readonly<Record<string, string>>
  /** Ids of the snapshots by the name of their stack. */
  readonly snapshots: Readonly<Record<string, string>>
  /** The commit of the snapshots' code, if a code repository is connected. */
  readonly codeCommit?: string | undefined
  readonly models: Models
}

/** A snapshot on a stack, with its details or without. */
export function snapshotJson(furniture: Furniture, stack: string, createdMs: number, hydrated: boolean) {
  const { account, codeCommit, pipeline, project, snapshots, stacks } = furniture
  return {
    body: {
      created: zenmlTime(createdMs),
      updated: zenmlTime(createdMs),
      user_id: account.id,
      project_id: project.id,
      runnable: true,
      deployable: false,
      is_dynamic: false,
      pipeline_id: pipeline.id
    },
    metadata: hydrated
      ? { step_configurations: { load: {}, train: {} }, config_schema: configSchema, client_version: '0.98.0' }
      : null,
    resources: {
      user: reference(account.id, account.name),
      pipeline: reference(pipeline.id, pipeline.name),
      stack: reference(stacks[stack] ?? '', stack),
      code_reference: codeCommit === undefined ? null : { id: project.id, body: { commit: codeCommit } },
      tags: []
    },
    id: snapshots[stack],
    permission_denied: false,
    name: `${pipeline.name}-${stack}`
  }
}

/** The name of the account that made a run. */
export function accountName({ account }: Furniture, { accountId }: Pick<ScriptedRun, 'accountId'>): string {
  return accountId === account.id ? account.name : 'somebody-else'
}

/** The stack that a run is on: that of its snapshot. */
export function stackOf({ snapshots, stacks }: Furniture, { sourceSnapshotId }: Pick<ScriptedRun, 'sourceSnapshotId'>) {
  const name = Object.keys(snapshots).find(each => snapshots[each] === sourceSnapshotId) ?? ''
  return { id: stacks[name] ?? '', name }
}

/** The snapshot that a run leaves behind, with its details. */
export function ownSnapshotJson(furniture: Furniture, run: ScriptedRun) {
  const { metadata, ...rest } = snapshotJson(furniture, stackOf(furniture, run).name, run.createdMs, true)
  const steps = Array.from({ length: run.stepCount }, (_, index) => [stepName(run, index), {}])
  return {
    ...rest,
    id: run.snapshotId,
    name: null,
    metadata: { ...metadata, step_configurations: Object.fromEntries(steps) }
  }
}

function stepName(run: ScriptedRun, index: number): string {
  return run.stepCount === 1 ? 'train' : `train-${index}`
}

/** A run as it is at a moment. */
export function runJson(furniture: Furniture, run: ScriptedRun, now: number, hydrated: boolean, isFull = false) {
  const { models, pipeline, project } = furniture
  const status = run.statusAt(now)
  const stack = stackOf(furniture, run)
  return {
    body: {
      created: zenmlTime(run.createdMs),
      updated: zenmlTime(run.changedAt(now)),
      user_id: run.accountId,
      project_id: project.id,
      status,
      in_progress: fateOf(status) === undefined,
      status_reason: run.stopAskedMs === undefined ? null : 'Manual stop requested.',
      pipeline_id: pipeline.id
    },
    metadata: hydrated
      ? {
          start_time: zenmlTime(run.createdMs),
          end_time: fateOf(status) === undefined ? null : zenmlTime(run.changedAt(now)),
          run_metadata: { ...(status === 'completed' ? loggedOf(run, isFull) : {}), ...run.noted },
          config: { extra: run.extra }
        }
      : null,
    resources: {
      user: {
        ...reference(run.accountId, accountName(furniture, run)),
        body: { is_service_account: true, active: true }
      },
      snapshot: { ...reference(run.snapshotId, null), body: { is_dynamic: run.isDynamic } },
      source_snapshot: reference(run.sourceSnapshotId, `${pipeline.name}-${stack.name}`),
      stack: reference(stack.id, stack.name),
      pipeline: reference(pipeline.id, pipeline.name),
      code_reference: null,
      model_version: run.modelVersion === undefined ? null : models.json(run.modelVersion, false),
      tags: run.tags.map((tag, index) => reference(`${run.id.slice(0, -2)}${10 + index}`, tag))
    },
    id: run.id,
    permission_denied: false,
    name: run.name
  }
}

/** What a run has logged about itself, and with `isFull` about its step, as the server writes it (measured on 0.98.0). */
function loggedOf(run: ScriptedRun, isFull: boolean) {
  const { run: own = {}, step = {} } = run.logged
  if (!isFull) return own
  const name = stepName(run, run.decidingStep)
  return { ...own, ...Object.fromEntries(Object.entries(step).map(([key, value]) => [`${name}::${key}`, value])) }
}

/** The versions of the artifacts of a run that has completed, as measured on 0.98.0. */
export function artifactsJson({ project }: Furniture, run: ScriptedRun, now: number, hydrated: boolean) {
  if (run.statusAt(now) !== 'completed') return []
  return Object.entries(run.logged.artifacts ?? {}).map(
    ([name, { isCached = false, metadata, shows = [] }], index) => ({
      body: {
        created: zenmlTime(run.createdMs),
        project_id: project.id,
        version: '1',
        artifact: reference(run.id.replace(/^.{8}/, '0a27fac7'), name)
      },
      metadata: hydrated
        ? { run_metadata: { storage_size: 3, ...metadata }, visualizations: visualizationsJson(name, shows) }
        : null,
      resources: {
        producer_pipeline_run_id: isCached ? run.snapshotId : run.id,
        producer_step_run_id: stepId(run, run.decidingStep),
        tags: []
      },
      id: artifactId(run, index),
      permission_denied: false,
      name: null
    })
  )
}

/** First the plain value, as of every number or text that a step returns, then what else the artifact shows. */
function visualizationsJson(name: string, shows: readonly ScriptedVisualization[]) {
  const files = [{ type: 'json', file: 'data.json' }, ...shows.map(({ type }) => ({ type, file: `output.${type}` }))]
  return files.map(({ file, type }) => ({ body: { type, uri: `s3://staging/train/${name}/${file}` } }))
}

/** What an artifact shows at a place; undefined if there is no such artifact, or nothing at that place. */
export function visualizationJson(runs: readonly ScriptedRun[], id: string | undefined, index: number) {
  for (const run of runs) {
    const artifacts = Object.values(run.logged.artifacts ?? {})
    const artifact = artifacts.find((_, place) => artifactId(run, place) === id)
    if (artifact !== undefined) return [{ type: 'json', value: '7' }, ...(artifact.shows ?? [])][index]
  }
  return undefined
}

function artifactId(run: ScriptedRun, index: number): string {
  return run.id.replace(/^.{8}/, `0a27${index.toString(16).padStart(4, '0')}`)
}

/** The id of a run's step of a number; the first one's tells which run's it is at a glance. */
function stepId(run: ScriptedRun, index: number): string {
  return run.id.replace(/^.{8}/, `57e9${index.toString(16).padStart(4, '0')}`)
}

const failure = {
  traceback: 'Traceback (most recent call last):\n  File "train.py", line 7, in train\nValueError: drift\n',
  source: 'builtins.ValueError',
  message: 'the data has drifted',
  user_code_line: 7
}

/** The steps of a run at a moment: mostly one, `train`, which shares the run's fate once the run is running. */
export function stepsJson(furniture: Furniture, run: ScriptedRun, now: number, hydrated: boolean) {
  const status = run.statusAt(now)
  if (['initializing', 'provisioning', 'queued'].includes(status)) return []
  const fate = status === 'paused' || status === 'resuming' ? 'completed' : status
  const changedMs = run.changedAt(now)
  return Array.from({ length: run.stepCount }, (_, index) => {
    const decides = index === run.decidingStep
    const shared = { startMs: run.createdMs, changedMs: decides ? changedMs : run.createdMs, endMs: changedMs }
    const own = timedStep(run, index, now) ?? { ...shared, status: decides ? fate : 'completed' }
    const failed = own.status === 'failed' ? failure : null
    return {
      body: {
        created: zenmlTime(own.startMs),
        updated: zenmlTime(own.changedMs),
        user_id: run.accountId,
        project_id: furniture.project.id,
        status: own.status,
        start_time: zenmlTime(own.startMs),
        end_time: fateOf(own.status) === undefined ? null : zenmlTime(own.endMs)
      },
      metadata: hydrated ? { exception_info: failed, pipeline_run_id: run.id } : null,
      resources: null,
      id: stepId(run, index),
      permission_denied: false,
      name: stepName(run, index)
    }
  }).filter(({ body }) => Date.parse(`${body.created}Z`) <= now)
}

/** The graph of a run: its steps one after the other, with what each makes between them, as on the real server. */
export function graphJson(furniture: Furniture, run: ScriptedRun, now: number) {
  const started = new Map(stepsJson(furniture, run, now, false).map(step => [step.name, step]))
  const names = Array.from({ length: run.stepCount }, (_, index) => stepName(run, index))
  const steps = names.map(name => {
    const step = started.get(name)
    const metadata = step === undefined ? {} : { status: step.body.status, start_time: step.body.start_time }
    return { node_id: `step/${name}`, type: 'step', id: step?.id ?? null, name, metadata }
  })
  const output = (name: string) => `${name}/outputs/step_output/output`
  const artifacts = names.map(name => ({
    node_id: output(name),
    type: 'artifact',
    id: null,
    name: 'output',
    metadata: { type: 'DataArtifact', data_type: 'builtins.int', save_type: 'step_output' }
  }))
  const edges = names.flatMap((name, index) => {
    const next = names[index + 1]
    const made = { source: `step/${name}`, target: output(name), metadata: { output_name: 'output' } }
    const needed = { source: output(name), target: `step/${next}`, metadata: { input_name: 'input' } }
    return next === undefined ? [made] : [made, needed]
  })
  return { id: run.id, status: run.statusAt(now), nodes: [...steps, ...artifacts], edges }
}

/** A step at a moment whose script has its times; undefined if it has none. */
function timedStep(run: ScriptedRun, index: number, now: number) {
  const times = run.stepTimes(index)
  if (times === undefined) return undefined
  const hasEnded = now >= times.endMs
  return { ...times, changedMs: hasEnded ? times.endMs : times.startMs, status: hasEnded ? 'completed' : 'running' }
}

/** The log of a step at a moment, entry by entry; undefined if there isn't one. */
export function logJson(runs: readonly ScriptedRun[], id: string | undefined, now: number) {
  for (const run of runs) {
    const index = Array.from({ length: run.stepCount }, (_, each) => stepId(run, each)).indexOf(id ?? '')
    if (index < 0) continue
    return run.logAt(index, now)?.map((entry, place) => ({
      name: 'unknown',
      level: 20,
      timestamp: `${zenmlTime(run.createdMs)}Z`,
      module: null,
      filename: null,
      lineno: null,
      chunk_index: 0,
      total_chunks: 1,
      id: run.id.replace(/.{12}$/, place.toString(16).padStart(12, '0')),
      ...entry
    }))
  }
  return undefined
}

/** The open question of a run that waits for a person. */
export function questionsJson(run: ScriptedRun | undefined, now: number): readonly unknown[] {
  if (run?.asksAt(now) !== true) return []
  return [
    {
      body: { created: zenmlTime(run.changedAt(now)), type: 'external_input', status: 'pending' },
      metadata: { question: 'Release model-1?', data_schema: { type: 'boolean' }, resolution: null },
      resources: { run: reference(run.id, run.name) },
      id: run.id.replace(/^.{8}/, '9ae57104'),
      permission_denied: false,
      name: 'approve'
    }
  ]
}
