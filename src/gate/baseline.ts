import { InputError } from '../text/errors.ts'
import { didYouMean } from '../text/suggest.ts'
import type { Environment } from './environment.ts'
import { quoted, shown } from './shown.ts'

type Written = Pick<Environment, 'name' | 'overrides'>

/** Throws {@link InputError} if the checks of an environment name one for their baseline that can't be looked at from there. */
export function refuseUnknownBaselines(environments: readonly Written[]): void {
  for (const environment of environments) {
    const { baselineFrom } = environment.overrides.checks ?? {}
    const where = `environments: ${shown(environment.name)}.checks.baseline.environment`
    if (baselineFrom !== undefined) findBaselineEnvironment(environment, baselineFrom, environments, where)
  }
}

/** Keys that decide where the baseline would have to be looked for. */
const sharedKeys = [
  ['server-url', 'serverUrl'],
  ['project', 'project']
] as const

/** The environment that checks name for their baseline; throws {@link InputError} if there is none, or on another server. */
export function findBaselineEnvironment<T extends Written>(
  own: Written,
  name: string,
  environments: readonly T[],
  where: string
): T {
  const found = environments.find(each => each.name === name)
  if (found === undefined) {
    const names = environments.map(each => each.name)
    const remedy = didYouMean(name, names) || `Write one of ${names.map(each => quoted(each)).join(', ')}.`
    throw new InputError(`${quoted(name)} is not an environment of these rules`, { where, remedy })
  }

  for (const [key, property] of sharedKeys) {
    if (own.overrides[property] === found.overrides[property]) continue
    throw new InputError(`${quoted(own.name)} and ${quoted(name)} differ in ${key}, and results are read from one`, {
      where,
      remedy: `Give both the same ${key}, or remove baseline.`
    })
  }
  return found
}
