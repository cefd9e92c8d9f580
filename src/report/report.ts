import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { World } from '../world/world.ts'
import type { Facts } from './facts.ts'
import { outputsOf } from './outputs.ts'
import { summaryOf } from './summary.ts'

/** Collects what is known and hands it on at once, so that no failure path loses it. */
export class Report {
  readonly #world: Pick<World, 'runner' | 'log'>
  #facts: Facts = {}

  constructor(world: Pick<World, 'runner' | 'log'>) {
    this.#world = world
  }

  /** What has been told so far. */
  get facts(): Facts {
    return this.#facts
  }

  /** Adds facts and sets the outputs that follow from them. */
  tell(facts: Facts): void {
    const { log, runner } = this.#world
    // What the server says has no secret in it any more; an error may quote something else.
    const error = facts.error === undefined ? {} : { error: log.redact(facts.error) }
    this.#facts = { ...this.#facts, ...facts, ...error }
    for (const [name, value] of Object.entries(outputsOf(facts))) runner.setOutput(name, log.redact(value))
  }

  /** Writes the job summary; a failure to write it is a warning, since it must not decide the step's colour. */
  async finish(): Promise<void> {
    try {
      await this.#world.runner.writeSummary(summaryOf(this.#facts))
    } catch (error) {
      this.#world.log.warning(`The job summary could not be written: ${oneLine(explain(error))}`)
    }
  }
}
