import { type Clock, within } from '../world/clock.ts'
import type { Environ } from '../world/world.ts'
import { installationEnvironment } from './installation-plan.ts'
import { runProcess } from './process.ts'
import { findProgram } from './program.ts'

/** Time for asking git: only a tag and a note depend on it, ms. */
const limitMs = 20_000

/** The commit of the checkout in a folder, where git knows one and no tracked or new file differs from it. */
export async function cleanCommit(
  folder: string,
  runner: Environ,
  signal: AbortSignal,
  clock: Clock
): Promise<string | undefined> {
  // Not by its name alone: with a relative entry in PATH that would be the checkout's own.
  const file = findProgram('git', runner, process.platform)
  if (file === undefined) return undefined
  const git = async (limit: AbortSignal, ...args: readonly string[]): Promise<string | undefined> => {
    const lines: string[] = []
    const onLine = (stream: string, line: string) => {
      if (stream === 'stdout') lines.push(line)
    }
    const env = installationEnvironment(runner, process.platform)
    const request = { file, args, cwd: folder, env, onLine, signal: limit, clock, graceMs: 500, lingerMs: 300 }
    const { code } = await runProcess(request)
    return code === 0 && !limit.aborted ? lines.join('\n').trim() : undefined
  }
  try {
    return await within(clock, limitMs, signal, async limit => {
      const head = await git(limit, 'rev-parse', '--verify', 'HEAD')
      const changes = await git(limit, 'status', '--porcelain')
      return head !== undefined && /^[0-9a-f]{40,64}$/.test(head) && changes === '' ? head : undefined
    })
  } catch (error) {
    signal.throwIfAborted()
    // Without an answer, or one in time, nothing is proven.
    if (error instanceof Error) return undefined
    throw error
  }
}
