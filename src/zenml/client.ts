import { type JsonObject, optionalString } from '../text/json.ts'
import type {
  Account,
  FailedStep,
  Named,
  Run,
  ServerInfo,
  Snapshot,
  SnapshotShape,
  StepFailure,
  WaitCondition
} from './entities.ts'
import {
  readAccount,
  readComponentKeys,
  readNamed,
  readRun,
  readServerInfo,
  readSnapshot,
  readSnapshotShape,
  readStep,
  readStepFailure,
  readWaitCondition
} from './entities.ts'
import { requireProject, requireSame, withId, withName, withNameOrId } from './fit.ts'
import { requirePage, stepOf } from './follow-questions.ts'
import type { HttpAnswer } from './http.ts'
import { isUuid, itemsOf, pagesOf, SchemaError, totalOf } from './schema.ts'
import { isGone, refusal, ServerError } from './server-error.ts'
import type { Access, Patience, Session } from './session.ts'

/** An id that nothing has, for a question about a path alone. */
const anyId = '00000000-0000-0000-0000-000000000000'
const pageSize = 100
/** Pages of one list that are read at most, of {@link pageSize} items each. */
const maxPages = 20

/** Parameters of a query; an undefined one is left out. The server silently ignores names it does not know. */
type Query = Readonly<Record<string, string | undefined>>

/** Which snapshot is asked for; at least one of the two is set. */
export interface SnapshotWish {
  /** Name or id of the pipeline. */
  readonly pipeline: string | undefined
  /** Name or id of the snapshot. */
  readonly snapshot: string | undefined
}

/** The items of a list, and how many the server has of them where those are not all. */
export interface Listed<T> {
  readonly items: readonly T[]
  readonly total: number
}

/**
 * What the action asks of a ZenML server, one method a question; every one throws a `ServerError`. Each answer is read
 * together with what was asked: one about something else is passing trouble, and never a fact.
 * Paths and parameters as observed on 0.98.0 (`/openapi.json` of the server lists them); the filters by which lists are
 * held against the question are known to every server that the action supports (sources of 0.84.3 and 0.90.0).
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
  info(patience: Patience = this.session.patience): Promise<ServerInfo> {
    return this.session.read('read the server information', '/api/v1/info', readServerInfo, patience)
  }

  /** The account behind the API key. */
  account(patience?: Patience): Promise<Account> {
    const read = (json: unknown): Account => {
      const account = readAccount(json)
      requireSame('account', account.id, this.session.accountId ?? account.id)
      return account
    }
    return this.session.read("read the API key's account", '/api/v1/current-user', read, patience)
  }

  /** The project of a name or id, or undefined if there is none. */
  project(nameOrId: string, patience?: Patience): Promise<Named | undefined> {
    const path = `/api/v1/projects/${encodeURIComponent(nameOrId)}`
    return this.#find('find the project', path, json => withNameOrId(readNamed(json), nameOrId), patience)
  }

  /** All projects that the account may see. */
  async projects(): Promise<readonly Named[]> {
    return (await this.#list('list the projects', '/api/v1/projects', {}, readNamed)).items
  }

  /** The stack of a name or id, or undefined; names match exactly. */
  async stack(nameOrId: string, patience?: Patience): Promise<Named | undefined> {
    if (isUuid(nameOrId)) {
      const path = `/api/v1/stacks/${nameOrId}`
      const stack = await this.#find('find the stack', path, json => withId(readNamed(json), nameOrId), patience)
      if (stack !== undefined) return stack
    }
    // `equals:` keeps a name like `contains:prod` from being read as an operator of the server's filters.
    const query = { name: `equals:${nameOrId}` }
    const read = (json: unknown): Named => withName(readNamed(json), nameOrId)
    const { items } = await this.#list('find the stack', '/api/v1/stacks', query, read, patience)
    return items.find(stack => stack.name === nameOrId)
  }

  /** Names of all stacks that the account may see. */
  async stackNames(): Promise<readonly string[]> {
    return (await this.#list('list the stacks', '/api/v1/stacks', {}, readNamed)).items.map(({ name }) => name)
  }

  /** The keys by which settings go of a stack's components; none if the stack is gone. */
  async componentKeys(stackId: string): Promise<readonly string[]> {
    const path = `/api/v1/stacks/${stackId}?hydrate=true`
    const found = await this.#find('read the stack', path, json => {
      withId(readNamed(json), stackId)
      return readComponentKeys(json)
    })
    return found ?? []
  }

  /** Names of all pipelines of a project. */
  async pipelineNames(project: string): Promise<readonly string[]> {
    const { items } = await this.#list('list the pipelines', '/api/v1/pipelines', { project }, readNamed)
    return items.map(({ name }) => name)
  }

  /** Named snapshots of a project (its id), newest first, that fit the filter. */
  async snapshots(
    project: string,
    filter: { readonly name?: string; readonly pipeline?: string }
  ): Promise<readonly Snapshot[]> {
    const { name, pipeline } = filter
    const query = {
      project,
      name: name === undefined ? undefined : `equals:${name}`,
      pipeline,
      // Each run leaves an anonymous copy of its snapshot behind, with its overrides.
      named_only: 'true',
      sort_by: 'desc:created'
    }
    const { items } = await this.#list('find the snapshot', '/api/v1/pipeline_snapshots', query, json => {
      const snapshot = readSnapshot(json)
      requireProject(snapshot, project)
      if (name !== undefined) withName(snapshot, name)
      if (pipeline !== undefined) withNameOrId(snapshot.pipeline, pipeline)
      return snapshot
    })
    return items
  }

  /**
   * The snapshot that the server itself finds for names or ids: the newest named one that it can run. Undefined if there
   * is none, or, for a snapshot's name alone, if several pipelines have one. The filters are those of 0.90.0 and newer
   * (`PipelineSnapshotFilter`; measured on 0.98.0: an operator like `contains:` in front of a name is obeyed, so that
   * each answer has to be held against what was asked).
   */
  newestSnapshot(
    { pipeline, project, snapshot, stack }: SnapshotWish & { readonly project: string; readonly stack: string },
    patience: Patience
  ): Promise<Snapshot | undefined> {
    const path = query('/api/v1/pipeline_snapshots', {
      project,
      pipeline,
      stack,
      name: snapshot === undefined ? undefined : `equals:${snapshot}`,
      runnable: 'true',
      named_only: 'true',
      sort_by: 'desc:created',
      page: '1',
      size: pipeline === undefined ? '2' : '1'
    })
    const read = (json: unknown): Snapshot | undefined => {
      const [newest, ...others] = itemsOf(json).map(readSnapshot)
      return others.length === 0 ? newest : undefined
    }
    return this.session.read('find the newest snapshot', path, read, patience)
  }

  /** The snapshot of an id with its details, or undefined. */
  snapshot(id: string, patience?: Patience): Promise<Snapshot | undefined> {
    const path = `/api/v1/pipeline_snapshots/${id}?hydrate=true`
    return this.#find('read the snapshot', path, json => withId(readSnapshot(json), id), patience)
  }

  /** The snapshot of an id with what its run configuration may hold, or undefined. */
  configurable(id: string): Promise<(Snapshot & SnapshotShape) | undefined> {
    const path = `/api/v1/pipeline_snapshots/${id}?hydrate=true&include_config_schema=true`
    return this.#find('read the snapshot', path, json => ({
      ...withId(readSnapshot(json), id),
      ...readSnapshotShape(json)
    }))
  }

  /**
   * Whether the server can run snapshots, or undefined if it doesn't say. One without a workload manager, as a plain
   * open-source one, has no way to ask for it; which ways a path has stands in the `Allow` of the refusal of another
   * one (RFC 9110 15.5.6; measured on 0.98.0: POST if it can, GET alone if it can't).
   */
  async runsSnapshots(): Promise<boolean | undefined> {
    const path = `/api/v1/pipeline_snapshots/${anyId}/runs`
    const request = { method: 'OPTIONS', path, timeoutMs: 5_000 } as const
    try {
      const answer = await this.session.ask('ask whether it runs snapshots', request, {
        ...this.session.patience,
        attempts: 1
      })
      const ways = (answer.headers['allow'] ?? '').split(',').map(way => way.trim())
      return answer.status === 405 && ways.includes('GET') !== ways.includes('POST') ? ways.includes('POST') : undefined
    } catch (error) {
      // Only the reason in a message hangs on it.
      if (error instanceof ServerError) return undefined
      throw error
    }
  }

  /**
   * Asks the server once to run a snapshot under the name that `configuration` gives, with an idempotency key (a random
   * UUIDv4: the server matches keys by the UUID alone). Returns the run of that name, or the refusal, whatever it is.
   * Never repeated here: the caller has to look for the run first.
   */
  startRun(
    snapshotId: string,
    runName: string,
    configuration: Readonly<Record<string, unknown>>,
    idempotencyKey: string,
    patience: Patience
  ): Promise<Run | HttpAnswer> {
    const request = {
      method: 'POST',
      path: `/api/v1/pipeline_snapshots/${snapshotId}/runs`,
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      body: JSON.stringify({ run_configuration: configuration }),
      timeoutMs: 60_000
    } as const
    const read = (answer: HttpAnswer): Run | HttpAnswer =>
      answer.status === 200 ? withName(readRun(answer.json), runName) : answer
    return this.session.put({ what: 'start the run', request, read }, { ...patience, attempts: 1, keepsToken: true })
  }

  /** The run of an id; `details` reads its metadata too. */
  run(id: string, patience: Patience, details = false): Promise<Run> {
    const path = `/api/v1/runs/${id}?hydrate=${details}`
    return this.session.read('read the run', path, json => withId(readRun(json), id), patience)
  }

  /** The run of an id with its details, or undefined if the server knows none. */
  findRun(id: string, patience: Patience): Promise<Run | undefined> {
    const path = `/api/v1/runs/${id}?hydrate=true`
    return this.#find('read the run', path, json => withId(readRun(json), id), patience, isGone)
  }

  /** The run of an exact name, which is unique in its project (given by its id), or undefined. */
  async runNamed(project: string, name: string, patience?: Patience): Promise<Run | undefined> {
    const hold = (run: Run) => withName(run, name)
    const runs = await this.#runs({ project, name: `equals:${name}` }, project, hold, patience)
    return runs.find(run => run.name === name)
  }

  /** Runs of a project (given by its id) whose name has a part, newest first. */
  async runsNamedLike(project: string, part: string): Promise<readonly Run[]> {
    // Databases may ignore the case of names, and read `_` as any character.
    const like = new RegExp(part.replace(/[.]/g, '\\.').replaceAll('_', '.'), 'i')
    const hold = ({ id, name }: Run): void => {
      if (!like.test(name)) throw new SchemaError(`lists the run ${id}, whose name has not the part ${part}`)
    }
    const runs = await this.#runs({ project, name: `contains:${part}` }, project, hold)
    return runs.filter(({ name }) => name.includes(part))
  }

  /**
   * Runs of a project (given by its id) that an account made since a time of the server (ms since the epoch), newest
   * first, with their details.
   */
  runsOfAccount(project: string, user: string, sinceMs: number, patience?: Patience): Promise<readonly Run[]> {
    const query = { project, user, created: `gte:${filterTime(sinceMs)}`, hydrate: 'true' }
    return this.#runs(query, project, run => requireSame('account', run.accountId, user), patience)
  }

  /** The newest runs that an account made in a project (given by its id), newest first, `most` at most. */
  newestRunsOf(project: string, user: string, most: number): Promise<readonly Run[]> {
    const path = query('/api/v1/runs', { project, user, sort_by: 'desc:created', size: String(most) })
    return this.session.read('find the newest runs', path, json =>
      itemsOf(json).map(item => {
        const run = readRun(item)
        requireProject(run, project)
        requireSame('account', run.accountId, user)
        return run
      })
    )
  }

  /** The id of the run that a step belongs to, or undefined if there is no such step. */
  runOfStep(stepId: string, patience: Patience): Promise<string | undefined> {
    const read = (json: unknown) => {
      withId(readNamed(json), stepId)
      return optionalString(json, 'metadata', 'pipeline_run_id')
    }
    return this.#find('read the step', `/api/v1/steps/${stepId}?hydrate=true`, read, patience)
  }

  /** Runs of a list, each held against the question by `hold`, which throws {@link SchemaError}. */
  async #runs(
    parameters: Query,
    project: string,
    hold: (run: Run) => unknown,
    patience?: Patience
  ): Promise<readonly Run[]> {
    const sorted = { ...parameters, sort_by: 'desc:created' }
    const read = (json: unknown): Run => {
      const run = readRun(json)
      requireProject(run, project)
      hold(run)
      return run
    }
    return (await this.#list('find the run', '/api/v1/runs', sorted, read, patience)).items
  }

  /** The first 50 failed steps of a run, each with why it failed, and how many there are. */
  failedSteps(project: string, runId: string, patience: Patience): Promise<Listed<FailedStep>> {
    const status = 'failed'
    const parameters = { project, pipeline_run_id: runId, status, sort_by: 'asc:created', hydrate: 'true', size: '50' }
    const path = query('/api/v1/steps', parameters)
    return this.session.read(
      'read the failed steps',
      path,
      json => {
        const all = itemsOf(json).map(item => ({
          step: stepOf(item, project, runId),
          failure: readStepFailure(item)
        }))
        const items = all.filter(({ step }) => step.status === status)
        return { items, total: items.length < all.length ? items.length : (totalOf(json) ?? items.length) }
      },
      patience
    )
  }

  /** Why a step of a run failed, where the server knows an exception. */
  stepFailure(runId: string, stepId: string, patience: Patience): Promise<StepFailure | undefined> {
    const path = `/api/v1/steps/${stepId}?hydrate=true`
    const read = (json: unknown): StepFailure | undefined => {
      requireSame('run', withId(readStep(json), stepId).runId, runId)
      return readStepFailure(json)
    }
    return this.session.read('read why a step failed', path, read, patience)
  }

  /** Questions of a run to a person, open or answered; an older server has none. */
  async waitConditions(project: string, runId: string, patience: Patience): Promise<readonly WaitCondition[]> {
    const path = query('/api/v1/run_wait_conditions', { project, pipeline_run: runId, hydrate: 'true' })
    const read = (json: unknown): readonly WaitCondition[] =>
      itemsOf(json).map(item => {
        const condition = readWaitCondition(item)
        requireSame('run', condition.runId, runId)
        return condition
      })
    return (await this.#find('read what the run waits for', path, read, patience, isMissingPath)) ?? []
  }

  /**
   * Answers a question of a run to a person with `abort`, which ends the run as stopped, also one that is `stopping`
   * already and would stay so for good (measured on 0.98.0); returns the answer, whatever it is.
   */
  abortQuestion(questionId: string, patience: Patience): Promise<HttpAnswer> {
    const request = {
      method: 'PUT',
      path: `/api/v1/run_wait_conditions/${questionId}/resolve`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resolution: 'abort' })
    } as const
    return this.session.ask("abort the run's question", request, patience)
  }

  /** Asks the server to stop a run, leaving its current steps time to end; returns the answer, whatever it is. */
  stopRun(id: string, patience: Patience): Promise<HttpAnswer> {
    const path = `/api/v1/runs/${id}/stop?graceful=true`
    return this.session.ask('stop the run', { method: 'POST', path, timeoutMs: 20_000 }, patience)
  }

  /** Adds tags to a run. */
  tagRun(id: string, tags: readonly string[]): Promise<void> {
    return this.#write('tag the run', 'PUT', `/api/v1/runs/${id}`, { add_tags: tags }, json =>
      withId(readNamed(json), id)
    )
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

  /** Asks for a token of this account with a limited life in seconds; returns it, or the refusal, whatever it is. */
  token(lifeSeconds: number): Promise<string | HttpAnswer> {
    const path = `/api/v1/api_token?token_type=generic&expires_in=${Math.ceil(lifeSeconds)}`
    const request = { method: 'GET', path, wantsSecret: true } as const
    const read = (answer: HttpAnswer): string | HttpAnswer =>
      answer.status === 200 ? this.session.readToken(answer.json) : answer
    return this.session.put({ what: 'get a short-lived token', request, read }, this.session.patience)
  }

  /**
   * What the JSON at a path is read into, or undefined if ZenML says that there is none: by default by its 404, and by
   * 422 for what isn't a valid id or name, so that nothing can have it.
   */
  #find<T>(
    what: string,
    path: string,
    parse: (json: unknown) => T,
    patience: Patience = this.session.patience,
    isAbsent: (answer: HttpAnswer) => boolean = answer => isGone(answer) || answer.status === 422
  ): Promise<T | undefined> {
    const read = (answer: HttpAnswer): T | undefined => {
      if (isAbsent(answer)) return undefined
      if (answer.status !== 200) throw refusal(what, this.access.base.origin, answer)
      return parse(answer.json)
    }
    return this.session.put({ what, request: { method: 'GET', path }, read }, patience)
  }

  /** Changes something; throws unless the server agrees, with an answer in which `check` finds no fault. */
  #write(
    what: string,
    method: 'PUT' | 'POST',
    path: string,
    body: JsonObject,
    check: (json: unknown) => unknown = () => undefined
  ): Promise<void> {
    const request = { method, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const read = (answer: HttpAnswer): void => {
      if (answer.status !== 200) throw refusal(what, this.access.base.origin, answer)
      check(answer.json)
    }
    return this.session.put({ what, request, read }, this.session.patience)
  }

  /** The items of a list, page by page, each read by `parse`; the first {@link maxPages} pages at most. */
  async #list<T>(
    what: string,
    path: string,
    parameters: Query,
    parse: (json: unknown) => T,
    patience: Patience = this.session.patience
  ): Promise<Listed<T>> {
    const all: T[] = []
    for (let page = 1; ; page++) {
      const paged = { ...parameters, page: String(page), size: String(pageSize) }
      const read = (json: unknown) => {
        requirePage(json, page)
        return { items: itemsOf(json).map(parse), pages: pagesOf(json), total: totalOf(json) }
      }
      const { items, pages, total } = await this.session.read(what, query(path, paged), read, patience)
      all.push(...items)
      if (page >= pages || page >= maxPages) return { items: all, total: Math.max(all.length, total ?? 0) }
    }
  }
}

/** Whether a server is too old for a path. */
function isMissingPath({ status }: HttpAnswer): boolean {
  return status === 404 || status === 405
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
