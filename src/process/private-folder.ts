import { mkdir } from 'node:fs/promises'
import { errorCode } from '../text/error-code.ts'
import { ActionError } from '../text/errors.ts'
import { fileFault, fileRemedy } from '../text/file-fault.ts'

/** Makes a folder below RUNNER_TEMP that this user alone may read. Throws {@link ActionError} where it can't be made. */
export async function makePrivateFolder(path: string): Promise<void> {
  await inRunnerTemp(path, () => mkdir(path, { recursive: true, mode: 0o700 }))
}

/** Does something that writes to a path below RUNNER_TEMP; throws {@link ActionError} that names both where it can't. */
export async function inRunnerTemp<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new ActionError(`${path} can not be made: ${fileFault(errorCode(cause))}`, {
      where: 'RUNNER_TEMP',
      remedy:
        fileRemedy(cause) ??
        'It has to be a folder that the user of this job may write to; look for what sets, removes or replaces it.',
      cause
    })
  }
}
