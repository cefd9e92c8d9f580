import type { Installation } from '../installation/install-packages.ts'
import { withheldNames } from '../process/missing-variables.ts'
import type { ProcessGroup } from '../process/process-group.ts'
import { type OutputStream, runProcess } from '../process/run-process.ts'
import type { ProcessEnd } from '../process/start-process.ts'
import type { NameList, Variables } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import type { Clock } from '../world/clock.ts'
import { removeCachedCredentials } from './client-folder.ts'
import { ownNames } from './client-variables.ts'
import { commandEnvironment } from './command-environment.ts'
import type { ClientConnection } from './connection-variables.ts'
import type { Observer } from './observer.ts'

/** A command to run on this machine, and who hears of it. */
export interface CommandRequest {
  /** Program and arguments, from `splitCommand`. */
  readonly command: readonly string[]
  readonly workingDirectory: string
  readonly installation: Pick<Installation, 'venv' | 'bin'>
  readonly connection: ClientConnection
  /** Where the requests are noted that start runs. */
  readonly observer: Observer
  readonly passEnv: NameList
  /** The job's variables. */
  readonly env: Environ
  /** Every line of the command's output, foreign text. */
  readonly onLine: (stream: OutputStream, line: string) => void
  /** Takes secrets out of a line that comes in pieces. */
  readonly redact: (text: string) => string
  /** The group that the command leads, to be saved for the post step. */
  readonly onStart?: ((group: ProcessGroup) => void) | undefined
  readonly signal: AbortSignal
  /** ms from the abort to SIGKILL. */
  readonly graceMs?: number | undefined
  readonly clock: Clock
}

/** What the environment of a command depends on. */
type EnvironmentRequest = Pick<CommandRequest, 'connection' | 'env' | 'installation' | 'observer' | 'passEnv'>

/** The whole environment of a command on this machine. */
export function environmentOf(request: EnvironmentRequest): Variables {
  return commandEnvironment(request.env, { ...request, python: request.installation, platform: process.platform })
}

/** Names of the job's variables that a command doesn't get. */
export function withheldFrom(request: EnvironmentRequest): NameList {
  return withheldNames(request.env, [...Object.keys(environmentOf(request)), ...ownNames], process.platform)
}

/**
 * Runs the user's command to its end, with the connection in its environment alone, and its requests observed.
 * Throws {@link ActionError} if the program can't be started.
 */
export async function runCommand(request: CommandRequest): Promise<ProcessEnd> {
  const { command, connection } = request
  const [file = '', ...args] = command

  try {
    return await runProcess({
      file,
      args,
      cwd: request.workingDirectory,
      env: environmentOf(request),
      where: 'command',
      signal: request.signal,
      graceMs: request.graceMs,
      clock: request.clock,
      onStart: request.onStart,
      redact: request.redact,
      onLine: request.onLine
    })
  } finally {
    await removeCachedCredentials(connection.configFolder)
  }
}
