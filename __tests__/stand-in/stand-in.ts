import { Credentials } from './credentials.ts'
import { type Furniture, graphJson, logJson, page, runJson, visualizationJson, zenmlTime } from './entities.ts'
import { kinds, named } from './kinds.ts'
import { Models, type StoredVersion } from './models.ts'
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
  /** Whether it has a workload manager; a plain open-source server has none. */
  readonly runsSnapshots?: boolean
  /** Whether another job of the same account has runs there, of the same pipeline on the same stack. */
  readonly neighbours?: boolean
  /** The commit of its snapshots' code, if a code repository is connected. */
  readonly codeCommit?: string
  /** When the API key was made, and rotated if it was; server time, ms since the epoch. Made now, unless given. */
  readonly key?: { readonly madeMs: number; readonly rotatedMs?: number }
}

/** What is known of a run that the action has not started. */
export interface GivenRun {
  readonly name: string
  /** What its configuration holds as `extra`. */
  readonly extra: JsonFields
  /** By default the account's of the API key. */
  readonly accountId?: string
  /** Time of its creation, ms since the epoch; now unless given. */
  readonly createdMs?: number
}

type JsonFields = Readonly<Record<string, unknown>>

interface Request extends Asked {
  readonly url: URL
  readonly query: URLSearchParams
  readonly now: number
  /** Moment of which a read shows what was, ms since the epoch. */
  readonly shownMs: number
}

const idempotencyMs = 300_000
const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A ZenML server 0.98.0 as far as the action asks it, in memory; runs follow scripts. */
export class StandIn {
  readonly furniture: Furniture
  readonly credentials: Credentials
  readonly runs: ScriptedRun[] = []
  /** Runs of another job of the same account, which are nobody's business here: one that has succeeded, one that goes on. */
  readonly neighbours: readonly ScriptedRun[]
  /** Every request that the server processed. */
  readonly requests: { readonly atMs: number; readonly method: string; readonly path: string; status: number }[] = []
  /** Server time until which the queue for new runs is full, ms since the epoch. */
  queueFullUntil = 0
  readonly #options: StandInOptions
  readonly #claimed = new Map<string, { readonly atMs: number; readonly run: ScriptedRun }>()

  constructor(options: StandInOptions) {
    const { uuid } = options
    this.#options = options
    const project = { id: uuid(), name: 'default' }
    this.furniture = {
      project,
      account: { id: uuid(), name: 'ci-gate' },
      pipeline: { id: uuid(), name: 'training' },
      stacks: { staging: uuid(), production: uuid() },
      snapshots: { staging: uuid(), production: uuid() },
      codeCommit: options.codeCommit,
      models: new Models(project.id)
    }
    // A JWT that says whose it is, as the real ones do, with signs that the encodings of a secret change.
    const claims = () =>
      Buffer.from(JSON.stringify({ sub: this.furniture.account.id, jti: uuid() })).toString('base64url')
    const token = () => `eyJhbGciOiJIUzI1NiJ9.${claims()}.+/${uuid()}`
    this.credentials = new Credentials(options.apiKey, token, options.loginLimit)
    this.neighbours = options.neighbours === true ? this.#makeNeighbours() : []
  }

  /**
   * Answers a request, and does what it asks for. A read is answered by a replica that lags `lagMs` behind, which shows
   * what was then; what is younger it doesn't show at all.
   */
  answer(asked: Asked, lagMs = 0): Answered {
    const url = new URL(asked.path, 'http://stand-in')
    const now = this.#options.now()
    const shownMs = now - lagMs
    const answer = this.#route({ ...asked, url, query: url.searchParams, now, shownMs })
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

  /** A run that somebody else has started on a stack, now or before, and its model version if it has one. */
  addRun(stack: string, facts: GivenRun, script: RunScript): ScriptedRun {
    const { uuid, now } = this.#options
    const { accountId = this.furniture.account.id, createdMs = now(), ...said } = facts
    const made = { id: uuid(), tags: [], snapshotId: uuid(), createdMs }
    const run = new ScriptedRun(
      { ...said, ...made, accountId, sourceSnapshotId: this.furniture.snapshots[stack] ?? '' },
      script
    )
    if (script.hasModel === true) run.modelVersion = this.#makeVersion(run, createdMs)
    this.runs.push(run)
    return run
  }

  /** The version of the model that a run makes, with what the run logs about it. */
  #makeVersion({ logged }: ScriptedRun, now: number): StoredVersion {
    const { models } = this.furniture
    const version = models.add(now)
    if (logged.model !== undefined) models.note(version, logged.model, now)
    return version
  }

  #route(request: Request): Answered {
    const { method, url, now } = request
    const path = url.pathname.replace(/^\/api\/v1/, '')
    if (!url.pathname.startsWith('/api/v1/')) return html('<!doctype html><title>ZenML Dashboard</title>')
    if (path === '/info') return json(200, this.#info())
    if (path === '/login' && method === 'POST') return this.#login(request)
    const [, kind = '', id, action] = path.split('/')
    const isRuns = kind === 'pipeline_snapshots' && action === 'runs'
    const starts = this.#options.runsSnapshots ?? true
    // Before the credentials are looked at, as by Starlette's router.
    if (isRuns && (method === 'OPTIONS' || (method === 'POST' && !starts))) return notAllowed(starts ? 'POST' : 'GET')
    const refusal = this.credentials.refusal(request.headers['authorization'], now)
    if (refusal !== undefined) return json(401, { detail: refusal })
    if (method === 'GET' && kind === 'runs' && action === 'status')
      return this.#ofRun(request, id, run => run.statusAt(request.shownMs))
    if (method === 'GET' && kind === 'runs' && action === 'dag')
      return this.#ofRun(request, id, run => graphJson(this.furniture, run, request.shownMs))
    if (method === 'GET' && kind === 'steps' && action === 'logs') return this.#log(request, id)
    if (method === 'GET' && kind === 'artifact_versions' && action === 'visualize') return this.#visualize(request, id)
    if (method === 'GET') return this.#get(request, kind, id)
    if (method === 'POST' && isRuns) return this.#start(request, id ?? '')
    const run = this.#all.find(one => one.id === id)
    if (method === 'POST' && kind === 'run-metadata') return this.#note(request)
    if (method === 'PUT' && kind === 'model_versions') return this.#promote(request, id)
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

  get #all(): readonly ScriptedRun[] {
    return [...this.neighbours, ...this.runs]
  }

  #makeNeighbours(): readonly ScriptedRun[] {
    const { now, uuid } = this.#options
    const { account, snapshots } = this.furniture
    return ['completed', 'running'].map((status, index) => {
      const createdMs = now() - 3_600_000 + index * 1_800_000
      const own = { id: uuid(), name: `training-neighbour-${index}`, tags: ['nightly'], accountId: account.id }
      const made = { snapshotId: uuid(), sourceSnapshotId: snapshots['staging'] ?? '', createdMs }
      const script = { statuses: [{ atMs: 0, status }], stop: 'graceful', stopTakesMs: 0 } as const
      return new ScriptedRun({ ...own, ...made }, script)
    })
  }

  #get({ query, shownMs, url }: Request, path: string, id: string | undefined): Answered {
    const { furniture } = this
    const runs = this.#all.filter(({ createdMs }) => createdMs <= shownMs)
    if (path === 'api_token') return json(200, this.credentials.secrets.at(-1))
    if (path === 'current-user') {
      const body = { active: true, is_service_account: true, is_admin: false }
      return json(200, { ...named(furniture.account), body })
    }
    if (path === 'service_accounts') return this.#apiKey(url, shownMs)
    const kind = kinds.get(path)
    if (kind === undefined) return json(404, { detail: 'Not Found' })
    const project = query.get('project')
    // Measured on 0.98.0: an unknown project is an error, and not an empty list.
    if (id === undefined && project !== null && ![furniture.project.id, furniture.project.name].includes(project))
      return missing('project', project)
    const fitting = kind.list({ furniture, runs, now: shownMs, query })
    if (id === undefined) return json(200, page(fitting, query))
    const entities = fitting as readonly { readonly id: string; readonly name: string }[]
    const found = entities.find(each => each.id === id || (kind.byName && each.name === id))
    return found === undefined ? missing(kind.what, id) : json(200, found)
  }

  /** A key of an account, by `/service_accounts/{account}/api_keys/{key}`; an account sees its own (measured on 0.98.0). */
  #apiKey({ pathname }: URL, shownMs: number): Answered {
    const [account = '', , id = ''] = pathname.replace('/api/v1/service_accounts/', '').split('/')
    if (account !== this.furniture.account.id) return missing('service account', account)
    const { madeMs = shownMs, rotatedMs } = this.#options.key ?? {}
    return json(200, {
      ...named({ id, name: 'default' }),
      body: { created: zenmlTime(madeMs), updated: zenmlTime(madeMs), active: true, key: null },
      metadata: { retain_period_minutes: 0, last_rotated: rotatedMs === undefined ? null : zenmlTime(rotatedMs) }
    })
  }

  /** What there is to say of one run alone. */
  #ofRun({ shownMs }: Request, id: string | undefined, say: (run: ScriptedRun) => unknown): Answered {
    const run = this.#all.find(one => one.id === id && one.createdMs <= shownMs)
    return run === undefined ? missing('pipeline run', id) : json(200, say(run))
  }

  /** Measured on 0.98.0: without a source a 400, before anything is written a 404. */
  #log({ query, shownMs }: Request, id: string | undefined): Answered {
    if (query.get('source') !== 'step')
      return json(400, { detail: ['ValueError', 'Either source or logs_id must be provided.'] })
    const entries = logJson(this.#all, id, shownMs)
    if (entries !== undefined) return json(200, entries)
    return json(404, { detail: ['KeyError', `"No logs found for source 'step' in step ${id}"`] })
  }

  /** Measured on 0.98.0. */
  #visualize({ query }: Request, id: string | undefined): Answered {
    const shown = visualizationJson(this.#all, id, Number(query.get('index')))
    if (shown !== undefined) return json(200, shown)
    return json(404, { detail: ['DoesNotExistException', `Artifact '${id}' has no visualizations.`] })
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
      run_configuration: { run_name?: string; tags?: readonly string[]; extra?: Readonly<Record<string, unknown>> }
    }
    const name = configuration.run_name ?? `training-${this.#options.uuid()}`
    if (this.#all.some(run => run.name === name)) {
      return json(409, { detail: ['EntityExistsError', `Pipeline run name '${name}' already exists in this project.`] })
    }
    if (now < this.queueFullUntil) {
      return json(429, { detail: ['MaxConcurrentTasksError', 'Maximum number of concurrent snapshot tasks reached.'] })
    }
    const { uuid, scriptOf } = this.#options
    const { extra = {}, tags = [] } = configuration
    const own = { id: uuid(), name, tags, extra, accountId: this.furniture.account.id }
    const script = scriptOf(this.runs.length)
    const run = new ScriptedRun({ ...own, snapshotId: uuid(), sourceSnapshotId: snapshotId, createdMs: now }, script)
    if (script.hasModel === true) run.modelVersion = this.#makeVersion(run, now)
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

  #note({ body, now }: Request): Answered {
    const { resources, values } = JSON.parse(body) as { resources: { id: string }[]; values: object }
    const isMeant = (each: { readonly id: string }) => resources.some(({ id }) => id === each.id)
    for (const run of this.runs.filter(isMeant)) Object.assign(run.noted, values)
    const { models } = this.furniture
    for (const version of models.versions.filter(isMeant)) models.note(version, values, now)
    return json(200, null)
  }

  #promote({ body, now }: Request, id: string | undefined): Answered {
    const answer = this.furniture.models.update(id, JSON.parse(body) as { stage: string; force: boolean }, now)
    return json(answer.status, answer.json)
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

function notAllowed(allow: string): Answered {
  const { headers, ...refusal } = json(405, { detail: 'Method Not Allowed' })
  return { ...refusal, headers: { ...headers, allow } }
}

function html(body: string): Answered {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

function missing(what: string, id: string | undefined): Answered {
  return json(404, { detail: ['KeyError', `"Unable to get ${what} with ID '${id}': No ${what} with this ID found"`] })
}
