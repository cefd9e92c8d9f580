import { parse } from 'csv-parse/sync'
import { cut, oneLine } from '../text/foreign.ts'
import { indentJson } from '../text/indent-json.ts'

/** Rows below the head and columns of a table, and characters of a cell, that are shown at most. */
const [maxRows, maxColumns, maxCell] = [50, 12, 120]
/** Characters of CSV that are read at most: more than what can be shown has. */
const maxCsv = 256 * 1024

/** Lines of a text that are shown at most, and characters of each. */
export const [maxLines, maxLine] = [200, 500]

/** What is shown of a report: a table with its head as the first row, or else a text. */
export interface ReportContent {
  readonly rows?: readonly (readonly string[])[]
  readonly text?: string
  /** Whether there is more of it than is shown. */
  readonly isCut: boolean
}

/** Takes known secrets out of a text. */
type Redact = (text: string) => string

/** How each kind of text is read. */
const readers: ReadonlyMap<string, (text: string, redact: Redact) => ReportContent> = new Map([
  ['csv', tableOf],
  ['json', jsonOf],
  ['markdown', textOf]
])

/** Whether a visualization of a type is a text that can be shown; anything else is a plot, or unknown. */
export function isText(type: string): boolean {
  return readers.has(type)
}

/**
 * What is shown of the text of a visualization. Secrets are taken out of what the text says once it is parsed, and before
 * it is cut, since quoting, an escape or a cut would hide them from any later look.
 */
export function contentOf(type: string, text: string, redact: Redact): ReportContent {
  return (readers.get(type) ?? textOf)(text, redact)
}

function tableOf(text: string, redact: Redact): ReportContent {
  const { isWhole, rows } = rowsOf(text)
  const shown = rows.slice(0, maxRows + 1)
  const width = Math.max(0, ...shown.map(row => row.length))
  if (width < 2) return quotedTextOf(text, redact)

  const cells = (row: readonly string[]) => row.slice(0, maxColumns).map(cell => oneLine(redact(cell), maxCell))
  return { rows: shown.map(cells), isCut: !isWhole || rows.length > shown.length || width > maxColumns }
}

/** The rows of CSV, one more than are shown at most; none if a quote is never closed. */
function rowsOf(text: string): { readonly rows: readonly (readonly string[])[]; readonly isWhole: boolean } {
  const isWhole = text.length <= maxCsv
  try {
    const rows = parse(text.slice(0, maxCsv), {
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: maxRows + 2
    })
    // What the cut has left of a row may be half of a secret.
    return { rows: isWhole ? rows : rows.slice(0, -1), isWhole }
  } catch {
    return { rows: [], isWhole }
  }
}

/** A text in which a secret may have its quotes doubled: they are single ones in what is shown if that shows a secret. */
function quotedTextOf(text: string, redact: Redact): ReportContent {
  const plain = text.replaceAll('""', '"')
  return textOf(redact(plain) === plain ? text : plain, redact)
}

function jsonOf(text: string, redact: Redact): ReportContent {
  return textOf(indentJson(text, redact, maxLines * maxLine), redact)
}

function textOf(text: string, redact: Redact): ReportContent {
  const whole = redact(text)
  const shown = cut(whole, maxLines * maxLine)
  const lines = shown.split(/\r\n|\n|\r/)
  const isCut = whole.length > shown.length || lines.length > maxLines || lines.some(({ length }) => length > maxLine)
  return { text: lines.slice(0, maxLines).join('\n'), isCut }
}
