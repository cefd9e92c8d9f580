import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Connection } from '../zenml/connect.ts'
import type { FailedStep, Run, Step, WaitCondition } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import { isFinished } from '../zenml/status.ts'
import { shownOf } from './aside.ts'
import { runLine } from './changes.ts'
import type { FindPlace } from './failure-annotation.ts'
import { mayAsk, Questions, questionWords } from './questions.ts'
import { RunReader } from './run-reader.ts'
import { StepNews } from './step-news.ts'

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

/** Time for reading the details of a finished run, ms. */
const detailsMs = 20_000

/** Looks at a run again and again, and logs what is new about it, its steps and its questions; decides nothing. */
export class Observation {
  readonly #connection: Connection
  readonly #reader: RunReader
  readonly #steps: StepNews
  readonly #questions: Questions
  readonly #over = new AbortController()
  /** The look at the questions that goes on. */
  #asking: Promise<void> | undefined
  #glances = 0
  #shownStatus: string | undefined
  #lastNewsMs: number

  constructor(connection: Connection, first: Run, { findPlace, questions }: ObservationOptions = {}) {
    this.#connection = connection
    this.#reader = new RunReader(connection, first)
    this.#steps = new StepNews(connection, first.id, { findPlace, logLine: line => this.logLine(line) })
    this.#questions = questions ?? new Questions(connection, first.id)
    this.#lastNewsMs = this.#clock.elapsed()
  }

  get #clock() {
    return this.#connection.session.access.clock
  }

  get #log() {
    return this.#connection.session.access.log
  }

  get #run(): Run {
    return this.#reader.run
  }

  /** What is known so far. */
  get outcome(): Outcome {
    // Of a run that can't be read any longer, what it waited for is said as of when it was seen.
    const seenMs = this.#clock.elapsed() - this.#reader.unseenMs
    const question = this.hasEnded ? undefined : this.#questions.openAt(seenMs)
    return {
      run: this.#run,
      steps: this.#steps.steps,
      stepCount: this.#steps.total,
      failures: this.#steps.failures,
      ...(question === undefined ? {} : { question })
    }
  }

  /** Whether the run was seen to have ended. */
  get hasEnded(): boolean {
    return this.#reader.hasEnded
  }

  /** How long it has been looked at, ms. */
  get ageMs(): number {
    return this.#reader.ageMs
  }

  /** How long nothing new has been logged, ms. */
  get silentMs(): number {
    return this.#clock.elapsed() - this.#lastNewsMs
  }

  /** How long ago the run was seen last, ms. */
  get unseenMs(): number {
    return this.#reader.unseenMs
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
    if (await this.#reader.read(patience)) await this.#lookOn(patience)
  }

  /** Looks as {@link look} does, and waits for what the run asks a person too. */
  async lookOnceMore(patience: Patience): Promise<void> {
    await this.look(patience)
    if (this.hasEnded) return

    await this.#asking
    this.#ask(patience)
    await this.#asking
    patience.signal?.throwIfAborted()
  }

  /** Ends what goes on beside the looks. */
  async stop(): Promise<void> {
    this.#over.abort()
    await this.#asking
  }

  /**
   * Asks a single question: whether a step has changed, or whether the run has, so that a tick costs one request in
   * which next to nothing comes back. A run ends with one of its steps, and a change of either leads to a look at the
   * other at once. While a step goes on they take turns; between steps, the end may come at any moment, and the run has
   * two of three. A run that may ask a person is asked for that beside it: nothing else changes when it begins to wait
   * (measured on 0.98.0). Throws as {@link look} does.
   */
  async glance(patience: Patience): Promise<void> {
    if (!this.#reader.wasRead) return this.look(patience)
    this.#ask(patience)
    await this.#lookAtHint(patience)
  }

  async #lookAtHint(patience: Patience): Promise<void> {
    const isStepsTurn = ++this.#glances % (this.#steps.isAnyActive ? 2 : 3) === 0
    if (isStepsTurn && this.#steps.isWorthAsking && !(await this.#lookAtSteps(patience))) return

    const before = this.#run.status
    const hint = await this.#reader.hint(patience)
    if (hint === before) return
    if (hint !== undefined && isFinished(hint)) return this.#lookAtEnd(patience)
    if (!(await this.#reader.read(patience))) return
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
    const read = [this.#reader.readDetails(patience), this.#steps.readAll(patience)]
    const failed = (await Promise.allSettled(read)).find(each => each.status === 'rejected')
    if (failed !== undefined) this.#log.info(`Cannot read the details of the finished run: ${explain(failed.reason)}`)

    try {
      await this.#steps.readFailed(this.#run, patience)
    } catch (error) {
      this.#log.info(`Cannot read which steps failed: ${explain(error)}`)
    }
    return this.outcome
  }

  /** Looks at the steps, and logs what is new. */
  async #lookOn(patience: Patience): Promise<void> {
    await this.#lookAtSteps(patience)
    this.#logStatus()
    this.#ask(patience)
  }

  /** Looks at a run that is said to have ended: it, with its details, and its steps are read side by side. */
  async #lookAtEnd(patience: Patience): Promise<void> {
    const [changes] = await Promise.all([this.#steps.readEnd(patience), this.#reader.readEnded(patience)])
    await this.#steps.show(changes, patience)
    this.#logStatus()
  }

  #logStatus(): void {
    const line = runLine(this.#shownStatus, this.#run)
    this.#shownStatus = this.#run.status
    if (line !== undefined) this.logLine(line)
  }

  /** Looks at what has changed of the steps, and logs it; whether something has. */
  async #lookAtSteps(patience: Patience): Promise<boolean> {
    const changes = await this.#steps.readChanges(patience, this.hasEnded)
    await this.#steps.show(changes, patience)
    return changes.length > 0
  }

  /** Begins to look at what the run asks a person, without waiting for it: no look at the run is held up by that. */
  #ask(patience: Patience): void {
    if (this.#asking !== undefined || !mayAsk(this.#run)) return
    this.#asking = this.#lookAtQuestions(patience).finally(() => {
      this.#asking = undefined
    })
  }

  async #lookAtQuestions({ signal, ...patience }: Patience): Promise<void> {
    const ends = signal === undefined ? this.#over.signal : AbortSignal.any([signal, this.#over.signal])
    const shown = shownOf({ ...patience, signal: ends })
    try {
      const isNews = await this.#questions.look(shown, () => this.#reader.goesOn(shown))
      if (isNews) this.#lastNewsMs = this.#clock.elapsed()
    } catch (error) {
      if (!ends.aborted) throw error
    }
  }
}
