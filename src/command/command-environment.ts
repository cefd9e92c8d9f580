import { delimiter } from 'node:path'
import { jobNames, machineNames, neverNames } from '../process/allowed-variables.ts'
import { hasName, type NameList, pick, type Variables } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import { clientVariables, defaultVariables, ownNames } from './client-variables.ts'
import { type ClientConnection, connectionVariables } from './connection-variables.ts'
import { type Observer, observerVariables } from './observer.ts'

/** The Python that the command is to find first: `bin` goes in front of PATH; `venv` is its virtual environment. */
export interface PythonChoice {
  readonly bin: string | null
  readonly venv: string | null
}

/** What the command's environment is made of, apart from the job's variables. */
export interface CommandSetup {
  readonly connection: ClientConnection
  readonly python: PythonChoice
  /** Names read by `checkPassEnv`. */
  readonly passEnv: NameList
  /** What notes which runs the command starts; undefined if its requests are not observed. */
  readonly observer?: Observer | undefined
  readonly platform: NodeJS.Platform
}

/**
 * The whole environment of the user's command: the job's variables on the allow list or named by `passEnv`, the chosen Python
 * in front of PATH, the observer in front of PYTHONPATH, and the connection. Nothing else of the job's environment gets in.
 */
export function commandEnvironment(env: Environ, setup: CommandSetup): Variables {
  const { connection, python, passEnv, observer, platform } = setup
  const allowed = pick(env, [...machineNames(platform), ...jobNames, ...passEnv], platform)
  // A prefix in `pass-env` may cover more than it may have.
  const isKept = (name: string) => !hasName([...neverNames, ...ownNames], name, platform)
  const environment = Object.fromEntries(Object.entries(allowed).filter(([name]) => isKept(name)))

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
