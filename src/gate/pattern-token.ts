import { InputError } from '../text/errors.ts'
import { quoted } from './shown.ts'

/** What one character of a name may be. */
export type CharacterTest =
  | { readonly kind: 'any' }
  | { readonly kind: 'not-slash' }
  | { readonly kind: 'one'; readonly codePoint: number }
  | { readonly kind: 'class'; readonly ranges: readonly (readonly [first: number, last: number])[] }

/** A state of the matcher: what it consumes, whether it stays afterwards, and where it may jump without consuming. */
export interface Token {
  /** `undefined` for a state that consumes nothing. */
  readonly test: CharacterTest | undefined
  readonly repeats: boolean
  /** How many states ahead it may jump; always forward, so that one pass finds all of them. */
  readonly jumps: readonly number[]
}

const maxLength = 1000
const special = new Set('*?+[]!\\')
// git check-ref-format: none of these can stand in a ref's name, so a pattern with one could never match.
const neverInName = /[\u0000-\u0020\u007f~^:]/u
const anything: CharacterTest = { kind: 'any' }
const notSlash: CharacterTest = { kind: 'not-slash' }
const slash: CharacterTest = { kind: 'one', codePoint: 0x2f }

/**
 * The states of one pattern without its leading `!`. Throws {@link InputError} where GitHub would call the pattern
 * invalid, or where it could never match a branch or tag.
 */
export function readTokens(body: string, where: string): readonly Token[] {
  const points = Array.from(body)
  if (points.length > maxLength) throw new InputError(`the pattern is longer than ${maxLength} characters`, { where })
  const tokens: Token[] = []
  // The character that a following `?` or `+` would count, if there is one.
  let counted: CharacterTest | undefined
  for (let at = 0; at < points.length; ) {
    const point = points[at] ?? ''
    if (point === '*') {
      let end = at
      while (points[end] === '*') end++
      const startsSegment = at === 0 || points[at - 1] === '/'
      const folders = end - at > 1 && startsSegment && points[end] === '/'
      tokens.push(...(folders ? anyFolders : [many(end - at > 1 ? anything : notSlash)]))
      counted = undefined
      at = folders ? end + 1 : end
    } else if (point === '?' || point === '+') {
      if (counted === undefined) throw misplacedCount(body, point, at, where)
      if (point === '?') tokens.pop()
      tokens.push(point === '?' ? { test: counted, repeats: false, jumps: [1] } : many(counted))
      counted = undefined
      at++
    } else {
      const read = readCharacter(points, at, body, where)
      tokens.push({ test: read.test, repeats: false, jumps: [] })
      counted = read.test
      at = read.end
    }
  }
  return tokens
}

// `**/` at the start of a segment also stands for no folder at all: the cheat sheet lets `**/README.md` match README.md.
const anyFolders: readonly Token[] = [
  { test: undefined, repeats: false, jumps: [1, 3] },
  { test: anything, repeats: true, jumps: [1] },
  { test: slash, repeats: false, jumps: [] }
]

function many(test: CharacterTest): Token {
  return { test, repeats: true, jumps: [1] }
}

function readCharacter(
  points: readonly string[],
  at: number,
  body: string,
  where: string
): { readonly test: CharacterTest; readonly end: number } {
  const point = points[at] ?? ''
  if (point === '[') return readClass(points, at, body, where)
  if (point === ']') {
    throw invalid(
      body,
      where,
      `has a ] without a [ before it (character ${at + 1})`,
      'Write \\] for the character itself.'
    )
  }
  if (point === '\\') {
    const next = points[at + 1]
    if (next === undefined || !special.has(next)) {
      const remedy = 'A backslash only stands before one of * ? + [ ] ! and \\, to mean that character itself.'
      throw invalid(body, where, `has a stray backslash (character ${at + 1})`, remedy)
    }
    return { test: { kind: 'one', codePoint: codePoint(next) }, end: at + 2 }
  }
  if (neverInName.test(point)) {
    const what = `contains ${quoted(point)}, which no branch or tag name can contain`
    throw invalid(body, where, what, 'Remove it, or write several patterns as a list.')
  }
  return { test: { kind: 'one', codePoint: codePoint(point) }, end: at + 1 }
}

/** The sheet: "Ranges can only include a-z, A-Z, and 0-9", and a class lists alphanumeric characters. */
function readClass(points: readonly string[], open: number, body: string, where: string) {
  const close = points.indexOf(']', open + 1)
  if (close === -1) {
    throw invalid(
      body,
      where,
      `has a [ without a ] after it (character ${open + 1})`,
      'Write \\[ for the character itself.'
    )
  }
  const ranges: [number, number][] = []
  for (let at = open + 1; at < close; ) {
    const first = points[at] ?? ''
    const isRange = points[at + 1] === '-'
    const last = isRange ? (points[at + 2] ?? '') : first
    const kind = kindOf(first)
    if (kind === undefined || kind !== kindOf(last) || first > last) {
      const what = `has ${quoted(points.slice(at, Math.min(at + (isRange ? 3 : 1), close)).join(''))} in its [ ]`
      throw invalid(body, where, what, 'Only letters, digits and ranges within a-z, A-Z and 0-9 can stand there.')
    }
    ranges.push([codePoint(first), codePoint(last)])
    at += isRange ? 3 : 1
  }
  if (ranges.length === 0) throw invalid(body, where, 'has an empty [ ]', 'List letters or digits in it, as in [0-9].')
  const test: CharacterTest = { kind: 'class', ranges }
  return { test, end: close + 1 }
}

function kindOf(point: string): 'lower' | 'upper' | 'digit' | undefined {
  if (/^[a-z]$/.test(point)) return 'lower'
  if (/^[A-Z]$/.test(point)) return 'upper'
  return /^[0-9]$/.test(point) ? 'digit' : undefined
}

function codePoint(point: string): number {
  return point.codePointAt(0) ?? 0
}

function misplacedCount(body: string, point: string, at: number, where: string): InputError {
  const what = `has a ${point} with no character before it to count (character ${at + 1})`
  const remedy = `In GitHub's patterns ${point} counts the character before it; * stands for any characters, \\${point} for ${point} itself.`
  return invalid(body, where, what, remedy)
}

function invalid(body: string, where: string, what: string, remedy: string): InputError {
  return new InputError(`the pattern ${quoted(body)} ${what}`, { where, remedy })
}
