import type { Facts } from './facts.ts'
import { summaryParts } from './summary.ts'

/**
 * Longest comment, characters: GitHub refuses more than 65,536, and the line that finds the comment again and the one
 * that leads to the workflow run come on top.
 */
export const maxCommentLength = 64_000

const note = '_Not everything is here; the job summary has more._'

/** What a pull request's comment says: the parts of the job summary in their order, as many of them as there is room for. */
export function commentOf(facts: Facts, limit = maxCommentLength): string {
  const parts = summaryParts(facts)
  const whole = join(parts)
  if (whole.length <= limit) return whole

  const kept: string[] = []
  // A part that has no room is left out whole, since a cut would leave its tags open.
  for (const part of parts) if (join([...kept, part, note]).length <= limit) kept.push(part)
  return join([...kept, note])
}

function join(parts: readonly string[]): string {
  return parts.join('\n\n')
}
