import { explain } from '../text/errors.ts'
import { foreignLines, oneLine } from '../text/foreign.ts'
import type { Connection } from '../zenml/connect.ts'
import type { FailedStep, Run, Step } from '../zenml/entities.ts'
import { SchemaError } from '../zenml/schema.ts'
import { ServerError } from '../zenml/server-error.ts'
import type { Patience } from '../zenml/session.ts'
import { isFinished } from '../zenml/status.ts'
import { lastUpdate, mergeSteps, runLine, type Steps } from './changes.ts'

/** What is known of a run. */
export interface Outcome {
  /** The run as last seen. */
  readonly run: Run
  readonly steps: readonly Step[]
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
  }

  get #clock() {
    return this.#connection.client.access.clock
  }

  get #log() {
    return this.#connection.client.access.log
  }

  /** What is known so far. */
  get outcome(): Outcome {
    return { run: this.#run, steps: [...this.#steps.values()], failures: this.#failures }
  }

  /** How long it has been looked at, ms. */
  get ageMs(): number {
    return this.#clock.elapsed() - this.#beganMs
  }

  /** How long nothing new has been logged, ms. */
  get silentMs(): number {
    return this.#clock.elapsed() - this.#lastNewsMs
  }

  /** Looks once; throws `ServerError` where the run can't be read, and what aborts `patience.signal`. */
  async look(patience: Patience): Promise<void> {
    const { client } = this.#connection
    try {
      this.#run = await client.run(this.#run.id, patience)
    } catch (error) {
      if (error instanceof SchemaError) {
        this.#log.info('The server answered something that is no run; asking again.')
        return
      }
      if (!(error instanceof ServerError && error.status === 404 && this.ageMs < graceMs)) throw error
      this.#log.info('The run is not visible yet; waiting for it.')
      return
    }
    await this.#lookAtSteps(patience)
    const line = runLine(this.#shownStatus, this.#run)
    this.#shownStatus = this.#run.status
    if (line !== undefined) this.tell(line)
    if (this.#run.status === 'paused') await this.#lookAtQuestions(patience)
  }

  /** Logs a line that counts as news. */
  tell(line: string): void {
    this.#lastNewsMs = this.#clock.elapsed()
    this.#log.info(line)
  }

  /** Reads a finished run once more with its metadata, and all its steps; what can't be read stays as it was. */
  async complete(signal: AbortSignal): Promise<Outcome> {
    const { client, project } = this.#connection
    const patience = { attempts: 3, until: this.#clock.elapsed() + detailsMs, signal }
    try {
      const detailed = await client.run(this.#run.id, patience, true)
      // The status that was seen stands: a finished run does not change any more, and what was logged stays true.
      this.#run = { ...detailed, status: this.#run.status }
      const { steps, changes } = mergeSteps(
        new Map(),
        await client.steps(project.id, this.#run.id, undefined, patience)
      )
      this.#steps = steps
      for (const { step, failed } of changes) if (failed) await this.#showFailure(step, patience)
    } catch (error) {
      this.#log.info(`Can not read the details of the finished run: ${explain(error)}`)
    }
    return this.outcome
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
      const changed = await client.steps(project.id, this.#run.id, since, { ...patience, attempts: 2 })
      const { steps, changes } = mergeSteps(this.#steps, changed)
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

  async #showFailure(step: Step, patience: Patience): Promise<void> {
    if (this.#failures.some(known => known.step.id === step.id) || this.#failures.length >= maxFailures) return
    // The server knows an exception of failed steps alone.
    const failure =
      step.status === 'failed'
        ? await this.#connection.client.stepFailure(step.id, { ...patience, attempts: 2 })
        : undefined
    this.#failures = [...this.#failures, { step, failure }]
    if (failure === undefined) return
    this.#log.startGroup(`Why step ${oneLine(step.name, 120)} failed: ${oneLine(failure.message, 200)}`)
    for (const line of foreignLines(failure.traceback ?? failure.message)) this.#log.info(line)
    this.#log.endGroup()
  }

  async #lookAtQuestions(patience: Patience): Promise<void> {
    const { client, project } = this.#connection
    try {
      for (const condition of await client.waitConditions(project.id, this.#run.id, { ...patience, attempts: 2 })) {
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
