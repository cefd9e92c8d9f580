import type { Connection } from '../zenml/connect.ts'
import type { Step } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import { isFinished } from '../zenml/status.ts'
import { stepsPage } from '../zenml/steps.ts'
import { lastUpdate, mergeSteps, type StepChange, type Steps } from './changes.ts'

/** Steps of a first page, in which the few that change from look to look fit, and of each page if there are more. */
const [fewSteps, manySteps] = [20, 50]
/** Pages that are read in one go at most: 2,000 steps. */
const mostPages = 40
/** From when a second of the server counts as over, by the time since one of its changes was seen, ms. */
const settledMs = 10_000

/** What one reading brought. */
interface Reading {
  /** Those that changed last come first, each once. */
  readonly items: readonly Step[]
  readonly total: number
  /** Whether there were more than are read in one go. */
  readonly isCut: boolean
}

/**
 * Reads the steps of a run, each only when it has changed. The server takes whole seconds as times of changes, so that
 * the second of the last change is asked for again until it is over; from then on nothing comes back until something
 * happens. That the steps are complete is checked by their number when the run has ended.
 */
export class StepReader {
  readonly #connection: Connection
  readonly #runId: string
  #steps: Steps = new Map()
  /** How many steps the run has, as far as the server has said so. */
  #total = 0
  /** The second of the server from which on changes are asked for. */
  #since: string | undefined
  /** The second of the last change, and when it was seen first, as `clock.elapsed()`, ms. */
  #last: { readonly second: string; readonly seenMs: number } | undefined
  #isWhole = false
  #isCut = false

  constructor(connection: Connection, runId: string) {
    this.#connection = connection
    this.#runId = runId
  }

  /** The steps in the order of their creation. */
  get steps(): readonly Step[] {
    return byCreation([...this.#steps.values()])
  }

  /** How many steps the run has. */
  get total(): number {
    return Math.max(this.#steps.size, this.#total)
  }

  /** Whether there may be steps that were not read, since there are too many. */
  get isCut(): boolean {
    return this.#isCut
  }

  /** Whether the steps are all of the run's, as they are for good. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** Whether a step goes on. */
  get isAnyActive(): boolean {
    return [...this.#steps.values()].some(({ status }) => !isFinished(status))
  }

  /** Whether a step is known; of those that are not all read, any may be. */
  has(id: string): boolean {
    return this.#isCut || this.#steps.has(id)
  }

  /** Reads what has changed since the reading before; throws `ServerError`. */
  async readChanges(patience: Patience): Promise<readonly StepChange[]> {
    const { clock } = this.#connection.session.access
    const startedMs = clock.elapsed()
    const reading = await this.#read(this.#since, patience)
    const changes = this.add(reading.items)
    this.#isCut ||= reading.isCut
    if (this.#since === undefined) this.#total = reading.total
    this.#settle(startedMs, clock.elapsed(), reading.isCut)
    return changes
  }

  /** Reads what has changed last in a run that has ended, and how many steps it has; throws `ServerError`. */
  async readEnd(patience: Patience): Promise<readonly StepChange[]> {
    const reading = await this.#read(undefined, patience)
    const changes = this.add(reading.items)
    this.#take(reading)
    return changes
  }

  /** Reads all steps anew, whatever was known; throws `ServerError`. */
  async readAll(patience: Patience): Promise<readonly StepChange[]> {
    const reading = await this.#read(undefined, patience, false)
    const changes = mergeSteps(this.#steps, byCreation(reading.items)).changes
    this.#steps = new Map(reading.items.map(step => [step.id, step]))
    this.#take(reading)
    return changes
  }

  /** Adds steps that were read elsewhere, as they are by now; returns what is new about them. */
  add(items: readonly Step[]): readonly StepChange[] {
    const { changes, steps } = mergeSteps(this.#steps, byCreation(items))
    this.#steps = steps
    return changes
  }

  #take({ isCut, total }: Reading): void {
    this.#total = total
    this.#isCut = isCut
    this.#isWhole = !isCut && this.#steps.size === total && !this.isAnyActive
  }

  async #read(since: string | undefined, patience: Patience, stopsEarly = true): Promise<Reading> {
    const { project, session } = this.#connection
    const found = new Map<string, Step>()
    const ask = async (page: number, size: number): Promise<Reading> => {
      const asked = { project: project.id, runId: this.#runId, since, page, size }
      const { items, pages, total } = await stepsPage(session, asked, patience)
      for (const step of items) found.set(step.id, step)
      const isRest = page >= pages || (stopsEarly && this.#isRest(items.at(-1), found, since, total))
      return { items: [...found.values()], total, isCut: !isRest }
    }

    let reading = await ask(1, fewSteps)
    for (let page = 1; reading.isCut && page <= mostPages; page++) reading = await ask(page, manySteps)
    return reading
  }

  /** Whether all steps behind one in the list, where those that changed last come first, are known as they are. */
  #isRest(last: Step | undefined, found: Steps, since: string | undefined, total: number): boolean {
    if (last?.updated === undefined || this.#steps.get(last.id)?.updated !== last.updated) return false
    // Those that were too many to be read are no reason to read them all again.
    if (this.#isCut) return true
    const known = [...new Map([...this.#steps, ...found]).values()]
    return known.filter(({ updated = '' }) => since === undefined || updated >= since).length === total
  }

  /** Goes on to the next second when the one of the last change is over by our own clock: the server's is not known. */
  #settle(startedMs: number, endedMs: number, isCut: boolean): void {
    const second = lastUpdate(this.#steps)?.slice(0, 19)
    const next = second === undefined ? undefined : secondAfter(second)
    if (second === undefined || next === undefined) return

    if (second !== this.#last?.second) this.#last = { second, seenMs: endedMs }
    const isOver = startedMs - this.#last.seenMs >= settledMs
    this.#since = isOver || isCut ? next : second
  }
}

function byCreation(steps: readonly Step[]): readonly Step[] {
  const created = ({ created = '' }: Step): string => created
  return steps.toSorted((a, b) => (created(a) < created(b) ? -1 : created(a) > created(b) ? 1 : 0))
}

/** The next second of the server; undefined if it isn't a time. */
function secondAfter(second: string): string | undefined {
  const ms = Date.parse(`${second}Z`)
  return Number.isNaN(ms) ? undefined : new Date(ms + 1_000).toISOString().slice(0, 19)
}
