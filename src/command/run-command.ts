import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Installation } from '../installation/install-packages.ts'
import type { ProcessGroup } from '../process/process-group.ts'
import { type OutputStream, type ProcessEnd, runProcess } from '../process/run-process.ts'
import type { NameList } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import type { Clock } from '../world/clock.ts'
import type { ClientConnection } from './client-variables.ts'
import { commandEnvironment } from './command-environment.ts'
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
  readonly runner: Environ
  readonly platform: NodeJS.Platform
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

/**
 * Runs the user's command to its end, with the connection in its environment alone, and its requests observed.
 * Throws {@link ActionError} where the program can't be started.
 */
export async function runCommand(request: CommandRequest): Promise<ProcessEnd> {
  const { command, installation, connection } = request
  const [file = '', ...args] = command
  try {
    return await runProcess({
      file,
      args,
      cwd: request.workingDirectory,
      env: commandEnvironment(request.runner, { ...request, python: installation }),
      where: 'command',
      signal: request.signal,
      graceMs: request.graceMs,
      clock: request.clock,
      onStart: request.onStart,
      redact: request.redact,
      onLine: request.onLine
    })
  } finally {
    // Clients before 0.75 know no DISABLE_CREDENTIALS_DISK_CACHING and keep the credential in these.
    // Where the command has left it so that it can't be removed, the runner empties RUNNER_TEMP, and the token ends soon.
    for (const name of ['config.yaml', 'credentials.yaml'])
      await rm(join(connection.configFolder, name), { force: true }).catch(() => undefined)
  }
}
