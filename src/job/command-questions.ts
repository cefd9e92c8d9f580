import { shownOf } from '../follow/aside.ts'
import { pollIntervalMs } from '../follow/follow.ts'
import { endingInQuestion, mayAsk, Questions } from '../follow/questions.ts'
import { RunReader } from '../follow/run-reader.ts'
import { conclude } from '../report/conclusion.ts'
import { questionFacts } from '../report/facts.ts'
import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Run, WaitCondition } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import { isFinished } from '../zenml/status.ts'
import type { CommandRuns } from './command-runs.ts'
import type { ConnectedJob } from './job.ts'

/** Runs whose questions stand in an error at most. */
const maxInError = 5
/** How often a run without a question is looked at, ms: once it has ended, nothing more is asked about it. */
const lookEveryMs = 30_000
/** How long after a run was last seen it is still said to wait, ms. */
const unseenForMs = 60_000

/** What asking for questions needs of its job. */
type QuestionsJob = Pick<ConnectedJob, 'connection' | 'report' | 'until' | 'world'>

/** A run that waits for a person. */
interface WaitingRun {
  readonly run: Run
  readonly question: WaitCondition
}

/** What is known of a run that may ask. */
interface Watched {
  readonly questions: Questions
  readonly reader: RunReader
  /** When the run was looked at last, as `clock.elapsed()`, ms. */
  lookedMs: number
}

/**
 * What the runs of a command ask a person. They are looked at from their start on, since a command may go on until its
 * runs have ended, and since several of them are followed one after the other.
 */
export class CommandQuestions {
  readonly #job: QuestionsJob
  readonly #runs: Pick<CommandRuns, 'own'>
  readonly #byRun = new Map<string, Watched>()
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
        for (const run of this.#watched) await this.#look(this.#watchedOf(run), shownOf({ attempts: 1, until, signal }))
        await clock.sleep(pollIntervalMs(clock.elapsed() - beganMs), signal)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** The questions of a run that is followed from now on: whoever follows it looks at them. */
  handOver(run: Run): Questions {
    this.#followed.add(run.id)
    return this.#watchedOf(run).questions
  }

  /** Which runs wait for a person by now. */
  get waiting(): readonly WaitingRun[] {
    return this.#runs.own.flatMap(run => {
      const known = this.#byRun.get(run.id)
      const question = known?.questions.open
      if (known === undefined || question === undefined || isFinished(run.status)) return []
      // Whoever follows a run knows how it is.
      const isSeen = !known.reader.hasEnded && known.reader.unseenMs < unseenForMs
      return isSeen || this.#followed.has(run.id) ? [{ run, question }] : []
    })
  }

  /** What some runs waited for, in sentences, but those of which is known by now that they had ended; empty if none is left. */
  words(before = this.waiting): string {
    const waiting = before.filter(({ run }) => !this.#hasEndedByItself(run))
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
      questions: this.waiting.map(({ question, run }) => questionFacts(question, connection.runUrl(run.id)))
    })
  }

  get #watched(): readonly Run[] {
    const isOver = ({ id }: Run) => this.#followed.has(id) || this.#byRun.get(id)?.reader.hasEnded === true
    return this.#runs.own.filter(run => mayAsk(run) && !isOver(run))
  }

  /** What a stop has ended did not end by itself. */
  #hasEndedByItself({ id }: Run): boolean {
    const status = this.#runs.own.find(run => run.id === id)?.status
    return status !== undefined && isFinished(status) && conclude(status) !== 'stopped'
  }

  /** Looks at what a run asks; at the run itself too where it asks something, and every so often. */
  async #look(watched: Watched, patience: Patience): Promise<void> {
    const { clock } = this.#job.world
    const beganMs = clock.elapsed()
    const { questions } = watched
    await questions.look(patience, () => this.#goesOn(watched, patience))

    const isSeen = watched.lookedMs >= beganMs
    const isDue = questions.open !== undefined || beganMs - watched.lookedMs >= lookEveryMs
    if (isDue && !isSeen) await this.#goesOn(watched, patience)
  }

  /** Whether a run goes on by a look at it now; not if that can't be known. Throws what aborts `patience.signal`. */
  async #goesOn(watched: Watched, patience: Patience): Promise<boolean> {
    const { reader } = watched
    const { clock, log } = this.#job.world
    watched.lookedMs = clock.elapsed()
    try {
      const hint = await reader.hint(patience)
      const isSeen = (hint !== undefined && hint === reader.run.status) || (await reader.read(patience))
      return isSeen && !reader.hasEnded
    } catch (error) {
      if (patience.signal?.aborted === true) throw error
      log.debug(`Cannot read whether the run goes on: ${explain(error)}`)
      return false
    }
  }

  #watchedOf(run: Run): Watched {
    const { connection, world } = this.#job
    const known = this.#byRun.get(run.id) ?? {
      questions: new Questions(connection, run.id),
      reader: new RunReader(connection, run),
      lookedMs: world.clock.elapsed()
    }
    this.#byRun.set(run.id, known)
    return known
  }
}
