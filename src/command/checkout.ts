import { installationEnvironment } from '../installation/installation-environment.ts'
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

/** A checkout as it is, with what differs from its commit. */
export interface CheckoutState extends Checkout {
  /** Absolute path of its top folder. */
  readonly root: string
  /** Lines of `git status --porcelain`, foreign text; empty if nothing differs. */
  readonly changes: readonly string[]
}

/** The checkout in a folder as it is; undefined if git knows none, or can't compare it with its commit. */
export function readCheckout(
  folder: string,
  env: Environ,
  signal: AbortSignal,
  clock: Clock
): Promise<CheckoutState | undefined> {
  return askGit(folder, env, signal, clock, async git => {
    const commit = await git('rev-parse', '--verify', 'HEAD')
    // Whatever a configuration of git hides.
    const changes = await git('status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=none')

    const root = await git('rev-parse', '--show-toplevel')

    if (!isObjectId(commit) || changes === undefined || root === undefined || root === '') return undefined
    return { commit, root, tree: await treeBy(git, commit), changes: changes.split('\n').filter(line => line !== '') }
  })
}

/** The checkout in a folder; undefined if git knows none, or if it differs from its commit. */
export async function cleanCheckout(
  folder: string,
  env: Environ,
  signal: AbortSignal,
  clock: Clock
): Promise<Checkout | undefined> {
  const state = await readCheckout(folder, env, signal, clock)
  if (state === undefined || state.changes.length > 0) return undefined
  return { commit: state.commit, tree: state.tree }
}

/** The id of a commit's tree; undefined if the repository around a folder has no such commit. */
export function treeOf(
  folder: string,
  commit: string,
  env: Environ,
  signal: AbortSignal,
  clock: Clock
): Promise<string | undefined> {
  return askGit(folder, env, signal, clock, git => treeBy(git, commit))
}

/** Files of a name that a checkout's commit has, by their paths from its top folder; none if git can't say. */
export async function trackedFiles(
  root: string,
  name: string,
  env: Environ,
  signal: AbortSignal,
  clock: Clock
): Promise<readonly string[]> {
  // Other names would be patterns.
  if (!/^[\w.-]+$/.test(name)) return []
  const listed = await askGit(root, env, signal, clock, git =>
    git('-c', 'core.quotePath=false', 'ls-files', '--full-name', '--', `:(top,glob)**/${name}`)
  )
  return (listed ?? '').split('\n').filter(file => file !== '')
}

/** Asks git once; the answer is undefined if it has none. */
type Git = (...args: readonly string[]) => Promise<string | undefined>

async function treeBy(git: Git, commit: string): Promise<string | undefined> {
  const tree = await git('rev-parse', '--verify', `${commit}^{tree}`)
  return isObjectId(tree) ? tree : undefined
}

function isObjectId(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{40,64}$/.test(text)
}

/**
 * Asks git some questions. Short as they are, they go through the adapter: a checkout can make git start a filter, a monitor of
 * the file system or a fetch, and all of it has to end with the job.
 */
async function askGit<T>(
  folder: string,
  env: Environ,
  signal: AbortSignal,
  clock: Clock,
  question: (git: Git) => Promise<T | undefined>
): Promise<T | undefined> {
  // Not by its name alone: with a relative entry in PATH that would be the checkout's own.
  const file = findProgram('git', env, process.platform)
  if (file === undefined) return undefined

  const ask = async (limit: AbortSignal, args: readonly string[]): Promise<string | undefined> => {
    const lines: string[] = []
    const onLine = (stream: string, line: string) => {
      if (stream === 'stdout') lines.push(line)
    }
    // A replacement would have a commit's id stand for other files than those that it names (git-replace).
    const given = { ...installationEnvironment(env, process.platform), GIT_NO_REPLACE_OBJECTS: '1' }
    const request = { file, args, cwd: folder, env: given, onLine, signal: limit, clock, graceMs: 500, lingerMs: 300 }

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
