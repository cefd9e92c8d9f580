import {
  type Run,
  readNamed,
  readRun,
  readSnapshot,
  readSnapshotShape,
  type Snapshot,
  type SnapshotShape
} from './entities.ts'
import { requireProject, withId, withName, withNameOrId } from './fit.ts'
import type { HttpAnswer } from './http.ts'
import type { Patience } from './question.ts'
import { find, jsonHeaders, list, withQuery } from './requests.ts'
import { itemsOf, optionalBoolean, SchemaError } from './schema.ts'
import { ServerError } from './server-error.ts'
import type { Session } from './session.ts'

const snapshotsPath = '/api/v1/pipeline_snapshots'

/** An id that nothing has, for a question about a path alone. */
const anyId = '00000000-0000-0000-0000-000000000000'

/** Filters by which the snapshots count that somebody made: each run leaves an anonymous copy behind, with its overrides. */
const namedFirst = { named_only: 'true', sort_by: 'desc:created' } as const

/** Which snapshot is asked for; at least one of the two is set. */
export interface SnapshotWish {
  /** Name or id of the pipeline. */
  readonly pipeline: string | undefined
  /** Name or id of the snapshot. */
  readonly snapshot: string | undefined
}

/** Named snapshots of a project (its id), newest first, that fit the filter; throws `ServerError`. */
export function listSnapshots(
  session: Session,
  project: string,
  { name, pipeline }: { readonly name?: string | undefined; readonly pipeline?: string | undefined }
): Promise<readonly Snapshot[]> {
  const query = { project, name: name === undefined ? undefined : `equals:${name}`, pipeline, ...namedFirst }

  const parse = (json: unknown): Snapshot => {
    const snapshot = readSnapshot(json)
    requireProject(snapshot, project)
    if (name !== undefined) withName(snapshot, name)
    if (pipeline !== undefined) withNameOrId(snapshot.pipeline, pipeline)
    return snapshot
  }
  return list(session, { what: 'find the snapshot', path: snapshotsPath, query, parse })
}

/**
 * The snapshot that the server itself finds for names or ids: the newest named one that it can run. Undefined if there
 * is none, or, for a snapshot's name alone, if several pipelines have one. The filters are those of 0.90.0 and newer
 * (`PipelineSnapshotFilter`; measured on 0.98.0: an operator like `contains:` in front of a name is obeyed, so that
 * each answer has to be held against what was asked). Throws `ServerError`.
 */
export function newestSnapshot(
  session: Session,
  { pipeline, project, snapshot, stack }: SnapshotWish & { readonly project: string; readonly stack: string },
  patience: Patience
): Promise<Snapshot | undefined> {
  const path = withQuery(snapshotsPath, {
    project,
    pipeline,
    stack,
    name: snapshot === undefined ? undefined : `equals:${snapshot}`,
    runnable: 'true',
    ...namedFirst,
    page: '1',
    size: pipeline === undefined ? '2' : '1'
  })

  const read = (json: unknown): Snapshot | undefined => {
    const [newest, ...others] = itemsOf(json).map(readSnapshot)
    return others.length === 0 ? newest : undefined
  }
  return session.read('find the newest snapshot', path, read, patience)
}

/** The snapshot of an id with its details, or undefined; throws `ServerError`. */
export function snapshotWithId(session: Session, id: string, patience?: Patience): Promise<Snapshot | undefined> {
  const path = `${snapshotsPath}/${id}?hydrate=true`
  const parse = (json: unknown): Snapshot => withId(readSnapshot(json), id)
  return find(session, { what: 'read the snapshot', path, parse }, patience)
}

/** The snapshot of an id with what its run configuration may hold, or undefined; throws `ServerError`. */
export function findConfigurable(session: Session, id: string): Promise<(Snapshot & SnapshotShape) | undefined> {
  const path = `${snapshotsPath}/${id}?hydrate=true&include_config_schema=true`
  const parse = (json: unknown) => ({ ...withId(readSnapshot(json), id), ...readSnapshotShape(json) })
  return find(session, { what: 'read the snapshot', path, parse })
}

/**
 * Names of the steps that each run of a snapshot has, none of them if it is a dynamic pipeline's; undefined if the
 * snapshot is gone. Throws `ServerError`, also for an answer that leaves a static pipeline's steps out.
 */
export function stepNamesOf(session: Session, id: string, patience: Patience): Promise<readonly string[] | undefined> {
  const path = `${snapshotsPath}/${id}?hydrate=true`
  const parse = (json: unknown): readonly string[] => {
    withId(readNamed(json), id)
    if (optionalBoolean(json, 'body', 'is_dynamic') === true) return []
    const { stepNames } = readSnapshotShape(json)
    if (stepNames.length === 0) throw new SchemaError("is a snapshot without 'metadata.step_configurations'")
    return stepNames
  }
  return find(session, { what: 'read the snapshot', path, parse }, patience)
}

/**
 * Whether the server can run snapshots, or undefined if it doesn't say. One without a workload manager, as a plain
 * open-source one, has no way to ask for it; which ways a path has stands in the `Allow` of the refusal of another
 * one (RFC 9110 15.5.6; measured on 0.98.0: POST where it can, GET alone where it can't). Throws `ServerError`.
 */
export async function runsSnapshots(
  session: Session,
  patience: Patience = session.patience
): Promise<boolean | undefined> {
  const request = { method: 'OPTIONS', path: `${snapshotsPath}/${anyId}/runs`, timeoutMs: 5_000 } as const
  const { headers, status } = await session.ask('ask whether it runs snapshots', request, patience)
  const ways = (headers['allow'] ?? '').split(',').map(way => way.trim())
  const isClear = status === 405 && ways.includes('GET') !== ways.includes('POST')
  return isClear ? ways.includes('POST') : undefined
}

/** As {@link runsSnapshots}, where only the reason in a message hangs on it: asked once, and trouble is no answer. */
export async function saysRunsSnapshots(session: Session): Promise<boolean | undefined> {
  try {
    return await runsSnapshots(session, { ...session.patience, attempts: 1 })
  } catch (error) {
    if (error instanceof ServerError) return undefined
    throw error
  }
}

/** One request to run a snapshot. */
export interface RunRequest {
  readonly snapshotId: string
  readonly runName: string
  /** The run configuration, which gives the run its name. */
  readonly configuration: Readonly<Record<string, unknown>>
  /** A random UUIDv4: the server matches keys by the UUID alone. */
  readonly idempotencyKey: string
}

/**
 * Asks the server once to run a snapshot. Returns the run of the name that was asked for, or the refusal, whatever it
 * is. Never repeated here: the caller has to look for the run first. Throws `ServerError`.
 */
export function runSnapshot(session: Session, asked: RunRequest, patience: Patience): Promise<Run | HttpAnswer> {
  const { configuration, idempotencyKey, runName, snapshotId } = asked
  const request = {
    method: 'POST',
    path: `${snapshotsPath}/${snapshotId}/runs`,
    headers: { ...jsonHeaders, 'idempotency-key': idempotencyKey },
    body: JSON.stringify({ run_configuration: configuration }),
    timeoutMs: 60_000
  } as const

  const read = (answer: HttpAnswer): Run | HttpAnswer =>
    answer.status === 200 ? withName(readRun(answer.json), runName) : answer
  return session.put({ what: 'start the run', request, read, keepsToken: true }, { ...patience, attempts: 1 })
}
