import {
  type Observations,
  readObservations,
  startedIds,
  type UnansweredStart,
  unansweredStarts
} from '../command/observed-starts.ts'
import { PrintedIds } from '../command/printed-ids.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Variables } from '../process/variable-names.ts'
import { runFacts } from '../report/facts.ts'
import { type ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { untilAborted } from '../world/clock.ts'
import type { Run } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import { refusalsPassMs } from '../zenml/question.ts'
import { findRun, runsOfAccount } from '../zenml/runs.ts'
import { isFinished } from '../zenml/status.ts'
import { runOfStep } from '../zenml/steps.ts'
import type { ConnectedJob } from './job.ts'
import { misplacement } from './misplaced-run.ts'
import { type JobCode, type OriginJob, RunOrigins } from './run-origin.ts'
import { isNew, maxRuns } from './start-search.ts'
import type { CommandState } from './state.ts'

/** Time between two readings of what was observed, ms. */
const readEveryMs = 250

/** What keeping a command's runs needs of its job. */
export type RunsJob = OriginJob &
  Pick<ConnectedJob, 'state' | 'until'> & { readonly inputs: Pick<Inputs, 'leaveRunning'> }

type OnRun = (fault: ActionError | undefined) => void

/** What the server says of an id: a run of the command itself, one that a step of such a run started, or neither. */
type Verdict = { readonly kind: 'own' | 'child'; readonly run: Run } | { readonly kind: 'none' }

/**
 * The runs that a command starts. What was observed of its requests are only candidates: a run counts if the server says
 * that this account made it since the command began.
 */
export class CommandRuns {
  readonly #job: RunsJob
  readonly #origins: RunOrigins
  readonly #printed: PrintedIds
  readonly #lookups = new Map<string, Promise<Verdict>>()
  readonly #own: Run[] = []
  readonly #childIds: string[] = []
  readonly #background: Promise<void>[] = []
  #observed: Observations = { python: false, client: false, starts: [], isCut: false }
  #queue: Promise<unknown> = Promise.resolve()
  #unanswered = 0
  #command: CommandState

  /**
   * Begins right before the command starts: `command` has the runs that are there already. Ids in the environment that
   * the command is given are not those of its runs.
   */
  constructor(job: RunsJob, checkout: JobCode, command: CommandState, given: Variables = {}) {
    this.#job = job
    this.#origins = new RunOrigins(job, checkout)
    this.#printed = new PrintedIds(given)
    this.#command = command
    job.state.save({ settled: job.inputs.leaveRunning, command })
  }

  /** The runs that are known to be this command's. */
  get own(): readonly Run[] {
    return this.#own
  }

  /** Ids of the runs that are known, those that its runs' steps started too. */
  get knownIds(): readonly string[] {
    return [...this.#own.map(({ id }) => id), ...this.#childIds]
  }

  /** What distinguishes the command's runs from earlier ones, and where its requests are noted. */
  get command(): CommandState {
    return this.#command
  }

  /** What was observed of the command's requests so far. */
  get observed(): Observations {
    return this.#observed
  }

  /** Whether the command was started at all. */
  get wasStarted(): boolean {
    return this.#command.group !== undefined
  }

  /** Lets post know of the process group that the command leads. */
  started(group: NonNullable<CommandState['group']>): void {
    this.#job.report.publish({ isInDoubt: true })
    this.#saveCommand({ group })
  }

  /** Takes in a line of the command's output, in which a run may be named. */
  hear(line: string): void {
    const before = this.#printed.announced.length
    this.#printed.hear(line)
    if (this.#printed.announced.length > before) this.#saveCommand({ printedIds: this.#printed.announced })
  }

  /** Takes up what is observed until the signal aborts; `onRun` hears of each own run, with its fault if it is not where it should be. */
  async watch(signal: AbortSignal, onRun: OnRun): Promise<void> {
    const { clock } = this.#job.world
    while (!signal.aborted) {
      await this.read(onRun)
      await clock.sleep(readEveryMs, signal).catch(() => undefined)
    }
  }

  /** Reads once what was observed, and takes up what is new; returns the starts to which nobody has heard an answer. */
  async read(onRun: OnRun = () => undefined): Promise<readonly UnansweredStart[]> {
    this.#observed = await readObservations(this.#command.notesFile)
    this.#takeAll(startedIds(this.#observed).slice(0, maxRuns), false, onRun)
    return unansweredStarts(this.#observed)
  }

  /** Takes up the ids that the command printed, where no start was observed; in all places, unless its client was seen. */
  takePrinted(onRun: OnRun = () => undefined): void {
    if (this.#observed.starts.length > 0) return
    this.#takeAll(this.#observed.client ? this.#printed.announced : this.#printed.all, true, onRun)
  }

  #takeAll(ids: readonly string[], wasPrinted: boolean, onRun: OnRun): void {
    for (const id of ids) {
      if (this.#lookups.has(id)) continue
      void this.take(id, wasPrinted).then(
        verdict => verdict.kind === 'own' && onRun(misplacement(verdict.run, this.#job.connection)),
        // Whoever settles hears of it.
        () => undefined
      )
    }
  }

  /**
   * Asks the server about a candidate, once for each; throws `ServerError`. One that was only printed is another step's
   * where it bears provenance.
   */
  take(id: string, wasPrinted = false): Promise<Verdict> {
    const known = this.#lookups.get(id)
    if (known !== undefined) return known

    // One after the other: whether a run is another one's child is known once that one is.
    const lookup = this.#queue.then(() => this.#look(id, wasPrinted))
    this.#queue = lookup.catch(() => undefined)
    this.#lookups.set(id, lookup)
    this.#unanswered++
    return lookup
  }

  /**
   * Waits for every answer; throws if the server could not be asked, or a run is not where it should be, and the
   * signal's reason as soon as it aborts.
   */
  async settle(signal: AbortSignal): Promise<void> {
    for (const lookup of this.#lookups.values()) {
      const verdict = await untilAborted(lookup, signal)
      const fault = verdict.kind === 'own' ? misplacement(verdict.run, this.#job.connection) : undefined
      if (fault !== undefined) throw fault
    }
    await untilAborted(Promise.all(this.#background), signal)
  }

  /** Runs on the environment's stack that the account made since the command began, and that bear no other step's provenance. */
  async unclaimed(patience?: Patience): Promise<readonly Run[]> {
    const { account, session, project, stack } = this.#job.connection
    const runs = await runsOfAccount(session, project.id, account.id, this.#command.sinceMs, patience)
    return runs.filter(
      run => isNew(run, this.#command) && run.stack?.id === stack.id && !run.isScheduled && run.provenance === undefined
    )
  }

  /** Replaces what is known of an own run, and publishes it. */
  update(run: Run): void {
    const index = this.#own.findIndex(({ id }) => id === run.id)
    if (index < 0) this.#own.push(run)
    else this.#own[index] = run

    const runs = this.#own.map(one => runFacts(one, this.#job.connection))
    this.#job.report.publish({ runs, ...(this.#own[0]?.id === run.id ? { metadata: run.metadata } : {}) })
  }

  async #look(id: string, wasPrinted: boolean): Promise<Verdict> {
    const { connection, until, world } = this.#job
    // As patient as following: the run may be there, whatever a gateway says at the moment. What was only printed may be
    // the id of anything, which is not worth a wait.
    const passing = wasPrinted ? {} : { refusalsPassForMs: refusalsPassMs }
    const patience = { attempts: Number.POSITIVE_INFINITY, until, ...passing }
    const wasThere = this.#command.earlierIds.includes(id)
    const run = wasThere ? undefined : await findRun(connection.session, id, patience)
    const isOwn = run !== undefined && this.#isOwn(run, wasPrinted)
    const isChild = isOwn && (await this.#isChild(run, patience))
    this.#unanswered--

    if (isOwn) return isChild ? this.#addChild(run) : this.#adopt(run)
    const isUnknown = run === undefined && !wasThere
    const why = isUnknown ? 'the server does not know such a run' : 'this command did not start it'
    world.log.info(`The command names the run ${id}, which does not count: ${why}.`)
    return { kind: 'none' }
  }

  /** What is only printed may be anybody's run: another step's, or one of another project, whose earlier runs are not known. */
  #isOwn(run: Run, wasPrinted: boolean): boolean {
    const isForeign = wasPrinted && (run.provenance !== undefined || run.projectId !== this.#job.connection.project.id)
    return isNew(run, this.#command) && !isForeign
  }

  /** Whether a run was started by a step of the command's own, or is a part of one (dynamic pipelines). */
  async #isChild({ parentRunId, startedByStepId }: Run, patience: Patience): Promise<boolean> {
    const { session } = this.#job.connection
    const starter = startedByStepId === undefined ? parentRunId : await runOfStep(session, startedByStepId, patience)
    return starter !== undefined && this.knownIds.includes(starter)
  }

  #addChild(run: Run): Verdict {
    const { connection, report, world } = this.#job
    const url = connection.runUrl(run.id)
    this.#childIds.push(run.id)
    world.log.info(`A step of the command's run started the run ${oneLine(run.name, 200)}, which is not judged: ${url}`)
    report.publish({ children: this.#childIds.map(id => ({ id, url: connection.runUrl(id) })) })
    return { kind: 'child', run }
  }

  #adopt(run: Run): Verdict {
    const { connection, report, state, world } = this.#job
    const url = connection.runUrl(run.id)
    state.save({ runIds: [...state.current.runIds, run.id], runUrl: state.current.runUrl ?? url })
    report.publish({ triggered: true, ...(run.pipelineName === undefined ? {} : { pipeline: run.pipelineName }) })
    this.update(run)

    world.log.info(`Run ${oneLine(run.name, 255)} on stack ${oneLine(run.stack?.name ?? 'unknown', 80)}: ${url}`)
    this.#background.push(
      this.#origins
        .describe(run, this.#observed)
        .catch((error: unknown) =>
          world.log.warning(`Where the run came from could not be written to it: ${explain(error)}`)
        )
    )
    return { kind: 'own', run }
  }

  #saveCommand(change: Partial<CommandState>): void {
    this.#command = { ...this.#command, ...change }
    this.#job.state.save({ command: this.#command })
  }

  /** Whether everything that the command started is known to have ended. */
  get isAllEnded(): boolean {
    // A Python without a client may have started one with a PYTHONPATH of its own.
    const isSeen = !this.wasStarted || this.#observed.client
    return isSeen && this.#unanswered === 0 && this.#own.every(({ status }) => isFinished(status))
  }
}
