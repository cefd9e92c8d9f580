import { oneLine } from '../text/foreign.ts'
import { type Checks, isRelative } from './checks.ts'
import type { MetricSource } from './find-metric.ts'
import { type Baseline, type CheckOutcome, judgeCheck } from './judge.ts'

/** What checks say of a step: `none` if there are none, or nothing that they could be held against. */
export type Verdict = 'passed' | 'failed' | 'none'

/** A run that has succeeded, with what there is to judge it by. */
export interface RunResults {
  readonly name: string
  readonly own: MetricSource
  readonly baseline: Baseline
}

/** What came of the checks on one run. */
export interface JudgedRun {
  readonly outcomes: readonly CheckOutcome[]
  /** What is wrong, in sentences that are safe to print. */
  readonly faults: readonly string[]
  /** What could not be compared, but passes, in such sentences. */
  readonly notes: readonly string[]
}

/**
 * Holds runs against checks, in the order of the runs. Of several runs each has to pass the checks of what it has logged,
 * and each metric has to be there in at least one of them.
 */
export function judgeRuns(checks: Checks, runs: readonly RunResults[]): readonly JudgedRun[] {
  const all = runs.map(({ baseline, own }) =>
    checks.checks.map(check => judgeCheck(check, own, baseline, checks.needsBaseline))
  )
  const isSomewhere = checks.checks.map((_, index) => all.some(outcomes => outcomes[index]?.isAbsent === false))

  return runs.map((run, runIndex) => {
    const outcomes = (all[runIndex] ?? []).filter(({ isAbsent }, index) => !isAbsent || isSomewhere[index] !== true)
    const faults = [...missingBaseline(checks, run.baseline), ...outcomes.flatMap(outcome => outcome.faults)]
    const prefix = runs.length > 1 ? `Run ${oneLine(run.name, 120)}: ` : ''
    return {
      outcomes,
      faults: faults.map(fault => `${prefix}${fault}`),
      notes: outcomes.flatMap(({ notes }) => notes.map(note => `${prefix}${note}`))
    }
  })
}

/** A baseline that is required although no limit is one on a change: those say it themselves. */
function missingBaseline({ checks, needsBaseline }: Checks, baseline: Baseline): readonly string[] {
  if (!needsBaseline || baseline.kind === 'found') return []
  if (checks.some(({ limits }) => limits.some(isRelative))) return []
  return [`A baseline is required, but there is none: ${baseline.why}`]
}
