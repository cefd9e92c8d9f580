import { oneLine, withoutTrailingSlashes } from '../text/foreign.ts'
import { at, type JsonObject, optionalString } from '../text/json.ts'
import { provenanceKey, type RunExtra, readRunExtra, readVerdicts, type Verdicts, verdictsKey } from './run-extra.ts'
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
  /** Base URL of the dashboard, without a trailing slash; empty if the server does not know. */
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
  /** Id of the account that made it. */
  readonly accountId: string | undefined
  /** What this action has written into its configuration of where it came from; only known when read with its details. */
  readonly provenance: JsonObject
  /** Id of the snapshot with a name that it was made from; only known when read with its details. */
  readonly sourceId: string | undefined
  /** The commit of its code, where a code repository is connected and the code was clean. */
  readonly codeCommit: string | undefined
}

/** What a run configuration may hold for one snapshot. */
export interface SnapshotShape {
  readonly stepNames: readonly string[]
  /** JSON schema of its run configuration, as the server makes it; undefined if the server has none. */
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
  /** Name of the account if it is a service account; no other service account has the same. */
  readonly serviceAccount: string | undefined
  readonly stack: Named | undefined
  readonly pipelineName: string | undefined
  readonly snapshotId: string | undefined
  /** The snapshot that the run was started from; undefined if a client ran its own code. */
  readonly sourceSnapshotId: string | undefined
  /** The run that this one replays. */
  readonly originalRunId: string | undefined
  /** The run of which this one is a part, in a dynamic pipeline. */
  readonly parentRunId: string | undefined
  /** The step that started the run; only known when read with its details. */
  readonly startedByStepId: string | undefined
  /** Creation time, ms since the epoch. */
  readonly createdMs: number | undefined
  /** When it started and ended by the server's clock, ms since the epoch; only known when read with its details. */
  readonly startMs: number | undefined
  readonly endMs: number | undefined
  readonly tags: readonly string[]
  /** What this action said of the run when it started it, and nobody can change; only known when read with its details. */
  readonly extra: RunExtra | undefined
  /** Where this action has written that the run came from, there or afterwards; only known when read with its details. */
  readonly provenance: Provenance | undefined
  /** What checks have said of its results, which any account can change; only known when read with its details. */
  readonly verdicts: Verdicts
  /** Id of the question to a person that the run waits for; newer servers only. */
  readonly openQuestionId: string | undefined
  /** Whether its pipeline is dynamic: no other can ask a person. */
  readonly isDynamic: boolean
  /** Why the run itself failed, where no step did (dynamic pipelines); only known when read with its details. */
  readonly failure: StepFailure | undefined
  /** The model version that the run works on; undefined if its pipeline names no model. */
  readonly modelVersion: NamedModelVersion | undefined
  /** What the pipeline logged about the run, without what this action has written; empty unless read with its details. */
  readonly metadata: JsonObject
}

/** Where a run came from, as this action has written it to it. */
export interface Provenance {
  /** The commit that its code is proven to be from; undefined if none was. */
  readonly codeCommit: string | undefined
  /** Whether it stands where no account can change it afterwards, and not just in the run's metadata. */
  readonly isFixed: boolean
}

/** A model version as a run names it. */
export interface NamedModelVersion extends Named {
  /** Undefined if the account may not read the model version. */
  readonly modelName: string | undefined
}

/** A version of a model, which at most one stage belongs to. */
export interface ModelVersion extends Named {
  readonly model: Named
  /** Number that the server gave it; later versions have higher ones. */
  readonly number: number
  readonly stage: string | undefined
  readonly projectId: string | undefined
  /** Time of its last change, ms since the epoch. */
  readonly updatedMs: number | undefined
}

/** One step of a run. */
export interface Step extends Named {
  readonly status: string
  readonly startMs: number | undefined
  readonly endMs: number | undefined
  /** Server times of the creation and of the last change, as the server wrote them. */
  readonly created: string | undefined
  readonly updated: string | undefined
  /** Id of the project of its run. */
  readonly projectId: string | undefined
  /** Id of its run; only known when read with its details. */
  readonly runId: string | undefined
  /** Id of the account that reported it. */
  readonly accountId: string | undefined
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

/** A question of a run to a person. */
export interface WaitCondition extends Named {
  readonly question: string | undefined
  /** JSON schema of the answer; empty if any will do. */
  readonly schema: JsonObject
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
  // Longer than the server's column, or half a character: then it is not a name of ZenML's, and must not break anything here.
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
    accountId: optionalString(json, 'resources', 'user', 'id') ?? optionalString(json, 'body', 'user_id'),
    provenance: objectAt(json, 'metadata', 'pipeline_configuration', 'extra', provenanceKey),
    sourceId: optionalString(json, 'metadata', 'source_snapshot_id'),
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

/**
 * Reads the keys by which settings go of a stack's components (the stack with its details): type, type.flavor and
 * type:name. The server drops all others without a word (`zenml/utils/settings_utils.py`, and measured on 0.98.0).
 */
export function readComponentKeys(json: unknown): readonly string[] {
  return Object.entries(objectAt(json, 'metadata', 'components')).flatMap(([type, components]) => {
    const all: readonly unknown[] = Array.isArray(components) ? components : []
    const own = all.flatMap(one => [
      `${type}.${optionalString(one, 'body', 'flavor_name') ?? ''}`,
      `${type}:${optionalString(one, 'name') ?? ''}`
    ])
    return all.length === 0 ? [] : [type, ...own]
  })
}

/** Reads a run, from a list or by itself. */
export function readRun(json: unknown): Run {
  const tags = at(json, 'resources', 'tags')
  const { [provenanceKey]: noted, [verdictsKey]: said, ...metadata } = objectAt(json, 'metadata', 'run_metadata')

  // Until 0.85.0 a run has these in its body (measured on 0.84.3, 0.85.0 and 0.90.0).
  const related = (name: string): unknown => at(json, 'resources', name) ?? at(json, 'body', name)
  return {
    ...readNamed(json),
    status: oneLine(stringAt(json, 'body', 'status'), 60),
    projectId: optionalString(json, 'body', 'project_id'),
    isScheduled: related('schedule') != null,
    statusReason: optionalString(json, 'body', 'status_reason'),
    accountId: optionalString(related('user'), 'id') ?? optionalString(json, 'body', 'user_id'),
    serviceAccount: optionalBoolean(related('user'), 'body', 'is_service_account')
      ? optionalString(related('user'), 'name')
      : undefined,
    stack: optionalNamed(related('stack')),
    pipelineName: optionalString(related('pipeline'), 'name'),
    snapshotId: optionalString(json, 'resources', 'snapshot', 'id'),
    sourceSnapshotId: optionalString(json, 'resources', 'source_snapshot', 'id'),
    originalRunId: optionalString(json, 'resources', 'original_run', 'id'),
    parentRunId: optionalString(json, 'resources', 'parent_run', 'id'),
    startedByStepId: optionalString(json, 'metadata', 'trigger_info', 'step_run_id'),
    createdMs: serverTime(optionalString(json, 'body', 'created')),
    startMs: serverTime(optionalString(json, 'metadata', 'start_time')),
    endMs: serverTime(optionalString(json, 'metadata', 'end_time')),
    tags: Array.isArray(tags) ? tags.flatMap(tag => optionalString(tag, 'name') ?? []) : [],
    extra: readRunExtra(json),
    provenance: readProvenance(json, noted),
    verdicts: readVerdicts(said),
    openQuestionId: optionalString(json, 'resources', 'active_wait_condition', 'id'),
    isDynamic: optionalBoolean(json, 'resources', 'snapshot', 'body', 'is_dynamic') === true,
    failure: readStepFailure(json),
    modelVersion: readNamedModelVersion(related('model_version')),
    metadata
  }
}

/** Where a run says that it came from, in its configuration, or as `noted` in its metadata. */
function readProvenance(json: unknown, noted: unknown): Provenance | undefined {
  const written = at(json, 'metadata', 'config', 'extra', provenanceKey)
  // A copy, as ZenML hands it on with a snapshot, has the name of the run that it was written for.
  const own = [written, noted].find(each => each !== undefined && at(each, 'run_name') === at(json, 'name'))
  if (own === undefined) return undefined
  const commit = optionalString(own, 'code_commit')
  return { codeCommit: commit === 'unknown' ? undefined : commit, isFixed: own === written }
}

function readNamedModelVersion(json: unknown): NamedModelVersion | undefined {
  const version = optionalNamed(json)
  return version === undefined ? undefined : { ...version, modelName: optionalString(json, 'body', 'model', 'name') }
}

/** Reads a model version, from a list or by itself; throws {@link SchemaError} if it has no number or no model. */
export function readModelVersion(json: unknown): ModelVersion {
  const number = at(json, 'body', 'number')
  if (typeof number !== 'number') throw new SchemaError("isn't a model version: it has no 'body.number'")
  return {
    ...readNamed(json),
    model: readNamed(at(json, 'body', 'model')),
    number,
    stage: optionalString(json, 'body', 'stage'),
    projectId: optionalString(json, 'body', 'project_id'),
    updatedMs: serverTime(optionalString(json, 'body', 'updated'))
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
    created: optionalString(json, 'body', 'created'),
    updated: optionalString(json, 'body', 'updated'),
    projectId: optionalString(json, 'body', 'project_id'),
    runId: optionalString(json, 'metadata', 'pipeline_run_id'),
    accountId: optionalString(json, 'resources', 'user', 'id') ?? optionalString(json, 'body', 'user_id')
  }
}

/** Reads why a step (with its details) failed; undefined if the server knows no exception. */
export function readStepFailure(json: unknown): StepFailure | undefined {
  const info = at(json, 'metadata', 'exception_info')
  const traceback = optionalString(info, 'traceback')
  // An exception without words, and clients before 0.94.6, leave the message out.
  const message = optionalString(info, 'message') || lastWords(traceback ?? '')
  return message === undefined ? undefined : { message, traceback }
}

/**
 * The last line of a traceback that says something: the exception, or the line of code if a client before 0.94.6 has
 * left the exception out (measured on 0.84.3 and 0.90.0). Python underlines the place in it with tildes and carets.
 */
function lastWords(traceback: string): string | undefined {
  const lines = traceback.split('\n').map(line => line.trim())
  return lines.findLast(line => !/^(?:[~^ ]*|\[Previous line repeated .*\])$/.test(line))
}

/** Reads a question of a run to a person. */
export function readWaitCondition(json: unknown): WaitCondition {
  return {
    ...readNamed(json),
    question: optionalString(json, 'metadata', 'question'),
    schema: objectAt(json, 'metadata', 'data_schema'),
    status: optionalString(json, 'body', 'status'),
    runId: optionalString(json, 'resources', 'run', 'id')
  }
}
