import { findBaselineEnvironment } from '../gate/baseline.ts'
import type { Environment, Stage } from '../gate/environment.ts'
import type { Checks } from '../results/checks.ts'
import { readChecks } from '../results/read-checks.ts'
import type { Environ } from '../text/environ.ts'
import { readInput } from './names.ts'
import { placesOf } from './places.ts'
import { readStage } from './values.ts'
import { pipelineOf } from './work.ts'

/** What a run's results have to be, for an environment that the gate has chosen. */
export interface RunChecks extends Checks {
  /** Where the baseline is looked for, if in another environment. */
  readonly baseline: BaselineEnvironment | undefined
}

/** What of an environment says where its results are. */
export interface BaselineEnvironment {
  /** Name or id of its stack. */
  readonly stack: string
  /** The stage that it promotes to. */
  readonly stage: Stage | undefined
  /** Name or id of the pipeline that it runs; undefined if that is not known, as of a source or a command. */
  readonly pipeline: string | undefined
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
  const found = findBaselineEnvironment(environment, checks.baselineFrom, environments, where)
  const stage = found.overrides.promote ?? readStage(env)
  return { ...checks, baseline: { stack: found.stack, stage, pipeline: pipelineOf(env, found) } }
}
