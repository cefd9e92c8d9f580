import { InputError } from '../text/errors.ts'

const noShell = "There is no shell here: write `bash -c '…'`, or put the commands into a script of the repository."
const noExpansion =
  "There is no shell here that would replace it: read the variable in the program itself, or write `bash -c '…'`, or quote it with '…' to pass it as it stands."

/** What a `$` begins in a shell: a name, a number, a special parameter, `${…}`, `$(…)`, and in bash also `$'…'`. */
const expansion = /^\$(?:[A-Za-z0-9_@*#?$!({-]|['"])/
/** Inside double quotes `$'` and `$"` are nothing special. */
const quotedExpansion = /^\$[A-Za-z0-9_@*#?$!({-]/
const assignment = /^([A-Za-z_][A-Za-z0-9_]{0,200})\+?=/

type Fail = (message: string, remedy: string) => never

/** A part of the command: what it adds to a word, undefined for nothing at all, and how many characters of the source it takes. */
interface Part {
  readonly value: string | undefined
  readonly length: number
}

/**
 * The program and its arguments, split as a POSIX shell (XCU 2.2) splits words: blanks, `'…'`, `"…"`, backslash, and backslash at
 * the end of a line. No shell runs them, so wildcards (`*`, `?`, `[…]`, `{a,b}`) reach the program as they stand.
 * Throws {@link InputError} for whatever would need a shell (`| & ; < > ( )`, backtick, `$…`, `~`, `#`, `NAME=value` in front, a
 * second line), for a quote that isn't closed and for an empty command; `where` names the input.
 */
export function splitCommand(text: string, where = 'command'): readonly string[] {
  if (text.includes('\0')) throw new InputError('A command cannot contain a NUL character', { where })
  const words: string[] = []
  let word: string | undefined
  let lineEnded = false
  let at = 0
  const fail: Fail = (message, remedy) => {
    throw new InputError(`${message} (character ${at + 1})`, { where, remedy })
  }

  while (at < text.length) {
    const character = text.charAt(at)
    if (/[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
      lineEnded ||= character === '\n' && words.length > 0
      at++
      continue
    }

    const { value, length } = readPart(text, at, { startsWord: word === undefined, words: words.length }, fail)
    if (value !== undefined) {
      if (lineEnded)
        fail('A second line would be a second command', `${noShell} A \\ at the end of a line continues it.`)
      word = (word ?? '') + value
    }
    at += length
  }

  if (word !== undefined) words.push(word)
  if (words.length === 0 || words[0] === '')
    throw new InputError('The command is empty', { where, remedy: 'Name a program, for example `python run.py`.' })
  return words
}

/** Where a part of the command stands: whether it begins a word, and how many words are before it. */
interface Place {
  readonly startsWord: boolean
  readonly words: number
}

function readPart(text: string, start: number, place: Place, fail: Fail): Part {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0)
  if (character === "'") return singleQuoted(text, start, fail)
  if (character === '"') return doubleQuoted(text, start, fail)
  if (character === '\\') return escaped(text, start, fail)

  refuseShell(text.slice(start, start + 210), place, fail)
  return { value: character, length: character.length }
}

/** Fails if the rest of the command begins with something that only a shell could do. */
function refuseShell(rest: string, { startsWord, words }: Place, fail: Fail): void {
  const character = rest.charAt(0)
  if (/[|&;<>()`]/.test(character)) fail(`${character} is an operator of a shell`, noShell)
  if (expansion.test(rest)) fail(`${rest.slice(0, 2)} would be an expansion of a shell`, noExpansion)
  if (!startsWord) return

  if (character === '#') fail('# would begin a comment in a shell', "Remove the comment, or quote it: '#'.")
  if (character === '~') fail('~ would be the home folder in a shell', noExpansion)
  const name = words === 0 ? assignment.exec(rest)?.[1] : undefined
  if (name !== undefined)
    fail(
      `${name}=… would set a variable in a shell`,
      'Set it with `env:` of the step and name it in `pass-env`, or write `env NAME=value …`.'
    )
}

function singleQuoted(text: string, start: number, fail: Fail): Part {
  const end = text.indexOf("'", start + 1)
  if (end < 0) return fail("A ' is not closed", "Close the quote, or write \\' for the character itself.")
  return { value: text.slice(start + 1, end), length: end + 1 - start }
}

function doubleQuoted(text: string, start: number, fail: Fail): Part {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    const next = text.charAt(at + 1)
    if (character === '"') return { value, length: at + 1 - start }
    if (character === '`') fail('` would run a command in a shell', noShell)
    if (quotedExpansion.test(character + next))
      fail(`${character}${next} would be an expansion of a shell`, noExpansion)

    const isEscape = character === '\\' && /[$`"\\\n]/.test(next)
    if (!isEscape) value += character
    else if (next !== '\n') value += next
    if (isEscape) at++
  }
  return fail('A " is not closed', 'Close the quote, or write \\" for the character itself.')
}

/** A backslash and what it keeps as it is; at the end of a line both are nothing. */
function escaped(text: string, start: number, fail: Fail): Part {
  const broken = /^\\\r?\n/.exec(text.slice(start, start + 3))
  if (broken !== null) return { value: undefined, length: broken[0].length }
  if (start + 1 === text.length)
    return fail('Nothing follows the last \\', 'Remove it, or write \\\\ for the character itself.')

  const value = String.fromCodePoint(text.codePointAt(start + 1) ?? 0)
  return { value, length: 1 + value.length }
}
