import type { Readable } from 'node:stream'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { atMost, type Clock } from '../world/clock.ts'
import { OutputLines } from './output-lines.ts'
import { endGroup, groupOf, type ProcessGroup, waitForEnd } from './process-group.ts'
import { type ProcessEnd, type StartedProcess, type StartRequest, startProcess } from './start-process.ts'

/** Which of a process's two outputs a line came from. */
export type OutputStream = 'stdout' | 'stderr'

/** Room for a tidy end inside the 7.5 s that GitHub gives between SIGINT and SIGTERM. */
const defaultGraceMs = 3000
/** How long what the command started may go on after the command itself has ended. */
const defaultLingerMs = 2000
/** How long after an abort the output of what was ended is still read. */
const pipeMs = 300

/** A program to run, and who hears of it; times in ms. */
export interface ProcessRequest extends StartRequest {
  /** A line without its end, at once; of each stream in order; lines longer than 64 Ki units come in pieces. */
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
}

/**
 * Runs a program without a shell, in a process group of its own and with no input, to its end and that of all it started.
 * Throws {@link ActionError} if it can't be started or doesn't end even when killed, the signal's reason if it had aborted
 * before, and whatever a callback throws, once everything has been ended.
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  const { clock, signal, graceMs = defaultGraceMs, lingerMs = defaultLingerMs } = request
  signal.throwIfAborted()
  const child = await startProcess(request)
  const group = groupOf(child.pid)
  const failed = new AbortController()
  const finish = readOutput(child, request, failed)
  callback(failed, () => request.onStart?.(group))

  const stop = AbortSignal.any([signal, failed.signal])
  await Promise.race([child.exit, aborted(stop)])
  if (stop.aborted) await endGroup(group, graceMs, clock)
  const end = stop.aborted ? await atMost(clock, lingerMs, child.exit) : await child.exit
  if (end === undefined) {
    // Something that runs as another user (sudo) can't be killed from here, and must not hold the step either.
    child.release()
    throw new ActionError(`The program '${oneLine(request.file, 200)}' did not end when it was killed`, {
      where: request.where,
      remedy: 'Run the command as the same user as the runner, without sudo.'
    })
  }

  const isEmpty = process.platform === 'win32' || (await waitForEnd(group, lingerMs, clock))
  if (!isEmpty) await endGroup(group, lingerMs / 2, clock)
  // A process that left the group (a daemon) may hold the pipe for good, and after an abort time is short.
  await atMost(clock, stop.aborted ? pipeMs : lingerMs, child.close)
  finish()
  failed.signal.throwIfAborted()
  return end
}

/** Hands on the lines of both outputs; the returned function hands on what has no end yet and reads no further. */
function readOutput(child: StartedProcess, request: ProcessRequest, failed: AbortController): () => void {
  const streams = [
    ['stdout', child.stdout],
    ['stderr', child.stderr]
  ] as const
  const ends = streams.map(([name, stream]) =>
    read(stream, line => callback(failed, () => request.onLine(name, line)), request.redact)
  )
  return () => {
    for (const end of ends) end()
  }
}

/** Calls back unless an earlier callback has thrown; what it throws ends the process. */
function callback(failed: AbortController, call: () => void): void {
  if (failed.signal.aborted) return
  try {
    call()
  } catch (error) {
    failed.abort(error)
  }
}

function read(stream: Readable, take: (line: string) => void, redact = (text: string): string => text): () => void {
  const lines = new OutputLines(take, redact)

  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    // A flood of short lines would otherwise be read in one go, and hold up what a cancel has to send.
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
