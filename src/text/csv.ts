/**
 * The rows of CSV as RFC 4180 has it: cells between commas, and in quotes those that hold commas, quotes or line ends.
 * Whatever else stands there is taken as it is, so that every text has rows; a blank line isn't one.
 */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let place = text.startsWith('\ufeff') ? 1 : 0
  while (place < text.length) {
    const { cell, end } = cellAt(text, place)
    row.push(cell)
    const isRowEnd = text[end] !== ','
    place = end + (text.startsWith('\r\n', end) ? 2 : 1)

    if (!isRowEnd && place < text.length) continue
    // The text ends with a comma: behind it there is one more cell.
    if (!isRowEnd) row.push('')
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  return rows
}

interface Cell {
  readonly cell: string
  /** Where what ends it begins: a comma, a line end, or the end of the text. */
  readonly end: number
}

function cellAt(text: string, start: number): Cell {
  if (text[start] !== '"') return bareCell(text, start)

  let close = text.indexOf('"', start + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  const inside = text.slice(start + 1, close < 0 ? text.length : close).replaceAll('""', '"')
  if (close < 0) return { cell: inside, end: text.length }
  const rest = bareCell(text, close + 1)
  return { cell: inside + rest.cell, end: rest.end }
}

/** What a cell without quotes ends with. */
const cellEnd = /,|\r?\n|\r|$/g

function bareCell(text: string, start: number): Cell {
  cellEnd.lastIndex = start
  const end = cellEnd.exec(text)?.index ?? text.length
  return { cell: text.slice(start, end), end }
}
