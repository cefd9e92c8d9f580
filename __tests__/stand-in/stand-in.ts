import { Credentials } from './credentials.ts'
import { type Furniture, page, questionsJson, runJson, snapshotJson, stepId, stepsJson } from './entities.ts'
import { type RunScript, ScriptedRun } from './run-script.ts'

/** A request as it reaches the server. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** The server's whole answer. */
export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the stand-in's world is like. */
export interface StandInOptions {
  readonly apiKey: string
  /** Names for things that have to be random: each call gives another UUID. */
  readonly uuid: () => string
  /** Server time, ms since the epoch. */
  readonly now: () => number
  /** What the n-th run will do. */
  readonly scriptOf: (nth: number) => RunScript
  readonly loginLimit?: boolean
  /** Whether it knows nothing of idempotency keys, as servers before 0.84, or has lost what it knew. */
  readonly forgetsKeys?: boolean
}

interface Request extends Asked {
  readonly url: URL
  readonly query: URLSearchParams
  readonly now: number
}

const idempotencyMs = 300_000
const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A ZenML server 0.98.0 as far as the action asks it, in memory; runs follow scripts. */
export class StandIn {
  readonly furniture: Furniture
  readonly credentials: Credentials
  readonly runs: ScriptedRun[] = []
  /** Every request that the server processed. */
  readonly requests: { readonly atMs: number; readonly method: string; readonly path: string; status: number }[] = []
  /** Server time until which the queue for new runs is full, ms since the epoch. */
  queueFullUntil = 0
  readonly #options: StandInOptions
  readonly #claimed = new Map<string, { readonly atMs: number; readonly run: ScriptedRun }>()

  constructor(options: StandInOptions) {
    const { uuid } = options
    this.#options = options
    this.furniture = {
      project: { id: uuid(), name: 'default' },
      account: { id: uuid(), name: 'ci-gate' },
      pipeline: { id: uuid(), name: 'training' },
      stacks: { staging: uuid(), production: uuid() },
      snapshots: { staging: uuid(), production: uuid() }
    }
    const token = () => `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(uuid()).toString('base64url')}+/.${uuid()}`
    this.credentials = new Credentials(options.apiKey, token, options.loginLimit)
  }

  /** Answers a request, and does what it asks for. */
  answer(asked: Asked): Answered {
    const url = new URL(asked.path, 'http://stand-in')
    const now = this.#options.now()
    const answer = this.#route({ ...asked, url, query: url.searchParams, now })
    this.requests.push({ atMs: now, method: asked.method, path: asked.path, status: answer.status })
    return { ...answer, headers: { date: new Date(now).toUTCString(), ...answer.headers } }
  }

  /** A run that another account started under a name. */
  addForeignRun(name: string): void {
    const { uuid, now } = this.#options
    const facts = { id: uuid(), name, tags: [], accountId: uuid(), snapshotId: uuid(), createdMs: now() }
    this.runs.push(
      new ScriptedRun(
        { ...facts, sourceSnapshotId: this.furniture.snapshots['staging'] ?? '' },
        this.#options.scriptOf(0)
      )
    )
  }

  #route(request: Request): Answered {
    const { method, url, now } = request
    const path = url.pathname.replace(/^\/api\/v1/, '')
    if (!url.pathname.startsWith('/api/v1/')) return html('<!doctype html><title>ZenML Dashboard</title>')
    if (path === '/info') return json(200, this.#info())
    if (path === '/login' && method === 'POST') return this.#login(request)
    const refusal = this.credentials.refusal(request.headers['authorization'], now)
    if (refusal !== undefined) return json(401, { detail: refusal })
    const [, kind = '', id, action] = path.split('/')
    if (method === 'GET') return this.#get(request, kind, id)
    if (method === 'POST' && kind === 'pipeline_snapshots' && action === 'runs') return this.#start(request, id ?? '')
    const run = this.runs.find(one => one.id === id)
    if (kind !== 'runs') return json(405, { detail: 'Method Not Allowed' })
    if (run === undefined) return missing('pipeline run', id)
    if (method === 'POST' && action === 'stop') return this.#stop(run, request)
    if (method === 'PUT' && action === undefined) return this.#tag(run, request)
    return json(405, { detail: 'Method Not Allowed' })
  }

  #info() {
    return {
      id: this.furniture.project.id,
      version: '0.98.0',
      deployment_type: 'other',
      server_url: 'http://zenml.test'
    }
  }

  #login({ body, now }: Request): Answered {
    const answer = this.credentials.login(new URLSearchParams(body).get('password'), now)
    if ('status' in answer) return json(answer.status, { detail: answer.detail })
    return json(200, { access_token: answer.token, token_type: 'bearer', expires_in: null, refresh_token: null })
  }

  #get(request: Request, kind: string, id: string | undefined): Answered {
    const { furniture } = this
    const { now, query } = request
    const hydrated = query.get('hydrate') === 'true'
    const named = (entity: { id: string; name: string }) => ({
      body: {},
      metadata: null,
      resources: null,
      permission_denied: false,
      ...entity
    })
    const stacks = Object.entries(furniture.stacks).map(([name, stackId]) => named({ id: stackId, name }))
    const made = this.#options.now() - 3_600_000
    const snapshots = Object.keys(furniture.snapshots).map(stack => snapshotJson(furniture, stack, made, hydrated))
    const one = (items: readonly { id: unknown; name?: unknown }[], what: string) => {
      const found = items.find(item => item.id === id || item.name === id)
      return found === undefined ? missing(what, id) : json(200, found)
    }
    switch (kind) {
      case 'current-user': {
        const account = named(furniture.account)
        return json(200, { ...account, body: { active: true, is_service_account: true, is_admin: false } })
      }
      case 'projects':
        return id === undefined
          ? json(200, page([named(furniture.project)], query))
          : one([named(furniture.project)], 'project')
      case 'pipelines':
        return json(200, page([named(furniture.pipeline)], query))
      case 'stacks':
        if (id !== undefined) return one(stacks, 'stack')
        return json(
          200,
          page(
            stacks.filter(named => fits(query.get('name'), named.name)),
            query
          )
        )
      case 'pipeline_snapshots': {
        if (id !== undefined) return one(snapshots, 'snapshot')
        const { pipeline } = furniture
        const wanted = query.get('pipeline')
        const listed = snapshots.filter(
          ({ name, resources }) =>
            fits(query.get('name'), name) &&
            [null, pipeline.id, pipeline.name].includes(wanted) &&
            [null, resources.stack.id, resources.stack.name].includes(query.get('stack'))
        )
        return json(200, page(listed, query))
      }
      case 'runs': {
        if (id === undefined) return json(200, page(this.#listRuns(request), query))
        const run = this.runs.find(each => each.id === id)
        return run === undefined ? missing('pipeline run', id) : json(200, runJson(furniture, run, now, hydrated))
      }
      case 'steps': {
        if (id === undefined) return json(200, page(this.#listSteps(request), query))
        const run = this.runs.find(each => stepId(each) === id)
        const [step] = run === undefined ? [] : stepsJson(run, now, hydrated)
        return step === undefined ? missing('step', id) : json(200, step)
      }
      case 'run_wait_conditions':
        return json(
          200,
          page(
            questionsJson(
              this.runs.find(run => run.id === query.get('pipeline_run')),
              now
            ),
            query
          )
        )
      case 'api_token':
        return json(200, this.credentials.secrets.at(-1))
      default:
        return json(404, { detail: 'Not Found' })
    }
  }

  #listRuns({ query, now }: Request): readonly unknown[] {
    const tags = query.getAll('tags')
    const { project } = this.furniture
    // Without a project the server takes the account's default one.
    const asked = query.get('project') ?? project.id
    return this.runs
      .filter(
        run =>
          [project.id, project.name].includes(asked) &&
          fits(query.get('name'), run.name) &&
          fits(query.get('user'), run.accountId) &&
          sinceFits(query.get('created'), run.createdMs) &&
          tags.every(wanted => run.tags.some(tag => fits(wanted, tag)))
      )
      .toReversed()
      .map(run => runJson(this.furniture, run, now, query.get('hydrate') === 'true'))
  }

  #listSteps({ query, now }: Request): readonly unknown[] {
    const run = this.runs.find(each => each.id === query.get('pipeline_run_id'))
    if (run === undefined || !sinceFits(query.get('updated'), run.changedAt(now))) return []
    return stepsJson(run, now, query.get('hydrate') === 'true')
  }

  #start({ body, headers, now }: Request, snapshotId: string): Answered {
    const key = headers['idempotency-key']
    if (key !== undefined && !isUuid.test(key)) {
      return { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Internal Server Error' }
    }
    const claim =
      key === undefined || this.#options.forgetsKeys === true ? undefined : this.#claimed.get(`${key} ${snapshotId}`)
    if (claim !== undefined && claim.atMs + idempotencyMs > now) {
      return json(200, runJson(this.furniture, claim.run, now, true))
    }
    if (!Object.values(this.furniture.snapshots).includes(snapshotId)) return missing('snapshot', snapshotId)
    const { run_configuration: configuration } = JSON.parse(body) as {
      run_configuration: { run_name?: string; tags?: readonly string[] }
    }
    const name = configuration.run_name ?? `training-${this.#options.uuid()}`
    if (this.runs.some(run => run.name === name)) {
      return json(409, { detail: ['EntityExistsError', `Pipeline run name '${name}' already exists in this project.`] })
    }
    if (now < this.queueFullUntil) {
      return json(429, { detail: ['MaxConcurrentTasksError', 'Maximum number of concurrent snapshot tasks reached.'] })
    }
    const { uuid, scriptOf } = this.#options
    const own = { id: uuid(), name, tags: configuration.tags ?? [], accountId: this.furniture.account.id }
    const run = new ScriptedRun(
      { ...own, snapshotId: uuid(), sourceSnapshotId: snapshotId, createdMs: now },
      scriptOf(this.runs.length)
    )
    this.runs.push(run)
    if (key !== undefined) this.#claimed.set(`${key} ${snapshotId}`, { atMs: now, run })
    return json(200, runJson(this.furniture, run, now, true))
  }

  #stop(run: ScriptedRun, { now, query }: Request): Answered {
    const illegal = (why: string) => json(403, { detail: ['IllegalOperationError', why] })
    const before = run.statusAt(now)
    switch (run.stop(now)) {
      case 'accepted':
        if (query.get('graceful') === 'true') return json(200, null)
        return json(501, { detail: ['NotImplementedError', 'The forceful stop run functionality is not implemented.'] })
      case 'unsupported':
        return json(501, { detail: ['NotImplementedError', 'The graceful stop run functionality is not implemented.'] })
      case 'too-early':
        return illegal('Cannot stop a pipeline run that has no orchestrator run id yet.')
      case 'stopping':
        return illegal('Run is already being stopped.')
      case 'ended':
        return illegal(`Run is already ${before}.`)
    }
  }

  #tag(run: ScriptedRun, { body, now }: Request): Answered {
    const { add_tags: tags } = JSON.parse(body) as { add_tags?: readonly string[] }
    run.tags.push(...(tags ?? []))
    return json(200, runJson(this.furniture, run, now, true))
  }
}

function json(status: number, value: unknown): Answered {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

function html(body: string): Answered {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

function missing(what: string, id: string | undefined): Answered {
  return json(404, { detail: ['KeyError', `"Unable to get ${what} with ID '${id}': No ${what} with this ID found"`] })
}

/** A text filter: `equals:x` or plain `x`. */
function fits(filter: string | null, value: string): boolean {
  return filter === null || filter.replace(/^equals:/, '') === value
}

/** A time filter: `gte:YYYY-MM-DD HH:MM:SS` or `gt:`. */
function sinceFits(filter: string | null, ms: number): boolean {
  const match = /^(gte|gt):(.+)$/.exec(filter ?? '')
  if (match === null) return true
  const limit = Date.parse(`${match[2]?.replace(' ', 'T')}Z`)
  return match[1] === 'gte' ? ms >= limit : ms > limit
}
