import { atMost } from '../world/clock.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Step } from '../zenml/entities.ts'
import { ServerError } from '../zenml/server-error.ts'
import { isFinished } from '../zenml/status.ts'
import { RequestBudget } from './log-pace.ts'
import { type LogMode, ShownLogs } from './shown-logs.ts'
import { StepLog, settlingMs } from './step-log.ts'

/** The last lines that were read of the log of a step that failed, and one that says so if more may have followed. */
export interface LogTail {
  readonly step: string
  readonly lines: readonly string[]
}

/** From when on a log that isn't there when a run has ended is asked for once more, ms. */
const lateMs = 1_000
/** Logs that are read when a run has ended at most, and the time for that, ms. */
const [mostAtEnd, endMs] = [12, 20_000]
/** Lines of a failed step's log that are handed on. */
const tailLines = 50
/** What follows the lines of a log whose end could not be read. */
const unknownEnd = '… How this log ends is not known.'

/** Reads the logs of a run's steps, has them shown, and never fails: nothing depends on them. */
export class StepLogs {
  readonly #connection: Connection
  readonly #mode: LogMode
  readonly #shown: ShownLogs
  readonly #logs = new Map<string, StepLog>()
  readonly #budget = new RequestBudget()
  readonly #outer: AbortSignal
  /** Ends the readings that go on. */
  #over = new AbortController()
  #reading: Promise<void> | undefined

  constructor(connection: Connection, runId: string, mode: LogMode, signal: AbortSignal) {
    this.#connection = connection
    this.#mode = mode
    this.#shown = new ShownLogs(connection, runId, mode)
    this.#outer = signal
  }

  /** When a line was shown last, as `clock.elapsed()`, ms. */
  get shownMs(): number {
    return this.#shown.shownMs
  }

  /** The ends of the logs of steps that failed. */
  get tails(): readonly LogTail[] {
    return [...this.#logs.values()]
      .filter(({ step, tail }) => isFailed(step) && tail.length > 0)
      .map(({ isWhole, step, tail }) => {
        const lines = tail.slice(-tailLines)
        return { step: step.name, lines: isWhole ? lines : [...lines, unknownEnd] }
      })
  }

  get #signal(): AbortSignal {
    return AbortSignal.any([this.#outer, this.#over.signal])
  }

  get #access() {
    return this.#connection.session.access
  }

  /** Starts to read a log whose turn has come, without waiting for it. */
  tick(steps: readonly Step[]): void {
    this.#hear(steps)
    const nowMs = this.#access.clock.elapsed()
    if (this.#reading !== undefined || !this.#budget.allows(nowMs)) return

    const due = this.#wanted.filter(log => log.dueMs <= nowMs || this.#leftToSettleMs(log) <= 0)
    const [next] = due.toSorted(mostUrgent)
    if (next === undefined) return
    this.#budget.spend(nowMs)
    this.#reading = this.#read(next).finally(() => {
      this.#reading = undefined
    })
  }

  /** Reads the ends of the logs once the run has ended, of a dozen steps at most, those that failed first. */
  async finish(steps: readonly Step[]): Promise<void> {
    // A server that has fallen silent is not waited for.
    if (this.#reading !== undefined) await atMost(this.#access.clock, settlingMs, this.#reading)
    this.#over.abort()
    await this.#reading
    this.#over = new AbortController()

    this.#hear(steps)
    const logs = this.#wanted.toSorted(mostUrgent)
    const untilMs = this.#access.clock.elapsed() + endMs

    try {
      const late = await this.#readSettled(logs.slice(0, mostAtEnd), untilMs)
      const waitMs = Math.max(0, ...late.map(log => this.#waitMs(log)))
      if (waitMs > 0) await this.#access.clock.sleep(waitMs, this.#signal)
      for (const log of late) if (this.#access.clock.elapsed() < untilMs) await this.#read(log, untilMs, true)
    } catch (error) {
      if (!this.#outer.aborted) throw error
    }
    // Whatever could not be read any longer: what there is of it is shown.
    for (const log of logs) this.#end(log, false)

    const { length } = logs.slice(mostAtEnd)
    if (length > 0) this.#shown.sayUnread(length)
  }

  /** Ends a reading that goes on. */
  async stop(): Promise<void> {
    this.#over.abort()
    await this.#reading
  }

  get #wanted(): readonly StepLog[] {
    return [...this.#logs.values()].filter(({ isDone }) => !isDone)
  }

  #hear(steps: readonly Step[]): void {
    for (const step of steps.filter(each => this.#isWanted(each))) {
      const log = this.#logs.get(step.id) ?? new StepLog(step)
      this.#logs.set(step.id, log)
      log.step = step
      if (isFinished(step.status)) log.endSeenMs ??= this.#access.clock.elapsed()
    }
  }

  /** The log of a cached step is that of another run. */
  #isWanted(step: Step): boolean {
    if (this.#mode === 'failed') return isFailed(step)
    return !['cached', 'skipped', 'initializing', 'provisioning', 'queued'].includes(step.status)
  }

  /** Reads logs whose steps ended long enough ago, and those of which nothing is known; returns those to be read later. */
  async #readSettled(logs: readonly StepLog[], untilMs: number): Promise<readonly StepLog[]> {
    const late: StepLog[] = []
    for (const log of logs) {
      if (this.#access.clock.elapsed() >= untilMs) break
      if (this.#leftToSettleMs(log) <= 0 || !log.hasEntries) await this.#read(log, untilMs)
      if (!log.isDone) late.push(log)
    }
    return late
  }

  /** Time until the log of a step that has ended is complete, ms; infinite while the step goes on. */
  #leftToSettleMs({ endSeenMs }: StepLog): number {
    if (endSeenMs === undefined) return Number.POSITIVE_INFINITY
    return settlingMs - (this.#access.clock.elapsed() - endSeenMs)
  }

  /** Time until a log is read for the last time when the run has ended, ms. */
  #waitMs(log: StepLog): number {
    return log.hasEntries ? Math.min(settlingMs, this.#leftToSettleMs(log)) : lateMs
  }

  /** Reads a log, and ends it if its step ended long enough ago, or if this is the last chance, `isLast`. */
  async #read(log: StepLog, until?: number, isLastChance = false): Promise<void> {
    const isSettled = this.#leftToSettleMs(log) <= 0
    const signal = this.#signal
    const patience = { attempts: 1, signal, ...(until === undefined ? {} : { until }) }
    try {
      const { isCut } = await log.read(this.#connection.session, patience, lines => this.#shown.show(log, lines))
      if (isCut) this.#shown.sayCut(log)
      // A log that isn't there when the run has ended may have been written late: it gets its last chance.
      const isOver = isSettled && (log.hasEntries || until === undefined)
      if (isCut || isOver || isLastChance) this.#end(log, !isCut && log.hasEntries && isFinished(log.step.status))
    } catch (error) {
      if (signal.aborted) return
      // What passes is asked for again, unless this was the last time.
      if (!isSettled && until === undefined && error instanceof ServerError && error.passing) return
      this.#end(log, false)
      this.#shown.sayTrouble(log, error)
    }
  }

  #end(log: StepLog, isWhole: boolean): void {
    if (log.isDone) return
    this.#shown.show(log, log.end(isWhole))
    this.#shown.showEnd(log)
  }
}

function isFailed({ status }: Step): boolean {
  return status === 'failed'
}

/** Steps that failed come first, then those that have ended, then what has waited longest. */
function mostUrgent(a: StepLog, b: StepLog): number {
  const rank = ({ step }: StepLog): number => (isFailed(step) ? 0 : isFinished(step.status) ? 1 : 2)
  return rank(a) - rank(b) || a.dueMs - b.dueMs
}
