import fc from 'fast-check'

// Always the same cases, so that an unchanged commit stays green; PROPERTY_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) })

/** How many cases a slow property is tried with: `usual`, or PROPERTY_RUNS times as many. */
export function runs(usual: number): number {
  return usual * Number(process.env['PROPERTY_RUNS'] ?? 1)
}

/** fast-check, for every test of properties: imported from here alone, and only by those that need it, as it is large. */
export default fc
