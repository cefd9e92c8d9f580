// Terminal escape sequences (ECMA-48 CSI and OSC, and two-byte escapes).
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g

/** Text without slashes at its end; a pattern for that would take a minute for a megabyte of slashes. */
export function withoutTrailingSlashes(text: string): string {
  let end = text.length
  while (text[end - 1] === '/') end--
  return text.slice(0, end)
}

/** Text without terminal escape sequences. */
export function withoutEscapes(text: string): string {
  return text.replace(escapes, '')
}

// Control characters, line and paragraph separators, halves of pairs, and all that shows nothing or reorders what a
// reader sees: bidi controls, tag characters, fillers, variation selectors.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** The first invisible character of a name, as its code point (`U+200B`); undefined if there is none. */
export function unseenIn(name: string): string | undefined {
  const [found] = name.match(invisible) ?? []
  const point = found?.codePointAt(0)
  return point === undefined ? undefined : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Text as it is shown in the end, without escapes and invisible characters, but with its line ends and tabs. */
export function bare(text: string): string {
  return withoutEscapes(text).replace(invisible, one => (/[\n\r\t]/.test(one) ? one : ''))
}

/**
 * Foreign text (a name, a message, a question) on one line, without anything that a terminal or the runner would obey:
 * no escapes, control or bidi characters, no `##[command]`; at most `limit` characters.
 */
export function oneLine(text: string, limit = 1000): string {
  // Cutting first keeps the cost of a 10 MB line small; the margin leaves room for what is dropped.
  const clean = text
    .slice(0, limit * 4)
    .replace(escapes, '')
    .replace(/[\r\n\t]+/g, ' ')
    .replace(invisible, '')
  return clip(defuse(clean.trim()), limit)
}

/** Foreign text as lines that can't be workflow commands, each led by `prefix`; at most `maxLines` of `maxLength`. */
export function foreignLines(text: string, prefix = '│ ', maxLines = 200, maxLength = 1000): readonly string[] {
  const { shown, more } = firstLines(text, /\r\n|\n|\r|\u2028|\u2029/, maxLines, maxLength)
  return [...shown.map(line => foreignLine(line, maxLength)), ...more].map(line => `${prefix}${line}`)
}

/** The first lines of a text, and a line that says so if there are more; the cost of a 10 MB text stays small. */
export function firstLines(
  text: string,
  ends: RegExp,
  maxLines: number,
  maxLength: number
): { readonly shown: readonly string[]; readonly more: readonly string[] } {
  const limit = maxLines * maxLength * 2
  const lines = text.slice(0, limit).split(ends)

  const rest = lines.length - maxLines
  const more = text.length > limit ? ['… and more'] : rest > 0 ? [`… ${rest} more lines`] : []
  return { shown: lines.slice(0, maxLines), more }
}

/** One foreign line with its indentation kept and everything that could be obeyed taken out. */
export function foreignLine(line: string, maxLength = 1000): string {
  return clip(defuse(plain(line.slice(0, maxLength * 4)).trimEnd()), maxLength)
}

/** A text without what isn't seen, and with blanks for its tabs. */
function plain(text: string): string {
  return text.replace(escapes, '').replace(/\t/g, '    ').replace(invisible, '')
}

// Colours and weights of a terminal (ECMA-48 SGR).
const colour = /\u001b\[[\d;:]{0,40}m/g
/** Parameters that begin a colour of a palette or of three parts, `38;5;n` and `38;2;r;g;b` (ISO 8613-6). */
const colourStarts: readonly (string | undefined)[] = ['38', '48', '58']
/** How many parameters such a colour has, by its second one. */
const colourLengths: Readonly<Record<string, number>> = { '5': 3, '2': 5 }

/** Ends all colours. */
const reset = '\u001b[0m'

/** One foreign line as {@link foreignLine} makes it, but with its colours, which end with it; a longer one has none. */
export function colouredLine(line: string, maxLength = 1000): string {
  const colours = line.length > maxLength ? [] : (line.match(colour) ?? [])
  const kept = colours.map(one => (hides(one.slice(2, -1)) ? '' : one))
  if (kept.every(one => one === '')) return foreignLine(line, maxLength)

  const shown = line.split(colour).map((text, index) => `${plain(text)}${kept[index] ?? ''}`)
  return `${defuse(shown.join('').trimEnd())}${reset}`
}

/** Whether parameters of SGR have the one that hides what follows, 8; those of a colour are no parameters of their own. */
function hides(parameters: string): boolean {
  const all = parameters.split(';')
  for (let place = 0; place < all.length; ) {
    const [first = '', second] = [all[place], all[place + 1]]
    if (Number(first.split(':')[0]) === 8) return true
    place += colourStarts.includes(first) ? (colourLengths[second ?? ''] ?? 1) : 1
  }
  return false
}

/** The runner looks for `##[command]` anywhere in a line and for `::command` at its start. */
function defuse(text: string): string {
  return text.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1 : ')
}

function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${cut(text, limit - 1)}…`
}

/** The beginning of a text, of at most `limit` UTF-16 units, which doesn't end in half a character. */
export function cut(text: string, limit: number): string {
  const beginning = text.slice(0, limit)
  return text.length > limit && /[\ud800-\udbff]$/.test(beginning) ? beginning.slice(0, -1) : beginning
}
