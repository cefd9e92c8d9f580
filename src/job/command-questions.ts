import { pollIntervalMs } from '../follow/follow.ts'
import { endingInQuestion, mayAsk, Questions } from '../follow/questions.ts'
import { questionFacts } from '../report/facts.ts'
import { oneLine } from '../text/foreign.ts'
import type { Run, WaitCondition } from '../zenml/entities.ts'
import { isFinished } from '../zenml/status.ts'
import type { CommandRuns } from './command-runs.ts'
import type { ConnectedJob } from './job.ts'

/** Runs whose questions stand in an error at most. */
const maxInError = 5

/** What asking for questions needs of its job. */
type QuestionsJob = Pick<ConnectedJob, 'connection' | 'report' | 'until' | 'world'>

/** A run that waits for a person. */
interface WaitingRun {
  readonly run: Run
  readonly question: WaitCondition
}

/**
 * What the runs of a command ask a person. They are looked at from their start on, since a command may go on until its
 * runs have ended, and since several of them are followed one after the other.
 */
export class CommandQuestions {
  readonly #job: QuestionsJob
  readonly #runs: Pick<CommandRuns, 'own'>
  readonly #byRun = new Map<string, Questions>()
  readonly #followed = new Set<string>()

  constructor(job: QuestionsJob, runs: Pick<CommandRuns, 'own'>) {
    this.#job = job
    this.#runs = runs
  }

  /** Looks at what the runs ask until the signal aborts, as often as runs are polled. */
  async watch(signal: AbortSignal): Promise<void> {
    const { until, world } = this.#job
    const { clock } = world
    const beganMs = clock.elapsed()
    try {
      while (!signal.aborted) {
        for (const run of this.#watched) await this.#questionsOf(run).look({ attempts: 2, until, signal })
        await clock.sleep(pollIntervalMs(clock.elapsed() - beganMs), signal)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** The questions of a run that is followed from now on: whoever follows it looks at them. */
  handOver(run: Run): Questions {
    this.#followed.add(run.id)
    return this.#questionsOf(run)
  }

  /** Which runs wait for what, in sentences; empty if none does. */
  get words(): string {
    const waiting = this.#waiting
    const said = waiting
      .slice(0, maxInError)
      .map(
        ({ question, run }) =>
          `The run ${oneLine(run.name, 200)} waits for a person to answer ${endingInQuestion(question)}`
      )
    const more = waiting.length - said.length
    return [...said, ...(more > 0 ? [`So do ${more} more of its runs.`] : [])].join(' ')
  }

  /** Puts the questions of runs that have not ended into the summary. */
  publish(): void {
    const { connection, report } = this.#job
    report.publish({
      questions: this.#waiting.map(({ question, run }) => questionFacts(question, connection.runUrl(run.id)))
    })
  }

  get #waiting(): readonly WaitingRun[] {
    return this.#runs.own.flatMap(run => {
      const question = this.#byRun.get(run.id)?.open
      return question === undefined || isFinished(run.status) ? [] : [{ run, question }]
    })
  }

  get #watched(): readonly Run[] {
    return this.#runs.own.filter(run => mayAsk(run) && !isFinished(run.status) && !this.#followed.has(run.id))
  }

  #questionsOf({ id }: Run): Questions {
    const known = this.#byRun.get(id) ?? new Questions(this.#job.connection, id)
    this.#byRun.set(id, known)
    return known
  }
}
