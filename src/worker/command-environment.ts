import { delimiter } from 'node:path'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { didYouMean } from '../text/near.ts'
import type { Environ } from '../world/world.ts'
import { type ClientConnection, connectionVariables } from './connection.ts'
import { type Observer, observerVariables } from './observer.ts'
import {
  hasName,
  jobNames,
  machineNames,
  type NameList,
  neverNames,
  pick,
  type Variables,
  windowsNames
} from './variable-names.ts'

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

const ownNames: NameList = [
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
 * Throws {@link InputError} for what is no name, a name that the action keeps back or sets itself, and one that isn't set.
 */
export function checkPassEnv(names: readonly string[], runner: Environ, platform: NodeJS.Platform): NameList {
  const where = 'pass-env'
  for (const name of names) {
    const shown = oneLine(name, 100)
    if (!/^[A-Za-z_][A-Za-z0-9_]*(?:(?<=_)\*)?$/.test(name)) {
      throw new InputError(`'${shown}' is no name of a variable`, {
        where,
        remedy:
          'Write names only, for example `WANDB_API_KEY`, or a prefix with its underscore, for example `AWS_*`; their values come from `env:` of the step.'
      })
    }
    const bare = name.endsWith('*') ? `${name.slice(0, -1)}…` : name
    if (hasName(neverNames, bare, platform)) {
      throw new InputError(`${shown} is never passed on to a command`, {
        where,
        remedy:
          'It belongs to the runner or to this action. Set a variable of another name in `env:` of the step if the command needs such a value.'
      })
    }
    if (hasName(ownNames, name, platform)) {
      throw new InputError(`${shown} is set by the action itself`, { where, remedy: 'Remove it from the list.' })
    }
    const set = Object.keys(runner)
    if (!set.some(candidate => hasName([name], candidate, platform))) {
      const near = didYouMean(
        name,
        set.filter(candidate => !hasName(neverNames, candidate, platform))
      )
      throw new InputError(`${shown} is not set in this step`, {
        where,
        remedy: `Set it in \`env:\` of the step or job, or remove it from the list.${near === '' ? '' : ` ${near}`}`
      })
    }
  }
  return names
}
