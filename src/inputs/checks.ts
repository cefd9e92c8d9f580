import { findBaselineEnvironment } from '../gate/baseline.ts'
import type { Environment, Stage } from '../gate/environment.ts'
import type { Checks } from '../results/checks.ts'
import { readChecks } from '../results/read-checks.ts'
import type { Environ } from '../text/environ.ts'
import { readInput } from './names.ts'
import { placesOf } from './places.ts'
import { readStage } from './values.ts'

/** What a run's results have to be, for an environment that the gate has chosen. */
export interface RunChecks extends Checks {
  /** Where the baseline is looked for, if in another environment: its stack (name or id), and the stage that it promotes to. */
  readonly baseline: { readonly stack: string; readonly stage: Stage | undefined } | undefined
}

/** Reads the checks of an environment, or else the input; throws `InputError`. */
export function readRunChecks(
  env: Environ,
  environment: Environment,
  environments: readonly Environment[]
): RunChecks | undefined {
  const text = readInput(env, 'checks')
  const checks = environment.overrides.checks ?? (text === '' ? undefined : readChecks(text, 'checks'))
  if (checks === undefined) return undefined
  if (checks.baselineFrom === undefined) return { ...checks, baseline: undefined }

  const where = `${placesOf(environment).checks}.baseline.environment`
  const { overrides, stack } = findBaselineEnvironment(environment, checks.baselineFrom, environments, where)
  return { ...checks, baseline: { stack, stage: overrides.promote ?? readStage(env) } }
}
