import { explain } from '../text/errors.ts'
import type { Connection } from '../zenml/connect.ts'
import type { FailedStep, Run, Step } from '../zenml/entities.ts'
import { isLoginRefusal } from '../zenml/login.ts'
import type { Patience } from '../zenml/question.ts'
import { ServerError } from '../zenml/server-error.ts'
import { isSuccess } from '../zenml/status.ts'
import { failedSteps } from '../zenml/steps.ts'
import { shownAttemptMs, shownOf } from './aside.ts'
import type { StepChange } from './changes.ts'
import type { FindPlace } from './failure-annotation.ts'
import { FailureLog } from './failure-log.ts'
import { StepReader } from './step-reader.ts'

/** How long nothing is asked of a server that was silent, ms. */
const silentForMs = 30_000

/**
 * Logs what is new about the steps of a run, and why some failed. Steps are worth showing but not worth failing for: the
 * run's status alone decides.
 */
export class StepNews {
  readonly #connection: Connection
  readonly #runId: string
  readonly #steps: StepReader
  readonly #failures: FailureLog
  readonly #logLine: (line: string) => void
  #hasTrouble = false
  /** When the server was found to be silent about the steps, as `clock.elapsed()`, ms; undefined if it answers. */
  #silentMs: number | undefined

  /** `logLine` logs a line that counts as news. */
  constructor(
    connection: Connection,
    runId: string,
    { findPlace, logLine }: { readonly findPlace: FindPlace | undefined; readonly logLine: (line: string) => void }
  ) {
    this.#connection = connection
    this.#runId = runId
    this.#steps = new StepReader(connection, runId)
    this.#failures = new FailureLog(connection.session, runId, findPlace)
    this.#logLine = logLine
  }

  get #clock() {
    return this.#connection.session.access.clock
  }

  get #log() {
    return this.#connection.session.access.log
  }

  /** The steps that were read, in the order of their creation. */
  get steps(): readonly Step[] {
    return this.#steps.steps
  }

  /** How many steps the server has of the run. */
  get total(): number {
    return this.#steps.total
  }

  /** Whether a step goes on. */
  get isAnyActive(): boolean {
    return this.#steps.isAnyActive
  }

  /** Whether the server can be expected to answer: of one that is silent about the steps, only the run is asked for a while. */
  get isWorthAsking(): boolean {
    return this.#silentMs === undefined || this.#clock.elapsed() - this.#silentMs >= silentForMs
  }

  /** The steps that did not succeed, as far as that was shown. */
  get failures(): readonly FailedStep[] {
    return this.#failures.failures
  }

  /**
   * Which steps have changed, or none if that can't be read. Throws `ServerError` only if the server gives no token while
   * the run is still thought to be going on.
   */
  readChanges(patience: Patience, hasEnded: boolean): Promise<readonly StepChange[]> {
    return this.#attempt(this.#steps.readChanges(this.#shown(patience)), patience, hasEnded)
  }

  /** What has changed last of the steps of a run that is said to have ended, or nothing if that can't be read. */
  readEnd(patience: Patience): Promise<readonly StepChange[]> {
    return this.#attempt(this.#steps.readEnd(this.#shown(patience)), patience, true)
  }

  /** One attempt is enough where the server was silent. */
  #shown(patience: Patience): Patience {
    return shownOf(patience, this.#silentMs === undefined ? 2 : 1)
  }

  async #attempt(
    reading: Promise<readonly StepChange[]>,
    { signal }: Patience,
    hasEnded: boolean
  ): Promise<readonly StepChange[]> {
    const beganMs = this.#clock.elapsed()
    try {
      const changes = await reading
      this.#hasTrouble = false
      this.#silentMs = undefined
      return changes
    } catch (error) {
      // Without a token nothing can be learnt of the run either, unless it is known to have ended.
      const isShutOut = error instanceof ServerError && isLoginRefusal(error) && !hasEnded
      if (signal?.aborted === true || isShutOut) throw error

      const nowMs = this.#clock.elapsed()
      this.#silentMs = nowMs - beganMs < shownAttemptMs ? undefined : nowMs
      if (!this.#hasTrouble) this.#log.info(`Cannot read the steps at the moment: ${explain(error)}`)
      this.#hasTrouble = true
      return []
    }
  }

  /** Logs changes, with the reasons of steps that failed. */
  async show(changes: readonly StepChange[], patience: Patience): Promise<void> {
    for (const { step, line, failed } of changes) {
      this.#logLine(line)
      if (failed) await this.#failures.read(step, shownOf(patience))
    }
  }

  /**
   * Reads the steps of a finished run until they are all known as they are for good, if need be all of them anew. Throws
   * `ServerError`.
   */
  async readAll(whole: Patience): Promise<void> {
    const steps = this.#steps
    const patience = this.#silentMs === undefined ? whole : this.#shown(whole)
    const changes: StepChange[] = []
    if (!steps.isWhole) changes.push(...(await steps.readEnd(patience)))
    if (!(steps.isWhole || steps.isCut)) changes.push(...(await steps.readAll(patience)))

    // What an answer about another run may have brought on the way is not this run's.
    this.#failures.keepOnly(({ id }) => steps.has(id))
    if (steps.isCut) {
      const { length } = steps.steps
      this.#log.info(`The run has ${steps.total} steps; ${length} of them are listed, and those that failed.`)
    }
    for (const { step, failed } of changes) if (failed) await this.#failures.read(step, { ...patience, attempts: 2 })
  }

  /** Reads which steps of a finished run failed, if some may have unreported, or without the reason. Throws `ServerError`. */
  async readFailed({ status }: Run, patience: Patience): Promise<void> {
    if (!this.#mayHaveFailed(status)) return
    const { project, session } = this.#connection
    const { items, total } = await failedSteps(session, project.id, this.#runId, patience)
    for (const { line } of this.#steps.add(items.map(({ step }) => step))) this.#logLine(line)
    for (const { step, failure } of items) await this.#failures.show(step, failure)

    const shown = this.failures.length
    if (total > shown) this.#log.info(`${total} steps failed; ${shown} of them are shown with their reasons.`)
  }

  #mayHaveFailed(status: string): boolean {
    if (isSuccess(status)) return false
    const failed = this.steps.filter(step => step.status === 'failed')
    return this.#steps.isCut || failed.length === 0 || failed.some(step => this.#failures.lacks(step))
  }
}
