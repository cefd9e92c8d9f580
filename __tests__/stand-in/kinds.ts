import {
  accountName,
  artifactsJson,
  type Furniture,
  ownSnapshotJson,
  questionsJson,
  runJson,
  snapshotJson,
  stackOf,
  stepsJson
} from './entities.ts'
import type { ScriptedRun } from './run-script.ts'

/** What there is to read at a moment, and what of it a query asks for. */
export interface Reading {
  readonly furniture: Furniture
  readonly runs: readonly ScriptedRun[]
  readonly now: number
  readonly query: URLSearchParams
}

/** One kind of entity that can be read. */
export interface Kind {
  /** Its name in the server's errors. */
  readonly what: string
  /** Whether one of them can be asked for by its name too. */
  readonly byName: boolean
  /** Those that fit the query, in the server's order. */
  readonly list: (reading: Reading) => readonly unknown[]
}

const hydrated = (query: URLSearchParams): boolean => query.get('hydrate') === 'true'

/** The kinds of entities by their place in the path. */
export const kinds: ReadonlyMap<string, Kind> = new Map([
  ['projects', { what: 'project', byName: true, list: ({ furniture }) => [named(furniture.project)] }],
  ['pipelines', { what: 'pipeline', byName: true, list: ({ furniture }) => [named(furniture.pipeline)] }],
  ['stacks', { what: 'stack', byName: true, list: listStacks }],
  ['pipeline_snapshots', { what: 'snapshot', byName: true, list: listSnapshots }],
  ['runs', { what: 'pipeline run', byName: false, list: listRuns }],
  ['artifact_versions', { what: 'artifact version', byName: false, list: listArtifacts }],
  ['steps', { what: 'step', byName: false, list: listSteps }],
  [
    'model_versions',
    {
      what: 'model version',
      byName: false,
      list: ({ furniture, now, query }) => furniture.models.list(query, hydrated(query), now)
    }
  ],
  ['run_wait_conditions', { what: 'run wait condition', byName: false, list: listQuestions }]
])

/** An entity with nothing but its name. */
export function named(entity: { readonly id: string; readonly name: string }) {
  return { body: {}, metadata: null, resources: null, permission_denied: false, ...entity }
}

function listStacks({ furniture, query }: Reading): readonly unknown[] {
  const components = { orchestrator: [{ name: 'kube', body: { type: 'orchestrator', flavor_name: 'kubernetes' } }] }
  const metadata = hydrated(query) ? { components } : null
  const stacks = Object.entries(furniture.stacks).map(([name, id]) => ({ ...named({ id, name }), metadata }))
  return stacks.filter(({ name }) => fits(query.get('name'), name))
}

function listSnapshots({ furniture, now, query, runs }: Reading): readonly unknown[] {
  const { pipeline } = furniture
  const made = now - 3_600_000
  const snapshots = Object.keys(furniture.snapshots).map(stack => snapshotJson(furniture, stack, made, hydrated(query)))
  const named = snapshots.filter(
    ({ name, resources }) =>
      fits(query.get('name'), name) &&
      isNamed(query.get('pipeline'), pipeline) &&
      isNamed(query.get('stack'), resources.stack)
  )
  // Each run leaves one without a name.
  return query.get('named_only') === 'true' ? named : [...named, ...runs.map(run => ownSnapshotJson(furniture, run))]
}

function listRuns({ furniture, now, query, runs }: Reading): readonly unknown[] {
  const tags = query.getAll('tags')
  const createdFits = timeFits(query.get('created'))
  const isFull = query.get('include_full_metadata') === 'true'
  const { project } = furniture
  // Without a project the server takes the account's default one.
  const asked = query.get('project') ?? project.id
  return runs
    .filter(
      run =>
        [project.id, project.name].includes(asked) &&
        fits(query.get('name'), run.name) &&
        isNamed(query.get('user'), { id: run.accountId, name: accountName(furniture, run) }) &&
        isNamed(query.get('stack'), stackOf(furniture, run)) &&
        isNamed(query.get('pipeline'), furniture.pipeline) &&
        createdFits(run.createdMs) &&
        fits(query.get('status'), run.statusAt(now)) &&
        fits(query.get('model_version_id'), run.modelVersion?.id ?? '') &&
        tags.every(wanted => run.tags.some(tag => fits(wanted, tag)))
    )
    .toReversed()
    .toSorted((a, b) => byCreation(query.get('sort_by'), a.createdMs, b.createdMs))
    .map(run => runJson(furniture, run, now, hydrated(query), isFull))
}

/** How two times of creation are sorted; without an order the newest thing that was added is the first. */
function byCreation(order: string | null, a: number, b: number): number {
  if (order === 'asc:created') return a - b
  return order === 'desc:created' ? b - a : 0
}

function listSteps({ furniture, now, query, runs }: Reading): readonly unknown[] {
  const updatedFits = timeFits(query.get('updated'))
  const steps = runs
    .filter(run => fits(query.get('pipeline_run_id'), run.id))
    .flatMap(run => stepsJson(furniture, run, now, hydrated(query)))
    .filter(step => updatedFits(Date.parse(`${step.body.updated}Z`)))
    .filter(step => fits(query.get('status'), step.body.status))
  if (query.get('sort_by') !== 'desc:updated') return steps

  // Those that changed at the same time are sorted by their ids, as on the real server.
  return steps.toSorted((a, b) => descending(a.body.updated, b.body.updated) || descending(a.id, b.id))
}

function listArtifacts({ furniture, now, query, runs }: Reading): readonly unknown[] {
  return runs
    .filter(run => fits(query.get('pipeline_run'), run.id))
    .flatMap(run => artifactsJson(furniture, run, now, hydrated(query)))
}

function listQuestions({ now, query, runs }: Reading): readonly unknown[] {
  return runs.filter(({ id }) => fits(query.get('pipeline_run'), id)).flatMap(run => questionsJson(run, now))
}

/** A filter by name or id, which takes the operators of a text filter too. */
function isNamed(filter: string | null, { id, name }: { readonly id: string; readonly name: string | null }): boolean {
  return fits(filter, id) || (name !== null && fits(filter, name))
}

function descending(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0
}

/** A text filter: `contains:x`, `equals:x` or plain `x`. */
function fits(filter: string | null, value: string): boolean {
  if (filter?.startsWith('contains:') === true) return value.includes(filter.slice('contains:'.length))
  return filter === null || filter.replace(/^equals:/, '') === value
}

/** A time filter: `gte:YYYY-MM-DD HH:MM:SS`, `gt:` or `lte:`. */
function timeFits(filter: string | null): (ms: number) => boolean {
  const [, operator, time = ''] = /^(gte|gt|lte):(.+)$/.exec(filter ?? '') ?? []
  if (operator === undefined) return () => true
  const limit = Date.parse(`${time.replace(' ', 'T')}Z`)
  if (operator === 'lte') return ms => ms <= limit
  return operator === 'gte' ? ms => ms >= limit : ms => ms > limit
}
