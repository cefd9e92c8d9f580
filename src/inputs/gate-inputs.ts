import { defaultEnvironments, defaultRules, type Environment } from '../gate/environment.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { choice } from './choice.ts'
import { readInput } from './names.ts'

/** What the gate needs to decide. */
export interface GateInputs {
  readonly environments: readonly Environment[]
  /** The one environment asked for by name. */
  readonly requested: string | undefined
  readonly onNoMatch: 'skip' | 'fail'
}

/** Reads what the gate needs; throws {@link InputError}. */
export async function readGateInputs(env: Environ): Promise<GateInputs> {
  return {
    environments: await environmentsOf(readRules(env)),
    requested: readInput(env, 'environment') || undefined,
    onNoMatch: choice(env, 'on-no-match', ['skip', 'fail'])
  }
}

/** The rules as written. Set to nothing they are not the default ones: that is what a misspelt expression leaves of other rules. */
function readRules(env: Environ): string {
  if (env['INPUT_ENVIRONMENTS'] === undefined) return defaultRules
  const text = readInput(env, 'environments')
  if (text !== '') return text
  throw new InputError('The input is set to nothing, so there are no rules for what may run where', {
    where: 'environments',
    remedy:
      'Correct the expression that it is set to (a misspelt one gives nothing), or remove it for the default rules.'
  })
}

async function environmentsOf(rules: string): Promise<readonly Environment[]> {
  if (rules.trim() === defaultRules.trim()) return defaultEnvironments
  // The parser of YAML is loaded for rules of the user's own alone.
  const { parseEnvironments } = await import('../gate/environments.ts')
  return parseEnvironments(rules)
}
