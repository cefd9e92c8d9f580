import { firstLines, foreignLine, oneLine } from '../text/foreign.ts'

/** Largest job summary of a step, bytes (docs.github.com, workflow commands: job summary limits). */
export const maxSummaryBytes = 1024 * 1024

/** Foreign text as inline code in which no Markdown, HTML, link or mention works. */
export function inert(text: string, limit = 300): string {
  return `<code>${inertText(oneLine(text, limit))}</code>`
}

/** Foreign lines as a block in which nothing works. */
export function inertBlock(text: string, maxLines = 60, maxLength = 500): string {
  const { shown, more } = firstLines(text, /\r\n|\n|\r/, maxLines, maxLength)
  const lines = shown.map(line => inertText(foreignLine(line, maxLength)))
  return `<pre>${[...lines, ...more].join('\n')}</pre>`
}

/** The last foreign lines as such a block: of a traceback these say the most. */
export function inertTail(text: string, maxLines = 40, maxLength = 500): string {
  const limit = maxLines * maxLength * 2
  const lines = text
    .trimEnd()
    .slice(-limit)
    .split(/\r\n|\n|\r/)
  const rest = lines.length - maxLines

  const before = text.length > limit ? ['… and more'] : rest > 0 ? [`… ${rest} more lines`] : []
  const shown = lines.slice(-maxLines).map(line => inertText(foreignLine(line, maxLength)))
  return `<pre>${[...before, ...shown].join('\n')}</pre>`
}

/** A link with a text of our own; the address becomes inert if it isn't an http(s) URL. */
export function link(text: string, address: string): string {
  const url = URL.parse(address)
  if (url === null || !isWebAddress(address)) return inert(address)
  return `<a href="${entities(url.href)}">${text}</a>`
}

/** A link whose text is a foreign name, as inline code; without the link if the address isn't an http(s) URL. */
export function linkedName(name: string, address: string, limit = 300): string {
  return isWebAddress(address) ? link(inert(name, limit), address) : inert(name, limit)
}

/**
 * A foreign sentence, on one line of at most `limit` characters, as plain text in which nothing works. What stands in
 * backticks is inline code, and an address under `place` is a link, with itself as its text.
 */
export function sentence(text: string, limit = 1000, place?: string): string {
  // The capture groups keep what is looked for between the other pieces.
  const pieces = oneLine(text, limit).split(/`([^`]+)`/)
  return pieces.map((piece, index) => (index % 2 === 1 ? inert(piece, limit) : linkedPages(piece, place))).join('')
}

function linkedPages(text: string, place: string | undefined): string {
  if (place === undefined || !isWebAddress(place)) return unlinked(text)
  const pieces = text.split(new RegExp(`(${escaped(place)}(?:/[\\w-]+){1,4}(?![\\w-]))`))
  return pieces.map((piece, index) => (index % 2 === 1 ? link(entities(piece), piece) : unlinked(piece))).join('')
}

/** Foreign sentences, each on a line of its own, as {@link sentence} shows them; at most `maxLines`. */
export function sentences(text: string, maxLines = 40, maxLength = 4000, place?: string): string {
  const { shown, more } = firstLines(text.trim(), /\r\n|\n|\r/, maxLines, maxLength)
  return [...shown.map(line => sentence(line, maxLength, place)), ...more].join('<br>')
}

function isWebAddress(address: string): boolean {
  return ['https:', 'http:'].includes(URL.parse(address)?.protocol ?? '')
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

// What can begin or end markup, an HTML tag, a table cell, a formula, a link, a mention or an emoji.
const meaningful = /[&<>"'`*_[\]\\|~$#@!^]|:(?=\S)|(?<=www)\./gi

/** Every ASCII character that could mean something in Markdown or HTML, as a numeric entity. */
function entities(text: string): string {
  return text.replace(meaningful, one => `&#${one.charCodeAt(0)};`)
}

/** The same for text, where GitHub looks for mail addresses after it has decoded the entities. */
function inertText(text: string): string {
  return entities(text).replaceAll('&#64;', '<span>&#64;</span>')
}

/**
 * The same for text that doesn't stand in code, where GitHub looks for mentions, issues, emojis and formulas too, after
 * it has decoded the entities. What begins a line of Markdown is an entity: a list's sign or number, a heading's line.
 */
function unlinked(text: string): string {
  const apart = entities(text).replace(/&#(?:35|36|58|64);/g, '<span>$&</span>')
  return apart.replace(/^[-+=\d]/, first => `&#${first.charCodeAt(0)};`).replace(/\bGH-(?=\d)/gi, '$&<span></span>')
}

/**
 * Parts of Markdown as one text of at most `limit` bytes. What no longer fits is left out as a whole, since a cut
 * would leave its tags open, and a note says so; `lesser` ones among the parts get what room the others leave.
 */
export function fitSummary(parts: readonly string[], limit = maxSummaryBytes, lesser: readonly string[] = []): string {
  const join = (texts: readonly string[]): string => `${texts.join('\n\n')}\n`
  const whole = join(parts)
  if (Buffer.byteLength(whole) <= limit) return whole
  const note = '_Not everything is here: a summary holds at most 1 MiB. The log and the dashboard have more._'
  let left = limit - Buffer.byteLength(join([note]))
  const isLesser = new Set(lesser)
  const indexes = [...parts.keys()]
  const order = [false, true].flatMap(is => indexes.filter(index => isLesser.has(parts[index] ?? '') === is))
  const kept = new Set(
    order.filter(index => {
      const size = Buffer.byteLength(`${parts[index]}\n\n`)
      if (size > left) return false
      left -= size
      return true
    })
  )
  return join([...parts.filter((_, index) => kept.has(index)), note])
}
