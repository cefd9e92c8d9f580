// npm run bench: measures the built action, prints a table, and writes bench/results.json and the table of
// docs/performance.md. --pairs N measures N times (15 by default); --only takes names of rows, separated by commas;
// --install also measures an installation, which needs Python and a package index; --results FILE writes the results
// there, and no page.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Row } from './figure.ts'
import { type Circumstances, type Results, readResults, writeResults } from './results.ts'
import { rows } from './rows.ts'
import { plainTable, refreshPage } from './table.ts'

const root = join(import.meta.dirname, '..')
const page = join(root, 'docs', 'performance.md')
const ownFile = join(root, 'bench', 'results.json')

const { values: options } = parseArgs({
  options: {
    pairs: { type: 'string', default: '15' },
    only: { type: 'string' },
    install: { type: 'boolean', default: false },
    results: { type: 'string', default: ownFile }
  }
})

/** The rows to measure; throws Error where a name is not one of theirs. */
function chosen(): readonly Row[] {
  const names = options.only?.split(',')
  const unknown = names?.find(name => !rows.some(row => row.name === name))
  if (unknown !== undefined)
    throw new Error(`There is no row '${unknown}'. There are ${rows.map(({ name }) => name).join(', ')}.`)
  return rows.filter(({ isOptional, name }) => names?.includes(name) ?? (options.install || isOptional !== true))
}

function pairs(): number {
  const number = Number(options.pairs)
  if (!Number.isInteger(number) || number < 1) throw new Error(`'${options.pairs}' is not a number of pairs`)
  return number
}

function circumstances(): Circumstances {
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
    node: process.versions.node,
    cores: availableParallelism(),
    load: loadavg()[0] ?? 0
  }
}

/** Measures rows one after another, since two at once would disturb each other. */
async function measure(toMeasure: readonly Row[], effort: { readonly pairs: number }): Promise<Results> {
  const where = circumstances()
  const results: Record<string, Results[string]> = {}
  for (const row of toMeasure) {
    console.log(`measuring ${row.name}`)
    results[row.name] = { ...where, figures: await row.measure(effort) }
  }
  return results
}

/** The results with the rows that were not measured this time as they were, in the order of the rows. */
function withEarlier(measured: Results): Results {
  const earlier = existsSync(options.results) ? readResults(readFileSync(options.results, 'utf8')) : {}
  const all = { ...earlier, ...measured }
  const ordered = Object.fromEntries(rows.flatMap(({ name }) => (all[name] === undefined ? [] : [[name, all[name]]])))
  // As they will be read: rounded.
  return readResults(writeResults(ordered))
}

try {
  const measured = await measure(chosen(), { pairs: pairs() })
  const results = withEarlier(measured)
  writeFileSync(options.results, writeResults(results))
  if (options.results === ownFile) writeFileSync(page, refreshPage(readFileSync(page, 'utf8'), rows, results))
  console.log(
    `\n${plainTable(
      rows.filter(({ name }) => measured[name] !== undefined),
      results
    )}`
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
