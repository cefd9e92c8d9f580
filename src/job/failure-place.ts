import { posix } from 'node:path'
import { readCheckout, trackedFiles } from '../command/checkout.ts'
import type { CodePlace, FindPlace } from '../follow/failure-annotation.ts'
import { type Frame, framesOf } from '../follow/traceback.ts'
import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { openWorkspace, workspaceOf } from '../world/workspace-path.ts'
import type { ConnectedJob } from './job.ts'

/** What finding the line where a step failed needs of its job. */
export interface PlacingJob {
  readonly world: Pick<ConnectedJob['world'], 'cancel' | 'clock' | 'env' | 'files' | 'log'>
  readonly inputs: Pick<ConnectedJob['inputs'], 'workingDirectory'>
  readonly report: { readonly facts: { readonly codeSha?: string } }
}

/** Largest file in which a line is looked up, bytes. */
const maxFileBytes = 1024 * 1024
/** Places of a traceback that are looked up at most, from the last one: an endless recursion has a thousand of them. */
const maxFrames = 20

/**
 * Finds the line of the checkout where a step failed: only if its code is proven to be of the commit that is checked out,
 * and if the line there is the one that the traceback shows.
 */
export function placeFinder(job: PlacingJob): FindPlace {
  return async ({ traceback }) => {
    const commit = job.report.facts.codeSha ?? ''
    if (commit === '' || traceback === undefined) return undefined
    try {
      return await findPlace(job, commit, framesOf(traceback).filter(isOwn))
    } catch (error) {
      job.world.cancel.throwIfAborted()
      job.world.log.debug(`Cannot find the line where the step failed: ${explain(error)}`)
      return undefined
    }
  }
}

/** Whether a place is not one of Python's or of a package that was installed. */
function isOwn({ path }: Frame): boolean {
  return !/(?:^|[\\/])(?:site-packages|dist-packages|lib[\\/]python[\d.]+)[\\/]|^</.test(path)
}

async function findPlace(
  { inputs, world }: PlacingJob,
  commit: string,
  frames: readonly Frame[]
): Promise<CodePlace | undefined> {
  const { cancel, clock, env, files } = world
  const { folder } = await openWorkspace(workspaceOf(env), inputs.workingDirectory, files)
  const checkout = await readCheckout(folder, env, cancel, clock)
  if (checkout?.commit !== commit) return undefined

  const listed = new Map<string, readonly string[]>()
  for (const frame of frames.slice(-maxFrames).toReversed()) {
    const name = posix.basename(frame.path.replaceAll('\\', '/'))
    const tracked = listed.get(name) ?? (await trackedFiles(checkout.root, name, env, cancel, clock))
    listed.set(name, tracked)
    const file = fileOf(frame.path, tracked)
    if (file !== undefined && (await shows(world, posix.join(checkout.root, file), frame)))
      return { file, line: frame.line }
  }
  return undefined
}

/** Whether a file of the checkout (its absolute path) has the line that a traceback shows; without the line's text only the file itself will do. */
async function shows(
  { cancel, files, log }: PlacingJob['world'],
  path: string,
  { code, line, path: shown }: Frame
): Promise<boolean> {
  if (code === undefined && posix.normalize(shown) !== path) return false
  try {
    const text = (await files.readText(path, maxFileBytes)).split('\n')[line - 1]
    return text !== undefined && (code === undefined || text.trim() === code)
  } catch (error) {
    cancel.throwIfAborted()
    log.debug(`Cannot read a file that a traceback names: ${oneLine(String(error))}`)
    return false
  }
}

/**
 * The file of a repository that a path in a container means: the one that has the most folders at its end in common with
 * it, of several the one that is all of that end; undefined if none has its name, or if it could be several.
 */
export function fileOf(path: string, tracked: readonly string[]): string | undefined {
  const parts = partsOf(path)
  const all = tracked
    .map(file => ({ file, common: commonEnd(partsOf(file), parts) }))
    .filter(({ common }) => common > 0)
  const nearest = all.filter(({ common }) => all.every(other => other.common <= common))

  const whole = nearest.filter(({ common, file }) => common === partsOf(file).length)
  const [first, second] = nearest.length > 1 ? whole : nearest
  return second === undefined ? first?.file : undefined
}

function partsOf(path: string): readonly string[] {
  return path.split(/[\\/]/).filter(part => part !== '')
}

/** How many parts two paths have in common at their ends. */
function commonEnd(one: readonly string[], other: readonly string[]): number {
  let common = 0
  while (common < one.length && common < other.length && one.at(-1 - common) === other.at(-1 - common)) common++
  return common
}
