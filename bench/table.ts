import { type Figure, type Row, shown } from './figure.ts'
import type { Results } from './results.ts'
import type { Sample } from './statistics.ts'

const head = ['Figure', 'Was', 'Goal', 'Is', 'n']
const [start, end] = ['<!-- bench:start -->', '<!-- bench:end -->']

/** The figures of all rows, one a line, each as text for a cell. */
function lines(rows: readonly Row[], results: Results): readonly (readonly string[])[] {
  return rows.flatMap(({ figures, name }) =>
    Object.entries(figures).map(([key, figure]) => line(figure, results[name]?.figures[key]))
  )
}

function line({ before, goal, title, unit }: Figure, sample: Sample | undefined): readonly string[] {
  const was = before === undefined ? '' : shown(before, unit)
  const wanted = goal === undefined ? '' : `≤ ${shown(goal, unit)}`
  if (sample === undefined) return [title, was, wanted, 'not measured', '']
  const missed = goal !== undefined && sample.median > goal ? ' (missed)' : ''
  return [title, was, wanted, `${shown(sample.median, unit)}${missed}`, String(sample.n)]
}

/** The table of results in Markdown. */
export function markdownTable(rows: readonly Row[], results: Results): string {
  const all = [head, head.map(() => '---'), ...lines(rows, results)]
  return all.map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** The table of results for a terminal. */
export function plainTable(rows: readonly Row[], results: Results): string {
  const all = [head, ...lines(rows, results)]
  const widths = head.map((_, column) => Math.max(...all.map(cells => cells[column]?.length ?? 0)))
  return all
    .map(cells =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

/** On which commits, days, versions of Node and machines the rows were measured. */
function circumstances(results: Results): string {
  const all = Object.values(results).map(
    ({ commit, cores, date, load, node }) =>
      `${date} at ${commit}, Node ${node}, ${cores} cores, load ${load.toFixed(1)}`
  )
  return `Measured ${[...new Set(all)].sort().join('; ')}.`
}

/** The page with the table of these results between its markers; throws Error where it has no markers. */
export function refreshPage(page: string, rows: readonly Row[], results: Results): string {
  const [from, to] = [page.indexOf(start), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no markers ${start} and ${end}`)
  const content = `${markdownTable(rows, results)}\n\n${circumstances(results)}`
  return `${page.slice(0, from + start.length)}\n\n${content}\n\n${page.slice(to)}`
}
