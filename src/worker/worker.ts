import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
import type { Clock } from '../world/clock.ts'
import type { Environ } from '../world/world.ts'
import { commandEnvironment } from './command-environment.ts'
import type { ClientConnection } from './connection.ts'
import type { Installation } from './installation.ts'
import type { Observer } from './observer.ts'
import { type OutputStream, type ProcessEnd, runProcess } from './process.ts'
import type { ProcessGroup } from './process-group.ts'
import { readRunIds } from './run-ids.ts'
import type { NameList } from './variable-names.ts'

/** More runs than this no command is believed to have started: each costs a request to the server. */
const maxCandidates = 1000

/** A fresh name for a folder of this step's own under RUNNER_TEMP (absolute); two steps of a job never share it. */
export function workerFolder(runnerTemp: string): string {
  return join(runnerTemp, 'zenml-gated-trigger', randomUUID())
}

/** Makes the folder for the client's configuration, readable by this user alone, and returns its path. */
export async function makeConfigFolder(folder: string): Promise<string> {
  const path = join(folder, 'zenml-config')
  await mkdir(path, { recursive: true, mode: 0o700 })
  return path
}

/**
 * Writes the PEM file for `ClientConnection.caFile`: the usual authorities and the given ones, since the client trusts that file alone while the
 * action trusts both. Returns its path.
 */
export async function writeCaFile(folder: string, certificates: string): Promise<string> {
  const path = join(folder, 'ca.pem')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(path, `${[...getCACertificates('default'), certificates].map(pem => pem.trim()).join('\n')}\n`)
  return path
}

/** A command to run on this machine, and who hears of it. */
export interface CommandRequest {
  /** Program and arguments, from `splitCommand`. */
  readonly command: readonly string[]
  readonly workingDirectory: string
  readonly installation: Pick<Installation, 'venv' | 'bin'>
  readonly connection: ClientConnection
  readonly passEnv: NameList
  /** See `CommandSetup`. */
  readonly observer?: Observer | undefined
  readonly runner: Environ
  readonly platform: NodeJS.Platform
  /** Every line of the command's output, foreign text. */
  readonly onLine: (stream: OutputStream, line: string) => void
  /** Takes secrets out of a line that comes in pieces. */
  readonly redact: (text: string) => string
  /** A run's id, at once when it is first printed; a candidate only. */
  readonly onRunId: (id: string) => void
  /** The group that the command leads, to be saved for the post step. */
  readonly onStart?: ((group: ProcessGroup) => void) | undefined
  readonly signal: AbortSignal
  /** ms from the abort to SIGKILL. */
  readonly graceMs?: number | undefined
  readonly clock: Clock
}

/**
 * Runs the user's command to its end, with the connection in its environment alone, and tells which runs it says it started.
 * Throws {@link ActionError} where the program can't be started.
 */
export async function runCommand(request: CommandRequest): Promise<ProcessEnd> {
  const { command, installation, connection, onLine, onRunId } = request
  const [file = '', ...args] = command
  const candidates = new Set<string>()
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
      onLine: (stream, line) => {
        onLine(stream, line)
        for (const id of readRunIds(line)) {
          if (candidates.has(id) || candidates.size >= maxCandidates) continue
          candidates.add(id)
          onRunId(id)
        }
      }
    })
  } finally {
    // Clients before 0.75 know no DISABLE_CREDENTIALS_DISK_CACHING and keep the credential in these.
    for (const name of ['config.yaml', 'credentials.yaml'])
      await rm(join(connection.configFolder, name), { force: true })
  }
}
