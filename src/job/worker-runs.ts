import { runFacts } from '../report/facts.ts'
import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { claimTag } from '../trigger/identity.ts'
import { claimOf, runsOfProjects, taggingMs, unlessGone, watchedProjects } from '../trigger/run-claim.ts'
import { untilAborted } from '../world/clock.ts'
import type { Run } from '../zenml/entities.ts'
import type { Patience } from '../zenml/session.ts'
import { isFinished } from '../zenml/status.ts'
import type { ConnectedJob } from './job.ts'
import type { CommandState } from './state.ts'

/** How far the clocks of a server's replicas, which date its runs, may lie apart, ms. */
const skewMs = 60_000
/** Ids in the command's output that the server is asked about at most; what it started besides is found by listing. */
const maxIds = 200

/** Time in which ZenML's client names a run that it has made, with much to spare for a slow machine, ms. */
const unnamedMs = 30_000
/** Earlier runs that post can be told of at most: the runner hands the state on in one variable, of 128 KiB on Linux. */
const maxEarlier = 1_000

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
  readonly #lookups = new Map<string, Promise<Run | undefined>>()
  #unanswered = 0
  readonly #own: Run[] = []
  readonly #background: Promise<void>[] = []
  #queue: Promise<unknown> = Promise.resolve()
  #command: CommandState

  private constructor(job: ConnectedJob, tags: WorkerTags, command: CommandState) {
    this.#job = job
    this.#tags = tags
    this.#command = command
    job.state.save({ settled: job.inputs.leaveRunning, command })
  }

  /** Notes which runs of the account there are already; to be called right before the command starts. */
  static async begin(job: ConnectedJob, tags: WorkerTags): Promise<WorkerRuns> {
    const { account, client } = job.connection
    const projects = await watchedProjects(client, job.connection.project.id, job.world.log)
    let newestMs = 0
    for (const id of projects) {
      const newest = await unlessGone(client.newestRunOf(id, account.id), undefined)
      newestMs = Math.max(newestMs, newest?.createdMs ?? 0)
    }
    const sinceMs = Math.max(0, newestMs - skewMs)
    const earlier = newestMs === 0 ? [] : await runsOfProjects(client, projects, account.id, sinceMs)
    const earlierIds = earlier.map(({ id }) => id)
    if (earlierIds.length > maxEarlier) {
      throw new ActionError(`The account has started ${earlierIds.length} runs within a minute`, {
        where: 'api-key',
        remedy: 'Give each workflow a service account of its own, so that the runs of the command can be told apart.'
      })
    }
    return new WorkerRuns(job, tags, { lineageTag: tags.lineage, sinceMs, earlierIds, ownIds: [], unclaimedIds: [] })
  }

  /** The runs that are known to be this command's. */
  get own(): readonly Run[] {
    return this.#own
  }

  /** Whether the command was started at all. */
  get wasStarted(): boolean {
    return this.#command.group !== undefined
  }

  /** Whether the server has answered for every id that the command named. */
  get isDecided(): boolean {
    return this.#unanswered === 0
  }

  /** Lets post know of the process group that the command leads. */
  started(group: NonNullable<CommandState['group']>): void {
    this.#command = { ...this.#command, group }
    this.#job.state.save({ command: this.#command })
  }

  /** Takes up an id from the command's output; resolves to an error where that run is not where it should be. */
  async take(id: string): Promise<ActionError | undefined> {
    if (this.#command.earlierIds.includes(id) || this.#lookups.has(id) || this.#lookups.size >= maxIds) return undefined
    const { state } = this.#job
    state.save({ runIds: [...state.current.runIds, id] })
    // One after the other: a command may print many addresses.
    const lookup = this.#queue.then(() => this.#look(id))
    this.#queue = lookup.catch(() => undefined)
    this.#lookups.set(id, lookup)
    this.#unanswered++
    const run = await lookup.catch(() => undefined)
    return run === undefined ? undefined : this.#misplaced(run)
  }

  /**
   * Waits for every answer; throws where the server could not be asked, or a run is not where it should be, and the
   * signal's reason as soon as it aborts.
   */
  async settle(signal: AbortSignal): Promise<void> {
    for (const lookup of this.#lookups.values()) {
      const run = await untilAborted(lookup, signal)
      const error = run === undefined ? undefined : this.#misplaced(run)
      if (error !== undefined) throw error
    }
    await untilAborted(Promise.all(this.#background), signal)
  }

  /** Runs that the account made since the command began, but that the command did not name and no other step claims. */
  async unnamed(): Promise<readonly Run[]> {
    const { clock } = this.#job.world
    const first = await this.#listUnnamed()
    if (first.length === 0) return first
    await clock.sleep(taggingMs, this.#job.world.cancel)
    return this.#listUnnamed()
  }

  /**
   * Notes for post which runs may be the command's although it had no time to name them: those on the environment's
   * stack that were just made and that nobody claims. Post stops what is still unclaimed then; what is made later isn't
   * the command's, so that a later step of the job may start a run. Returns how many there are, those that are older
   * included: the clock by which "just" is told is that of the server's answers, and may be a gateway's.
   */
  async noteUnclaimed(patience: Patience): Promise<number> {
    const { account, client, project, stack } = this.#job.connection
    const since = await client.runsOfAccount(project.id, account.id, this.#command.sinceMs, patience)
    const recentMs = client.session.serverNow() - unnamedMs
    const unclaimed = this.#notOwn(since).filter(
      run =>
        run.stack?.id === stack.id && !isFinished(run.status) && claimOf(run, account.id, this.#command) === 'unclaimed'
    )
    const recent = unclaimed.filter(({ createdMs = 0 }) => createdMs >= recentMs).slice(0, maxIds)
    this.#command = { ...this.#command, unclaimedIds: recent.map(({ id }) => id) }
    this.#job.state.save({ command: this.#command })
    return unclaimed.length
  }

  /** Replaces what is known of an own run, and tells it. */
  update(run: Run): void {
    const index = this.#own.findIndex(({ id }) => id === run.id)
    if (index < 0) this.#own.push(run)
    else this.#own[index] = run
    const runs = this.#own.map(one => runFacts(one, this.#job.connection))
    this.#job.report.tell({ runs, ...(this.#own[0]?.id === run.id ? { metadata: run.metadata } : {}) })
  }

  async #listUnnamed(): Promise<readonly Run[]> {
    const { account, client, project } = this.#job.connection
    // Listed anew: the command may have made a project.
    const projects = await watchedProjects(client, project.id, this.#job.world.log)
    const found = await runsOfProjects(client, projects, account.id, this.#command.sinceMs)
    return this.#notOwn(found).filter(run => !this.#isForeign(run))
  }

  /** Runs that somebody started, and that are not known to be this command's. */
  #notOwn(runs: readonly Run[]): readonly Run[] {
    return runs.filter(run => !run.isScheduled && !this.#own.some(known => known.id === run.id))
  }

  async #look(id: string): Promise<Run | undefined> {
    const { connection, report, state, until, world } = this.#job
    // As patient as following: the run may be there, whatever a gateway says at the moment.
    const run = await connection.client.findRun(id, { attempts: Number.POSITIVE_INFINITY, until })
    this.#unanswered--
    if (run === undefined || this.#isForeign(run)) {
      const why = run === undefined ? 'the server knows no such run' : 'this command did not start it'
      world.log.info(`The command names the run ${id}, which does not count: ${why}.`)
      state.save({ runIds: state.current.runIds.filter(known => known !== id) })
      return undefined
    }
    report.tell({ triggered: true, ...(run.pipelineName === undefined ? {} : { pipeline: run.pipelineName }) })
    this.update(run)
    this.#command = { ...this.#command, ownIds: [...this.#command.ownIds, run.id] }
    state.save({ command: this.#command, runUrl: state.current.runUrl ?? connection.runUrl(run.id) })
    world.log.info(`Run ${run.name} on stack ${run.stack?.name ?? 'unknown'}: ${connection.runUrl(run.id)}`)
    // Tagged at once, so that a job beside this one does not take the run for its own.
    this.#background.push(
      connection.client
        .tagRun(run.id, [...this.#tags.all, claimTag(this.#tags.lineage, run.name)])
        .catch((error: unknown) => world.log.warning(`The run could not be tagged: ${explain(error)}`))
    )
    return run
  }

  #isForeign(run: Run): boolean {
    return claimOf(run, this.#job.connection.account.id, this.#command) === 'other'
  }

  #misplaced(run: Run): ActionError | undefined {
    const { project, stack } = this.#job.connection
    const name = oneLine(run.name, 200)
    if (run.projectId !== project.id) {
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
}
