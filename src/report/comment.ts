import type { Facts } from './facts.ts'
import { factsPart } from './facts-part.ts'
import { errorPart } from './gate-summary.ts'
import { sentences } from './markdown.ts'
import { summaryParts } from './summary.ts'

/**
 * Longest comment, characters: GitHub refuses more than 65,536, and the line that finds the comment again and the one
 * that leads to the workflow run come on top.
 */
export const maxCommentLength = 64_000

/** The share of it that the error may have; written as entities, its characters become up to eighteen each. */
const errorShare = 0.4

const note = '_Not everything is here; the job summary has more._'

/**
 * What a pull request's comment says: the parts of the job summary in their order, as many of them as there is room
 * for, and always how the step ended and why. The runner's masks don't reach a comment, so nothing that a process
 * printed or an exception said stands in it; nor do reports and the table of facts.
 */
export function commentOf(facts: Facts, limit = maxCommentLength): string {
  const { error } = facts
  const known = {
    ...facts,
    failures: [],
    tails: [],
    reports: [],
    metadata: {},
    ...(error && { error: withoutQuotes(error) })
  }
  const why = errorPart(known)
  const factsTable = factsPart(known)
  const parts = summaryParts(known)
    .filter(part => part !== factsTable)
    .map(part => (part === why ? shortError(known, limit * errorShare) : part))

  const whole = join(parts)
  if (whole.length <= limit) return whole

  const kept: string[] = []
  // A part that has no room is left out whole, since a cut would leave its tags open.
  for (const part of parts) if (join([...kept, part, note]).length <= limit) kept.push(part)
  return join([...kept, note])
}

/** What stands before words that a process printed or an exception said, which go on to the end of an error. */
const beforeQuote =
  /(?: Its last lines|The packages could not be installed|ZenML could not say what its integrations require|The virtual environment could not be made|ZenML's client can't prepare the pipeline| ended as [^:]{1,61}): /

/** The step that failed, and the type of its exception. */
const failedStep = /^step \S+ [\w-]+(?:: [A-Za-z_][\w.]*(?:Error|Exception)(?=: ))?/

/** An error up to where it quotes a process or an exception. */
function withoutQuotes(error: string): string {
  const found = beforeQuote.exec(error)
  if (found === null) return error
  const [words] = found
  const before = error.slice(0, found.index)
  if (words.startsWith(' Its')) return before

  const step = words.startsWith(' ended') ? failedStep.exec(error.slice(found.index + words.length)) : null
  return `${before}${words}${step?.[0] ?? ''}`.replace(/(?:: )?$/, '.')
}

/** The error in at most `room` characters, its beginning if it is longer. */
function shortError({ dashboard, error = '' }: Facts, room: number): string {
  for (let length = 4_000; ; length /= 2) {
    const part = sentences(error, 40, Math.floor(length), dashboard)
    if (part.length <= room || length < 20) return part
  }
}

function join(parts: readonly string[]): string {
  return parts.join('\n\n')
}
