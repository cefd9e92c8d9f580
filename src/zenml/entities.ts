import { oneLine, withoutTrailingSlashes } from '../text/foreign.ts'
import { at, type JsonObject, optionalString } from '../text/json.ts'
import { objectAt, optionalBoolean, SchemaError, serverTime, stringAt } from './schema.ts'

/** Something with an id and a name. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** `GET /info`: which server this is. */
export interface ServerInfo {
  readonly version: string
  readonly isPro: boolean
  /** Base URL of the dashboard, without a trailing slash; empty where the server does not know. */
  readonly dashboardUrl: string
  /** Pro's control plane; undefined on open source. */
  readonly proApiUrl: string | undefined
}

/** The account that the API key belongs to. */
export interface Account extends Named {
  readonly isServiceAccount: boolean
}

/** A snapshot: a pipeline frozen with its code, settings and stack, which the server can run. */
export interface Snapshot extends Named {
  /** Id of the project that it is in, and that its runs will be in. */
  readonly projectId: string | undefined
  readonly pipeline: Named
  readonly stack: Named | undefined
  readonly runnable: boolean
  /** Creation time, ms since the epoch. */
  readonly createdMs: number | undefined
  readonly author: string | undefined
  /** The commit of its code, where a code repository is connected and the code was clean. */
  readonly codeCommit: string | undefined
}

/** What a run configuration may hold for one snapshot. */
export interface SnapshotShape {
  readonly stepNames: readonly string[]
  /** JSON schema of its run configuration, as the server makes it; undefined where the server has none. */
  readonly configSchema: JsonObject | undefined
}

/** One execution of a pipeline. */
export interface Run extends Named {
  /** Id of the project that it is in. */
  readonly projectId: string | undefined
  /** Whether a schedule of the server started it. */
  readonly isScheduled: boolean
  readonly status: string
  readonly statusReason: string | undefined
  readonly accountId: string | undefined
  readonly stack: Named | undefined
  readonly pipelineName: string | undefined
  readonly snapshotId: string | undefined
  /** The snapshot that the run's own copy was made from. */
  readonly sourceSnapshotId: string | undefined
  /** Creation time, ms since the epoch. */
  readonly createdMs: number | undefined
  readonly tags: readonly string[]
  /** Id of the question to a person that the run waits for; newer servers only. */
  readonly openQuestionId: string | undefined
  /** Why the run itself failed, where no step did (dynamic pipelines); only known when read with its details. */
  readonly failure: StepFailure | undefined
  /** What the pipeline logged about the run; empty unless read with its details. */
  readonly metadata: JsonObject
}

/** One step of a run. */
export interface Step extends Named {
  readonly status: string
  readonly startMs: number | undefined
  readonly endMs: number | undefined
  /** Server time of the last change, as the server wrote it. */
  readonly updated: string | undefined
  /** Id of the project of its run. */
  readonly projectId: string | undefined
  /** Id of its run; only known when read with its details. */
  readonly runId: string | undefined
}

/** Why a step failed. */
export interface StepFailure {
  readonly message: string
  readonly traceback: string | undefined
}

/** A step that did not succeed, and why, where the server knows an exception. */
export interface FailedStep {
  readonly step: Step
  readonly failure: StepFailure | undefined
}

/** A question of a paused run to a person. */
export interface WaitCondition extends Named {
  readonly question: string | undefined
  readonly status: string | undefined
  readonly runId: string | undefined
}

/** Longest name that ZenML stores (its columns hold 255 characters). */
const maxNameLength = 255

/** Longest address of a dashboard that is taken, characters. */
const maxUrlLength = 2_000

/** Reads `GET /info`; every supported version names itself and its kind of deployment (`ServerModel`, 0.84.3 to 0.98.0). */
export function readServerInfo(json: unknown): ServerInfo {
  const version = oneLine(stringAt(json, 'version'), 60)
  const isPro = stringAt(json, 'deployment_type') === 'cloud'
  const dashboard = optionalString(json, isPro ? 'dashboard_url' : 'server_url')
  return {
    version,
    isPro,
    dashboardUrl: withoutTrailingSlashes((dashboard ?? '').slice(0, maxUrlLength)),
    proApiUrl: optionalString(json, 'pro_api_url')
  }
}

/** Reads `GET /current-user`; nothing but an account says whether it is a service account. */
export function readAccount(json: unknown): Account {
  const isServiceAccount = optionalBoolean(json, 'body', 'is_service_account')
  if (isServiceAccount === undefined) throw new SchemaError("isn't an account: it has no 'body.is_service_account'")
  return { ...readNamed(json), isServiceAccount }
}

/**
 * Reads the id and name that every entity of the server has; an entity without a name gets an empty one. Ids become
 * parts of addresses and outputs, so that one with anything but letters, digits, `_` and `-` is none: throws
 * {@link SchemaError}.
 */
export function readNamed(json: unknown): Named {
  const id = stringAt(json, 'id')
  if (!/^[\w-]{1,64}$/.test(id)) throw new SchemaError("has no id at 'id'")
  // Longer than the server's column, or half a character: then it is no name of ZenML's, and must break nothing here.
  return { id, name: (optionalString(json, 'name') ?? '').slice(0, maxNameLength).toWellFormed() }
}

function optionalNamed(json: unknown): Named | undefined {
  return optionalString(json, 'id') === undefined ? undefined : readNamed(json)
}

/** Reads a snapshot, from a list or by itself. */
export function readSnapshot(json: unknown): Snapshot {
  return {
    ...readNamed(json),
    projectId: optionalString(json, 'body', 'project_id'),
    pipeline: readNamed(at(json, 'resources', 'pipeline')),
    stack: optionalNamed(at(json, 'resources', 'stack')),
    runnable: optionalBoolean(json, 'body', 'runnable') === true,
    createdMs: serverTime(optionalString(json, 'body', 'created')),
    author: optionalString(json, 'resources', 'user', 'name'),
    codeCommit: optionalString(json, 'resources', 'code_reference', 'body', 'commit')
  }
}

/** Reads what a snapshot (with its details) lets a run configuration hold. */
export function readSnapshotShape(json: unknown): SnapshotShape {
  const schema = objectAt(json, 'metadata', 'config_schema')
  return {
    stepNames: Object.keys(objectAt(json, 'metadata', 'step_configurations')),
    configSchema: Object.keys(schema).length === 0 ? undefined : schema
  }
}

/** Reads a run, from a list or by itself. */
export function readRun(json: unknown): Run {
  const tags = at(json, 'resources', 'tags')
  return {
    ...readNamed(json),
    status: oneLine(stringAt(json, 'body', 'status'), 60),
    projectId: optionalString(json, 'body', 'project_id'),
    isScheduled: at(json, 'resources', 'schedule') != null,
    statusReason: optionalString(json, 'body', 'status_reason'),
    accountId: optionalString(json, 'resources', 'user', 'id') ?? optionalString(json, 'body', 'user_id'),
    stack: optionalNamed(at(json, 'resources', 'stack')),
    pipelineName: optionalString(json, 'resources', 'pipeline', 'name'),
    snapshotId: optionalString(json, 'resources', 'snapshot', 'id'),
    sourceSnapshotId: optionalString(json, 'resources', 'source_snapshot', 'id'),
    createdMs: serverTime(optionalString(json, 'body', 'created')),
    tags: Array.isArray(tags) ? tags.flatMap(tag => optionalString(tag, 'name') ?? []) : [],
    openQuestionId: optionalString(json, 'resources', 'active_wait_condition', 'id'),
    failure: readStepFailure(json),
    metadata: objectAt(json, 'metadata', 'run_metadata')
  }
}

/** Reads a step of a run; a run itself looks like one, but doesn't say when it started. */
export function readStep(json: unknown): Step {
  if (!Object.hasOwn(objectAt(json, 'body'), 'start_time')) throw new SchemaError("isn't a step: no 'body.start_time'")
  return {
    ...readNamed(json),
    status: oneLine(stringAt(json, 'body', 'status'), 60),
    startMs: serverTime(optionalString(json, 'body', 'start_time')),
    endMs: serverTime(optionalString(json, 'body', 'end_time')),
    updated: optionalString(json, 'body', 'updated'),
    projectId: optionalString(json, 'body', 'project_id'),
    runId: optionalString(json, 'metadata', 'pipeline_run_id')
  }
}

/** Reads why a step (with its details) failed; undefined where the server knows no exception. */
export function readStepFailure(json: unknown): StepFailure | undefined {
  const info = at(json, 'metadata', 'exception_info')
  const traceback = optionalString(info, 'traceback')
  const message = optionalString(info, 'message') ?? traceback?.trimEnd().split('\n').at(-1)
  return message === undefined ? undefined : { message, traceback }
}

/** Reads a question of a run to a person. */
export function readWaitCondition(json: unknown): WaitCondition {
  return {
    ...readNamed(json),
    question: optionalString(json, 'metadata', 'question'),
    status: optionalString(json, 'body', 'status'),
    runId: optionalString(json, 'resources', 'run', 'id')
  }
}
