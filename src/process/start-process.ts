import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { errorCode } from '../text/error-code.ts'
import { ActionError } from '../text/errors.ts'
import { fileFault } from '../text/file-fault.ts'
import { oneLine } from '../text/foreign.ts'
import type { Variables } from './variable-names.ts'

/** A program to start. */
export interface StartRequest {
  /** A path, or a name that is looked up in the PATH of `env`. */
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment; nothing is inherited. */
  readonly env: Variables
  /** The input that named the program, for error messages. */
  readonly where?: string | undefined
}

/** How a process ended. */
export interface ProcessEnd {
  /** Exit code; null if a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A process that runs. */
export interface StartedProcess {
  readonly pid: number
  readonly stdout: Readable
  readonly stderr: Readable
  readonly exit: Promise<ProcessEnd>
  /** Resolves when both outputs have ended as well. */
  readonly close: Promise<void>
  /** Lets this process end although the child has not. */
  readonly release: () => void
}

/** Starts a program without a shell, as the leader of a process group and with no input. Throws {@link ActionError} if it can't. */
export async function startProcess(request: StartRequest): Promise<StartedProcess> {
  const { file, args, cwd, env } = request
  try {
    const child = spawn(file, args, {
      cwd,
      env,
      shell: false,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const exit = new Promise<ProcessEnd>(resolve => child.once('exit', (code, signal) => resolve({ code, signal })))
    const close = new Promise<void>(resolve => child.once('close', () => resolve()))
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      // Also for later ones, such as a failed kill, which nobody else listens to.
      child.on('error', reject)
    })

    if (child.pid === undefined) throw new Error('it has no process id')
    const release = () => {
      child.stdout.destroy()
      child.stderr.destroy()
      child.unref()
    }
    return { pid: child.pid, stdout: child.stdout, stderr: child.stderr, exit, close, release }
  } catch (error) {
    throw startError(request, error)
  }
}

function startError(request: StartRequest, cause: unknown): ActionError {
  const program = oneLine(request.file, 200)
  const code = errorCode(cause)
  const details = { ...(request.where === undefined ? {} : { where: request.where }), cause }
  const fault = folderFault(request.cwd)
  if (fault !== undefined)
    return new ActionError(`The folder ${request.cwd} to run '${program}' in cannot be used: ${fault}`, details)

  switch (code) {
    case 'ENOENT':
      return new ActionError(`The program '${program}' was not found`, {
        ...details,
        remedy:
          'Check its spelling; it has to be on PATH, installed by `requirements` or by a step before, or a path relative to working-directory; a script also needs the interpreter that its first line names.'
      })
    case 'EACCES':
      return new ActionError(`The program '${program}' may not be executed`, {
        ...details,
        remedy:
          'Make the file executable (`git update-index --chmod=+x`), or name its interpreter, for example `python run.py`.'
      })
    default:
      return new ActionError(
        `The program '${program}' could not be started (${oneLine(code, 40) || 'unknown reason'})`,
        details
      )
  }
}

/** Why nothing can be run in a folder; undefined if something can. */
function folderFault(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isDirectory() ? undefined : 'it is not a folder'
  } catch (error) {
    return fileFault(errorCode(error))
  }
}
