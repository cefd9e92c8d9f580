import type { Clock } from '../clock.ts'
import type { Environ } from '../world.ts'
import { installationEnvironment } from './installation-plan.ts'
import { runProcess } from './process.ts'

/** The commit of the checkout in a folder, where git knows one and no tracked or new file differs from it. */
export async function cleanCommit(
  folder: string,
  runner: Environ,
  signal: AbortSignal,
  clock: Clock
): Promise<string | undefined> {
  const git = async (...args: readonly string[]): Promise<string | undefined> => {
    const lines: string[] = []
    const onLine = (stream: string, line: string) => {
      if (stream === 'stdout') lines.push(line)
    }
    const env = installationEnvironment(runner, process.platform)
    const { code } = await runProcess({ file: 'git', args, cwd: folder, env, onLine, signal, clock })
    return code === 0 ? lines.join('\n').trim() : undefined
  }
  try {
    const head = await git('rev-parse', '--verify', 'HEAD')
    const changes = await git('status', '--porcelain')
    return head !== undefined && /^[0-9a-f]{40,64}$/.test(head) && changes === '' ? head : undefined
  } catch (error) {
    signal.throwIfAborted()
    // Without git nothing is proven, and nothing depends on it but a tag.
    if (error instanceof Error) return undefined
    throw error
  }
}
