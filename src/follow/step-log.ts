import type { Step } from '../zenml/entities.ts'
import type { ListSize } from '../zenml/http.ts'
import type { Patience } from '../zenml/question.ts'
import type { Session } from '../zenml/session.ts'
import { type LogEntry, mostLogEntries, readStepLog } from '../zenml/step-logs.ts'
import { MessageLines, NewEntries, withSoundPiece } from './log-lines.ts'
import { nextIntervalMs } from './log-pace.ts'

/** Last lines of a log that are kept. */
const keptLines = 200
/** Lines that are handed on together at most: what waits is in memory. */
const linesAtOnce = 500
/** The last lines are written when a step's status says that it has ended already (`step_runner.py` of 0.98.0), ms. */
export const settlingMs = 2_000

/** The log of one step, as it is read again and again. */
export class StepLog {
  step: Step
  /** When its step was first seen to have ended, as `clock.elapsed()`, ms: clocks of workers are not ours, nor the server's. */
  endSeenMs: number | undefined
  #isDone = false
  #isWhole = false
  #new = new NewEntries()
  readonly #lines = new MessageLines()
  /** Takes known secrets out of a text. */
  #clean = (text: string): string => text
  #tail: string[] = []
  #count = 0
  #readMs: number | undefined
  #intervalMs: number | undefined
  #hasEntries = false

  constructor(step: Step) {
    this.step = step
  }

  /** Whether nothing more is to be had from it. */
  get isDone(): boolean {
    return this.#isDone
  }

  /** Whether it is known how it ends. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** The last lines, 200 at most. */
  get tail(): readonly string[] {
    return this.#tail.slice(-keptLines)
  }

  /** How many lines there were. */
  get count(): number {
    return this.#count
  }

  get hasEntries(): boolean {
    return this.#hasEntries
  }

  /** From when on it may be read again, as `clock.elapsed()`, ms. */
  get dueMs(): number {
    return (this.#readMs ?? Number.NEGATIVE_INFINITY) + (this.#intervalMs ?? 0)
  }

  /** Reads it, and hands on the lines that are new; whether the server has more than it gives. Throws `ServerError`. */
  async read(
    session: Session,
    patience: Patience,
    show: (lines: readonly string[]) => void
  ): Promise<{ isCut: boolean }> {
    const before = this.#count
    let waiting: string[] = []
    const take = (given: LogEntry, clean: (text: string) => string): void => {
      const entry = withSoundPiece(given)
      if (!this.#new.has(entry)) return
      this.#clean = clean
      waiting.push(...this.#keep(this.#lines.take(entry, clean)))
      if (waiting.length < linesAtOnce) return
      show(waiting)
      waiting = []
    }

    this.#new.begin()
    this.#readMs = session.access.clock.elapsed()
    let size: ListSize | undefined
    try {
      size = await readStepLog(session, this.step.id, take, patience)
      this.#hasEntries ||= size !== undefined
      return { isCut: size !== undefined && size.items >= mostLogEntries }
    } finally {
      show(waiting)
      const bytes = size?.bytes ?? 0
      this.#intervalMs = nextIntervalMs(this.#intervalMs, { isNew: this.#count > before, bytes })
    }
  }

  /**
   * Ends the reading, and gives the lines that were not complete; what was known of tens of thousands of entries is
   * forgotten. `isWhole` says whether the last reading brought the end of the log.
   */
  end(isWhole: boolean): readonly string[] {
    const rest = this.#keep(this.#lines.rest(this.#clean))
    this.#isDone = true
    this.#isWhole = isWhole
    this.#new = new NewEntries()
    this.#tail = [...this.tail]
    return rest
  }

  #keep(lines: readonly string[]): readonly string[] {
    this.#count += lines.length
    this.#tail.push(...lines)
    if (this.#tail.length > 2 * keptLines) this.#tail = this.#tail.slice(-keptLines)
    return lines
  }
}
