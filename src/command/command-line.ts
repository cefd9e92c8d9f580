import { InputError } from '../text/errors.ts'

const noShell = "There is no shell here: write `bash -c '…'`, or put the commands into a script of the repository."
const noExpansion =
  "There is no shell here that would replace it: read the variable in the program itself, or write `bash -c '…'`, or quote it with '…' to pass it as it stands."

/** What a `$` begins in a shell: a name, a number, a special parameter, `${…}`, `$(…)`, and in bash also `$'…'`. */
const expansion = /^\$(?:[A-Za-z0-9_@*#?$!({-]|['"])/
/** Inside double quotes `$'` and `$"` are nothing special. */
const quotedExpansion = /^\$[A-Za-z0-9_@*#?$!({-]/
const assignment = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/

/**
 * The program and its arguments, split as a POSIX shell (XCU 2.2) splits words: blanks, `'…'`, `"…"`, backslash, and backslash at the
 * end of a line. No shell runs them, so wildcards (`*`, `?`, `[…]`, `{a,b}`) reach the program as they stand.
 * Throws {@link InputError} for whatever would need a shell (`| & ; < > ( )`, backtick, `$…`, `~`, `#`, `NAME=value` in front, a second line),
 * for a quote that isn't closed and for an empty command; `where` names the input.
 */
export function splitCommand(text: string, where = 'command'): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  let lineEnded = false
  let at = 0
  const fail = (message: string, remedy: string): never => {
    throw new InputError(`${message} (character ${at + 1})`, { where, remedy })
  }
  const add = (part: string) => {
    if (lineEnded) fail('a second line would be a second command', `${noShell} A \\ at the end of a line continues it.`)
    word = (word ?? '') + part
  }

  if (text.includes('\0')) throw new InputError('a NUL character can be in no command', { where })
  while (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const rest = text.slice(at, at + 2)
    let length = character.length
    if (/^[ \t\r\n]$/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
      lineEnded ||= character === '\n' && words.length > 0
    } else if (character === "'") {
      const end = text.indexOf("'", at + 1)
      if (end < 0) fail("a ' is not closed", "Close the quote, or write \\' for the character itself.")
      add(text.slice(at + 1, end))
      length = end + 1 - at
    } else if (character === '"') {
      const quoted = doubleQuoted(text, at, fail)
      add(quoted.value)
      length = quoted.length
    } else if (character === '\\') {
      const broken = /^\\\r?\n/.exec(text.slice(at, at + 3))
      if (broken !== null) length = broken[0].length
      else if (at + 1 === text.length)
        fail('nothing follows the last \\', 'Remove it, or write \\\\ for the character itself.')
      else {
        const escaped = String.fromCodePoint(text.codePointAt(at + 1) ?? 0)
        add(escaped)
        length = 1 + escaped.length
      }
    } else if (/^[|&;<>()`]$/.test(character)) fail(`${character} is an operator of a shell`, noShell)
    else if (expansion.test(rest)) fail(`${rest} would be an expansion of a shell`, noExpansion)
    else if (character === '#' && word === undefined)
      fail('# would begin a comment in a shell', "Remove the comment, or quote it: '#'.")
    else if (character === '~' && word === undefined) fail('~ would be the home folder in a shell', noExpansion)
    else {
      const name = words.length === 0 && word === undefined ? assignment.exec(text.slice(at, at + 200))?.[1] : undefined
      if (name !== undefined)
        fail(
          `${name}=… would set a variable in a shell`,
          'Set it with `env:` of the step and name it in `pass-env`, or write `env NAME=value …`.'
        )
      add(character)
    }
    at += length
  }
  if (word !== undefined) words.push(word)
  if (words.length === 0 || words[0] === '')
    throw new InputError('the command is empty', { where, remedy: 'Name a program, for example `python run.py`.' })
  return words
}

/** The value of the double-quoted text that begins at `start`, and how many characters of the source it took. */
function doubleQuoted(
  text: string,
  start: number,
  fail: (message: string, remedy: string) => never
): { readonly value: string; readonly length: number } {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] ?? ''
    const next = text[at + 1] ?? ''
    if (character === '"') return { value, length: at + 1 - start }
    if (character === '`') fail('` would run a command in a shell', noShell)
    if (quotedExpansion.test(character + next))
      fail(`${character}${next} would be an expansion of a shell`, noExpansion)
    if (character === '\\' && /^[$`"\\\n]$/.test(next)) {
      value += next === '\n' ? '' : next
      at++
    } else value += character
  }
  return fail('a " is not closed', 'Close the quote, or write \\" for the character itself.')
}
