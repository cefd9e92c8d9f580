import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestbed, type Testbed } from '../../testbed/testbed.ts'
import { testbedFile } from './testbed-file.ts'

declare global {
  var sharedTestbeds: readonly Testbed[] | undefined
}

/**
 * Starts a real server for each of jest's workers, whose test files share it one after the other: what they count and
 * stop is theirs alone. They read where it is from a file in the folder that TESTBED_FOLDER names.
 */
export default async function setup({ maxWorkers }: { readonly maxWorkers: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shared-testbed-'))
  process.env['TESTBED_FOLDER'] = folder
  const starts = await Promise.allSettled(
    Array.from({ length: maxWorkers }, async (_, index) => {
      const worker = String(index + 1)
      const testbed = await startTestbed({ log: line => process.stderr.write(`testbed ${worker}: ${line}\n`) })
      await writeFile(testbedFile(folder, worker), JSON.stringify(testbed), { mode: 0o600 })
      return testbed
    })
  )

  const isStarted = (start: PromiseSettledResult<Testbed>) => start.status === 'fulfilled'
  globalThis.sharedTestbeds = starts.filter(isStarted).map(({ value }) => value)
  const failed = starts.find(start => start.status === 'rejected')
  if (failed === undefined) return
  await Promise.all(globalThis.sharedTestbeds.map(testbed => testbed.stop()))
  throw failed.reason
}
