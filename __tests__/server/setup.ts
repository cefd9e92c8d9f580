import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestbed, type Testbed } from '../../testbed/testbed.ts'

declare global {
  var sharedTestbed: Testbed | undefined
}

/** Starts the one real server that the test files share; they read where it is from the file that TESTBED_FILE names. */
export default async function setup(): Promise<void> {
  const testbed = await startTestbed({ log: line => process.stderr.write(`testbed: ${line}\n`) })
  globalThis.sharedTestbed = testbed
  const file = join(await mkdtemp(join(tmpdir(), 'shared-testbed-')), 'testbed.json')
  await writeFile(file, JSON.stringify(testbed), { mode: 0o600 })
  process.env['TESTBED_FILE'] = file
}
