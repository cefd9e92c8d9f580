import { environmentKeys } from '../gate/environment.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { nearNames } from '../text/suggest.ts'
import type { Log } from '../world/log.ts'
import { hiddenInputNames } from './names.ts'

const prefix = 'INPUT_'
/** Least length of a beginning that two names share, so that it counts as more than chance. */
const leastBeginning = 3

/**
 * Looks for inputs that are not declared. The runner hands inputs over as variables `INPUT_<NAME>`, so that one can't be
 * told from a variable of that name which the job sets for its own scripts: a name near a declared one throws
 * {@link InputError}, since a misspelt input would silently mean the default; any other is a warning.
 */
export function checkUnknownInputs(env: Environ, declared: readonly string[], log: Pick<Log, 'warning'>): void {
  const known = new Set(declared.map(name => `${prefix}${name.toUpperCase()}`))
  const offered = declared.filter(name => !hiddenInputNames.some(hidden => hidden === name))
  const unknown = Object.keys(env).filter(variable => variable.startsWith(prefix) && !known.has(variable))

  for (const variable of unknown) refuseMistaken(variable, offered)
  for (const variable of unknown) log.warning(`${readings(variable)} The inputs are ${offered.join(', ')}.`)
}

function refuseMistaken(variable: string, offered: readonly string[]): void {
  const name = nameOf(variable)
  const near = [...nearNames(name, offered), ...offered.filter(other => isBeginning(name, other))]
  if (near.length === 0) return

  const meant = [...new Set(near)].slice(0, 3).map(other => `'${other}'`)
  throw new InputError(`There is no input '${oneLine(name, 60)}'`, {
    where: 'with',
    remedy: `Did you mean ${meant.join(' or ')}? If ${oneLine(variable, 80)} is set under env: for scripts of the job, rename it: the runner hands inputs over as ${prefix}<NAME>.`
  })
}

function readings(variable: string): string {
  const name = nameOf(variable)
  const own = environmentKeys.some(key => key === name)
    ? `'${name}' under with: is not an input, it belongs into an environment of 'environments'`
    : `'${oneLine(name, 60)}' under with: is not an input and has to be removed`
  return `${oneLine(variable, 80)} has no effect here: ${own}; a variable of that name under env:, for scripts of the job, may stay.`
}

/**
 * Whether one name begins with the other, as `timeout-minutes` with `timeout`, and `environment` with `env`. Not where
 * it has an underscore, as variables of scripts have and inputs don't.
 */
function isBeginning(name: string, other: string): boolean {
  const [short, long] = name.length < other.length ? [name, other] : [other, name]
  return short.length >= leastBeginning && !name.includes('_') && long.startsWith(short)
}

function nameOf(variable: string): string {
  return variable.slice(prefix.length).toLowerCase()
}
