import { writeExactJson } from '../text/exact-json.ts'
import { oneLine } from '../text/foreign.ts'
import { decimalOf, formatChange, formatDecimal, formatPercent, isPositive, subtract } from './decimal.ts'
import { type Found, lookUpIn } from './find-metric.ts'
import type { CheckOutcome } from './judge.ts'
import type { Metric } from './metrics.ts'
import type { JudgedRun, RunResults } from './verdict.ts'

/** One metric as it is shown. */
export interface ResultRow {
  readonly name: string
  /** Empty if there is none. */
  readonly value: string
  /** The baseline's value, if it has a number of this name. */
  readonly before?: string
  /** How far the value is from it: `+0.02 (+2.2 %)`; of a zero or negative baseline without the percentage. */
  readonly change?: string
  /** Whether it passed its checks; undefined if it has none. */
  readonly isPassed?: boolean
  /** Whether it is a number of its own, and no text, list or part of another value. */
  readonly isPlain: boolean
}

/** Characters of a value that are shown at most. */
const maxValue = 500

/** What there is to show of a run: what was checked first, and then in the order of the metrics. */
export function rowsOf({ baseline, own }: RunResults, { outcomes }: Pick<JudgedRun, 'outcomes'>): readonly ResultRow[] {
  const verdicts = Map.groupBy(outcomes, ({ metric }) => metric)
  const names = new Set(own.metrics.map(({ name }) => name))
  const missing = [...verdicts]
    .filter(([name]) => !names.has(name))
    .map(([name]): ResultRow => ({ name, value: '', isPassed: false, isPlain: true }))

  const before = baseline.kind === 'found' ? lookUpIn(baseline) : undefined
  const rows = own.metrics.map(metric => ({
    ...rowOf(metric, before?.(metric.name)),
    ...verdictOf(verdicts.get(metric.name))
  }))
  return [...missing, ...rows.filter(isChecked), ...rows.filter(row => !isChecked(row))]
}

function isChecked({ isPassed }: ResultRow): boolean {
  return isPassed !== undefined
}

function verdictOf(outcomes: readonly CheckOutcome[] | undefined): Pick<ResultRow, 'isPassed'> {
  return outcomes === undefined ? {} : { isPassed: outcomes.every(({ faults }) => faults.length === 0) }
}

function rowOf({ isNested, name, value }: Metric, earlier: Found | undefined): ResultRow {
  const number = decimalOf(value)
  if (number === undefined) return { name, value: textOf(value), isPlain: false }

  const row = { name, value: formatDecimal(number), isPlain: !isNested }
  const before = earlier?.kind === 'metric' ? decimalOf(earlier.metric.value) : undefined
  if (before === undefined) return row

  const change = subtract(number, before)
  const percent = isPositive(before) ? ` (${formatPercent(change, before)})` : ''
  return { ...row, before: formatDecimal(before), change: `${formatChange(change)}${percent}` }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return oneLine(value, maxValue)
  try {
    return oneLine(writeExactJson(value), maxValue)
  } catch {
    return '…'
  }
}
