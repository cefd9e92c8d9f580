import { explain } from '../text/errors.ts'
import { foreignLines, oneLine } from '../text/foreign.ts'
import type { Connection } from '../zenml/connect.ts'
import type { FailedStep, Run, Step, StepFailure } from '../zenml/entities.ts'
import { ServerError } from '../zenml/server-error.ts'
import type { Patience } from '../zenml/session.ts'
import { isFinished, isSuccess } from '../zenml/status.ts'
import { lastUpdate, mergeSteps, runLine, type Steps } from './changes.ts'

/** What is known of a run. */
export interface Outcome {
  /** The run as last seen. */
  readonly run: Run
  /** The steps that were read: of thousands, the first ones and those that failed. */
  readonly steps: readonly Step[]
  /** How many steps the server has of the run. */
  readonly stepCount: number
  readonly failures: readonly FailedStep[]
}

/** A run may not be visible for a moment after it was started, ms. */
const graceMs = 30_000
/** Time for reading the details of a finished run, ms. */
const detailsMs = 20_000
/** Steps whose failure is read and shown at most. */
const maxFailures = 10

/** Looks at a run again and again, and logs what is new about it and its steps; decides nothing. */
export class Observation {
  readonly #connection: Connection
  readonly #beganMs: number
  #run: Run
  #steps: Steps = new Map()
  #stepCount = 0
  /** When the run was read last, as `clock.elapsed()`, ms. */
  #seenMs: number
  #shownStatus: string | undefined
  #lastNewsMs: number
  #failures: readonly FailedStep[] = []
  readonly #asked = new Set<string>()
  #stepsTrouble = false

  constructor(connection: Connection, first: Run) {
    this.#connection = connection
    this.#run = first
    this.#beganMs = this.#clock.elapsed()
    this.#lastNewsMs = this.#beganMs
    this.#seenMs = this.#beganMs
  }

  get #clock() {
    return this.#connection.client.access.clock
  }

  get #log() {
    return this.#connection.client.access.log
  }

  /** What is known so far. */
  get outcome(): Outcome {
    const steps = [...this.#steps.values()]
    return {
      run: this.#run,
      steps,
      stepCount: Math.max(steps.length, this.#stepCount),
      failures: this.#failures
    }
  }

  /** How long it has been looked at, ms. */
  get ageMs(): number {
    return this.#clock.elapsed() - this.#beganMs
  }

  /** How long nothing new has been logged, ms. */
  get silentMs(): number {
    return this.#clock.elapsed() - this.#lastNewsMs
  }

  /** How long ago the run was read last, ms. */
  get unseenMs(): number {
    return this.#clock.elapsed() - this.#seenMs
  }

  /** Looks once; throws `ServerError` where the run can't be read, and what aborts `patience.signal`. */
  async look(patience: Patience): Promise<void> {
    const { client } = this.#connection
    try {
      this.#run = await client.run(this.#run.id, patience)
      this.#seenMs = this.#clock.elapsed()
    } catch (error) {
      if (!(error instanceof ServerError && error.status === 404 && this.ageMs < graceMs)) throw error
      this.#log.info('The run is not visible yet; waiting for it.')
      return
    }
    // What is only worth showing is not waited for as the run itself is.
    const aside = asideOf(patience)
    await this.#lookAtSteps(aside)
    const line = runLine(this.#shownStatus, this.#run)
    this.#shownStatus = this.#run.status
    if (line !== undefined) this.tell(line)
    if (this.#run.status === 'paused') await this.#lookAtQuestions(aside)
  }

  /** Logs a line that counts as news. */
  tell(line: string): void {
    this.#lastNewsMs = this.#clock.elapsed()
    this.#log.info(line)
  }

  /** Reads a finished run once more with its metadata, and its steps; what can't be read stays as it was. */
  async complete(signal: AbortSignal): Promise<Outcome> {
    const { client } = this.#connection
    const patience = { attempts: 3, until: this.#clock.elapsed() + detailsMs, signal }
    try {
      const detailed = await client.run(this.#run.id, patience, true)
      // The status that was seen stands: what was logged stays true.
      this.#run = { ...detailed, status: this.#run.status }
      await this.#readAllSteps(patience)
    } catch (error) {
      this.#log.info(`Can not read the details of the finished run: ${explain(error)}`)
    }

    try {
      // Of a run with more steps than are listed, those that failed are asked for.
      if (!isSuccess(this.#run.status)) await this.#readFailedSteps(patience)
    } catch (error) {
      this.#log.info(`Can not read which steps failed: ${explain(error)}`)
    }
    return this.outcome
  }

  async #readAllSteps(patience: Patience): Promise<void> {
    const { client, project } = this.#connection
    const { items, total } = await client.steps(project.id, this.#run.id, undefined, patience)
    const { steps, changes } = mergeSteps(new Map(), items)
    this.#steps = steps
    this.#stepCount = total
    // What an answer about another run may have brought on the way is not this run's.
    if (total === items.length) this.#failures = this.#failures.filter(({ step }) => steps.has(step.id))
    else this.#log.info(`The run has ${total} steps; the first ${items.length} are listed, and those that failed.`)
    for (const { step, failed } of changes) if (failed) await this.#showFailure(step, patience)
  }

  async #readFailedSteps(patience: Patience): Promise<void> {
    const { client, project } = this.#connection
    const { items, total } = await client.failedSteps(project.id, this.#run.id, patience)
    const { steps, changes } = mergeSteps(
      this.#steps,
      items.map(({ step }) => step)
    )
    this.#steps = steps
    for (const { line } of changes) this.tell(line)
    for (const { step, failure } of items) this.#tellFailure(step, failure)
    if (total > this.#failures.length)
      this.#log.info(`${total} steps failed; why is shown of ${this.#failures.length} of them.`)
  }

  /** What is being waited for, for the log. */
  get waiting(): string {
    const open = [...this.#steps.values()]
      .filter(({ status }) => !isFinished(status))
      .map(({ name }) => oneLine(name, 80))
    const steps = open.length === 0 ? '' : `; steps in progress: ${open.slice(0, 10).join(', ')}`
    return `Still waiting: the run is ${oneLine(this.#run.status, 60)}${steps}`
  }

  /** Steps are worth showing but not worth failing for: the run's status alone decides. */
  async #lookAtSteps(patience: Patience): Promise<void> {
    const { client, project } = this.#connection
    try {
      const since = lastUpdate(this.#steps)
      const { items } = await client.steps(project.id, this.#run.id, since, patience)
      const { steps, changes } = mergeSteps(this.#steps, items)
      this.#steps = steps
      for (const { step, line, failed } of changes) {
        this.tell(line)
        if (failed) await this.#showFailure(step, patience)
      }
      this.#stepsTrouble = false
    } catch (error) {
      if (patience.signal?.aborted === true) throw error
      if (!this.#stepsTrouble) this.#log.info(`Can not read the steps at the moment: ${explain(error)}`)
      this.#stepsTrouble = true
    }
  }

  /** Reads and tells why a step did not succeed, once. */
  async #showFailure(step: Step, patience: Patience): Promise<void> {
    if (!this.#isToBeTold(step)) return
    // The server knows an exception of failed steps alone.
    const failure =
      step.status === 'failed'
        ? await this.#connection.client.stepFailure(this.#run.id, step.id, { ...patience, attempts: 2 })
        : undefined
    this.#tellFailure(step, failure)
  }

  #tellFailure(step: Step, failure: StepFailure | undefined): void {
    if (!this.#isToBeTold(step)) return
    this.#failures = [...this.#failures, { step, failure }]
    if (failure === undefined) return
    this.#log.startGroup(`Why step ${oneLine(step.name, 120)} failed: ${oneLine(failure.message, 200)}`)
    for (const line of foreignLines(failure.traceback ?? failure.message)) this.#log.info(line)
    this.#log.endGroup()
  }

  #isToBeTold({ id }: Step): boolean {
    return !this.#failures.some(known => known.step.id === id) && this.#failures.length < maxFailures
  }

  async #lookAtQuestions(patience: Patience): Promise<void> {
    const { client, project } = this.#connection
    try {
      for (const condition of await client.waitConditions(project.id, this.#run.id, patience)) {
        if (condition.status !== 'pending' || this.#asked.has(condition.id)) continue
        this.#asked.add(condition.id)
        const question = condition.question === undefined ? '' : `: ${oneLine(condition.question, 500)}`
        const url = this.#connection.runUrl(this.#run.id)
        this.tell(`The run waits for a person to answer '${oneLine(condition.name, 120)}'${question} (${url})`)
      }
    } catch (error) {
      if (patience.signal?.aborted === true) throw error
      this.#log.debug(`Can not read what the run waits for: ${explain(error)}`)
    }
  }
}

/** Patience with a question whose answer is only worth showing. */
function asideOf({ signal, until }: Patience): Patience {
  return {
    attempts: 2,
    ...(signal === undefined ? {} : { signal }),
    ...(until === undefined ? {} : { until })
  }
}
