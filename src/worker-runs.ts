import { ActionError, explain } from './errors.ts'
import type { ConnectedJob } from './job.ts'
import type { RunFacts } from './report/facts.ts'
import { type State, saveState } from './state.ts'
import { oneLine } from './text.ts'
import { reservedTagPrefix } from './trigger/identity.ts'
import type { Run } from './zenml/entities.ts'
import { ServerError } from './zenml/server-error.ts'

/** How long before the command a run may have been made and still be listed as earlier than it, ms. */
export const lookBackMs = 60_000
/** Ids in the command's output that the server is asked about at most; what it started besides is found by listing. */
const maxIds = 200
/** Time in which another job of the same account has tagged the run that it just started, ms. */
const taggingMs = 2_000

/** What identifies the runs of this step. */
export interface WorkerTags {
  /** Tags that every run of this step gets. */
  readonly all: readonly string[]
  /** The one among them that no other step's run has. */
  readonly lineage: string
}

/**
 * The runs that a command starts. An id in its output is only a candidate: it counts if the server says that this
 * account made the run since the command began, and no other step of this action has tagged it as its own.
 */
export class WorkerRuns {
  readonly #job: ConnectedJob
  readonly #tags: WorkerTags
  readonly #earlier: ReadonlySet<string>
  readonly #lookups = new Map<string, Promise<Run | undefined>>()
  readonly #own: Run[] = []
  readonly #background: Promise<void>[] = []
  #queue: Promise<unknown> = Promise.resolve()
  #state: State

  private constructor(job: ConnectedJob, tags: WorkerTags, earlier: ReadonlySet<string>, startedMs: number) {
    this.#job = job
    this.#tags = tags
    this.#earlier = earlier
    this.#state = { ...job.state, startedMs, lineageTag: tags.lineage }
    saveState(job.world.runner, this.#state)
  }

  /** Notes which runs of the account there are already; to be called right before the command starts. */
  static async begin(job: ConnectedJob, tags: WorkerTags): Promise<WorkerRuns> {
    const { account, client } = job.connection
    const startedMs = client.session.serverNow()
    const earlier = await client.runs(undefined, { user: account.id, since: startedMs - lookBackMs })
    return new WorkerRuns(job, tags, new Set(earlier.map(({ id }) => id)), startedMs)
  }

  /** The runs that are known to be this command's. */
  get own(): readonly Run[] {
    return this.#own
  }

  /** Adds to what post gets to know. */
  save(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change }
    saveState(this.#job.world.runner, this.#state)
  }

  /** Takes up an id from the command's output; resolves to an error where that run is not where it should be. */
  async take(id: string): Promise<ActionError | undefined> {
    if (this.#earlier.has(id) || this.#lookups.has(id) || this.#lookups.size >= maxIds) return undefined
    this.save({ runIds: [...this.#state.runIds, id] })
    // One after the other: a command may print many addresses.
    const lookup = this.#queue.then(() => this.#look(id))
    this.#queue = lookup.catch(() => undefined)
    this.#lookups.set(id, lookup)
    const run = await lookup.catch(() => undefined)
    return run === undefined ? undefined : this.#misplaced(run)
  }

  /** Waits for every answer; throws where the server could not be asked, or a run is not where it should be. */
  async settle(): Promise<void> {
    for (const lookup of this.#lookups.values()) {
      const run = await lookup
      const error = run === undefined ? undefined : this.#misplaced(run)
      if (error !== undefined) throw error
    }
    await Promise.all(this.#background)
  }

  /** Whether every candidate has a definite answer within `ms`, so that nothing is left in doubt. */
  async decided(ms: number): Promise<boolean> {
    const { clock } = this.#job.world
    const done = new AbortController()
    const late = clock.sleep(ms, done.signal).then(
      () => false,
      () => false
    )
    const all = Promise.all(this.#lookups.values()).then(
      () => true,
      () => false
    )
    const result = await Promise.race([all, late])
    done.abort()
    return result
  }

  /** Runs that the account made since the command began, but that the command did not name and no other step claims. */
  async unnamed(): Promise<readonly Run[]> {
    const { clock } = this.#job.world
    const first = await this.#listUnnamed()
    if (first.length === 0) return first
    await clock.sleep(taggingMs, this.#job.world.cancel)
    return this.#listUnnamed()
  }

  /** Replaces what is known of an own run, and tells it. */
  update(run: Run): void {
    const index = this.#own.findIndex(({ id }) => id === run.id)
    if (index < 0) this.#own.push(run)
    else this.#own[index] = run
    const runs = this.#own.map(one => this.#facts(one))
    this.#job.report.tell({ runs, ...(this.#own[0]?.id === run.id ? { metadata: run.metadata } : {}) })
  }

  /** The address of a run in the dashboard. */
  addressOf(run: Run): string {
    return this.#job.connection.runUrl(run.id)
  }

  async #listUnnamed(): Promise<readonly Run[]> {
    const { account, client } = this.#job.connection
    const since = this.#state.startedMs - lookBackMs
    const all = await client.runs(undefined, { user: account.id, since })
    return all.filter(
      run =>
        !this.#earlier.has(run.id) &&
        !run.isScheduled &&
        !this.#isForeign(run) &&
        !this.#own.some(({ id }) => id === run.id)
    )
  }

  async #look(id: string): Promise<Run | undefined> {
    const { connection, report, world } = this.#job
    const run = await connection.client.run(id, { attempts: 6 }).catch((error: unknown) => {
      if (error instanceof ServerError && error.status === 404) return undefined
      throw error
    })
    if (run === undefined || this.#isForeign(run)) {
      const why = run === undefined ? 'the server knows no such run' : 'this command did not start it'
      world.log.info(`The command names the run ${id}, which does not count: ${why}.`)
      this.save({ runIds: this.#state.runIds.filter(known => known !== id) })
      return undefined
    }
    report.tell({ triggered: true, ...(run.pipelineName === undefined ? {} : { pipeline: run.pipelineName }) })
    this.update(run)
    this.save({ runUrl: this.#state.runUrl ?? this.addressOf(run) })
    world.log.info(`Run ${run.name} on stack ${run.stack?.name ?? 'unknown'}: ${this.addressOf(run)}`)
    // Tagged at once, so that a job beside this one does not take the run for its own.
    this.#background.push(
      connection.client
        .tagRun(run.id, this.#tags.all)
        .catch((error: unknown) => world.log.warning(`The run could not be tagged: ${explain(error)}`))
    )
    return run
  }

  #isForeign(run: Run): boolean {
    const { account } = this.#job.connection
    return !isOwnRun(run, account.id, this.#state.startedMs - lookBackMs, this.#tags.lineage)
  }

  #misplaced(run: Run): ActionError | undefined {
    const { project, stack } = this.#job.connection
    const name = oneLine(run.name, 200)
    if (run.projectId !== undefined && run.projectId !== project.id) {
      return new ActionError(`The run ${name} is in another project, not in ${oneLine(project.name, 80)}`, {
        where: 'command',
        remedy: 'Let the command use the active project: remove what sets another one.'
      })
    }
    if (run.stack?.id === stack.id) return undefined
    const there = oneLine(run.stack?.name ?? 'unknown', 80)
    return new ActionError(`The run ${name} is on stack ${there}, not on ${oneLine(stack.name, 80)}`, {
      where: 'command',
      remedy: 'Let the command use the active stack: remove what sets another one (`zenml stack set`, --stack).'
    })
  }

  #facts(run: Run): RunFacts {
    return { id: run.id, name: run.name, status: run.status, url: this.addressOf(run) }
  }
}

/** Whether a run was made by an account since a server time (ms), and no other step of this action claims it. */
export function isOwnRun(run: Run, accountId: string, sinceMs: number, lineageTag: string | undefined): boolean {
  // A run that the server started for main has main's own name, which no other step's run can have.
  if (lineageTag === undefined) return run.accountId === accountId && (run.createdMs ?? 0) >= sinceMs
  const claims = run.tags.filter(tag => tag.startsWith(`${reservedTagPrefix}lineage=`))
  return (
    run.accountId === accountId &&
    (run.createdMs ?? 0) >= sinceMs &&
    (claims.length === 0 || claims.includes(lineageTag))
  )
}
