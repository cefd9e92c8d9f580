import { join } from 'node:path'

/** The file that tells a worker of jest where its server is. */
export function testbedFile(folder: string, worker: string): string {
  return join(folder, `testbed-${worker}.json`)
}
