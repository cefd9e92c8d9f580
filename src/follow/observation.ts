import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Connection } from '../zenml/connect.ts'
import type { FailedStep, Run, Step, WaitCondition } from '../zenml/entities.ts'
import { isLoginRefusal } from '../zenml/login.ts'
import type { Patience } from '../zenml/question.ts'
import { getRun, statusHint } from '../zenml/runs.ts'
import { ServerError } from '../zenml/server-error.ts'
import { isFinished, isSuccess } from '../zenml/status.ts'
import { failedSteps } from '../zenml/steps.ts'
import { runLine, type StepChange } from './changes.ts'
import { FailureLog, type FindPlace } from './failure-log.ts'
import { mayAsk, Questions, questionWords } from './questions.ts'
import { StepReader } from './step-reader.ts'

/** What is known of a run. */
export interface Outcome {
  /** The run as last seen. */
  readonly run: Run
  /** The steps that were read: of thousands, not all, but those that failed. */
  readonly steps: readonly Step[]
  /** How many steps the server has of the run. */
  readonly stepCount: number
  readonly failures: readonly FailedStep[]
  /** The question to a person that the run waits for, if it has one. */
  readonly question?: WaitCondition
}

/** What an observation gets from outside, as far as there is something. */
export interface ObservationOptions {
  readonly findPlace?: FindPlace | undefined
  /** The questions of the run, if somebody has looked at them before. */
  readonly questions?: Questions | undefined
}

/** A run may not be visible for a moment after it was started, ms. */
const graceMs = 30_000
/** From when a hint no longer stands for the run itself, by the time since that was read, ms. */
const hintsHoldMs = 60_000
/** Time for reading the details of a finished run, ms. */
const detailsMs = 20_000

/** Looks at a run again and again, and logs what is new about it and its steps; decides nothing. */
export class Observation {
  readonly #connection: Connection
  readonly #steps: StepReader
  readonly #failures: FailureLog
  readonly #beganMs: number
  #run: Run
  /** When the run itself was read last, and when it was seen last, as `clock.elapsed()`, ms. */
  #readMs: number | undefined
  #seenMs: number
  /** Whether the run was read with its details since it ended. */
  #isDetailed = false
  #glances = 0
  #shownStatus: string | undefined
  #lastNewsMs: number
  readonly #questions: Questions
  #stepsTrouble = false

  constructor(connection: Connection, first: Run, { findPlace, questions }: ObservationOptions = {}) {
    this.#connection = connection
    this.#steps = new StepReader(connection, first.id)
    this.#failures = new FailureLog(connection.session, first.id, findPlace)
    this.#questions = questions ?? new Questions(connection, first.id)
    this.#run = first
    this.#beganMs = this.#clock.elapsed()
    this.#lastNewsMs = this.#beganMs
    this.#seenMs = this.#beganMs
  }

  get #clock() {
    return this.#connection.session.access.clock
  }

  get #log() {
    return this.#connection.session.access.log
  }

  /** What is known so far. */
  get outcome(): Outcome {
    const question = this.hasEnded ? undefined : this.#questions.open
    return {
      run: this.#run,
      steps: this.#steps.steps,
      stepCount: this.#steps.total,
      failures: this.#failures.failures,
      ...(question === undefined ? {} : { question })
    }
  }

  /** Whether the run was seen to have ended. */
  get hasEnded(): boolean {
    return isFinished(this.#run.status)
  }

  /** How long it has been looked at, ms. */
  get ageMs(): number {
    return this.#clock.elapsed() - this.#beganMs
  }

  /** How long nothing new has been logged, ms. */
  get silentMs(): number {
    return this.#clock.elapsed() - this.#lastNewsMs
  }

  /** How long ago the run was seen last, ms. */
  get unseenMs(): number {
    return this.#clock.elapsed() - this.#seenMs
  }

  /** What is being waited for, for the log. */
  get waiting(): string {
    const open = this.#steps.steps.filter(({ status }) => !isFinished(status)).map(({ name }) => oneLine(name, 80))
    const steps = open.length === 0 ? '' : `; steps in progress: ${open.slice(0, 10).join(', ')}`
    const question = this.#questions.open
    const asks = question === undefined ? '' : `; a person has to answer ${questionWords(question)}`
    return `Still waiting: the run is ${oneLine(this.#run.status, 60)}${steps}${asks}`
  }

  /** Looks at the run and its steps; throws `ServerError` if the run can't be read, and what aborts `patience.signal`. */
  async look(patience: Patience): Promise<void> {
    if (await this.#readRun(patience)) await this.#lookOn(patience)
  }

  /**
   * Asks a single question: whether a step has changed, or whether the run has, so that a tick costs one request in
   * which next to nothing comes back. A run ends with one of its steps, and a change of either leads to a look at the
   * other at once. While a step goes on they take turns; between steps, the end may come at any moment, and the run has
   * two of three. A run that may ask a person is asked for that side by side: nothing else changes when it begins to wait
   * (measured on 0.98.0). Throws as {@link look} does.
   */
  async glance(patience: Patience): Promise<void> {
    if (this.#readMs === undefined) return this.look(patience)
    await Promise.all([this.#lookAtHint(patience), this.#lookAtQuestions(patience)])
  }

  async #lookAtHint(patience: Patience): Promise<void> {
    if (this.#readMs === undefined) return
    const isStepsTurn = ++this.#glances % (this.#steps.isAnyActive ? 2 : 3) === 0
    if (isStepsTurn && !(await this.#lookAtSteps(patience))) return

    const before = this.#run.status
    const isHeld = this.#clock.elapsed() - this.#readMs < hintsHoldMs
    const hint = isHeld ? await this.#hint(patience) : undefined
    if (hint === before) {
      this.#seenMs = this.#clock.elapsed()
      return
    }
    if (hint !== undefined && isFinished(hint)) return this.#lookAtEnd(patience)
    if (!(await this.#readRun(patience))) return
    if (this.#run.status !== before) await this.#lookOn(patience)
  }

  /** Logs a line that counts as news. */
  logLine(line: string): void {
    this.#lastNewsMs = this.#clock.elapsed()
    this.#log.info(line)
  }

  /** Reads what is missing of a finished run, its details and its steps; what can't be read stays as it was. */
  async complete(signal: AbortSignal): Promise<Outcome> {
    const patience = { attempts: 3, until: this.#clock.elapsed() + detailsMs, signal }
    const read = [this.#readDetails(patience), this.#readAllSteps(patience)]
    const failed = (await Promise.allSettled(read)).find(each => each.status === 'rejected')
    if (failed !== undefined) this.#log.info(`Cannot read the details of the finished run: ${explain(failed.reason)}`)

    try {
      if (this.#mayHaveFailedSteps) await this.#readFailedSteps(patience)
    } catch (error) {
      this.#log.info(`Cannot read which steps failed: ${explain(error)}`)
    }
    return this.outcome
  }

  /**
   * The run's status, or undefined if it could not be read. It decides nothing: an answer so small doesn't say which run
   * it is about, and a cache may have mixed it up with another one. If it is another than the run's own, or there is
   * trouble, the run itself is read, whose id is checked; if it is the same, nothing follows from it, and for a minute
   * at most.
   */
  async #hint(patience: Patience): Promise<string | undefined> {
    try {
      return await statusHint(this.#connection.session, this.#run.id, asideOf(patience))
    } catch (error) {
      if (patience.signal?.aborted === true || !(error instanceof ServerError) || isLoginRefusal(error)) throw error
      return undefined
    }
  }

  /** Reads the run itself; whether it is there. */
  async #readRun(patience: Patience): Promise<boolean> {
    try {
      this.#take(await getRun(this.#connection.session, this.#run.id, patience))
      return true
    } catch (error) {
      if (!(error instanceof ServerError && error.status === 404 && this.ageMs < graceMs)) throw error
      this.#log.info('The run is not visible yet; waiting for it.')
      return false
    }
  }

  #take(run: Run): void {
    this.#run = run
    this.#seenMs = this.#clock.elapsed()
    this.#readMs = this.#seenMs
  }

  /** Looks at the steps, and logs what is new. */
  async #lookOn(patience: Patience): Promise<void> {
    await this.#lookAtSteps(patience)
    this.#logStatus()
    await this.#lookAtQuestions(patience)
  }

  /** Looks at a run that is said to have ended: it, with its details, and its steps are read side by side. */
  async #lookAtEnd(patience: Patience): Promise<void> {
    const [changes] = await Promise.all([this.#readSteps(patience, true), this.#readEnded(patience)])
    await this.#logSteps(changes, patience)
    this.#logStatus()
  }

  async #readEnded(patience: Patience): Promise<void> {
    try {
      this.#take(await getRun(this.#connection.session, this.#run.id, asideOf(patience), true))
      this.#isDetailed = isFinished(this.#run.status)
    } catch (error) {
      if (patience.signal?.aborted === true || !(error instanceof ServerError)) throw error
      // What is worth waiting for is how the run is, not its details.
      await this.#readRun(patience)
    }
  }

  #logStatus(): void {
    const line = runLine(this.#shownStatus, this.#run)
    this.#shownStatus = this.#run.status
    if (line !== undefined) this.logLine(line)
  }

  async #readDetails(patience: Patience): Promise<void> {
    if (this.#isDetailed) return
    const detailed = await getRun(this.#connection.session, this.#run.id, patience, true)
    // The status that was seen stands: what was logged stays true.
    this.#run = { ...detailed, status: this.#run.status }
  }

  /** Reads the steps of a finished run until they are all known as they are for good, if need be all of them anew. */
  async #readAllSteps(patience: Patience): Promise<void> {
    const steps = this.#steps
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

  /** Whether steps of a run that has ended may have failed unreported, or without the reason. */
  get #mayHaveFailedSteps(): boolean {
    if (isSuccess(this.#run.status)) return false
    const failed = this.#steps.steps.filter(({ status }) => status === 'failed')
    return this.#steps.isCut || failed.length === 0 || failed.some(step => this.#failures.lacks(step))
  }

  async #readFailedSteps(patience: Patience): Promise<void> {
    const { project, session } = this.#connection
    const { items, total } = await failedSteps(session, project.id, this.#run.id, patience)
    for (const { line } of this.#steps.add(items.map(({ step }) => step))) this.logLine(line)
    for (const { step, failure } of items) await this.#failures.show(step, failure)

    const shown = this.#failures.failures.length
    if (total > shown) this.#log.info(`${total} steps failed; ${shown} of them are shown with their reasons.`)
  }

  /** Looks at what has changed of the steps, and logs it; whether something has. */
  async #lookAtSteps(patience: Patience): Promise<boolean> {
    const changes = await this.#readSteps(patience, false)
    await this.#logSteps(changes, patience)
    return changes.length > 0
  }

  /** Steps are worth showing but not worth failing for: the run's status alone decides. */
  async #readSteps(patience: Patience, isEnd: boolean): Promise<readonly StepChange[]> {
    const aside = asideOf(patience)
    try {
      const changes = await (isEnd ? this.#steps.readEnd(aside) : this.#steps.readChanges(aside))
      this.#stepsTrouble = false
      return changes
    } catch (error) {
      // Without a token nothing can be learnt of the run either, unless it is known to have ended.
      const isShutOut = error instanceof ServerError && isLoginRefusal(error) && !isEnd && !this.hasEnded
      if (patience.signal?.aborted === true || isShutOut) throw error

      if (!this.#stepsTrouble) this.#log.info(`Cannot read the steps at the moment: ${explain(error)}`)
      this.#stepsTrouble = true
      return []
    }
  }

  async #logSteps(changes: readonly StepChange[], patience: Patience): Promise<void> {
    for (const { step, line, failed } of changes) {
      this.logLine(line)
      if (failed) await this.#failures.read(step, asideOf(patience))
    }
  }

  async #lookAtQuestions(patience: Patience): Promise<void> {
    if (mayAsk(this.#run) && (await this.#questions.look(asideOf(patience)))) this.#lastNewsMs = this.#clock.elapsed()
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
