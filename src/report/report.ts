import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { type JsonObject, mapTexts } from '../text/json.ts'
import type { World } from '../world/world.ts'
import type { Facts } from './facts.ts'
import { gateSummaryOf } from './gate-summary.ts'
import { outputsOf } from './outputs.ts'

/** What somebody else worded; the other facts are names, numbers and words that the report goes by. */
const foreignWords = ['error', 'plan', 'failures', 'tails', 'questions', 'metadata', 'results', 'promotion'] as const

/** Collects what is known and hands it on at once, so that no failure path loses it. */
export class Report {
  readonly #world: Pick<World, 'runner' | 'log'>
  #facts: Facts = {}
  #summaryOf = gateSummaryOf
  readonly #saidTooLarge = new Set<string>()
  readonly #known = Promise.withResolvers<void>()

  constructor(world: Pick<World, 'runner' | 'log'>) {
    this.#world = world
  }

  /** What has been published so far. */
  get facts(): Facts {
    return this.#facts
  }

  /** Resolves as soon as a run is known; never, if none is. */
  get hasRun(): Promise<void> {
    return this.#known.promise
  }

  /** Adds facts and sets the outputs that follow from them. */
  publish(facts: Facts): void {
    const { log, runner } = this.#world
    // In a summary, where characters are written as entities, the runner's own masks find nothing.
    const redacted = foreignWords.flatMap(name =>
      facts[name] === undefined ? [] : [[name, mapTexts(facts[name], log.redact)] as const]
    )
    const shown: Facts = decidedBy(facts, { ...facts, ...Object.fromEntries(redacted) })
    this.#facts = { ...this.#facts, ...shown }
    if ((this.#facts.runs ?? []).length > 0) this.#known.resolve()

    const outputs = outputsOf(shown)
    this.#sayTooLarge('metadata', shown.metadata, outputs.metadata)
    this.#sayTooLarge('metrics', shown.results?.runs[0]?.metrics, outputs.metrics)
    for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, log.withoutCredentials(value))
  }

  #sayTooLarge(name: 'metadata' | 'metrics', values: JsonObject | undefined, output: string | undefined): void {
    if (output !== '{}' || Object.keys(values ?? {}).length === 0 || this.#saidTooLarge.has(name)) return
    this.#saidTooLarge.add(name)
    this.#world.log.notice(
      `The run's ${name === 'metadata' ? 'metadata is' : 'metrics are'} too large for an output, so the output ${name} is {}; see the dashboard.`
    )
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

/** Words that later steps and the summary go by, as they are: a mask may be any word that a process has printed. */
function decidedBy({ promotion, results }: Facts, shown: Facts): Facts {
  return {
    ...shown,
    ...(results === undefined || shown.results === undefined
      ? {}
      : { results: { ...shown.results, verdict: results.verdict } }),
    ...(promotion === undefined || shown.promotion === undefined
      ? {}
      : { promotion: { ...shown.promotion, end: promotion.end } })
  }
}
