import { explain } from '../text/errors.ts'
import { foreignLines, oneLine } from '../text/foreign.ts'
import type { FailedStep, Step, StepFailure } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import type { Session } from '../zenml/session.ts'
import { stepFailure } from '../zenml/steps.ts'

/** Steps whose failure is read and shown at most. */
const maxFailures = 10

/** Shows why steps of a run did not succeed, each once, and keeps that. */
export class FailureLog {
  readonly #session: Session
  readonly #runId: string
  #failures: readonly FailedStep[] = []

  constructor(session: Session, runId: string) {
    this.#session = session
    this.#runId = runId
  }

  /** What has been shown, in that order. */
  get failures(): readonly FailedStep[] {
    return this.#failures
  }

  /** Whether a step's failure has not been shown, and may be. */
  lacks({ id }: Step): boolean {
    return !this.#failures.some(known => known.step.id === id) && this.#failures.length < maxFailures
  }

  /** Drops what is not of the run. */
  keepOnly(isOfRun: (step: Step) => boolean): void {
    this.#failures = this.#failures.filter(({ step }) => isOfRun(step))
  }

  /** Reads and shows why a step did not succeed; what can't be read may be asked for again. Throws what aborts `patience.signal`. */
  async read(step: Step, patience: Patience): Promise<void> {
    if (!this.lacks(step)) return
    try {
      // The server knows an exception of failed steps alone.
      const isKnown = step.status === 'failed'
      const failure = isKnown ? await stepFailure(this.#session, this.#runId, step.id, patience) : undefined
      this.show(step, failure)
    } catch (error) {
      if (patience.signal?.aborted === true) throw error
      this.#session.access.log.debug(`Cannot read why a step failed: ${explain(error)}`)
    }
  }

  /** Shows why a step did not succeed, as far as that is known. */
  show(step: Step, failure: StepFailure | undefined): void {
    if (!this.lacks(step)) return
    this.#failures = [...this.#failures, { step, failure }]
    if (failure === undefined) return

    const { log } = this.#session.access
    log.startGroup(`Why step ${oneLine(step.name, 120)} failed: ${oneLine(failure.message, 200)}`)
    for (const line of foreignLines(failure.traceback ?? failure.message)) log.info(line)
    log.endGroup()
  }
}
