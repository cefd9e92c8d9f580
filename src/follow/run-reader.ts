import type { Connection } from '../zenml/connect.ts'
import type { Run } from '../zenml/entities.ts'
import { isLoginRefusal } from '../zenml/login.ts'
import type { Patience } from '../zenml/question.ts'
import { getRun, statusHint } from '../zenml/runs.ts'
import { ServerError } from '../zenml/server-error.ts'
import { isFinished } from '../zenml/status.ts'
import { asideOf } from './aside.ts'

/** A run may not be visible for a moment after it was started, ms. */
const graceMs = 30_000
/** From when a hint no longer stands for the run itself, by the time since that was read, ms. */
const hintsHoldMs = 60_000

/** Reads a run itself again and again, and knows it as it was seen last. */
export class RunReader {
  readonly #connection: Connection
  readonly #beganMs: number
  #run: Run
  /** When the run itself was read last, and when it was seen last, as `clock.elapsed()`, ms. */
  #readMs: number | undefined
  #seenMs: number
  /** Whether the run was read with its details since it ended. */
  #isDetailed = false

  constructor(connection: Connection, first: Run) {
    this.#connection = connection
    this.#run = first
    this.#beganMs = this.#clock.elapsed()
    this.#seenMs = this.#beganMs
  }

  get #clock() {
    return this.#connection.session.access.clock
  }

  /** The run as last seen. */
  get run(): Run {
    return this.#run
  }

  /** Whether the run was seen to have ended. */
  get hasEnded(): boolean {
    return isFinished(this.#run.status)
  }

  /** Whether the run itself was read at least once. */
  get wasRead(): boolean {
    return this.#readMs !== undefined
  }

  /** How long it has been looked at, ms. */
  get ageMs(): number {
    return this.#clock.elapsed() - this.#beganMs
  }

  /** How long ago the run was seen last, ms. */
  get unseenMs(): number {
    return this.#clock.elapsed() - this.#seenMs
  }

  /** Reads the run itself; whether it is there. Throws `ServerError`. */
  async read(patience: Patience): Promise<boolean> {
    try {
      this.#take(await getRun(this.#connection.session, this.#run.id, patience))
      return true
    } catch (error) {
      if (!(error instanceof ServerError && error.status === 404 && this.ageMs < graceMs)) throw error
      this.#connection.session.access.log.info('The run is not visible yet; waiting for it.')
      return false
    }
  }

  /**
   * The run's status, or undefined if it could not be read. It decides nothing: an answer so small doesn't say which run
   * it is about, and a cache may have mixed it up with another one. If it is another than the run's own, or there is
   * trouble, the run itself is to be read, whose id is checked; if it is the same, nothing follows from it but that the
   * run was seen, and for a minute at most. Throws `ServerError` only if nothing can be read any longer.
   */
  async hint(patience: Patience): Promise<string | undefined> {
    const isHeld = this.#readMs !== undefined && this.#clock.elapsed() - this.#readMs < hintsHoldMs
    if (!isHeld) return undefined
    try {
      const status = await statusHint(this.#connection.session, this.#run.id, asideOf(patience))
      if (status === this.#run.status) this.#seenMs = this.#clock.elapsed()
      return status
    } catch (error) {
      if (patience.signal?.aborted === true || !(error instanceof ServerError) || isLoginRefusal(error)) throw error
      return undefined
    }
  }

  /**
   * Whether the run goes on by a look at it now, which changes nothing of what is known of it: whoever polls it sees its
   * end. Throws `ServerError`.
   */
  async goesOn(patience: Patience): Promise<boolean> {
    const hint = await this.hint(patience)
    const status =
      hint === this.#run.status ? hint : (await getRun(this.#connection.session, this.#run.id, patience)).status
    return !this.hasEnded && !isFinished(status)
  }

  /** Reads a run that is said to have ended, with its details if they can be had. Throws `ServerError`. */
  async readEnded(patience: Patience): Promise<void> {
    try {
      this.#take(await getRun(this.#connection.session, this.#run.id, asideOf(patience), true))
      this.#isDetailed = isFinished(this.#run.status)
    } catch (error) {
      if (patience.signal?.aborted === true || !(error instanceof ServerError)) throw error
      // What is worth waiting for is how the run is, not its details.
      await this.read(patience)
    }
  }

  /** Reads the details of a finished run, unless they are known. Throws `ServerError`. */
  async readDetails(patience: Patience): Promise<void> {
    if (this.#isDetailed) return
    const detailed = await getRun(this.#connection.session, this.#run.id, patience, true)
    // The status that was seen stands: what was logged stays true.
    this.#run = { ...detailed, status: this.#run.status }
  }

  #take(run: Run): void {
    this.#run = run
    this.#readMs = this.#clock.elapsed()
    this.#seenMs = this.#readMs
  }
}
