import { formatDuration } from '../clock.ts'
import { explain } from '../errors.ts'
import { foreignLines, oneLine } from '../text.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run, Step, StepFailure } from '../zenml/entities.ts'
import { SchemaError } from '../zenml/schema.ts'
import { ServerError } from '../zenml/server-error.ts'
import type { Patience } from '../zenml/session.ts'
import { isFinished, isSuccess } from '../zenml/status.ts'
import type { Steps } from './changes.ts'
import { lastUpdate, mergeSteps, runLine } from './changes.ts'

/** How following a run ended: it finished, the deadline came, or the job was cancelled. */
export interface Followed {
  readonly end: 'finished' | 'deadline' | 'cancelled'
  /** The run as last seen. */
  readonly run: Run
  readonly steps: readonly Step[]
  readonly failures: readonly { readonly step: Step; readonly failure: StepFailure | undefined }[]
}

/** Bounds of following, in ms of `clock.elapsed()`. */
export interface FollowLimits {
  readonly signal: AbortSignal
  readonly until: number
}

/** A run may not be visible for a moment after it was started, ms. */
const graceMs = 30_000
/** How often the log says what it is waiting for when nothing changes, ms. */
const silenceMs = 5 * 60_000
/** Time for the last look at the deadline, ms. */
const lastLookMs = 10_000
/** Time for reading the details of a finished run, ms. */
const detailsMs = 20_000
/** Steps whose failure is read and shown at most. */
const maxFailures = 10

/** Time between two looks in ms, by the age of the wait: quick at first, then sparing the server. */
export function pollIntervalMs(ageMs: number): number {
  if (ageMs < 15_000) return 1_000
  if (ageMs < 120_000) return 2_000
  return ageMs < 900_000 ? 5_000 : 10_000
}

/**
 * Follows a run to its end by its status, logging every change of the run and of its steps. Returns at the deadline
 * (after one last look) and on cancel too; throws `ServerError` where the run is out of reach for good.
 */
export async function follow(connection: Connection, first: Run, limits: FollowLimits): Promise<Followed> {
  const observer = new Observer(connection, first, limits)
  return observer.watch()
}

class Observer {
  readonly #connection: Connection
  readonly #limits: FollowLimits
  readonly #beganMs: number
  #run: Run
  #steps: Steps = new Map()
  #shownStatus: string | undefined
  #lastNewsMs: number
  #failures: { step: Step; failure: StepFailure | undefined }[] = []
  #asked = new Set<string>()
  #stepsTrouble = false

  constructor(connection: Connection, first: Run, limits: FollowLimits) {
    this.#connection = connection
    this.#limits = limits
    this.#run = first
    this.#beganMs = this.#clock.elapsed()
    this.#lastNewsMs = this.#beganMs
  }

  get #clock() {
    return this.#connection.client.session.access.clock
  }

  get #log() {
    return this.#connection.client.session.access.log
  }

  async watch(): Promise<Followed> {
    const { signal, until } = this.#limits
    try {
      for (;;) {
        await this.#look({ signal, until, attempts: Number.POSITIVE_INFINITY })
        if (isFinished(this.#run.status)) return await this.#finish('finished')
        const left = until - this.#clock.elapsed()
        if (left <= 0) return await this.#lastLook()
        await this.#clock.sleep(Math.min(left, pollIntervalMs(this.#clock.elapsed() - this.#beganMs)), signal)
      }
    } catch (error) {
      if (signal.aborted) return this.#interrupted()
      // Trouble that lasted to the deadline: the run gets its last look all the same.
      if (error instanceof ServerError && error.passing) return await this.#lastLook()
      throw error
    }
  }

  /** On cancel; a run that was seen to have ended has ended, whatever else could not be read of it. */
  #interrupted(): Followed {
    return this.#result(isFinished(this.#run.status) ? 'finished' : 'cancelled')
  }

  async #look(patience: Patience): Promise<void> {
    const { client } = this.#connection
    try {
      this.#run = await client.run(this.#run.id, patience)
    } catch (error) {
      if (error instanceof SchemaError)
        return this.#log.info('The server answered something that is no run; asking again.')
      const young = this.#clock.elapsed() - this.#beganMs < graceMs
      if (!(error instanceof ServerError && error.status === 404 && young)) throw error
      this.#log.info('The run is not visible yet; waiting for it.')
      return
    }
    await this.#lookAtSteps(patience)
    const line = runLine(this.#shownStatus, this.#run)
    this.#shownStatus = this.#run.status
    if (line !== undefined) this.#news(line)
    if (this.#run.status === 'paused') await this.#lookAtQuestions(patience)
    if (this.#clock.elapsed() - this.#lastNewsMs >= silenceMs) this.#news(this.#waitingLine())
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
        this.#news(line)
        if (failed) await this.#showFailure(step, patience)
      }
      this.#stepsTrouble = false
    } catch (error) {
      if (this.#limits.signal.aborted && patience.signal !== undefined) throw error
      if (!this.#stepsTrouble) this.#log.info(`Can not read the steps at the moment: ${explain(error)}`)
      this.#stepsTrouble = true
    }
  }

  async #showFailure(step: Step, patience: Patience): Promise<void> {
    if (isSuccess(step.status) || this.#failures.some(known => known.step.id === step.id)) return
    if (this.#failures.length >= maxFailures) return
    const failure =
      step.status === 'failed'
        ? await this.#connection.client.stepFailure(step.id, { ...patience, attempts: 2 })
        : undefined
    this.#failures.push({ step, failure })
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
        this.#news(`The run waits for a person to answer '${oneLine(condition.name, 120)}'${question} (${url})`)
      }
    } catch (error) {
      if (this.#limits.signal.aborted && patience.signal !== undefined) throw error
      this.#log.debug(`Can not read what the run waits for: ${explain(error)}`)
    }
  }

  #waitingLine(): string {
    const open = [...this.#steps.values()]
      .filter(({ status }) => !isFinished(status))
      .map(({ name }) => oneLine(name, 80))
    const steps = open.length === 0 ? '' : `; steps in progress: ${open.slice(0, 10).join(', ')}`
    const left = formatDuration(Math.max(0, this.#limits.until - this.#clock.elapsed()))
    return `Still waiting: the run is ${oneLine(this.#run.status, 60)}${steps}. The timeout comes in ${left}.`
  }

  #news(line: string): void {
    this.#lastNewsMs = this.#clock.elapsed()
    this.#log.info(line)
  }

  async #lastLook(): Promise<Followed> {
    try {
      await this.#look({ attempts: 2, until: this.#clock.elapsed() + lastLookMs, signal: this.#limits.signal })
    } catch (error) {
      if (this.#limits.signal.aborted) return this.#interrupted()
      this.#log.info(`The last look at the deadline failed: ${explain(error)}`)
    }
    return isFinished(this.#run.status) ? this.#finish('finished') : this.#result('deadline')
  }

  /** Reads the run once more with its metadata, and all its steps, for outputs and summary. */
  async #finish(end: 'finished'): Promise<Followed> {
    const patience = { attempts: 3, until: this.#clock.elapsed() + detailsMs, signal: this.#limits.signal }
    try {
      const detailed = await this.#connection.client.run(this.#run.id, patience, true)
      // The status that was seen stands: a finished run does not change any more, and what was logged stays true.
      this.#run = { ...detailed, status: this.#run.status }
      this.#steps = new Map()
      const steps = await this.#connection.client.steps(this.#connection.project.id, this.#run.id, undefined, patience)
      const { steps: all, changes } = mergeSteps(this.#steps, steps)
      this.#steps = all
      for (const { step, failed } of changes) if (failed) await this.#showFailure(step, patience)
    } catch (error) {
      this.#log.info(`Can not read the details of the finished run: ${explain(error)}`)
    }
    return this.#result(end)
  }

  #result(end: Followed['end']): Followed {
    return { end, run: this.#run, steps: [...this.#steps.values()], failures: this.#failures }
  }
}
