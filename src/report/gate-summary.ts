import type { Facts } from './facts.ts'
import { headingPart } from './heading.ts'
import { fitSummary, sentences } from './markdown.ts'

/**
 * The job summary of a step that ends at its gate, where nothing more is known: the same as the whole summary, which is
 * only loaded behind the gate.
 */
export function gateSummaryOf(facts: Facts): string {
  return fitSummary([headingPart(facts), errorPart(facts)].filter(part => part !== ''))
}

/** Why the step fails, line by line, as plain text that wraps; empty if it doesn't. */
export function errorPart({ dashboard, error }: Facts): string {
  return error === undefined ? '' : sentences(error, 40, 4000, dashboard)
}
