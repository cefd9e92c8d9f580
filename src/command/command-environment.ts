import { delimiter } from 'node:path'
import {
  hasName,
  jobNames,
  machineNames,
  type NameList,
  neverNames,
  pick,
  type Variables,
  windowsNames
} from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { didYouMean } from '../text/suggest.ts'
import { holdsKey } from '../world/secrets.ts'
import { type ClientConnection, connectionVariables } from './client-variables.ts'
import { type Observer, observerVariables } from './observer.ts'

/** The Python that the command is to find first: `bin` goes in front of PATH; `venv` is its virtual environment. */
export interface PythonChoice {
  readonly bin: string | null
  readonly venv: string | null
}

/** What the command's environment is made of besides the runner's variables. */
export interface CommandSetup {
  readonly connection: ClientConnection
  readonly python: PythonChoice
  /** Names read by {@link checkPassEnv}. */
  readonly passEnv: NameList
  /** What notes which runs the command starts; undefined where its requests are not observed. */
  readonly observer?: Observer | undefined
  readonly platform: NodeJS.Platform
}

/** What the client is told whatever the job says, so that its output can be read and shows no secret. */
const clientVariables: Variables = {
  // At WARNING and above the client doesn't print its runs' ids, at DEBUG a traceback shows local variables.
  ZENML_LOGGING_VERBOSITY: 'INFO',
  ZENML_LOGGING_COLORS_DISABLED: 'true',
  ZENML_ANALYTICS_OPT_IN: 'false',
  // A run's id has to be read when it is printed, not when the buffer is full.
  PYTHONUNBUFFERED: '1'
}

/** What the client is told unless `pass-env` says otherwise: boxes around a traceback break its words. */
const defaultVariables: Variables = { ZENML_ENABLE_RICH_TRACEBACK: 'false' }

/** What the action itself sets for a command. */
export const ownNames: NameList = [
  ...Object.keys(clientVariables),
  ...['ZENML_ACTIVE_STACK_ID', 'ZENML_ACTIVE_PROJECT_ID', 'ZENML_CONFIG_PATH', 'DISABLE_CREDENTIALS_DISK_CACHING'],
  // These would undo what the others say.
  ...['ZENML_DEBUG', 'ZENML_SERVER', 'ZENML_PRO_API_URL', 'ZENML_CONSOLE_LOGGING_FORMAT', 'ZENML_LOGGING_FORMAT'],
  'ZENML_GATED_TRIGGER_*'
]

/**
 * The whole environment of the user's command: the runner's variables on the allow list or named by `passEnv`, the chosen Python in
 * front of PATH, the observer in front of PYTHONPATH, and the connection. Nothing else of the runner's environment gets in.
 */
export function commandEnvironment(runner: Environ, setup: CommandSetup): Variables {
  const { connection, python, passEnv, observer, platform } = setup
  const allowed = [...machineNames, ...jobNames, ...(platform === 'win32' ? windowsNames : []), ...passEnv]
  const environment = pick(runner, allowed, platform)
  for (const name of Object.keys(environment)) {
    // A prefix in `pass-env` may cover more than it may have.
    if (hasName([...neverNames, ...ownNames], name, platform)) delete environment[name]
  }

  if (python.bin !== null) putInFront(environment, 'PATH', python.bin, platform)
  // A delimiter in a path can't be escaped: it would lead to two other folders.
  const observed = observer?.hookFolder.includes(delimiter) ? undefined : observer
  if (observed !== undefined) putInFront(environment, 'PYTHONPATH', observed.hookFolder, platform)

  return {
    ...defaultVariables,
    ...environment,
    ...(python.venv === null ? {} : { VIRTUAL_ENV: python.venv }),
    ...clientVariables,
    ...connectionVariables(connection),
    ...(observed === undefined ? {} : observerVariables(connection, observed))
  }
}

/** Puts a folder in front of a list of folders; an empty entry behind it would mean the current folder. */
function putInFront(
  environment: Record<string, string>,
  name: string,
  folder: string,
  platform: NodeJS.Platform
): void {
  // Windows spells it `Path`, and a second spelling would make it a lottery which one counts.
  const key = Object.keys(environment).find(candidate => hasName([name], candidate, platform)) ?? name
  const before = environment[key] ?? ''
  environment[key] = before === '' ? folder : `${folder}${delimiter}${before}`
}

/**
 * Checks the input `pass-env`: names of further variables of the step that the command gets; a name may end in `_*` (`AWS_*`).
 * Throws {@link InputError} for what is no name, a name that the action keeps back or sets itself, one that isn't set, and one that
 * holds the API key.
 */
export function checkPassEnv(
  names: readonly string[],
  apiKey: string,
  runner: Environ,
  platform: NodeJS.Platform
): NameList {
  const where = 'pass-env'
  for (const name of names) {
    const shown = oneLine(name, 100)
    refuseName(name, where, platform)
    if (hasName(ownNames, name, platform)) {
      throw new InputError(`${shown} is set by the action itself`, { where, remedy: 'Remove it from the list.' })
    }
    const holder = holderOfKey(name, apiKey, runner, platform)
    if (holder !== undefined) {
      throw new InputError(`${holder} holds the API key, which no command gets`, {
        where,
        remedy: 'Remove it from the list: the command gets a token of its own, which lives no longer than it needs.'
      })
    }
    const remedy = unsetRemedy(name, runner, platform)
    if (remedy !== undefined) throw new InputError(`${shown} is not set in this step`, { where, remedy })
  }
  return names
}

/**
 * Checks the input `install-env`: names of further variables of the step that the installation gets, as in `pass-env`; that one isn't
 * set is a warning. Throws {@link InputError} for what is no name, a name that the action keeps back, and one that holds the API key.
 */
export function checkInstallEnv(
  names: readonly string[],
  apiKey: string,
  runner: Environ,
  platform: NodeJS.Platform
): { readonly names: NameList; readonly warnings: readonly string[] } {
  const where = 'install-env'
  const warnings: string[] = []
  // pip and uv take an empty variable for one that isn't there.
  const full = Object.fromEntries(Object.entries(runner).filter(([, value]) => value !== ''))
  for (const name of names) {
    refuseName(name, where, platform)
    const holder = holderOfKey(name, apiKey, runner, platform)
    if (holder !== undefined) {
      throw new InputError(`${holder} holds the API key, which no installation gets`, {
        where,
        remedy: 'Remove it from the list: packages are installed without any access to ZenML.'
      })
    }
    const remedy = unsetRemedy(name, full, platform)
    if (remedy !== undefined)
      warnings.push(`${where}: ${oneLine(name, 100)} is not set in this step, or empty. ${remedy}`)
  }
  return { names, warnings }
}

/** The variable under a name or prefix of a list that holds the API key, as it may be shown; those that nobody gets don't count. */
function holderOfKey(name: string, apiKey: string, runner: Environ, platform: NodeJS.Platform): string | undefined {
  const covered = Object.entries(pick(runner, [name], platform))
  const holder = covered.find(([one, value]) => holdsKey(value, apiKey) && !hasName(neverNames, one, platform))
  return holder === undefined ? undefined : oneLine(holder[0], 100)
}

function refuseName(name: string, where: 'pass-env' | 'install-env', platform: NodeJS.Platform): void {
  const shown = oneLine(name, 100)
  if (!/^[A-Za-z_][A-Za-z0-9_]*(?:(?<=_)\*)?$/.test(name)) {
    throw new InputError(`'${shown}' is no name of a variable`, {
      where,
      remedy:
        'Write names only, for example `WANDB_API_KEY`, or a prefix with its underscore, for example `AWS_*`; their values come from `env:` of the step.'
    })
  }
  const bare = name.endsWith('*') ? `${name.slice(0, -1)}…` : name
  if (!hasName(neverNames, bare, platform)) return
  const [message, whom] =
    where === 'pass-env'
      ? ['is never passed on to a command', 'the command']
      : ['is never passed on to an installation', 'the installation']
  throw new InputError(`${shown} ${message}`, {
    where,
    remedy: `It belongs to the runner or to this action. Set a variable of another name in \`env:\` of the step if ${whom} needs such a value.`
  })
}

/** What to do about a name that isn't set in this step; undefined where it is. */
function unsetRemedy(name: string, runner: Environ, platform: NodeJS.Platform): string | undefined {
  const set = Object.keys(runner)
  if (set.some(candidate => hasName([name], candidate, platform))) return undefined
  const near = didYouMean(
    name,
    set.filter(candidate => !hasName(neverNames, candidate, platform))
  )
  return `Set it in \`env:\` of the step or job, or remove it from the list.${near === '' ? '' : ` ${near}`}`
}
