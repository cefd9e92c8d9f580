import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { getCACertificates } from 'node:tls'
import { inRunnerTemp, makePrivateFolder } from '../process/private-folder.ts'
import type { Environ } from '../text/environ.ts'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'

/**
 * A fresh name for a folder of this step's own below RUNNER_TEMP, absolute; two steps of a job never share it. Throws
 * {@link ActionError} if the variable names none.
 */
export function clientFolder(env: Environ): string {
  const where = 'RUNNER_TEMP'
  const temp = env[where] ?? ''
  if (temp === '') throw new ActionError('The runner did not set RUNNER_TEMP', { where })
  if (!isAbsolute(temp)) {
    const remedy = 'Look for what sets it; the runner itself sets an absolute path.'
    throw new ActionError(`${oneLine(temp, 200)} is not an absolute path`, { where, remedy })
  }
  return join(temp, 'zenml-gated-trigger', randomUUID())
}

/**
 * Makes the folder for the client's configuration, readable by this user alone, and returns its path. Throws
 * {@link ActionError} if RUNNER_TEMP doesn't let it be made.
 */
export async function makeConfigFolder(folder: string): Promise<string> {
  const path = join(folder, 'zenml-config')
  await makePrivateFolder(path)
  return path
}

/**
 * Removes the files of a configuration folder in which clients before 0.75 keep the credential, since they don't know
 * DISABLE_CREDENTIALS_DISK_CACHING. If a command has left them so that they can't be removed, the runner empties
 * RUNNER_TEMP, and the token ends soon.
 */
export async function removeCachedCredentials(configFolder: string): Promise<void> {
  for (const name of ['config.yaml', 'credentials.yaml'])
    await rm(join(configFolder, name), { force: true }).catch(() => undefined)
}

/**
 * Writes the PEM file for `ClientConnection.caFile`: the usual authorities and the given ones, since the client trusts that file
 * alone while the action trusts both. Returns its path; throws {@link ActionError} if RUNNER_TEMP doesn't let it be written.
 */
export async function writeCaFile(folder: string, certificates: string): Promise<string> {
  const path = join(folder, 'ca.pem')
  const trusted = [...getCACertificates('default'), certificates].map(pem => pem.trim())
  await makePrivateFolder(folder)
  await inRunnerTemp(path, () => writeFile(path, `${trusted.join('\n')}\n`))
  return path
}
