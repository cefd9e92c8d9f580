import type { UnansweredStart } from '../command/observed-starts.ts'
import { type Stopped, stopRun } from '../follow/stop.ts'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { atMost, type Clock, lookUntil, untilAborted, within } from '../world/clock.ts'
import type { Run } from '../zenml/entities.ts'
import { getRun } from '../zenml/runs.ts'
import { isFinished } from '../zenml/status.ts'
import type { CommandRuns, RunsJob } from './command-runs.ts'
import { commandCancelTimes, commandCutTimes, commandLeftAloneMs, stopFirstMs } from './command-stop-limits.ts'
import { describeStart, searchRun } from './start-search.ts'

/**
 * The end of a command that is cut off: the server is told to stop its runs, since ZenML's client, interrupted first,
 * would report its run as failed instead of stopped (measured on 0.98.0); then the command is ended, then the runs are
 * looked at once more.
 */
export class CommandStop {
  readonly #job: RunsJob
  readonly #runs: CommandRuns
  readonly #clock: Clock
  readonly #end = new AbortController()
  readonly #leftAlone = new AbortController()
  readonly #done = new AbortController()
  readonly #stops = new Map<string, Promise<Stopped>>()
  #beganMs: number | undefined
  #hasEnded = false

  /** Begins as soon as `over` aborts. */
  constructor(job: RunsJob, runs: CommandRuns, over: AbortSignal) {
    this.#job = job
    this.#runs = runs
    this.#clock = job.world.clock
    // At the deadline a run that is only followed gets its last look before it is stopped.
    const begin = (): void => {
      if (!this.#hasEnded || job.world.cancel.aborted) this.#begin()
    }
    if (over.aborted) begin()
    else over.addEventListener('abort', begin, { once: true, signal: this.#done.signal })
  }

  /** Aborts when the command is to be ended. */
  get end(): AbortSignal {
    return this.#end.signal
  }

  /** The command's end; throws {@link ActionError} if it goes on although it was killed. */
  waitFor<T>(command: Promise<T>): Promise<T> {
    return untilAborted(command, this.#leftAlone.signal)
  }

  /** To be called when the command itself has ended, and only its runs go on. */
  commandEnded(): void {
    this.#hasEnded = true
  }

  /** To be called when the command and its runs have ended: what comes after that needs no stop. */
  callOff(): void {
    this.#done.abort()
  }

  /** Once it has begun, tells the server to stop the runs that have become known. */
  stopRuns(): void {
    if (this.#beganMs === undefined || this.#job.inputs.leaveRunning) return
    for (const { id, status } of this.#runs.own)
      if (!this.#stops.has(id) && !isFinished(status)) this.#stops.set(id, this.#stop(id, this.#beganMs))
  }

  /** Sees the stops to their end, and says what became of the runs; settles the state if nothing is left to be done. */
  async finish(): Promise<string> {
    this.#begin()
    const sought = this.#runs.wasStarted ? this.#search() : Promise.resolve([])
    this.stopRuns()
    const stops = new Map<string, Stopped>()
    for (const [id, stop] of this.#stops) stops.set(id, await stop)
    this.#done.abort()

    for (const stopped of stops.values())
      if (stopped.kind === 'ended' && stopped.run !== undefined) this.#runs.update(stopped.run)

    const active = this.#runs.own.filter(({ status }) => !isFinished(status))
    const [missing] = await Promise.all([sought, ...active.map(run => this.#look(run.id))])
    // A run that was found only now is told to stop, and left to post; so is a command that goes on, since it may start more.
    const hasEnded = this.#hasEnded || !this.#runs.wasStarted
    if (hasEnded && missing.length === 0 && this.#runs.isAllEnded) this.#job.state.save({ settled: true })
    if (this.#job.inputs.leaveRunning) return this.#leftRunning()

    const words = this.#runs.own.flatMap(run => {
      const stopped = stops.get(run.id)
      return stopped === undefined ? [] : [`${became(run, stopped)} ${this.#job.connection.runUrl(run.id)}`]
    })
    if (missing.length > 0) words.push(`The server may still start ${missing.join(', ')}; the post step looks for it.`)
    return words.join(' ')
  }

  #leftRunning(): string {
    const { connection } = this.#job
    const words = this.#runs.own.map(({ id, name, status }) => {
      const end = isFinished(status) ? `has ended (${oneLine(status, 60)}).` : 'goes on.'
      return `The run ${oneLine(name, 200)} ${end} ${connection.runUrl(id)}`
    })
    return ['No run is stopped, since leave-running is true.', ...words].join(' ')
  }

  #begin(): void {
    if (this.#beganMs !== undefined) return
    this.#beganMs = this.#clock.elapsed()
    this.stopRuns()
    if (this.#runs.wasStarted) void this.#takeUp()

    void atMost(this.#clock, stopFirstMs, Promise.all(this.#stops.values())).then(() => this.#end.abort())
    const stuck = new ActionError('The command did not end when it was killed', {
      where: 'command',
      remedy: 'Run it as the same user as the runner, without sudo.'
    })
    this.#clock.sleep(commandLeftAloneMs, this.#done.signal).then(
      () => this.#leftAlone.abort(stuck),
      () => undefined
    )
  }

  /** Takes up what the command has started by now, and tells the server to stop it; returns the starts without an answer. */
  async #takeUp(): Promise<readonly UnansweredStart[]> {
    const unanswered = await this.#runs.read(() => this.stopRuns())
    this.#runs.takePrinted(() => this.stopRuns())
    return unanswered
  }

  #stop(id: string, beganMs: number): Promise<Stopped> {
    const { connection, world } = this.#job
    const { stopMs, everyMs } = this.#times
    const forMs = Math.max(0, beganMs + stopMs - this.#clock.elapsed())
    // A stop without an answer is given up at that moment too.
    return within(this.#clock, forMs, world.cancel.aborted ? undefined : world.cancel, signal =>
      stopRun(connection.session, id, { forMs, everyMs, signal })
    )
  }

  /** Looks at a run until it has ended, or time runs out; what can't be read stays as it was. */
  async #look(id: string): Promise<void> {
    const { everyMs } = this.#times
    await this.#inTime((until, signal) =>
      lookUntil(this.#clock, { until, everyMs, signal }, async () => {
        const run = await getRun(this.#job.connection.session, id, { attempts: 1, until, signal })
        this.#runs.update(run)
        return isFinished(run.status) ? run : undefined
      })
    )
  }

  /** Takes up the runs of starts whose answer the command did not live to hear; returns those that are not there yet, in words. */
  async #search(): Promise<readonly string[]> {
    const { connection, inputs } = this.#job
    if (inputs.leaveRunning) return []

    const missing = await this.#takeUp()
    if (missing.length === 0) return []
    const found = await this.#inTime(async (until, signal) => {
      // A request that was under way when the command was killed is done in a moment.
      await this.#clock.sleep(this.#times.everyMs, signal)
      const patience = { attempts: 1, until, signal }
      return Promise.all(
        missing.map(start => searchRun(connection.session, start, this.#runs.command, this.#runs.knownIds, patience))
      )
    })
    for (const run of found ?? [])
      if (run !== undefined)
        void this.#runs.take(run.id).then(
          () => this.stopRuns(),
          () => undefined
        )
    return missing.filter((_, index) => found?.[index] === undefined).map(describeStart)
  }

  /** What the work results in within the time of the last look; undefined if it fails or takes longer. */
  async #inTime<T>(work: (until: number, signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const { endMs, lookMs } = this.#times
    const { cancel } = this.#job.world
    const now = this.#clock.elapsed()
    const forMs = Math.max(lookMs, (this.#beganMs ?? now) + endMs - now)
    const until = now + forMs
    return within(this.#clock, forMs, cancel.aborted ? undefined : cancel, signal => work(until, signal)).catch(
      () => undefined
    )
  }

  get #times(): typeof commandCancelTimes {
    return this.#job.world.cancel.aborted ? commandCancelTimes : commandCutTimes
  }
}

/** What became of a run that was to be stopped, in a sentence. */
function became({ name, status }: Run, stopped: Stopped): string {
  const subject = `The run ${oneLine(name, 200)}`
  if (stopped.kind === 'ended' && stopped.run === undefined) return `${subject} is no longer known to the server.`
  const end = isFinished(status) ? `has ended (${oneLine(status, 60)})` : `is ${oneLine(status, 60)}`
  if (stopped.kind === 'stopping') return `${subject} was told to stop and ${end}.`
  if (stopped.kind === 'ended' || isFinished(status)) return `${subject} ${end}.`
  return `${subject} could not be stopped yet and ${end}; the post step tries again.`
}
