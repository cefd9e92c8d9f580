import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Ends the shared server with everything that it started. */
export default async function teardown(): Promise<void> {
  await globalThis.sharedTestbed?.stop()
  const file = process.env['TESTBED_FILE']
  if (file !== undefined) await rm(dirname(file), { recursive: true, force: true })
}
