import { realpath, stat } from 'node:fs/promises'
import { errorCode } from '../text/error-code.ts'
import type { PathLookup } from '../world/workspace-path.ts'

/** The file system as it is. */
export const disk: PathLookup = {
  async realPath(path) {
    try {
      return await realpath(path)
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  },
  async kind(path) {
    try {
      const found = await stat(path)
      return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
    } catch (error) {
      if (isMissing(error)) return 'missing'
      throw error
    }
  }
}

/** Nothing is there, or its name can't be one: too long, a file where a folder should be, a loop of links, a NUL character. */
function isMissing(error: unknown): boolean {
  const codes = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL', 'ERR_INVALID_ARG_VALUE']
  return codes.includes(errorCode(error))
}
