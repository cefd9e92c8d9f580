import type { ResultRow } from '../results/rows.ts'
import type { Facts, RunResultsFacts } from './facts.ts'
import { inert, link, sentence } from './markdown.ts'

/** Numbers that are shown at once of a run, and values that are folded, at most. */
const [maxRows, maxFolded] = [50, 200]

/**
 * What the runs logged, beside what it is compared with and what the checks say: numbers in a table, and folded what is
 * text, long or a part of another value. Empty if there is nothing.
 */
export function resultsPart({ results, runs = [] }: Pick<Facts, 'results' | 'runs'>): string {
  const shown = (results?.runs ?? []).filter(({ rows }) => rows.length > 0)
  return shown.map(run => runPart(run, runs.length > 1)).join('\n\n')
}

function runPart(run: RunResultsFacts, isNamed: boolean): string {
  const plain = run.rows.filter(isOpen)
  const open = plain.slice(0, maxRows)
  const folded = [...plain.slice(maxRows), ...run.rows.filter(row => !isOpen(row))]
  return [
    `**Results**${isNamed ? ` of ${link('run', run.url)} ${inert(run.name)}` : ''}`,
    baselinePart(run),
    table(open),
    ...run.notes.map(note => `- ${sentence(note, 600)}`),
    foldedPart(folded)
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

function isOpen({ isPassed, isPlain }: ResultRow): boolean {
  return isPlain || isPassed !== undefined
}

function baselinePart({ baseline }: RunResultsFacts): string {
  if (baseline === undefined) return ''
  const words = sentence(baseline.words, 400)
  return `Compared with ${baseline.url === undefined ? words : `${words}, ${link('open', baseline.url)}`}.`
}

/** A table with the columns that have something in them. */
function table(rows: readonly ResultRow[]): string {
  if (rows.length === 0) return ''
  const columns: readonly (readonly [title: string, cell: (row: ResultRow) => string])[] = [
    ['Value', ({ value }) => (value === '' ? '' : inert(value))],
    ['Baseline', ({ before }) => (before === undefined ? '' : inert(before))],
    ['Change', ({ change }) => (change === undefined ? '' : inert(change))],
    ['Check', ({ isPassed }) => (isPassed === undefined ? '' : isPassed ? '✅' : '❌')]
  ]
  const used = columns.filter(([title, cell]) => title === 'Value' || rows.some(row => cell(row) !== ''))

  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(['Metric', ...used.map(([title]) => title)]),
    line(['---', ...used.map(([title]) => (title === 'Check' ? ':-:' : '--:'))]),
    ...rows.map(row => line([inert(row.name), ...used.map(([, cell]) => cell(row))]))
  ].join('\n')
}

function foldedPart(rows: readonly ResultRow[]): string {
  if (rows.length === 0) return ''
  const shown = rows.slice(0, maxFolded)
  const more = rows.length > shown.length ? `\n\n… ${rows.length - shown.length} more` : ''
  return `<details><summary>${rows.length} more value${rows.length === 1 ? '' : 's'}</summary>\n\n${table(shown)}${more}\n\n</details>`
}
