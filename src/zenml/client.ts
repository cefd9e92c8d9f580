import { type JsonObject, optionalString } from '../text/json.ts'
import type {
  Account,
  Named,
  Run,
  ServerInfo,
  Snapshot,
  SnapshotShape,
  Step,
  StepFailure,
  WaitCondition
} from './entities.ts'
import {
  readAccount,
  readNamed,
  readRun,
  readServerInfo,
  readSnapshot,
  readSnapshotShape,
  readStep,
  readStepFailure
} from './entities.ts'
import type { HttpAnswer } from './http.ts'
import { isUuid, itemsOf, pagesOf } from './schema.ts'
import { isGone, refusal } from './server-error.ts'
import type { Access, Patience, Session } from './session.ts'

const pageSize = 100
/** Pages of one list that are read at most, of {@link pageSize} items each. */
const maxPages = 20

/** Parameters of a query; an undefined one is left out. The server silently ignores names it does not know. */
type Query = Readonly<Record<string, string | undefined>>

/**
 * What the action asks of a ZenML server, one method a question; every one throws a `ServerError`.
 * Paths and parameters as observed on 0.98.0 (`/openapi.json` of the server lists them).
 */
export class Client {
  readonly session: Session

  constructor(session: Session) {
    this.session = session
  }

  /** What the session works with: address, clock, log. */
  get access(): Access {
    return this.session.access
  }

  /** Which server this is; needs no login. */
  async info(patience: Patience = this.session.patience): Promise<ServerInfo> {
    return readServerInfo(await this.session.read('read the server information', '/api/v1/info', patience))
  }

  /** The account behind the API key. */
  async account(): Promise<Account> {
    return readAccount(await this.session.read('read the own account', '/api/v1/current-user'))
  }

  /** The project of a name or id, or undefined where there is none. */
  async project(nameOrId: string): Promise<Named | undefined> {
    const json = await this.#find('find the project', `/api/v1/projects/${encodeURIComponent(nameOrId)}`)
    return json === undefined ? undefined : readNamed(json)
  }

  /** All projects that the account may see. */
  async projects(): Promise<readonly Named[]> {
    return (await this.#list('list the projects', '/api/v1/projects', {})).map(readNamed)
  }

  /** The stack of a name or id, or undefined; names match exactly. */
  async stack(nameOrId: string): Promise<Named | undefined> {
    if (isUuid(nameOrId)) {
      const json = await this.#find('find the stack', `/api/v1/stacks/${nameOrId}`)
      if (json !== undefined) return readNamed(json)
    }
    // `equals:` keeps a name like `contains:prod` from being read as an operator of the server's filters.
    const items = await this.#list('find the stack', '/api/v1/stacks', { name: `equals:${nameOrId}` })
    return items.map(readNamed).find(stack => stack.name === nameOrId)
  }

  /** Names of all stacks that the account may see. */
  async stackNames(): Promise<readonly string[]> {
    return (await this.#list('list the stacks', '/api/v1/stacks', {})).map(item => readNamed(item).name)
  }

  /** Names of all pipelines of a project. */
  async pipelineNames(project: string): Promise<readonly string[]> {
    return (await this.#list('list the pipelines', '/api/v1/pipelines', { project })).map(item => readNamed(item).name)
  }

  /** Named snapshots of a project, newest first, that fit the filter. */
  async snapshots(
    project: string,
    filter: { readonly name?: string; readonly pipeline?: string }
  ): Promise<readonly Snapshot[]> {
    const items = await this.#list('find the snapshot', '/api/v1/pipeline_snapshots', {
      project,
      name: filter.name === undefined ? undefined : `equals:${filter.name}`,
      pipeline: filter.pipeline,
      // Each run leaves an anonymous copy of its snapshot behind, with its overrides.
      named_only: 'true',
      sort_by: 'desc:created'
    })
    return items.map(readSnapshot)
  }

  /** The snapshot of an id with what its run configuration may hold, or undefined. */
  async snapshot(id: string): Promise<(Snapshot & SnapshotShape) | undefined> {
    const json = await this.#find(
      'read the snapshot',
      `/api/v1/pipeline_snapshots/${id}?hydrate=true&include_config_schema=true`
    )
    return json === undefined ? undefined : { ...readSnapshot(json), ...readSnapshotShape(json) }
  }

  /**
   * Asks the server once to run a snapshot, with an idempotency key (a random UUIDv4: the server matches keys by the
   * UUID alone). Never repeated here: the caller has to look for the run first.
   */
  startRun(
    snapshotId: string,
    configuration: Readonly<Record<string, unknown>>,
    idempotencyKey: string,
    patience: Patience
  ): Promise<HttpAnswer> {
    return this.session.ask(
      'start the run',
      {
        method: 'POST',
        path: `/api/v1/pipeline_snapshots/${snapshotId}/runs`,
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
        body: JSON.stringify({ run_configuration: configuration }),
        timeoutMs: 60_000
      },
      { ...patience, attempts: 1, keepsToken: true }
    )
  }

  /** The run of an id; `details` reads its metadata too. */
  async run(id: string, patience: Patience, details = false): Promise<Run> {
    return readRun(await this.session.read('read the run', `/api/v1/runs/${id}?hydrate=${details}`, patience))
  }

  /** The run of an id with its details, or undefined where the server knows none. */
  async findRun(id: string, patience: Patience): Promise<Run | undefined> {
    const path = `/api/v1/runs/${id}?hydrate=true`
    const answer = await this.session.ask('read the run', { method: 'GET', path }, patience)
    if (isGone(answer)) return undefined
    if (answer.status !== 200) throw refusal('read the run', this.access.base.origin, answer)
    return readRun(answer.json)
  }

  /** The run of an exact name, which is unique in its project, or undefined. */
  async runNamed(project: string, name: string, patience: Patience = this.session.patience): Promise<Run | undefined> {
    const runs = await this.#runs({ project, name: `equals:${name}` }, patience)
    return runs.find(run => run.name === name)
  }

  /** Runs of a project whose name has a part, newest first. */
  async runsNamedLike(project: string, part: string): Promise<readonly Run[]> {
    return (await this.#runs({ project, name: `contains:${part}` })).filter(({ name }) => name.includes(part))
  }

  /** Runs of a project that an account made since a time of the server (ms since the epoch), newest first, with details. */
  runsOfAccount(project: string, user: string, sinceMs: number, patience?: Patience): Promise<readonly Run[]> {
    return this.#runs({ project, user, created: `gte:${filterTime(sinceMs)}`, hydrate: 'true' }, patience)
  }

  /** The newest runs that an account made in a project, newest first, a hundred at most. */
  async newestRunsOf(project: string, user: string): Promise<readonly Run[]> {
    const path = query('/api/v1/runs', { project, user, sort_by: 'desc:created', size: String(pageSize) })
    return itemsOf(await this.session.read('find the newest runs', path)).map(readRun)
  }

  /** The id of the run that a step belongs to, or undefined where there is no such step. */
  async runOfStep(stepId: string, patience: Patience): Promise<string | undefined> {
    const json = await this.#find('read the step', `/api/v1/steps/${stepId}?hydrate=true`, patience)
    return optionalString(json, 'metadata', 'pipeline_run_id')
  }

  async #runs(parameters: Query, patience?: Patience): Promise<readonly Run[]> {
    return (await this.#list('find the run', '/api/v1/runs', { ...parameters, sort_by: 'desc:created' }, patience)).map(
      readRun
    )
  }

  /** Steps of a run that changed since a server time (as the server wrote it), or all of them. */
  async steps(project: string, runId: string, since: string | undefined, patience: Patience): Promise<readonly Step[]> {
    const ms = since === undefined ? Number.NaN : Date.parse(`${since}Z`)
    const items = await this.#list(
      'read the steps',
      '/api/v1/steps',
      {
        project,
        pipeline_run_id: runId,
        updated: Number.isNaN(ms) ? undefined : `gte:${filterTime(ms)}`,
        sort_by: 'asc:created'
      },
      patience
    )
    return items.map(readStep)
  }

  /** Why a step failed, where the server knows an exception. */
  async stepFailure(stepId: string, patience: Patience): Promise<StepFailure | undefined> {
    return readStepFailure(
      await this.session.read('read why a step failed', `/api/v1/steps/${stepId}?hydrate=true`, patience)
    )
  }

  /** Open questions of a paused run to a person; an older server has none. */
  async waitConditions(project: string, runId: string, patience: Patience): Promise<readonly WaitCondition[]> {
    const path = query('/api/v1/run_wait_conditions', { project, pipeline_run: runId, hydrate: 'true' })
    const json = await this.#find('read what the run waits for', path, patience, [404, 405])
    if (json === undefined) return []
    return itemsOf(json).map(item => ({
      ...readNamed(item),
      question: optionalString(item, 'metadata', 'question'),
      status: optionalString(item, 'body', 'status')
    }))
  }

  /** Asks the server to stop a run, leaving its current steps time to end; returns the answer, whatever it is. */
  stopRun(id: string, patience: Patience): Promise<HttpAnswer> {
    const path = `/api/v1/runs/${id}/stop?graceful=true`
    return this.session.ask('stop the run', { method: 'POST', path, timeoutMs: 20_000 }, patience)
  }

  /** Adds tags to a run. */
  tagRun(id: string, tags: readonly string[]): Promise<void> {
    return this.#write('tag the run', 'PUT', `/api/v1/runs/${id}`, { add_tags: tags })
  }

  /** Writes one entry into a run's metadata, which its pipeline's own entries stand beside. */
  noteMetadata(project: string, runId: string, key: string, value: JsonObject): Promise<void> {
    return this.#write("write the run's metadata", 'POST', '/api/v1/run-metadata', {
      project,
      resources: [{ id: runId, type: 'pipeline_run' }],
      values: { [key]: value },
      types: { [key]: 'dict' }
    })
  }

  /** Asks for a token of this account with a limited life in seconds; returns the answer, whatever it is. */
  token(lifeSeconds: number): Promise<HttpAnswer> {
    const path = `/api/v1/api_token?token_type=generic&expires_in=${Math.ceil(lifeSeconds)}`
    return this.session.ask(
      'get a short-lived token',
      { method: 'GET', path, wantsSecret: true },
      this.session.patience
    )
  }

  /**
   * The JSON at a path, or undefined where the status says that there is none: by default 404, and 422 for what is no
   * valid id or name, so that nothing can have it.
   */
  async #find(
    what: string,
    path: string,
    patience: Patience = this.session.patience,
    absent: readonly number[] = [404, 422]
  ): Promise<unknown> {
    const answer = await this.session.ask(what, { method: 'GET', path }, patience)
    if (absent.includes(answer.status)) return undefined
    if (answer.status !== 200) throw refusal(what, this.access.base.origin, answer)
    return answer.json
  }

  /** Changes something; throws unless the server agrees. */
  async #write(what: string, method: 'PUT' | 'POST', path: string, body: JsonObject): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const request = { method, path, headers, body: JSON.stringify(body) }
    const answer = await this.session.ask(what, request, this.session.patience)
    if (answer.status !== 200) throw refusal(what, this.access.base.origin, answer)
  }

  /** All items of a list, page by page. */
  async #list(
    what: string,
    path: string,
    parameters: Query,
    patience: Patience = this.session.patience
  ): Promise<readonly unknown[]> {
    const all: unknown[] = []
    for (let page = 1; page <= maxPages; page++) {
      const paged = { ...parameters, page: String(page), size: String(pageSize) }
      const json = await this.session.read(what, query(path, paged), patience)
      all.push(...itemsOf(json))
      if (page >= pagesOf(json)) break
    }
    return all
  }
}

function query(path: string, parameters: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) search.append(name, value)
  return `${path}?${search.toString()}`
}

/** Time in the form that the server's filters take: UTC, whole seconds. */
function filterTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}
