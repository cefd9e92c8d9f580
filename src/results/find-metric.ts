import type { Metric } from './metrics.ts'

/** What of a run's results could not be read. */
export interface Gap {
  /** The metrics that may be missing, by the beginning of their names: `run.`, `steps.`, `model.` or `artifacts.`. */
  readonly of: 'run.' | 'steps.' | 'model.' | 'artifacts.'
  /** Why, in a sentence that is safe to print. */
  readonly why: string
}

/** Metrics, and what may be missing among them. */
export interface MetricSource {
  readonly metrics: readonly Metric[]
  readonly gaps: readonly Gap[]
}

/** What a name of a check stands for. */
export type Found =
  | { readonly kind: 'metric'; readonly metric: Metric }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | { readonly kind: 'none' }
  /** It may be among what could not be read. */
  | { readonly kind: 'unknown'; readonly why: string }

/** Finds metrics by their full names, however many there are. */
export function lookUpIn({ gaps, metrics }: MetricSource): (name: string) => Found {
  const named = Map.groupBy(metrics, ({ name }) => name)
  return name => {
    const found = named.get(name) ?? []
    const gap = gaps.find(({ of }) => name.startsWith(of))
    if (gap === undefined || found.length > 1) return only(found)
    // Of what was not read something may have the same name.
    return { kind: 'unknown', why: gap.why }
  }
}

/** The metric of a full name. */
export function metricNamed(source: MetricSource, name: string): Found {
  return lookUpIn(source)(name)
}

/** The beginnings of full names, which say what a value was logged about. */
const fullName = /^(?:run|steps|model|artifacts)\./

/**
 * The metric that a name stands for: a full name, or the end of one behind a point, if it is the end of only one. What
 * could not be read may hold another one, so that such an end is unknown then.
 */
export function findMetric(source: MetricSource, name: string): Found {
  const exact = metricNamed(source, name)
  if (exact.kind !== 'none' || fullName.test(name)) return exact

  const found = source.metrics.filter(metric => metric.name.endsWith(`.${name}`))
  const [gap] = source.gaps
  return gap === undefined || found.length > 1 ? only(found) : { kind: 'unknown', why: gap.why }
}

function only(found: readonly Metric[]): Found {
  const [metric, ...others] = found
  if (metric === undefined) return { kind: 'none' }
  return others.length === 0 ? { kind: 'metric', metric } : { kind: 'several', names: found.map(({ name }) => name) }
}
