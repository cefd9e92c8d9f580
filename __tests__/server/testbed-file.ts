import { join } from 'node:path'

/** The file that tells a worker of jest where the server is, and which account is its own. */
export function testbedFile(folder: string, worker: string): string {
  return join(folder, `testbed-${worker}.json`)
}
