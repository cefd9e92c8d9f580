import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ActionUse, runnerEnvironment } from '../testbed/runner.ts'
import { median, type Sample, sampleOf } from './statistics.ts'

/** A process to measure: program and arguments, its variables, and its folder. */
export interface Measurable {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

/** What the operating system says of a process that has ended; times in ms. */
export interface Timed {
  readonly wallMs: number
  /** User and system time together, of the process and what it waited for. */
  readonly cpuMs: number
  readonly code: number
}

/**
 * Runs a process and measures it as a whole, by bash's `time`: Node has no way to ask for what one child has used.
 *
 * @throws Error if bash can't measure.
 */
export async function timed({ argv, cwd, env }: Measurable): Promise<Timed> {
  const script = `TIMEFORMAT='%R %U %S'; time "$@" >/dev/null 2>&1`
  const child = spawn('bash', ['-c', script, 'bash', ...argv], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
  const [printed, [code]] = await Promise.all([child.stderr.setEncoding('utf8').toArray(), once(child, 'close')])
  const [wall, user, system] = printed.join('').trim().split(' ').map(Number)
  if (wall === undefined || user === undefined || system === undefined || Number.isNaN(wall + user + system))
    throw new Error(`bash did not measure ${argv.join(' ')}: ${printed.join('')}`)
  return { wallMs: wall * 1000, cpuMs: (user + system) * 1000, code: Number(code) }
}

/** Measures two processes in turn, A B A B …, and gives the medians of the ratios A ÷ B of each pair. */
export async function ratios(
  a: Measurable,
  b: Measurable,
  pairs: number
): Promise<{ readonly wall: Sample; readonly cpu: Sample; readonly codes: readonly number[] }> {
  // The first of each fills the caches of the disk.
  await timed(a)
  await timed(b)
  const all: { readonly a: Timed; readonly b: Timed }[] = []
  for (let pair = 0; pair < pairs; pair++) all.push({ a: await timed(a), b: await timed(b) })

  const ratio = (key: 'wallMs' | 'cpuMs') =>
    sampleOf(
      // A clock of whole ms may say 0.
      all.map(pair => pair.a[key] / Math.max(1, pair.b[key])),
      { 'a, ms': median(all.map(pair => pair.a[key])), 'b, ms': median(all.map(pair => pair.b[key])) }
    )
  return { wall: ratio('wallMs'), cpu: ratio('cpuMs'), codes: [...new Set(all.map(pair => pair.a.code))] }
}

/** Does something with an entry point as a runner would start it, in a folder that is removed afterwards. */
export async function withUse<T>(use: ActionUse, work: (measurable: Measurable) => Promise<T>): Promise<T> {
  const cwd = await mkdtemp(join(tmpdir(), 'gated-trigger-bench-'))
  try {
    return await work({ argv: [process.execPath, use.file], env: await runnerEnvironment(use, cwd), cwd })
  } finally {
    await rm(cwd, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

/** The smallest process that this Node makes. */
export function bareNode(cwd: string): Measurable {
  return { argv: [process.execPath, '-e', '0'], env: { PATH: process.env['PATH'] ?? '' }, cwd }
}
