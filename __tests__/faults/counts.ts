import type { Verdict } from './judge.ts'

/** What came of scenarios: of all, of those with one kind of fault. */
export interface Counts {
  /** Faults in them. */
  readonly injected: number
  readonly scenarios: number
  /** Scenarios that violated nothing; each of them ended in one of the ways below. */
  readonly survived: number
  /** The step reported the run's own end. */
  readonly told: number
  /** The step was cut off on purpose: cancelled, killed, timed out, or not to wait. */
  readonly cutOff: number
  /** The step failed, and said what kept it from knowing. */
  readonly gaveUp: number
}

/** The counts of one scenario. */
export function countsOf({ ending, violations }: Verdict, injected: number): Counts {
  const survived = violations.length === 0
  const as = (wanted: Verdict['ending']) => (survived && ending === wanted ? 1 : 0)
  return {
    injected,
    scenarios: 1,
    survived: survived ? 1 : 0,
    told: as('told'),
    cutOff: as('cut off'),
    gaveUp: as('gave up')
  }
}

/** The counts of scenarios together. */
export function addCounts(all: readonly Counts[]): Counts {
  const sum = (name: keyof Counts) => all.reduce((total, each) => total + each[name], 0)
  return {
    injected: sum('injected'),
    scenarios: sum('scenarios'),
    survived: sum('survived'),
    told: sum('told'),
    cutOff: sum('cutOff'),
    gaveUp: sum('gaveUp')
  }
}

/** Counts by kind of fault together. */
export function addKinds(all: readonly Readonly<Record<string, Counts>>[]): Readonly<Record<string, Counts>> {
  const grouped = Map.groupBy(
    all.flatMap(kinds => Object.entries(kinds)),
    ([kind]) => kind
  )
  return Object.fromEntries([...grouped].map(([kind, each]) => [kind, addCounts(each.map(([, counts]) => counts))]))
}
