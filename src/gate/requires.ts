import { InputError } from '../text/errors.ts'
import { didYouMean } from '../text/suggest.ts'
import type { Environment } from './environment.ts'
import { quoted, shown } from './shown.ts'

/** An environment as it is written, where `requires` is a name. */
export type WrittenEnvironment = Omit<Environment, 'requires'> & { readonly requires: string | undefined }

/**
 * Puts the required environment in the place of its name. Throws {@link InputError} if there is none of that name, if
 * one requires itself, by whatever way round, or what can't be seen from where it is required.
 */
export function resolveRequired(written: readonly WrittenEnvironment[]): readonly Environment[] {
  const byName = new Map(written.map(environment => [environment.name, environment]))

  const resolve = (environment: WrittenEnvironment, requiring: readonly string[]): Environment => {
    const { requires, ...rest } = environment
    if (requires === undefined) return rest

    const chain = [...requiring, environment.name]
    refuseCircle(chain, requires)
    const required = byName.get(requires) ?? refuseUnknown(environment, requires, [...byName.keys()])
    refuseUnseen(environment, required)
    return { ...rest, requires: resolve(required, chain) }
  }
  return written.map(environment => resolve(environment, []))
}

function refuseCircle(chain: readonly string[], next: string): void {
  const start = chain.indexOf(next)
  if (start < 0) return

  const [first = next] = chain
  const circle = [...chain.slice(start), next].map(name => quoted(name)).join(' requires ')
  const message = chain.at(-1) === next ? `${quoted(next)} requires itself` : `No code could ever get there: ${circle}`
  throw new InputError(message, { where: placeOf(first), remedy: 'Name the environment that comes before this one.' })
}

function refuseUnknown({ name }: WrittenEnvironment, requires: string, names: readonly string[]): never {
  const others = names.filter(other => other !== name)
  const remedy =
    didYouMean(requires, others) ||
    (others.length === 0
      ? 'Add it, or remove requires.'
      : `Write one of ${others.map(name => quoted(name)).join(', ')}.`)
  throw new InputError(`${quoted(requires)} is not an environment of these rules`, { where: placeOf(name), remedy })
}

/** Keys that decide where runs are to be looked for. */
const sharedKeys = [
  ['server-url', 'serverUrl'],
  ['project', 'project']
] as const

/** Refuses what can't be looked up, or never be found. */
function refuseUnseen({ name, overrides }: WrittenEnvironment, required: WrittenEnvironment): void {
  for (const [key, property] of sharedKeys) {
    if (overrides[property] === required.overrides[property]) continue
    throw new InputError(
      `${quoted(name)} and ${quoted(required.name)} differ in ${key}, and runs are looked for in one`,
      {
        where: placeOf(name),
        remedy: `Give both the same ${key}, or remove requires.`
      }
    )
  }

  const ofCommand = [{ name, overrides }, required].find(each => each.overrides.command !== undefined)
  if (ofCommand !== undefined) throw unproven(ofCommand.name, placeOf(name))
}

/** The error of an environment whose runs are a command's, which names and describes them itself. */
export function unproven(name: string, where: string): InputError {
  return new InputError(`What runs in ${quoted(name)} is a command, whose runs don't prove which code they have`, {
    where,
    remedy: 'Use source (or pipeline) in both environments, or remove requires.'
  })
}

/** The place of an environment's `requires`, for error messages. */
export function placeOf(name: string): string {
  return `environments: ${shown(name)}.requires`
}
