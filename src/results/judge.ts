import { oneLine } from '../text/foreign.ts'
import { nearNames } from '../text/suggest.ts'
import { type Check, isRelative, type Limit } from './checks.ts'
import { compare, type Decimal, decimalOf, formatDecimal, isPositive, percentOf, subtract } from './decimal.ts'
import { findMetric, type MetricSource, metricNamed } from './find-metric.ts'

/** What a run is compared with. */
export type Baseline =
  /** `words` name it, as in `version 3 of model churn`. */
  | ({ readonly kind: 'found'; readonly words: string } & MetricSource)
  /** `why` is a whole sentence, here and below. */
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string }

/** What came of one check on one run. */
export interface CheckOutcome {
  /** The metric's full name, or what the check calls it if it is not known. */
  readonly metric: string
  /** Whether the run has no such metric. */
  readonly isAbsent: boolean
  /** What is wrong, in sentences that are safe to print; none if it passed. */
  readonly faults: readonly string[]
  /** What could not be compared, but passes, in such sentences. */
  readonly notes: readonly string[]
}

/** Holds a run's results against one check. What is missing, ambiguous or not a number never passes. */
export function judgeCheck(
  { limits, metric: name }: Check,
  own: MetricSource,
  baseline: Baseline,
  needsBaseline: boolean
): CheckOutcome {
  const shown = oneLine(name, 120)
  const outcome = { metric: name, isAbsent: false, notes: [] }
  const found = findMetric(own, name)
  switch (found.kind) {
    case 'none':
      return { ...outcome, isAbsent: true, faults: [`There is no metric '${shown}'. ${candidates(own, name)}`] }
    case 'unknown':
      return { ...outcome, faults: [`Could not look up the metric '${shown}': ${found.why}`] }
    case 'several':
      return { ...outcome, faults: [severalWords(shown, found.names)] }
    case 'metric':
  }

  const { metric } = found
  const full = oneLine(metric.name, 200)
  const value = decimalOf(metric.value)
  if (value === undefined)
    return { ...outcome, metric: metric.name, faults: [`${full} is ${valueWords(metric.value)}, not a number.`] }

  const measured = { name: metric.name, full, value }
  const judged = limits.map(limit =>
    isRelative(limit) ? judgeChange(limit, measured, baseline, needsBaseline) : judgeBound(limit, measured)
  )
  return {
    metric: metric.name,
    isAbsent: false,
    faults: judged.flatMap(({ fault }) => fault ?? []),
    notes: judged.flatMap(({ note }) => note ?? [])
  }
}

/** What came of one limit: nothing if it holds. */
interface LimitOutcome {
  readonly fault?: string
  readonly note?: string
}

interface Measured {
  readonly name: string
  /** The name, safe to print. */
  readonly full: string
  readonly value: Decimal
}

function judgeBound({ name, text, value: bound }: Limit, { full, value }: Measured): LimitOutcome {
  const order = compare(value, bound)
  const shown = formatDecimal(value)
  if (name === 'min') return order >= 0 ? {} : { fault: `${full} is ${shown}, below its min of ${text}.` }
  return order <= 0 ? {} : { fault: `${full} is ${shown}, above its max of ${text}.` }
}

function judgeChange(limit: Limit, measured: Measured, baseline: Baseline, needsBaseline: boolean): LimitOutcome {
  const { full, value } = measured
  if (baseline.kind === 'unreadable')
    return { fault: `${full} could not be checked against its ${limit.name}: ${baseline.why}` }
  if (baseline.kind === 'none') return withoutBaseline(limit, full, baseline.why, needsBaseline)

  const found = metricNamed(baseline, measured.name)
  if (found.kind === 'unknown') return { fault: `${full} could not be checked against its ${limit.name}: ${found.why}` }
  const before = found.kind === 'metric' ? decimalOf(found.metric.value) : undefined
  if (before === undefined) {
    const what =
      found.kind === 'metric' ? valueWords(found.metric.value) : found.kind === 'none' ? 'nothing' : 'several'
    return withoutBaseline(limit, full, `${baseline.words} has ${what} under this name.`, needsBaseline)
  }

  const was = `the ${formatDecimal(before)} of ${baseline.words}`
  const change = limit.name === 'max-drop' ? subtract(before, value) : subtract(value, before)
  // A change in the other direction, or none, breaks no limit, whatever that is a part of.
  if (!isPositive(change)) return {}
  if (limit.isPercent && !isPositive(before)) {
    return {
      fault: `${full} has a ${limit.name} of ${limit.text}, but a percentage of ${was} means nothing, since that is not above zero: use an absolute limit.`
    }
  }

  const allowed = limit.isPercent ? percentOf(limit.value, before) : limit.value
  if (compare(change, allowed) <= 0) return {}
  const direction = limit.name === 'max-drop' ? 'below' : 'above'
  return {
    fault: `${full} is ${formatDecimal(value)}, which is ${formatDecimal(change)} ${direction} ${was}, more than its ${limit.name} of ${limit.text}.`
  }
}

function withoutBaseline({ name }: Limit, full: string, why: string, isRequired: boolean): LimitOutcome {
  return isRequired
    ? { fault: `${full} has no baseline, which is required for its ${name}: ${why}` }
    : { note: `${full} has no baseline, so its ${name} can't be checked yet: ${why}` }
}

function severalWords(name: string, names: readonly string[]): string {
  const different = [...new Set(names)]
  if (different.length === 1)
    return `${oneLine(different[0] ?? '', 200)} was logged more than once, as different things.`
  return `'${name}' could be ${listed(different)}: write the full name.`
}

/** The metrics that a misspelt name may have meant, or some that there are. */
function candidates({ metrics }: MetricSource, name: string): string {
  const numbers = [...new Set(metrics.filter(({ value }) => decimalOf(value) !== undefined).map(metric => metric.name))]
  const near = [...new Set([name, ...name.split('.').slice(-1)].flatMap(each => nearOf(each, numbers)))].slice(0, 3)
  if (near.length > 0) return `Did you mean ${near.map(each => oneLine(each, 200)).join(' or ')}?`
  return numbers.length === 0 ? 'The run logged no numbers at all.' : `The run logged ${listed(numbers)}.`
}

/** Full names that are near to a name, by themselves or by their last part. */
function nearOf(name: string, names: readonly string[]): readonly string[] {
  const ends = new Map(names.map(full => [full.slice(full.lastIndexOf('.') + 1), full]))
  return [...nearNames(name, names), ...nearNames(name, [...ends.keys()]).flatMap(end => ends.get(end) ?? [])]
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).map(name => oneLine(name, 200))
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : ''
  return `${shown.join(', ')}${more}`
}

function valueWords(value: unknown): string {
  if (typeof value === 'string') return `the text '${oneLine(value, 80)}'`
  // ZenML's server writes NaN and the infinities inside of a value as null (measured on 0.98.0).
  if (value === null) return 'null, which also stands for NaN'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a mapping' : String(value)
}
