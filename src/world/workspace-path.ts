import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Environ } from '../text/environ.ts'
import { errorCode } from '../text/error-code.ts'
import { ActionError, InputError } from '../text/errors.ts'
import { fileFault } from '../text/file-fault.ts'

/** What has to be known about the file system; a test passes in a table. */
export interface PathLookup {
  /** The path with every link followed; undefined if nothing is there. */
  realPath(path: string): Promise<string | undefined>
  kind(path: string): Promise<'file' | 'folder' | 'other' | 'missing'>
}

/** Where the checkout is, and the folder inside it that relative paths start from; both absolute. */
export interface Workspace {
  readonly root: string
  readonly folder: string
}

/** The folder of the checkout: the runner's GITHUB_WORKSPACE, else the current one. Throws {@link ActionError} if there is neither. */
export function workspaceOf(env: Environ): string {
  const named = env['GITHUB_WORKSPACE'] ?? ''
  if (named !== '') return named

  try {
    return process.cwd()
  } catch (cause) {
    throw new ActionError('The variable is not set, and the current folder is gone', {
      where: 'GITHUB_WORKSPACE',
      remedy: 'Make sure that no step removes the folder that this one runs in.',
      cause
    })
  }
}

/**
 * The real, absolute path of something inside the workspace, or undefined if nothing is there. Throws
 * {@link InputError} if the path leaves the workspace, by `..`, as an absolute path or through a link, or if it can't be
 * accessed.
 */
export async function pathInside(
  path: string,
  workspace: Workspace,
  lookup: PathLookup,
  where: string
): Promise<string | undefined> {
  const refuse = (how: string) =>
    new InputError(`'${path}' ${how} outside the workspace`, {
      where,
      remedy: 'Use a path inside the checked out repository.'
    })
  const follow = (target: string) => lookedAt(path, where, () => lookup.realPath(target))

  const full = resolve(workspace.folder, path)
  const root = (await follow(workspace.root)) ?? workspace.root
  const real = await follow(full)

  if (real === undefined) {
    // Said without looking any further: what exists outside is nobody's business here.
    if (!isInside(full, workspace.root) && !isInside(full, root)) throw refuse('is')
    return undefined
  }

  if (!isInside(real, root)) throw refuse(isInside(full, workspace.root) ? 'is a link to something' : 'is')
  return real
}

/**
 * The workspace with `working-directory` as the folder that relative paths and the command start from. Throws
 * {@link InputError} if it isn't a folder inside the workspace.
 */
export async function openWorkspace(root: string, workingDirectory: string, lookup: PathLookup): Promise<Workspace> {
  const where = 'working-directory'
  const path = workingDirectory === '' ? '.' : workingDirectory
  const folder = await pathInside(path, { root, folder: root }, lookup, where)
  const kind = folder === undefined ? 'missing' : await kindOf(folder, path, where, lookup)
  if (folder === undefined || kind !== 'folder') {
    throw new InputError(`There is no folder '${path}' in the workspace ${root}`, {
      where,
      remedy: 'Check its spelling, and that a step before this one checked the repository out (actions/checkout).'
    })
  }

  const real = await lookedAt(path, where, () => lookup.realPath(root))
  return { root: real ?? root, folder }
}

/** What is at a real path that an input gave as `path`. Throws {@link InputError} if it can't be accessed. */
export function kindOf(real: string, path: string, where: string, lookup: PathLookup): ReturnType<PathLookup['kind']> {
  return lookedAt(path, where, () => lookup.kind(real))
}

async function lookedAt<T>(path: string, where: string, look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } catch (cause) {
    throw new InputError(`'${path}' cannot be accessed: ${fileFault(errorCode(cause))}`, {
      where,
      remedy: 'Check that this user may read the folders on the way to it.',
      cause
    })
  }
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
