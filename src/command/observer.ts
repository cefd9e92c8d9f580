import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inRunnerTemp, makePrivateFolder } from '../process/private-folder.ts'
import type { Variables } from '../process/variable-names.ts'
import type { ClientConnection } from './connection-variables.ts'

/** What the command's own Python runs at its start. The build puts the same folder beside the bundle, where this module is then. */
const source = join(import.meta.dirname, 'observer')
const files = ['sitecustomize.py', 'observer.py']

/** Where a command's Python finds what observes its requests, and the file for its notes; absolute paths. */
export interface Observer {
  /** The folder that goes in front of the command's PYTHONPATH. */
  readonly hookFolder: string
  /** The file that `readObservations` reads. */
  readonly notesFile: string
}

/** The variables that tell the hook which server's requests it observes, and where it notes them. */
export function observerVariables(connection: ClientConnection, { notesFile }: Observer): Variables {
  return { ZENML_GATED_TRIGGER_STORE_URL: connection.serverUrl, ZENML_GATED_TRIGGER_NOTES: notesFile }
}

/**
 * Puts the hook that notes which runs a command starts, and an empty file for its notes, into a folder of the step's own
 * (absolute), which is made if need be. Throws {@link ActionError} if they can't be written.
 */
export async function placeObserver(folder: string): Promise<Observer> {
  const hook = await Promise.all(files.map(async name => ({ name, text: await readFile(join(source, name)) })))
  const hookFolder = join(folder, 'observer')
  const notesFile = join(folder, 'observations.jsonl')

  await makePrivateFolder(hookFolder)
  for (const { name, text } of hook) {
    const path = join(hookFolder, name)
    await inRunnerTemp(path, () => writeFile(path, text, { mode: 0o600 }))
  }
  await inRunnerTemp(notesFile, () => writeFile(notesFile, '', { flag: 'wx', mode: 0o600 }))
  return { hookFolder, notesFile }
}
