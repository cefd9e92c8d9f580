import type { Facts } from './facts.ts'

/** The results of the runs for the summary, as Markdown; empty if there are none. */
export function resultsPart(_facts: Facts): string {
  return ''
}
