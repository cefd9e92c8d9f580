import { installationEnvironment } from '../installation/plan.ts'
import { findProgram } from '../process/find-program.ts'
import { runProcess } from '../process/run-process.ts'
import type { Environ } from '../text/environ.ts'
import { type Clock, within } from '../world/clock.ts'

/** Time for asking git: only a note and what is known of the code depend on it, ms. */
const limitMs = 20_000

/** A checkout from whose commit no tracked or new file differs. */
export interface Checkout {
  readonly commit: string
  /** Id of the commit's tree. */
  readonly tree: string | undefined
}

/** The checkout in a folder, undefined where git knows none, or where it differs from its commit. */
export function cleanCheckout(
  folder: string,
  runner: Environ,
  signal: AbortSignal,
  clock: Clock
): Promise<Checkout | undefined> {
  return askGit(folder, runner, signal, clock, async git => {
    const commit = await git('rev-parse', '--verify', 'HEAD')
    // Whatever a configuration of git hides.
    const changes = await git('status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=none')
    if (!isObjectId(commit) || changes !== '') return undefined
    return { commit, tree: await treeBy(git, commit) }
  })
}

/** The id of a commit's tree, undefined where the repository around a folder has no such commit. */
export function treeOf(
  folder: string,
  commit: string,
  runner: Environ,
  signal: AbortSignal,
  clock: Clock
): Promise<string | undefined> {
  return askGit(folder, runner, signal, clock, git => treeBy(git, commit))
}

/** Asks git once; the answer is undefined where it has none. */
type Git = (...args: readonly string[]) => Promise<string | undefined>

async function treeBy(git: Git, commit: string): Promise<string | undefined> {
  const tree = await git('rev-parse', '--verify', `${commit}^{tree}`)
  return isObjectId(tree) ? tree : undefined
}

function isObjectId(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{40,64}$/.test(text)
}

async function askGit<T>(
  folder: string,
  runner: Environ,
  signal: AbortSignal,
  clock: Clock,
  question: (git: Git) => Promise<T | undefined>
): Promise<T | undefined> {
  // Not by its name alone: with a relative entry in PATH that would be the checkout's own.
  const file = findProgram('git', runner, process.platform)
  if (file === undefined) return undefined

  const ask = async (limit: AbortSignal, args: readonly string[]): Promise<string | undefined> => {
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
    return await within(clock, limitMs, signal, limit => question((...args) => ask(limit, args)))
  } catch (error) {
    signal.throwIfAborted()
    // Without an answer, or one in time, nothing is proven.
    if (error instanceof Error) return undefined
    throw error
  }
}
