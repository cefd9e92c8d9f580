import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { errorCode } from '../text/error-code.ts'
import { ActionError } from '../text/errors.ts'
import { fileFault } from '../text/file-fault.ts'
import { oneLine } from '../text/foreign.ts'
import { atMost, type Clock } from '../world/clock.ts'
import { OutputLines } from './output-lines.ts'
import { endGroup, groupOf, type ProcessGroup, waitForEnd } from './process-group.ts'
import type { Variables } from './variable-names.ts'

/** Which of a process's two outputs a line came from. */
export type OutputStream = 'stdout' | 'stderr'

/** Room for a tidy end inside the 7.5 s that GitHub gives between SIGINT and SIGTERM. */
const defaultGraceMs = 3000
/** How long what the command started may go on after the command itself has ended. */
const defaultLingerMs = 2000
/** How long after an abort the output of what was ended is still read. */
const pipeMs = 300

/** A program to run, and who hears of it; times in ms. */
export interface ProcessRequest {
  /** A path, or a name that is looked up in the PATH of `env`. */
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment; nothing is inherited. */
  readonly env: Variables
  /** A line without its end, at once; of each stream in order; longer ones than 64 Ki units come in pieces. */
  readonly onLine: (stream: OutputStream, line: string) => void
  /** Takes secrets out of a line that comes in pieces. */
  readonly redact?: ((text: string) => string) | undefined
  readonly onStart?: ((group: ProcessGroup) => void) | undefined
  /** Ends the process with everything that it has started. */
  readonly signal: AbortSignal
  readonly clock: Clock
  /** ms from the abort to SIGKILL. */
  readonly graceMs?: number | undefined
  /** ms from the process's own end to that of what it left running. */
  readonly lingerMs?: number | undefined
  /** The input that named the program, for error messages. */
  readonly where?: string | undefined
}

/** How a process ended. */
export interface ProcessEnd {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/**
 * Runs a program without a shell, in a process group of its own and with no input, to its end and that of all it started.
 * Throws {@link ActionError} where it can't be started or does not end even when killed, the signal's reason where it had
 * aborted before, and whatever a callback throws, once everything has been ended.
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  const { clock, signal, graceMs = defaultGraceMs, lingerMs = defaultLingerMs } = request
  signal.throwIfAborted()
  const child = await start(request)
  const group = groupOf(child.pid)
  const failed = new AbortController()
  const guard = <T extends readonly unknown[]>(callback: (...args: T) => void) => {
    return (...args: T) => {
      if (failed.signal.aborted) return
      try {
        callback(...args)
      } catch (error) {
        failed.abort(error)
      }
    }
  }
  const onLine = guard(request.onLine)
  const ends = [
    read(child.stdout, line => onLine('stdout', line), request.redact),
    read(child.stderr, line => onLine('stderr', line), request.redact)
  ]
  guard(() => request.onStart?.(group))()

  const stop = AbortSignal.any([signal, failed.signal])
  await Promise.race([child.exit, aborted(stop)])
  if (stop.aborted) await endGroup(group, graceMs, clock)
  const end = stop.aborted ? await atMost(clock, lingerMs, child.exit) : await child.exit
  if (end === undefined) {
    // Something that runs as another user (sudo) can't be killed from here, and must not hold the step either.
    child.release()
    throw new ActionError(`the program '${oneLine(request.file, 200)}' did not end when it was killed`, {
      ...(request.where === undefined ? {} : { where: request.where }),
      remedy: 'Run the command as the same user as the runner, without sudo.'
    })
  }

  const empty = process.platform === 'win32' || (await waitForEnd(group, lingerMs, clock))
  if (!empty) await endGroup(group, lingerMs / 2, clock)
  // A process that left the group (a daemon) may hold the pipe for good, and after an abort time is short.
  await atMost(clock, stop.aborted ? pipeMs : lingerMs, child.close)
  for (const finish of ends) finish()
  if (failed.signal.aborted) throw failed.signal.reason
  return end
}

interface Started {
  readonly pid: number
  readonly stdout: Readable
  readonly stderr: Readable
  readonly exit: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  readonly close: Promise<void>
  /** Lets this process end although the child has not. */
  readonly release: () => void
}

async function start(request: ProcessRequest): Promise<Started> {
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
    const exit: Started['exit'] = new Promise(resolve =>
      child.once('exit', (code, signal) => resolve({ code, signal }))
    )
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

function startError(request: ProcessRequest, cause: unknown): ActionError {
  const program = oneLine(request.file, 200)
  const code = errorCode(cause)
  const details = { ...(request.where === undefined ? {} : { where: request.where }), cause }
  const fault = folderFault(request.cwd)
  if (fault !== undefined) {
    return new ActionError(`the folder ${request.cwd} to run '${program}' in can not be used: ${fault}`, details)
  }
  switch (code) {
    case 'ENOENT':
      return new ActionError(`the program '${program}' was not found`, {
        ...details,
        remedy:
          'Check its spelling; it has to be on PATH, installed by `requirements` or by a step before, or a path relative to working-directory; a script also needs the interpreter that its first line names.'
      })
    case 'EACCES':
      return new ActionError(`the program '${program}' may not be executed`, {
        ...details,
        remedy:
          'Make the file executable (`git update-index --chmod=+x`), or name its interpreter, for example `python run.py`.'
      })
    default:
      return new ActionError(
        `the program '${program}' could not be started (${oneLine(code, 40) || 'unknown reason'})`,
        details
      )
  }
}

/** Why nothing can be run in a folder; undefined where something can. */
function folderFault(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isDirectory() ? undefined : 'it is not a folder'
  } catch (error) {
    return fileFault(errorCode(error))
  }
}

/** Hands on the lines of a stream; the returned function hands on what has no end yet and reads no further. */
function read(stream: Readable, take: (line: string) => void, redact = (text: string): string => text): () => void {
  const lines = new OutputLines(take, redact)
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    // A flood of short lines would else be read in one go, and hold up what a cancel has to send.
    stream.pause()
    lines.push(chunk)
    setImmediate(() => stream.resume())
  })
  // The pipe of a killed process may end in an error; what came before it counts.
  stream.on('error', () => undefined)
  return () => {
    stream.destroy()
    lines.end()
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}
