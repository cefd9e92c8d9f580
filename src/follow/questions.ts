import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run, WaitCondition } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import { openQuestions } from '../zenml/wait-conditions.ts'

/** Longest schema of an answer that is shown, characters. */
const maxSchemaLength = 500

/** Knows which question of a run to a person is open, and annotates each once. */
export class Questions {
  readonly #connection: Connection
  readonly #runId: string
  readonly #asked = new Set<string>()
  #open: WaitCondition | undefined

  constructor(connection: Connection, runId: string) {
    this.#connection = connection
    this.#runId = runId
  }

  /** The question that is open, as far as is known. */
  get open(): WaitCondition | undefined {
    return this.#open
  }

  /** Asks which questions are open, and annotates those that are new; whether there are such. Throws what aborts `patience.signal`. */
  async look(patience: Patience): Promise<boolean> {
    const { project, session } = this.#connection
    try {
      const open = await openQuestions(session, project.id, this.#runId, patience)
      this.#open = open.at(-1)

      const fresh = open.filter(({ id }) => !this.#asked.has(id))
      for (const question of fresh) this.#annotate(question)
      return fresh.length > 0
    } catch (error) {
      if (patience.signal?.aborted === true) throw error
      session.access.log.debug(`Cannot read what the run waits for: ${explain(error)}`)
      return false
    }
  }

  #annotate(question: WaitCondition): void {
    this.#asked.add(question.id)
    const url = this.#connection.runUrl(this.#runId)
    this.#connection.session.access.log.notice(
      `The run waits for a person to answer ${questionWords(question)} (${url})`
    )
  }
}

/** Whether a run may ask a person: only a dynamic pipeline can; one that pauses may be of a server that doesn't say which those are. */
export function mayAsk({ isDynamic, status }: Pick<Run, 'isDynamic' | 'status'>): boolean {
  return isDynamic || status === 'paused'
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
