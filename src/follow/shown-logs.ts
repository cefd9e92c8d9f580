import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Connection } from '../zenml/connect.ts'
import { mostLogEntries } from '../zenml/step-logs.ts'
import type { StepLog } from './step-log.ts'

/** Which logs of steps are shown: all while they grow, or the ends of those that failed. */
export type LogMode = 'live' | 'failed'

/** Lines of logs that one job shows at most. */
const mostLines = 200_000
/**
 * Lines that are written at once at most. All copies of them are in memory until then: of 500 they made Node's space for
 * young objects grow by 8 MiB.
 */
const linesOfWrite = 20

/** Writes lines of steps' logs into the job's log, in groups, and what could not be read of them. */
export class ShownLogs {
  readonly #connection: Connection
  readonly #url: string
  readonly #mode: LogMode
  #lines = 0
  #shownMs = Number.NEGATIVE_INFINITY
  #hasSaidTrouble = false

  constructor(connection: Connection, runId: string, mode: LogMode) {
    this.#connection = connection
    this.#url = connection.runUrl(runId)
    this.#mode = mode
  }

  /** When a line was shown last, as `clock.elapsed()`, ms. */
  get shownMs(): number {
    return this.#shownMs
  }

  get #access() {
    return this.#connection.session.access
  }

  /** Shows new lines of a log, if logs are shown while they grow. */
  show(log: StepLog, lines: readonly string[]): void {
    if (this.#mode === 'live') this.#print(log, lines)
  }

  /** Shows the last lines of a log that was read to its end, if only those are shown. */
  showEnd(log: StepLog): void {
    if (this.#mode === 'failed') this.#print(log, log.tail)
  }

  /** Says that the server has more of a log than it gives. */
  sayCut({ step }: StepLog): void {
    this.#access.log.info(
      `The server gives the first ${mostLogEntries} entries of a log: how that of step ${oneLine(step.name, 120)} ends can't be read.`
    )
  }

  /** Says, once for all logs, that one can't be read. */
  sayTrouble({ step }: StepLog, error: unknown): void {
    if (!this.#hasSaidTrouble)
      this.#access.log.info(
        `Cannot read the log of step ${oneLine(step.name, 120)}, nor perhaps others: ${explain(error)}`
      )
    this.#hasSaidTrouble = true
  }

  /** Says that so many logs were not read to their ends. */
  sayUnread(count: number): void {
    this.#access.log.info(`The ends of the logs of ${count} more steps are in the dashboard: ${this.#url}`)
  }

  /** Prints lines in one go, so that nothing else comes in between. */
  #print(from: StepLog, lines: readonly string[]): void {
    const left = mostLines - this.#lines
    if (lines.length === 0 || left <= 0) return
    const { clock, log } = this.#access
    this.#lines += lines.length
    this.#shownMs = clock.elapsed()

    const part = this.#mode === 'failed' ? partOf(from, lines.length) : ''
    log.startGroup(`Log of step ${oneLine(from.step.name, 120)}${part}`)
    for (let first = 0; first < Math.min(lines.length, left); first += linesOfWrite)
      log.coloured(lines.slice(first, Math.min(first + linesOfWrite, left)).map(line => `│ ${line}`))
    log.endGroup()
    if (lines.length >= left) log.info(`More than ${mostLines} lines of logs are not shown here: ${this.#url}`)
  }
}

/** Which part of a log its last lines that were read are, so many of them, in words; empty if they are all of it. */
function partOf({ count, isWhole }: StepLog, lines: number): string {
  if (!isWhole) return `, the last ${lines} of ${count} lines that were read; how it ends is not known`
  return count > lines ? `, its last ${lines} of ${count} lines` : ''
}
