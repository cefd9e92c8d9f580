import { InputError } from '../text/errors.ts'
import { quoted } from './shown.ts'

/** The characters that may stand at one place of a name, as ranges of code points. */
export type Characters = readonly (readonly [first: number, last: number])[]

/** A state of the matcher: what it consumes, whether it stays afterwards, and where it may jump without consuming. */
export interface Token {
  /** `undefined` for a state that consumes nothing. */
  readonly characters: Characters | undefined
  readonly repeats: boolean
  /** How many states ahead it may jump; always forward, so that one pass finds all of them. */
  readonly jumps: readonly number[]
}

/** A pattern without its leading `!`, and its place for error messages. */
interface Source {
  readonly body: string
  readonly points: readonly string[]
  readonly where: string
}

/** What was read at one place of a pattern, and the place after it. */
interface Read<T> {
  readonly value: T
  readonly end: number
}

const maxLength = 1000
const special = new Set('*?+[]!\\')
// git check-ref-format: none of these can stand in a ref's name, so a pattern with one could never match.
const neverInName = /[\u0000-\u0020\u007f~^:]/u
const slash: Characters = [[0x2f, 0x2f]]
const notSlash: Characters = [
  [0, 0x2e],
  [0x30, 0x10ffff]
]
const anything: Characters = [[0, 0x10ffff]]

/**
 * The states of one pattern without its leading `!`. Throws {@link InputError} if GitHub would call the pattern invalid,
 * or if it could never match a branch or tag.
 */
export function readTokens(body: string, where: string): readonly Token[] {
  const points = Array.from(body)
  if (points.length > maxLength) throw new InputError(`The pattern is longer than ${maxLength} characters`, { where })

  const source = { body, points, where }
  const tokens: Token[] = []
  for (let at = 0; at < points.length; ) {
    const { value, end } = points[at] === '*' ? readStars(points, at) : readCounted(source, at)
    tokens.push(...value)
    at = end
  }
  return tokens
}

/** `*`, `**`, or the start of a segment `**` with its slash. */
function readStars(points: readonly string[], start: number): Read<readonly Token[]> {
  let end = start
  while (points[end] === '*') end++

  const isDouble = end - start > 1
  const startsSegment = start === 0 || points[start - 1] === '/'
  return isDouble && startsSegment && points[end] === '/'
    ? { value: anyFolders, end: end + 1 }
    : { value: [many(isDouble ? anything : notSlash)], end }
}

// `**/` at the start of a segment also stands for no folder at all: the cheat sheet lets `**/README.md` match README.md.
const anyFolders: readonly Token[] = [
  { characters: undefined, repeats: false, jumps: [1, 3] },
  { characters: anything, repeats: true, jumps: [1] },
  { characters: slash, repeats: false, jumps: [] }
]

function many(characters: Characters): Token {
  return { characters, repeats: true, jumps: [1] }
}

/** A character or class, and the `?` or `+` that counts it, if there is one. */
function readCounted(source: Source, at: number): Read<readonly Token[]> {
  const { value: characters, end } = readCharacters(source, at)
  const once: Token = { characters, repeats: false, jumps: [] }

  switch (source.points[end]) {
    case '?':
      return { value: [{ ...once, jumps: [1] }], end: end + 1 }
    case '+':
      return { value: [once, many(characters)], end: end + 1 }
    default:
      return { value: [once], end }
  }
}

function readCharacters(source: Source, at: number): Read<Characters> {
  const point = source.points[at] ?? ''
  switch (point) {
    case '[':
      return readClass(source, at)
    case ']':
      throw invalid(
        source,
        `has a ] without a [ before it (character ${at + 1})`,
        'Write \\] for the character itself.'
      )
    case '\\':
      return { value: only(readEscaped(source, at)), end: at + 2 }
    case '?':
    case '+':
      throw misplacedCount(source, point, at)
  }

  if (neverInName.test(point)) {
    const what = `contains ${quoted(point)}, which no branch or tag name can contain`
    throw invalid(source, what, 'Remove it, or write several patterns as a list.')
  }
  return { value: only(point), end: at + 1 }
}

function readEscaped(source: Source, at: number): string {
  const next = source.points[at + 1]
  if (next !== undefined && special.has(next)) return next

  const remedy = 'A backslash only stands before one of * ? + [ ] ! and \\, to mean that character itself.'
  throw invalid(source, `has a stray backslash (character ${at + 1})`, remedy)
}

/** The sheet: "Ranges can only include a-z, A-Z, and 0-9", and a class lists alphanumeric characters. */
function readClass(source: Source, open: number): Read<Characters> {
  const close = source.points.indexOf(']', open + 1)
  if (close === -1) {
    const what = `has a [ without a ] after it (character ${open + 1})`
    throw invalid(source, what, 'Write \\[ for the character itself.')
  }

  const ranges: [first: number, last: number][] = []
  for (let at = open + 1; at < close; ) {
    const { value, end } = readRange(source, at, close)
    ranges.push(value)
    at = end
  }

  if (ranges.length === 0) throw invalid(source, 'has an empty [ ]', 'List letters or digits in it, as in [0-9].')
  return { value: ranges, end: close + 1 }
}

function readRange(source: Source, at: number, close: number): Read<[first: number, last: number]> {
  const { points } = source
  const first = points[at] ?? ''
  const isRange = points[at + 1] === '-'
  const last = isRange ? (points[at + 2] ?? '') : first
  const end = at + (isRange ? 3 : 1)

  const kind = kindOf(first)
  if (kind !== undefined && kind === kindOf(last) && first <= last) {
    return { value: [codePoint(first), codePoint(last)], end }
  }
  const what = `has ${quoted(points.slice(at, Math.min(end, close)).join(''))} in its [ ]`
  throw invalid(source, what, 'Only letters, digits and ranges within a-z, A-Z and 0-9 can stand there.')
}

/** The kind of one character. */
function kindOf(point: string): 'lower' | 'upper' | 'digit' | undefined {
  if (/[a-z]/.test(point)) return 'lower'
  if (/[A-Z]/.test(point)) return 'upper'
  return /[0-9]/.test(point) ? 'digit' : undefined
}

function only(point: string): Characters {
  return [[codePoint(point), codePoint(point)]]
}

function codePoint(point: string): number {
  return point.codePointAt(0) ?? 0
}

function misplacedCount(source: Source, point: string, at: number): InputError {
  const what = `has a ${point} with no character before it to count (character ${at + 1})`
  const remedy = `In GitHub's patterns ${point} counts the character before it; * stands for any characters, \\${point} for ${point} itself.`
  return invalid(source, what, remedy)
}

function invalid({ body, where }: Source, what: string, remedy: string): InputError {
  return new InputError(`The pattern ${quoted(body)} ${what}`, { where, remedy })
}
