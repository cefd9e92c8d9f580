import { explain } from '../text/errors.ts'
import { foreignLines, oneLine } from '../text/foreign.ts'
import type { FailedStep, Step, StepFailure } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import type { Session } from '../zenml/session.ts'
import { stepFailure } from '../zenml/steps.ts'
import { annotateFailure, type FindPlace } from './failure-annotation.ts'

/** Steps whose failure is read and shown at most. */
const maxFailures = 10
/** Of these, those that are annotated: GitHub shows ten errors of a step, and that of the step itself comes last. */
const maxAnnotations = 5

/** Shows why steps of a run did not succeed, each once, and keeps that. */
export class FailureLog {
  readonly #session: Session
  readonly #runId: string
  readonly #findPlace: FindPlace | undefined
  #failures: readonly FailedStep[] = []
  #annotated = 0

  constructor(session: Session, runId: string, findPlace: FindPlace | undefined) {
    this.#session = session
    this.#runId = runId
    this.#findPlace = findPlace
  }

  /** What has been shown, in that order. */
  get failures(): readonly FailedStep[] {
    return this.#failures
  }

  /** Whether a step's failure has not been shown, and may be: one that failed takes the place of one that was stopped. */
  lacks(step: Step): boolean {
    if (this.#failures.some(known => known.step.id === step.id)) return false
    const before = isFailed(step) ? this.#failures.filter(known => isFailed(known.step)) : this.#failures
    return before.length < maxFailures
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
      const failure = isFailed(step) ? await stepFailure(this.#session, this.#runId, step.id, patience) : undefined
      await this.show(step, failure)
    } catch (error) {
      if (patience.signal?.aborted === true) throw error
      this.#session.access.log.debug(`Cannot read why a step failed: ${explain(error)}`)
    }
  }

  /** Shows why a step did not succeed, as far as that is known. */
  async show(step: Step, failure: StepFailure | undefined): Promise<void> {
    if (!this.lacks(step)) return
    this.#makeRoom()
    this.#failures = [...this.#failures, { step, failure }]
    if (failure === undefined) return

    const { log } = this.#session.access
    log.startGroup(`Why step ${oneLine(step.name, 120)} failed: ${oneLine(failure.message, 200)}`)
    for (const line of foreignLines(failure.traceback ?? failure.message)) log.info(line)
    log.endGroup()
    if (++this.#annotated <= maxAnnotations) annotateFailure(log, step, failure, await this.#findPlace?.(failure))
  }

  #makeRoom(): void {
    if (this.#failures.length < maxFailures) return
    const last = this.#failures.findLastIndex(known => !isFailed(known.step))
    this.#failures = this.#failures.toSpliced(last, 1)
  }
}

function isFailed({ status }: Step): boolean {
  return status === 'failed'
}
