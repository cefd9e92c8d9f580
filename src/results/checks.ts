import type { Decimal } from './decimal.ts'

/** The limits that a metric can be given. */
export const limitNames = ['min', 'max', 'max-drop', 'max-rise'] as const

/** One word for a limit: an absolute bound, or one on the change from the baseline. */
export type LimitName = (typeof limitNames)[number]

/** One limit of a metric. */
export interface Limit {
  readonly name: LimitName
  readonly value: Decimal
  /** Whether the value is a percentage of the baseline's. */
  readonly isPercent: boolean
  /** The value as it is written. */
  readonly text: string
}

/** What is required of one metric. */
export interface Check {
  /** A metric's full name, or the end of one. */
  readonly metric: string
  readonly limits: readonly Limit[]
}

/** What is required of a run's results. */
export interface Checks {
  readonly checks: readonly Check[]
  /** Name of the environment that the baseline is taken from; undefined for the run's own. */
  readonly baselineFrom: string | undefined
  /** Whether a missing baseline is red. */
  readonly needsBaseline: boolean
}

/** Whether a limit is one on the change from the baseline. */
export function isRelative({ name }: Pick<Limit, 'name'>): boolean {
  return name === 'max-drop' || name === 'max-rise'
}
