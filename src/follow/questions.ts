import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run, WaitCondition } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import { isFinished } from '../zenml/status.ts'
import { openQuestions } from '../zenml/wait-conditions.ts'

/** Longest schema of an answer that is shown, characters. */
const maxSchemaLength = 500
/** From when a question that was seen is not taken as open any longer, by the time since the last look that succeeded, ms. */
const claimedForMs = 60_000

/** Knows which question of a run to a person is open, and annotates each once. */
export class Questions {
  readonly #connection: Connection
  readonly #runId: string
  readonly #asked = new Set<string>()
  #open: WaitCondition | undefined
  /** When the questions were read last, as `clock.elapsed()`, ms. */
  #readMs = Number.NEGATIVE_INFINITY

  constructor(connection: Connection, runId: string) {
    this.#connection = connection
    this.#runId = runId
  }

  get #access() {
    return this.#connection.session.access
  }

  /** The question that is open, as far as is known. */
  get open(): WaitCondition | undefined {
    return this.openAt(this.#access.clock.elapsed())
  }

  /** The question that was open at a moment of `clock.elapsed()`, ms, unless it was read too long before. */
  openAt(moment: number): WaitCondition | undefined {
    return moment - this.#readMs < claimedForMs ? this.#open : undefined
  }

  /**
   * Asks which questions are open, and annotates those that are new if the run `goesOn`, by a look at it that comes
   * later: a question of a run that ended otherwise stays pending for good (measured on 0.98.0). Returns whether any was
   * annotated. Throws what aborts `patience.signal`.
   */
  async look(patience: Patience, goesOn: () => Promise<boolean>): Promise<boolean> {
    const { project, session } = this.#connection
    try {
      const open = await openQuestions(session, project.id, this.#runId, patience)
      this.#open = open.at(-1)
      this.#readMs = this.#access.clock.elapsed()

      const fresh = open.filter(({ id }) => !this.#asked.has(id))
      if (fresh.length === 0 || !(await goesOn())) return false
      for (const question of fresh) this.#annotate(question)
      return true
    } catch (error) {
      if (patience.signal?.aborted === true) throw error
      this.#access.log.debug(`Cannot read what the run waits for: ${explain(error)}`)
      return false
    }
  }

  #annotate(question: WaitCondition): void {
    this.#asked.add(question.id)
    const url = this.#connection.runUrl(this.#runId)
    this.#access.log.notice(`The run waits for a person to answer ${questionWords(question)} (${url})`)
  }
}

/**
 * Whether a run may ask a person by now: only one of a dynamic pipeline that has not ended can; one that pauses may be of
 * a server that doesn't say which pipelines are dynamic.
 */
export function mayAsk({ isDynamic, status }: Pick<Run, 'isDynamic' | 'status'>): boolean {
  return !isFinished(status) && (isDynamic || status === 'paused')
}

/** A question by its name, with its words and what an answer has to be. */
export function questionWords({ name, question, schema }: WaitCondition): string {
  const words = question === undefined ? '' : `: ${oneLine(question, 500)}`
  const answer = Object.keys(schema).length === 0 ? '' : ` Answer: ${oneLine(JSON.stringify(schema), maxSchemaLength)}`
  return `'${oneLine(name, 120)}'${words}${answer}`
}

/** The same as the end of a sentence, with its full stop or question mark. */
export function endingInQuestion(question: WaitCondition): string {
  const words = oneLine(questionWords(question), 1_200)
  return /[.?!]$/.test(words) ? words : `${words}.`
}
