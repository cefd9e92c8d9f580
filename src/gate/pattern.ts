import { InputError } from '../text/errors.ts'
import { type Characters, readTokens, type Token } from './pattern-token.ts'
import { quoted } from './shown.ts'

/**
 * One filter pattern for branch or tag names, as GitHub's cheat sheet has it
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet).
 */
export interface Pattern {
  /** As written, a leading `!` included. */
  readonly source: string
  readonly negative: boolean
  readonly tokens: readonly Token[]
}

/** Reads one pattern; throws {@link InputError}, naming `where`, for one that is invalid or could never match. */
export function compilePattern(source: string, where = 'pattern'): Pattern {
  const negative = source.startsWith('!')
  const body = negative ? source.slice(1) : source
  if (body === '') {
    const remedy = negative ? 'Write the names to leave out after the !.' : "Write a name, or '**' for every name."
    throw new InputError(negative ? "The pattern '!' is empty" : 'The pattern is empty', { where, remedy })
  }

  const prefix = /^(refs\/(?:heads|tags)\/|refs\/)/.exec(body)?.[1]
  if (prefix !== undefined) {
    const message = `The pattern ${quoted(source)} could never match: names are compared without ${quoted(prefix)}`
    throw new InputError(message, { where, remedy: `Leave out ${quoted(prefix)}.` })
  }

  if (body.startsWith('/') || body.endsWith('/')) {
    const message = `The pattern ${quoted(source)} could never match: no name starts or ends with a slash`
    throw new InputError(message, { where, remedy: "Write 'release/**' for every name under release/." })
  }

  return { source, negative, tokens: readTokens(body, where) }
}

/**
 * Reads a list of patterns, whose order counts; throws {@link InputError} naming the place (`where[2]`), also for an empty
 * list and for one that starts with a negative pattern, which would leave nothing out.
 */
export function parsePatterns(list: readonly string[], where: string): readonly Pattern[] {
  if (list.length === 0) {
    throw new InputError('The list of patterns is empty', { where, remedy: 'Write one, or remove it.' })
  }

  const patterns = list.map((source, index) => compilePattern(source, `${where}[${index}]`))
  if (patterns.every(pattern => pattern.negative)) {
    // GitHub: "you must also define at least one branch without the ! character" (workflow-syntax, on.push.branches).
    const message = 'There are only negative patterns, so nothing could match'
    throw new InputError(message, { where, remedy: "Put a positive pattern before them, such as '**'." })
  }

  if (patterns[0]?.negative) {
    const message = `The negative pattern ${quoted(patterns[0].source)} comes first, so it leaves nothing out`
    throw new InputError(message, { where: `${where}[0]`, remedy: 'Put it after the pattern that it takes from.' })
  }
  return patterns
}

/**
 * The index of the pattern that lets `name` in, `undefined` if none does: the last pattern that matches decides, and a
 * negative one shuts the name out.
 */
export function decidingPattern(patterns: readonly Pattern[], name: string): number | undefined {
  const index = patterns.findLastIndex(pattern => matchesBody(pattern, name))
  return index === -1 || patterns[index]?.negative ? undefined : index
}

/**
 * Whether the whole of `name` fits the pattern, its `!` set aside; case counts. Takes time proportional to the product of
 * both lengths whatever they are, since whoever can push chooses the name.
 */
export function matchesBody(pattern: Pattern, name: string): boolean {
  const { tokens } = pattern
  let active = reach(tokens, new Set([0]))

  for (const character of name) {
    const next = consume(tokens, active, character.codePointAt(0) ?? 0)
    if (next.size === 0) return false
    active = reach(tokens, next)
  }

  return active.has(tokens.length)
}

/** The states after one more character. */
function consume(tokens: readonly Token[], states: ReadonlySet<number>, codePoint: number): Set<number> {
  const next = new Set<number>()
  for (const state of states) {
    const token = tokens[state]
    if (token?.characters !== undefined && includes(token.characters, codePoint)) {
      next.add(token.repeats ? state : state + 1)
    }
  }
  return next
}

/** Adds every state that can be had without consuming; a set visits what is added while it is walked. */
function reach(tokens: readonly Token[], states: Set<number>): ReadonlySet<number> {
  for (const state of states) {
    for (const jump of tokens[state]?.jumps ?? []) states.add(state + jump)
  }
  return states
}

function includes(characters: Characters, codePoint: number): boolean {
  return characters.some(([first, last]) => first <= codePoint && codePoint <= last)
}
