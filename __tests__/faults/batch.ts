import fc from '../pieces/fast-check.ts'
import { addCounts, addKinds, type Counts, countsOf } from './counts.ts'
import { startedRuns } from './facts.ts'
import { judge } from './judge.ts'
import { faultCounts, play } from './play.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenario-arbitrary.ts'

/** What came of a batch of random scenarios; plain data, so that it can cross threads. */
export interface BatchResult {
  readonly counts: Counts
  readonly runsCreated: number
  readonly requests: number
  readonly kinds: Readonly<Record<string, Counts>>
  /** The smallest scenario that was found to violate something. */
  readonly violation?: { readonly scenario: Scenario; readonly violations: readonly string[] } | undefined
}

class Violated extends Error {
  readonly violations: readonly string[]

  constructor(violations: readonly string[]) {
    super(violations.join('; '))
    this.violations = violations
  }
}

/** Plays and judges random scenarios; the same seed and number give the same ones. */
export async function runBatch(seed: number, runs: number): Promise<BatchResult> {
  const played: Counts[] = []
  const faults: Record<string, Counts>[] = []
  let [runsCreated, requests] = [0, 0]
  let shrinking = false
  let found: BatchResult['violation']
  const property = fc.asyncProperty(scenarios, async scenario => {
    const outcome = await play(scenario).catch((error: unknown) => {
      found = { scenario, violations: [String(error)] }
      shrinking = true
      throw error
    })
    outcome.stage.close()
    const verdict = judge(scenario, outcome)
    const { violations } = verdict
    if (!shrinking) {
      const injected = faultCounts(outcome, scenario)
      played.push(
        countsOf(
          verdict,
          [...injected.values()].reduce((total, each) => total + each, 0)
        )
      )
      faults.push(Object.fromEntries([...injected].map(([kind, times]) => [kind, countsOf(verdict, times)])))
      runsCreated += startedRuns(outcome).length
      requests += outcome.stage.exchanged.length
    }
    if (violations.length === 0) return
    shrinking = true
    found = { scenario, violations }
    throw new Violated(violations)
  })
  await fc.check(property, { seed, numRuns: runs })
  return { counts: addCounts(played), runsCreated, requests, kinds: addKinds(faults), violation: found }
}
