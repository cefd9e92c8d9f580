import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { TESTBED_FOLDER } from './install.ts'

const TAIL_LINES = 30
const GRACE_MS = 10_000

export type PythonProcess = {
  /** What the process announced when it was ready. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly pid: number
  readonly isRunning: () => boolean
  /** Sends a signal to this one process. */
  readonly signal: (signal: NodeJS.Signals) => void
  readonly ended: () => Promise<void>
  /** Ends it with everything it has started, and returns when that is done. */
  readonly end: () => Promise<void>
}

/** The last lines of a log, without anything that looks like a credential. */
export async function redactedTail(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter(line => !/authorization|bearer|token|password|secret/i.test(line))
    .slice(-TAIL_LINES)
    .join('\n')
    .replaceAll(/[\w.~+/=-]{40,}/g, '***')
    .replaceAll(/ZEN\w*KEY_[\w=-]*/g, '***')
}

function firstLine(child: ChildProcess): Promise<string | undefined> {
  return new Promise(resolve => {
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) resolve(text.split('\n')[0])
    })
    child.stdout?.once('close', () => resolve(undefined))
    child.once('error', () => resolve(undefined))
  })
}

/**
 * Starts one of the Python parts and waits until it says that it is ready.
 *
 * It leads a process group of its own and holds a pipe from here as its stdin:
 * if this process ends in whatever way, the pipe closes, and the other side ends
 * itself with all its children. Its output goes to a log file only.
 *
 * @throws Error with the end of its log, if it ends before it is ready.
 */
export async function startPython(options: {
  readonly python: string
  readonly script: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly logPath: string
}): Promise<PythonProcess> {
  const { python, script, args, env, logPath } = options
  const log = openSync(logPath, 'a', 0o600)
  const child = spawn(python, [join(TESTBED_FOLDER, 'python', script), ...args], {
    detached: true,
    env,
    stdio: ['pipe', 'pipe', log]
  })
  closeSync(log)
  let running = true
  const exit = new Promise<void>(resolve => {
    const finish = () => {
      running = false
      resolve()
    }
    child.once('exit', finish)
    child.once('error', finish)
  })
  child.stdin?.on('error', () => {})
  const ended = () => {
    // While somebody waits for it, it has to keep this process alive after all.
    if (running) child.ref()
    return exit
  }
  const kill = (target: number, signal: NodeJS.Signals) => {
    try {
      process.kill(target, signal)
    } catch {
      // It has ended already.
    }
  }
  const end = async () => {
    if (!running || child.pid === undefined) return
    child.stdin?.end('end\n')
    const last = setTimeout(() => kill(-(child.pid ?? 0), 'SIGKILL'), GRACE_MS)
    await ended()
    clearTimeout(last)
  }
  const line = await firstLine(child)
  if (line === undefined || child.pid === undefined) {
    await end()
    throw new Error(`${script} did not start:\n${await redactedTail(logPath)}`)
  }
  const pid = child.pid
  child.unref()
  // A forgotten testbed must not keep its test from ending.
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref()
  return {
    facts: JSON.parse(line) as Record<string, unknown>,
    pid,
    isRunning: () => running,
    signal: signal => running && kill(pid, signal),
    ended,
    end
  }
}
