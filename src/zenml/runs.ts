import { oneLine } from '../text/foreign.ts'
import type { JsonObject } from '../text/json.ts'
import { type Run, readNamed, readRun } from './entities.ts'
import { requireProject, requireSame, withId, withName, withNameOrId } from './fit.ts'
import type { HttpAnswer } from './http.ts'
import { loggedIn } from './logged.ts'
import type { Patience } from './question.ts'
import { change, find, list, type Page, type Query, readPage, withQuery } from './requests.ts'
import type { Verdicts } from './run-extra.ts'
import { itemsOf, requiredObjectAt, SchemaError } from './schema.ts'
import { isGone } from './server-error.ts'
import type { Session } from './session.ts'

const runsPath = '/api/v1/runs'

/** The run of an id; `details` reads its metadata too. Throws `ServerError`. */
export function getRun(session: Session, id: string, patience: Patience, details = false): Promise<Run> {
  const path = `${runsPath}/${id}?hydrate=${details}`
  return session.read('read the run', path, json => withId(readRun(json), id), patience)
}

/** The run of an id with its details, or undefined if the server knows none; throws `ServerError`. */
export function findRun(session: Session, id: string, patience: Patience): Promise<Run | undefined> {
  const path = `${runsPath}/${id}?hydrate=true`
  const parse = (json: unknown): Run => withId(readRun(json), id)
  return find(session, { what: 'read the run', path, parse, isAbsent: isGone }, patience)
}

/** What checks have said so far of the results of the run of an id; throws `ServerError`. */
export async function verdictsOf(session: Session, id: string, patience: Patience): Promise<Verdicts> {
  const read = (json: unknown): Run => withId(withDetails(json), id)
  const { verdicts } = await session.read('read the run', `${runsPath}/${id}?hydrate=true`, read, patience)
  return verdicts
}

/**
 * Reads a run that has to come with its details; the server always says what was logged and how the run was configured
 * (`to_model`, the same in 0.84.3 and 0.98.0, where it was measured). Throws {@link SchemaError}.
 */
function withDetails(json: unknown): Run {
  loggedIn(json)
  requiredObjectAt(json, 'metadata', 'config')
  return readRun(json)
}

/**
 * The status of a run alone, 11 bytes instead of the run's 3,500 (measured on 0.98.0; the path exists since 0.84, source).
 * Nothing in it says which run it is about, so it is a hint: a reason to read the run itself, and never a fact.
 * Throws `ServerError`.
 */
export function statusHint(session: Session, runId: string, patience: Patience): Promise<string> {
  const read = (json: unknown): string => {
    if (typeof json !== 'string') throw new SchemaError("isn't a status: it is not a text")
    return oneLine(json, 60)
  }
  return session.read("read the run's status", `${runsPath}/${runId}/status`, read, patience)
}

/** The run of an exact name, which is unique in its project (given by its id), or undefined; throws `ServerError`. */
export async function runNamed(
  session: Session,
  project: string,
  name: string,
  patience?: Patience
): Promise<Run | undefined> {
  const hold = (run: Run): Run => withName(run, name)
  const runs = await listRuns(session, { project, name: `equals:${name}` }, hold, patience)
  return runs.find(run => run.name === name)
}

/** Runs of a project (given by its id) whose name has a part, newest first; throws `ServerError`. */
export async function runsNamedLike(session: Session, project: string, part: string): Promise<readonly Run[]> {
  // Databases may ignore the case of names, and read `_` as any character.
  const like = new RegExp(part.replace(/[.]/g, '\\.').replaceAll('_', '.'), 'i')
  const hold = ({ id, name }: Run): void => {
    if (!like.test(name)) throw new SchemaError(`lists the run ${id}, whose name has not the part ${part}`)
  }

  const runs = await listRuns(session, { project, name: `contains:${part}` }, hold)
  return runs.filter(({ name }) => name.includes(part))
}

/**
 * Runs of a project (given by its id) that an account made since a time of the server (ms since the epoch), newest
 * first, with their details. Throws `ServerError`.
 */
export function runsOfAccount(
  session: Session,
  project: string,
  user: string,
  sinceMs: number,
  patience?: Patience
): Promise<readonly Run[]> {
  const query = { project, user, created: `gte:${filterTime(sinceMs)}`, hydrate: 'true' }
  return listRuns(session, query, run => requireSame('account', run.accountId, user), patience)
}

/** The newest runs that an account made in a project (given by its id), newest first, `most` at most; throws `ServerError`. */
export function newestRunsOf(session: Session, project: string, user: string, most: number): Promise<readonly Run[]> {
  const path = withQuery(runsPath, { project, user, sort_by: 'desc:created', size: String(most) })
  const parse = (item: unknown): Run => {
    const run = readRun(item)
    requireProject(run, project)
    requireSame('account', run.accountId, user)
    return run
  }
  return session.read('find the newest runs', path, json => itemsOf(json).map(parse))
}

/** Runs of a project, newest first, each held against the question by `hold`, which throws {@link SchemaError}. */
function listRuns(
  session: Session,
  query: Query & { readonly project: string },
  hold: (run: Run) => unknown,
  patience?: Patience
): Promise<readonly Run[]> {
  const parse = (json: unknown): Run => {
    const run = readRun(json)
    requireProject(run, query.project)
    hold(run)
    return run
  }
  const sorted = { ...query, sort_by: 'desc:created' }
  return list(session, { what: 'find the run', path: runsPath, query: sorted, parse }, patience)
}

/** Which runs are asked for: those on a stack (its id), newest first, of a pipeline (a name) and an account (name or id) if given. */
export interface RunsAsked {
  readonly project: string
  readonly stack: string
  readonly pipeline?: string | undefined
  readonly user?: string
  readonly page: number
  readonly size: number
}

/**
 * A page of runs with their details, newest first. A run of another stack, pipeline or account, or one that is newer than
 * the run before it, shows that the answer is another question's: as a page without the newest run it would do harm, and
 * so would a run without its details, which says neither where it came from nor that it failed its checks.
 * Throws `ServerError`.
 */
export function runsOn(session: Session, asked: RunsAsked, patience: Patience): Promise<Page<Run>> {
  const { page, pipeline, project, size, stack, user } = asked
  const filter = { project, stack, pipeline, user, sort_by: 'desc:created', hydrate: 'true' }
  const path = withQuery(runsPath, { ...filter, page: String(page), size: String(size) })

  const parse = (item: unknown): Run => {
    const run = withDetails(item)
    requireProject(run, project)
    requireAsked(run, asked)
    return run
  }
  const read = (json: unknown): Page<Run> => {
    const runs = readPage(json, page, parse)
    requireNewestFirst(runs.items)
    return runs
  }
  return session.read("find the required environment's runs", path, read, patience)
}

/** Throws {@link SchemaError} if a run is known to be none that was asked for; a person may have a service account's name. */
function requireAsked({ accountId, id, pipelineName, serviceAccount, stack }: Run, asked: RunsAsked): void {
  requireSame('stack', stack?.id, asked.stack)
  if (asked.pipeline !== undefined && pipelineName !== undefined) withName({ id, name: pipelineName }, asked.pipeline)
  if (asked.user !== undefined && accountId !== undefined && serviceAccount !== undefined)
    withNameOrId({ id: accountId, name: serviceAccount }, asked.user)
}

function requireNewestFirst(runs: readonly Run[]): void {
  const isSorted = runs.every(
    ({ createdMs = 0 }, index) => createdMs <= (runs[index - 1]?.createdMs ?? Number.POSITIVE_INFINITY)
  )
  if (!isSorted) throw new SchemaError('lists a newer run behind an older one')
}

/**
 * Asks the server to stop a run, leaving its current steps time to end; returns the answer, whatever it is. Throws
 * `ServerError` if there is none.
 */
export function requestStop(session: Session, id: string, patience: Patience): Promise<HttpAnswer> {
  const path = `${runsPath}/${id}/stop?graceful=true`
  return session.ask('stop the run', { method: 'POST', path, timeoutMs: 20_000 }, patience)
}

/** Adds tags to a run; throws `ServerError`. */
export function tagRun(session: Session, id: string, tags: readonly string[]): Promise<void> {
  return change(session, {
    what: 'tag the run',
    method: 'PUT',
    path: `${runsPath}/${id}`,
    body: { add_tags: tags },
    check: json => withId(readNamed(json), id)
  })
}

/** Something that metadata can be written to. */
export interface MetadataOwner {
  readonly id: string
  readonly type: 'pipeline_run' | 'model_version'
}

/** Writes one entry into the metadata of a run or a model version, beside its other entries; throws `ServerError`. */
export function noteMetadata(
  session: Session,
  project: string,
  { id, type }: MetadataOwner,
  key: string,
  value: JsonObject,
  patience?: Patience
): Promise<void> {
  const body = { project, resources: [{ id, type }], values: { [key]: value }, types: { [key]: 'dict' } }
  const what = type === 'pipeline_run' ? "write the run's metadata" : "write the model version's metadata"
  return change(session, { what, method: 'POST', path: '/api/v1/run-metadata', body }, patience)
}

/** Time in the form that the server's filters take: UTC, whole seconds. */
function filterTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}
