import { exec } from '@actions/exec'
import { type Clock, untilAborted, within } from '../world/clock.ts'
import type { Variables } from './variable-names.ts'

/** How long a question may take, ms: a Python on a slow network drive needs a while to start. */
const limitMs = 120_000
/** Bytes of an output that are read at most. */
const maxBytes = 1 << 20

/** A short question to a program that reads no input, ends by itself, and does nothing but answer. */
export interface Question {
  /** Absolute. */
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment; nothing is inherited. */
  readonly env: Variables
  readonly signal: AbortSignal
  readonly clock: Clock
}

/** What a program answered. */
export interface Answer {
  /** Exit code; null if there is none: the program could not be started, was killed, or took too long. */
  readonly code: number | null
  /** Lines of both outputs, as they are: foreign text. */
  readonly lines: readonly string[]
}

/**
 * Asks a program, without a shell and without a trace in the log. Throws the signal's reason as soon as it aborts; the program is
 * left to itself then, since `@actions/exec` can't end it, and the runner ends what is left of a job.
 */
export async function askProgram({ file, args, cwd, env, signal, clock }: Question): Promise<Answer> {
  signal.throwIfAborted()
  const [stdout, stderr] = [new Output(), new Output()]
  const options = {
    cwd,
    env: { ...env },
    silent: true,
    ignoreReturnCode: true,
    listeners: { stdout: (bytes: Buffer) => stdout.add(bytes), stderr: (bytes: Buffer) => stderr.add(bytes) }
  }

  try {
    const asked = exec(...commandLine(file, args), options)
    const code = await within(clock, limitMs, signal, limit => untilAborted(asked, limit))
    return { code, lines: [...stdout.lines, ...stderr.lines] }
  } catch (error) {
    signal.throwIfAborted()
    // What the library throws has no code of its own; a program that didn't start has not answered.
    if (error instanceof Error) return { code: null, lines: [error.message] }
    throw error
  }
}

/**
 * A command line and its arguments, as `@actions/exec` takes them: it splits the line into words, and looks for the program
 * by itself, without knowing of supplementary groups or of what root may do. So `env` starts the program if it can; only
 * Windows has no `env`, and a path with `=` would be a variable to it.
 */
function commandLine(file: string, args: readonly string[]): [line: string, args: string[]] {
  const isDirect = process.platform === 'win32' || file.includes('=')
  return isDirect ? [`"${file}"`, [...args]] : ['/usr/bin/env', [file, ...args]]
}

class Output {
  readonly #chunks: Buffer[] = []
  #length = 0

  add(bytes: Buffer): void {
    if (this.#length >= maxBytes) return
    this.#chunks.push(bytes)
    this.#length += bytes.length
  }

  get lines(): readonly string[] {
    const text = Buffer.concat(this.#chunks).toString()
    return text.split(/\r\n|\n|\r/).filter(line => line !== '')
  }
}
