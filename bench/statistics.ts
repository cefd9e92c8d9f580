/** Something measured several times: the median, and how often. */
export interface Sample {
  readonly median: number
  /** How many measurements it is the median of. */
  readonly n: number
  /** Medians of what it was computed from, by their names with the unit. */
  readonly raw?: Readonly<Record<string, number>>
}

/** The middle one of some numbers, or the mean of the two in the middle; NaN if there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? Number.NaN, sorted[Math.floor(middle)] ?? Number.NaN]
  return (low + high) / 2
}

/** The median of the values, as a sample. */
export function sampleOf(values: readonly number[], raw?: Sample['raw']): Sample {
  return { median: median(values), n: values.length, ...(raw === undefined ? {} : { raw }) }
}

/** A number that doesn't differ from one measurement to the next, so that one is enough. */
export function exact(value: number): Sample {
  return { median: value, n: 1 }
}

/** `n` numbers in [0, 1) that are spread evenly and hit no rhythm (additive recurrence of the golden ratio). */
export function spread(n: number): readonly number[] {
  return Array.from({ length: n }, (_, index) => ((index + 1) * 0.6180339887) % 1)
}
