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

/** A link with a text of our own; the address becomes inert if it isn't an http(s) URL. */
export function link(text: string, address: string): string {
  const url = URL.parse(address)
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return inert(address)
  return `<a href="${entities(url.href)}">${text}</a>`
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
 * Parts of Markdown as one text of at most `limit` bytes. What no longer fits is left out as a whole, since a cut
 * would leave its tags open, and a note says so.
 */
export function fitSummary(parts: readonly string[], limit = maxSummaryBytes): string {
  const join = (texts: readonly string[]): string => `${texts.join('\n\n')}\n`
  const whole = join(parts)
  if (Buffer.byteLength(whole) <= limit) return whole
  const note = '_Not everything is here: a summary holds at most 1 MiB. The log has more._'
  let left = limit - Buffer.byteLength(join([note]))
  const kept = parts.filter(part => {
    const size = Buffer.byteLength(`${part}\n\n`)
    if (size > left) return false
    left -= size
    return true
  })
  return join([...kept, note])
}
