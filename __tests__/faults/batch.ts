import fc from 'fast-check'
import { judge } from './judge.ts'
import { faultCounts, play } from './play.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenario-arbitrary.ts'

/** Counts of one kind of fault: how often it was injected, in how many scenarios, and how many of those told the truth. */
export interface KindCounts {
  readonly injected: number
  readonly scenarios: number
  readonly survived: number
}

/** What came of a batch of random scenarios; plain data, so that it can cross threads. */
export interface BatchResult {
  readonly seed: number
  readonly scenarios: number
  readonly survived: number
  readonly runsCreated: number
  readonly requests: number
  readonly conclusions: Readonly<Record<string, number>>
  readonly kinds: Readonly<Record<string, KindCounts>>
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
  const counts = { scenarios: 0, survived: 0, runsCreated: 0, requests: 0 }
  const conclusions: Record<string, number> = {}
  const kinds: Record<string, KindCounts> = {}
  let shrinking = false
  let found: BatchResult['violation']
  const property = fc.asyncProperty(scenarios, async scenario => {
    const outcome = await play(scenario).catch((error: unknown) => {
      found = { scenario, violations: [String(error)] }
      shrinking = true
      throw error
    })
    outcome.stage.close()
    const { conclusion, survived, violations } = judge(scenario, outcome)
    if (!shrinking) {
      counts.scenarios++
      counts.survived += survived ? 1 : 0
      counts.runsCreated += outcome.stage.standIn.runs.length
      counts.requests += outcome.stage.exchanged.length
      conclusions[conclusion] = (conclusions[conclusion] ?? 0) + 1
      for (const [kind, injected] of faultCounts(outcome, scenario)) {
        const known = kinds[kind] ?? { injected: 0, scenarios: 0, survived: 0 }
        kinds[kind] = {
          injected: known.injected + injected,
          scenarios: known.scenarios + 1,
          survived: known.survived + (survived ? 1 : 0)
        }
      }
    }
    if (violations.length === 0) return
    shrinking = true
    found = { scenario, violations }
    throw new Violated(violations)
  })
  await fc.check(property, { seed, numRuns: runs })
  return { seed, ...counts, conclusions, kinds, violation: found }
}
