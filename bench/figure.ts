import type { Sample } from './statistics.ts'

/** What a figure counts. */
export type Unit = 'ratio' | 'bytes' | 'count' | 'per minute' | 'seconds' | 'MiB'

/** One figure: what it was when it was measured first, and what it should be at most. */
export interface Figure {
  readonly title: string
  readonly unit: Unit
  /** Median of the version before anything was done for speed. */
  readonly before?: number
  readonly goal?: number
}

/** How much is measured. */
export interface Effort {
  /** Pairs of processes whose ratio is taken; figures that take long are measured less often. */
  readonly pairs: number
}

/** One row of the bench: figures that are measured together. */
export interface Row {
  /** Its name for `--only`. */
  readonly name: string
  readonly figures: Readonly<Record<string, Figure>>
  /** Whether it is only measured if it is asked for, since it needs more than this machine. */
  readonly isOptional?: boolean
  /** Measures all its figures. */
  readonly measure: (effort: Effort) => Promise<Readonly<Record<string, Sample>>>
}

/** A figure's number as people read it. */
export function shown(value: number, unit: Unit): string {
  switch (unit) {
    case 'ratio':
      return value.toFixed(2)
    case 'bytes':
      return value < 1_000 ? `${Math.round(value)} B` : withPrefix(value)
    case 'count':
      return String(Math.round(value * 10) / 10)
    case 'per minute':
      return `${Math.round(value)}/min`
    case 'seconds':
      return `${value.toFixed(2)} s`
    case 'MiB':
      return `${Math.round(value)} MiB`
  }
}

function withPrefix(bytes: number): string {
  const [scale, unit] = bytes < 1_000_000 ? [1_000, 'kB'] : [1_000_000, 'MB']
  return `${Number((bytes / scale).toPrecision(3))} ${unit}`
}
