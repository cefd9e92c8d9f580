import { type JsonObject, optionalString } from '../text/json.ts'
import { type Run, readNamed, readRun } from './entities.ts'
import { isSameId, requireProject, requireSame, withId, withName } from './fit.ts'
import { loggedIn } from './logged.ts'
import type { Patience } from './question.ts'
import { type Query, readPage, withQuery } from './requests.ts'
import { isUuid, requiredObjectAt, SchemaError, stringAt, totalOf } from './schema.ts'
import type { Session } from './session.ts'
import { isFinished } from './status.ts'
import { type Visualization, visualizationsOf } from './visualizations.ts'

/** What was logged about a run and its steps. */
export interface RunMetadata {
  readonly run: JsonObject
  /** By the names of the steps; a step that was repeated has what its attempts logged last. */
  readonly steps: Readonly<Record<string, JsonObject>>
}

/** Between a step's name and a key, in the metadata of a run with that of its steps. */
const separator = '::'

/**
 * What was logged about a run and its steps, in one answer: with `include_full_metadata` the keys of a step stand as
 * `<step>::<key>` beside the run's own (`pipeline_run_schemas.py`, the same in 0.84.3 and 0.98.0, where it was measured).
 * The run has to have ended. Throws `ServerError`.
 */
export function metadataOfRun(session: Session, id: string, patience: Patience): Promise<RunMetadata> {
  const path = `/api/v1/runs/${id}?hydrate=true&include_full_metadata=true`
  const read = (json: unknown): RunMetadata => {
    loggedIn(json)
    const run = withId(readRun(json), id)
    // Of a replica that lags behind: what the run logged at its end would be missing.
    if (!isFinished(run.status))
      throw new SchemaError(`says that the run is ${run.status}, which was seen to have ended`)
    return split(run.metadata)
  }
  return session.read("read the run's results", path, read, patience)
}

function split(metadata: JsonObject): RunMetadata {
  const entries = Object.entries(metadata)
  const stepOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf(separator)))
  const ofSteps = Map.groupBy(
    entries.filter(([key]) => stepOf(key) !== ''),
    ([key]) => stepOf(key)
  )
  const own = ([key, value]: readonly [string, unknown]) => [
    key.slice(key.indexOf(separator) + separator.length),
    value
  ]
  return {
    run: Object.fromEntries(entries.filter(([key]) => stepOf(key) === '')),
    steps: Object.fromEntries([...ofSteps].map(([step, each]) => [step, Object.fromEntries(each.map(own))]))
  }
}

/** A version of an artifact, with what was logged about it and how it can be shown. */
export interface DetailedArtifact {
  readonly id: string
  readonly name: string
  /** Id of the step that has produced it, if that is known. */
  readonly stepId: string | undefined
  readonly visualizations: readonly Visualization[]
  readonly metadata: JsonObject
}

/** Pages of artifacts that are read at most, and artifacts on each. */
const [maxPages, pageSize] = [3, 100]

/** The artifacts that a run itself has produced, and whether there may be more. */
export interface ProducedArtifacts {
  readonly artifacts: readonly DetailedArtifact[]
  readonly isCut: boolean
}

/**
 * The artifacts that a run (in a project, by its id) has produced: not those of cached steps, which another run has
 * produced. The first 300 of the run are looked at. Throws `ServerError`.
 */
export async function artifactsProducedBy(
  session: Session,
  project: string,
  runId: string,
  patience: Patience
): Promise<ProducedArtifacts> {
  const query = { project, pipeline_run: runId, hydrate: 'true', sort_by: 'asc:created', size: String(pageSize) }
  const parse = (json: unknown): readonly DetailedArtifact[] => {
    const { id } = readNamed(json)
    requireSame('project', optionalString(json, 'body', 'project_id'), project)
    // Null is said of what nobody produced.
    const { producer_pipeline_run_id: producer, producer_step_run_id: step } = requiredObjectAt(json, 'resources')
    if (producer === undefined) throw new SchemaError("has no 'resources.producer_pipeline_run_id'")
    if (typeof producer !== 'string' || !isSameId(producer, runId)) return []

    const name = stringAt(json, 'body', 'artifact', 'name')
    const stepId = typeof step === 'string' ? step : undefined
    return [{ id, name, stepId, metadata: loggedIn(json), visualizations: visualizationsOf(json) }]
  }

  const artifacts: DetailedArtifact[] = []
  for (let page = 1; ; page++) {
    const path = withQuery('/api/v1/artifact_versions', { ...query, page: String(page) })
    const read = (json: unknown) => readPage(json, page, parse)
    const { items, pages } = await session.read("read the run's artifacts", path, read, patience)
    artifacts.push(...items.flat())
    if (page >= pages || page >= maxPages) return { artifacts, isCut: page < pages }
  }
}

/** Which runs could be compared with another one: those of a pipeline (a name or an id) in a project (its id). */
interface Comparable {
  readonly project: string
  readonly pipeline: string
}

/** Pages of completed runs that are looked at for one baseline at most, and runs on each. */
export const comparedPages = 10
const comparedAtOnce = 20

/** Completed runs that are looked at for one baseline at most. */
export const maxCompared = comparedPages * comparedAtOnce

/** Some completed runs, and whether there are no more. */
interface ComparedRuns {
  readonly items: readonly Run[]
  readonly isLast: boolean
}

/**
 * A page (from 1) of the completed runs of a pipeline on a stack (its id) that are older than another run, newest first.
 * Throws `ServerError`.
 */
export async function completedBefore(
  session: Session,
  { pipeline, project, stack }: Comparable & { readonly stack: string },
  { createdMs = session.serverNow() }: Pick<Run, 'createdMs'>,
  page: number,
  patience: Patience
): Promise<ComparedRuns> {
  // The filter takes whole seconds.
  const until = new Date(createdMs + 1_000).toISOString().slice(0, 19).replace('T', ' ')
  const asked = { project, pipeline, stack, created: `lte:${until}` }
  const hold = (run: Run): void => requireSame('stack', run.stack?.id, stack)
  const { isLast, items } = await completedRuns(session, asked, { order: 'desc', page }, hold, patience)
  return { isLast, items: items.filter(run => createdOf(run) < createdMs) }
}

/**
 * The run that made a model version (its id): of the completed runs of a pipeline that worked on it the oldest that isn't
 * left out, or else just the oldest, as no answer says who made a version (source of 0.84.3 and 0.98.0). Undefined if
 * there is none; throws `ServerError`.
 */
export async function completedWith(
  session: Session,
  comparable: Comparable,
  modelVersion: string,
  isLeftOut: (run: Run) => boolean,
  patience: Patience
): Promise<Run | undefined> {
  const asked = { ...comparable, model_version_id: modelVersion }
  const hold = (run: Run): void => requireSame('model version', run.modelVersion?.id ?? '', modelVersion)

  let oldest: Run | undefined
  for (let page = 1; page <= comparedPages; page++) {
    const { isLast, items } = await completedRuns(session, asked, { order: 'asc', page }, hold, patience)
    const made = items.find(run => !isLeftOut(run))
    if (made !== undefined) return made
    oldest ??= items[0]
    if (isLast) break
  }
  return oldest
}

/** Which part of a list is asked for: by the time of creation, from the newest or the oldest. */
interface Part {
  readonly order: 'asc' | 'desc'
  readonly page: number
}

/**
 * A page of the completed runs of a pipeline with their details; each is held against the question by `hold`, which
 * throws {@link SchemaError}. Without what was logged a run would not say that it failed its checks, and without the
 * total the first page would look like the last.
 */
function completedRuns(
  session: Session,
  asked: Comparable & Query,
  { order, page }: Part,
  hold: (run: Run) => void,
  patience: Patience
): Promise<ComparedRuns> {
  const { pipeline, project } = asked
  const status = 'completed'
  const parse = (json: unknown): Run => {
    loggedIn(json)
    const run = readRun(json)
    requireProject(run, project)
    if (run.status !== status) throw new SchemaError(`lists the run ${run.id}, which is ${run.status}`)
    // A run as it is read has its pipeline's name only.
    if (run.pipelineName !== undefined && !isUuid(pipeline)) withName({ id: run.id, name: run.pipelineName }, pipeline)
    hold(run)
    return run
  }
  const read = (json: unknown): ComparedRuns => {
    const { items } = readPage(json, page, parse)
    const total = totalOf(json)
    if (total === undefined) throw new SchemaError("has no number at 'total'")
    requireOrder(items, order)
    return { items, isLast: page * comparedAtOnce >= total }
  }

  const part = { sort_by: `${order}:created`, page: String(page), size: String(comparedAtOnce) }
  const path = withQuery('/api/v1/runs', { ...asked, ...part, status, hydrate: 'true' })
  return session.read('find what to compare with', path, read, patience)
}

function createdOf({ createdMs, id }: Run): number {
  if (createdMs === undefined) throw new SchemaError(`doesn't say when the run ${id} was created`)
  return createdMs
}

/** Throws {@link SchemaError} if runs don't come in the order in which they were asked for. */
function requireOrder(runs: readonly Run[], order: Part['order']): void {
  const times = runs.map(createdOf)
  const sorted = times.toSorted((a, b) => (order === 'asc' ? a - b : b - a))
  if (times.some((ms, index) => ms !== sorted[index])) throw new SchemaError('lists the runs in another order')
}
