import { rm } from 'node:fs/promises'

/** Ends the shared servers with everything that they started. */
export default async function teardown(): Promise<void> {
  await Promise.all((globalThis.sharedTestbeds ?? []).map(testbed => testbed.stop()))
  const folder = process.env['TESTBED_FOLDER']
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
}
