import { credentialsIn } from '../installation/index-addresses.ts'
import { neverNames } from '../process/allowed-variables.ts'
import { hasName, type NameList, namedSecrets, pick } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { didYouMean } from '../text/suggest.ts'
import { holdsKey, maskSecret } from '../world/secrets.ts'
import { ownNames } from './client-variables.ts'

/**
 * Checks the input `pass-env`: names of further variables of the step that the command gets; a name may end in `_*` (`AWS_*`).
 * Throws {@link InputError} for what is not a name, a name that the action keeps back or sets itself, one that isn't set, and
 * one that holds the API key.
 */
export function checkPassEnv(
  names: readonly string[],
  apiKey: string,
  env: Environ,
  platform: NodeJS.Platform
): NameList {
  const where = 'pass-env'
  for (const name of names) {
    refuseName(name, where, platform)
    const shown = oneLine(name, 100)
    if (hasName(ownNames, name, platform)) {
      throw new InputError(`${shown} is set by the action itself`, { where, remedy: 'Remove it from the list.' })
    }

    refuseHolderOfKey(name, where, apiKey, env, platform)
    const remedy = unsetRemedy(name, env, platform)
    if (remedy !== undefined) throw new InputError(`${shown} is not set in this step`, { where, remedy })
  }
  return names
}

/** Shortest value that is hidden, characters: flags (`…_TOKEN=false`) would take such words out of the whole log. */
const shortestSecret = 6

/**
 * Hides the values of passed variables whose names say that they are secrets, and passwords in the addresses of all: a
 * summary or a comment, where the runner's masks find nothing, may show what the command printed or failed with.
 */
export function hidePassedSecrets(
  passEnv: NameList,
  env: Environ,
  platform: NodeJS.Platform,
  log: { hide(secret: string): void }
): void {
  const addresses = Object.values(pick(env, passEnv, platform)).join('\n')
  const secrets = [...namedSecrets(env, passEnv, platform), ...credentialsIn(addresses)]
  for (const secret of secrets) {
    // A command's own words, so they are never taken out of what is decided on.
    if (secret.trim().length >= shortestSecret) maskSecret({ mask: form => log.hide(form) }, secret)
  }
}

/**
 * Checks the input `install-env`: names of further variables of the step that the installation gets, as in `pass-env`; one that
 * isn't set is a warning. Throws {@link InputError} for what is not a name, a name that the action keeps back, and one that holds
 * the API key.
 */
export function checkInstallEnv(
  names: readonly string[],
  apiKey: string,
  env: Environ,
  platform: NodeJS.Platform
): { readonly names: NameList; readonly warnings: readonly string[] } {
  const where = 'install-env'
  const warnings: string[] = []
  // pip and uv treat an empty variable as if it weren't there.
  const full = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))

  for (const name of names) {
    refuseName(name, where, platform)
    refuseHolderOfKey(name, where, apiKey, env, platform)
    const remedy = unsetRemedy(name, full, platform)
    if (remedy !== undefined)
      warnings.push(`${where}: ${oneLine(name, 100)} is not set in this step, or empty. ${remedy}`)
  }
  return { names, warnings }
}

/** What is said of a name in one of the two lists, whole, so that a message is found by its words. */
const words = {
  'pass-env': {
    whom: 'the command',
    never: 'is never passed on to a command',
    noKey: 'holds the API key, which no command gets',
    why: 'the command gets a token of its own, which lives no longer than it needs.'
  },
  'install-env': {
    whom: 'the installation',
    never: 'is never passed on to an installation',
    noKey: 'holds the API key, which no installation gets',
    why: 'packages are installed without any access to ZenML.'
  }
} as const
type ListInput = keyof typeof words

/** Refuses a name or prefix under which a variable holds the API key; those that nobody gets don't count. */
function refuseHolderOfKey(
  name: string,
  where: ListInput,
  apiKey: string,
  env: Environ,
  platform: NodeJS.Platform
): void {
  const covered = Object.entries(pick(env, [name], platform))
  const holder = covered.find(([one, value]) => holdsKey(value, apiKey) && !hasName(neverNames, one, platform))
  if (holder === undefined) return

  const { noKey, why } = words[where]
  throw new InputError(`${oneLine(holder[0], 100)} ${noKey}`, {
    where,
    remedy: `Remove it from the list: ${why}`
  })
}

function refuseName(name: string, where: ListInput, platform: NodeJS.Platform): void {
  const shown = oneLine(name, 100)
  if (!/^[A-Za-z_][A-Za-z0-9_]*(?:(?<=_)\*)?$/.test(name)) {
    throw new InputError(`'${shown}' is not the name of a variable`, {
      where,
      remedy:
        'Write names only, for example `WANDB_API_KEY`, or a prefix with its underscore, for example `AWS_*`; their values come from `env:` of the step.'
    })
  }

  const bare = name.endsWith('*') ? `${name.slice(0, -1)}…` : name
  if (!hasName(neverNames, bare, platform)) return
  const { never, whom } = words[where]
  throw new InputError(`${shown} ${never}`, {
    where,
    remedy: `It belongs to the runner or to this action. Set a variable of another name in \`env:\` of the step if ${whom} needs such a value.`
  })
}

/** What to do about a name that isn't set in this step; undefined if it is. */
function unsetRemedy(name: string, env: Environ, platform: NodeJS.Platform): string | undefined {
  const set = Object.keys(env)
  if (set.some(candidate => hasName([name], candidate, platform))) return undefined

  const open = set.filter(candidate => !hasName(neverNames, candidate, platform))
  const remedy = 'Set it in `env:` of the step or job, or remove it from the list.'
  return `${remedy} ${didYouMean(name, open)}`.trim()
}
