import { rm } from 'node:fs/promises'

/** Ends the shared server with everything that it started. */
export default async function teardown(): Promise<void> {
  await globalThis.sharedTestbed?.stop()
  const folder = process.env['TESTBED_FOLDER']
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
}
