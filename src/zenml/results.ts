import { type JsonObject, optionalString } from '../text/json.ts'
import { type Run, readNamed, readRun } from './entities.ts'
import { isSameId, requireProject, requireSame, withId, withName } from './fit.ts'
import { loggedIn } from './logged.ts'
import type { Patience } from './question.ts'
import { type Query, readPage, withQuery } from './requests.ts'
import { isUuid, itemsOf, requiredObjectAt, SchemaError, stringAt } from './schema.ts'
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

/**
 * Of the ten newest completed runs of a pipeline on a stack (its id) that are older than another run those that aren't
 * left out, newest first. Throws `ServerError`.
 */
export async function completedBefore(
  session: Session,
  { pipeline, project, stack }: Comparable & { readonly stack: string },
  { createdMs = session.serverNow() }: Pick<Run, 'createdMs'>,
  isLeftOut: (run: Run) => boolean,
  patience: Patience
): Promise<readonly Run[]> {
  // The filter takes whole seconds.
  const until = new Date(createdMs + 1_000).toISOString().slice(0, 19).replace('T', ' ')
  const hold = (run: Run): void => requireSame('stack', run.stack?.id, stack)
  const runs = await completedRuns(session, { project, pipeline }, { stack, created: `lte:${until}` }, hold, patience)
  return runs.filter(run => !isLeftOut(run) && (run.createdMs ?? Number.POSITIVE_INFINITY) < createdMs)
}

/** The newest completed run of a pipeline that worked on a model version (its id); undefined if there is none. Throws `ServerError`. */
export async function completedWith(
  session: Session,
  comparable: Comparable,
  modelVersion: string,
  patience: Patience
): Promise<Run | undefined> {
  const hold = (run: Run): void => requireSame('model version', run.modelVersion?.id ?? '', modelVersion)
  const [newest] = await completedRuns(session, comparable, { model_version_id: modelVersion }, hold, patience)
  return newest
}

/**
 * The ten newest completed runs of a pipeline, the newest first whatever order they come in; each is held against the
 * question by `hold`, which throws {@link SchemaError}.
 */
async function completedRuns(
  session: Session,
  { pipeline, project }: Comparable,
  filter: Query,
  hold: (run: Run) => void,
  patience: Patience
): Promise<readonly Run[]> {
  const status = 'completed'
  const asked = { project, pipeline, ...filter, status, sort_by: 'desc:created', size: '10', hydrate: 'true' }
  const parse = (json: unknown): Run => {
    const run = readRun(json)
    requireProject(run, project)
    if (run.status !== status) throw new SchemaError(`lists the run ${run.id}, which is ${run.status}`)
    // A run as it is read has its pipeline's name only.
    if (run.pipelineName !== undefined && !isUuid(pipeline)) withName({ id: run.id, name: run.pipelineName }, pipeline)
    hold(run)
    return run
  }
  const path = withQuery('/api/v1/runs', asked)
  const runs = await session.read('find what to compare with', path, json => itemsOf(json).map(parse), patience)
  const created = ({ createdMs }: Run): number => createdMs ?? Number.NEGATIVE_INFINITY
  return runs.toSorted((a, b) => created(b) - created(a) || 0)
}
