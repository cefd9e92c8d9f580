import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestbed, type Testbed } from '../../testbed/testbed.ts'
import { testbedFile } from './testbed-file.ts'

declare global {
  var sharedTestbed: Testbed | undefined
}

/**
 * Starts one real server, on which each of jest's workers has a service account of its own: what its test files count
 * and stop is theirs alone. A server of its own for each would cost more than the tests that it is for: 25 s of CPU time
 * for its start, and 10 s for what is in it. The files read where it is from a file in the folder that TESTBED_FOLDER
 * names.
 */
export default async function setup({ maxWorkers }: { readonly maxWorkers: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shared-testbed-'))
  process.env['TESTBED_FOLDER'] = folder
  const log = (line: string) => void process.stderr.write(`testbed: ${line}\n`)
  const testbed = await startTestbed({ isQuick: true, maxConcurrentRuns: 4 * maxWorkers, log })

  try {
    for (const worker of Array.from({ length: maxWorkers }, (_, index) => String(index + 1))) {
      const accountName = `${testbed.accountName}-${worker}`
      const account = await testbed.createServiceAccount(accountName)
      const facts = { ...testbed, accountName, account, apiKey: account.apiKey }
      await writeFile(testbedFile(folder, worker), JSON.stringify(facts), { mode: 0o600 })
    }
  } catch (error) {
    await testbed.stop()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  globalThis.sharedTestbed = testbed
}
