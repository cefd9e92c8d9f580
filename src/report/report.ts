import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { mapTexts } from '../text/json.ts'
import type { World } from '../world/world.ts'
import type { Facts } from './facts.ts'
import { gateSummaryOf } from './gate-summary.ts'
import { outputsOf } from './outputs.ts'

/** What somebody else worded; the other facts are names, numbers and words that the report goes by. */
const foreignWords = ['error', 'plan', 'failures', 'metadata', 'promotion'] as const

/** Collects what is known and hands it on at once, so that no failure path loses it. */
export class Report {
  readonly #world: Pick<World, 'runner' | 'log'>
  #facts: Facts = {}
  #summaryOf = gateSummaryOf
  #saidTooLarge = false

  constructor(world: Pick<World, 'runner' | 'log'>) {
    this.#world = world
  }

  /** What has been published so far. */
  get facts(): Facts {
    return this.#facts
  }

  /** Adds facts and sets the outputs that follow from them. */
  publish(facts: Facts): void {
    const { log, runner } = this.#world
    // In a summary, where characters are written as entities, the runner's own masks find nothing.
    const redacted = foreignWords.flatMap(name =>
      facts[name] === undefined ? [] : [[name, mapTexts(facts[name], log.redact)] as const]
    )
    const shown: Facts = { ...facts, ...Object.fromEntries(redacted) }
    this.#facts = { ...this.#facts, ...shown }

    const outputs = outputsOf(shown)
    const isLeftOut = outputs.metadata === '{}' && Object.keys(shown.metadata ?? {}).length > 0
    if (isLeftOut && !this.#saidTooLarge) {
      this.#saidTooLarge = true
      log.notice("The run's metadata is too large for an output, so the output metadata is {}; see the dashboard.")
    }

    for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, log.withoutCredentials(value))
  }

  /** Lets the summary have more parts than a step has that ends at its gate. */
  summarizeBy(summaryOf: (facts: Facts) => string): void {
    this.#summaryOf = summaryOf
  }

  /** Writes the job summary; a failure to write it is a warning, since it must not decide the step's colour. */
  async finish(): Promise<void> {
    try {
      await this.#world.runner.writeSummary(this.#summaryOf(this.#facts))
    } catch (error) {
      this.#world.log.warning(`The job summary could not be written: ${oneLine(explain(error))}`)
    }
  }
}
