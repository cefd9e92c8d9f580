import { existsSync, readFileSync, rmSync } from 'node:fs'
import { systemClock } from '../../src/node/clock.ts'

/** Lines of a shell script that write the id of its process into a file, and do nothing for a minute. */
export function hangingScript(idFile: string): string {
  return `echo $$ > '${idFile}.part'; mv '${idFile}.part' '${idFile}'; exec sleep 60`
}

/** Waits until such a script has begun; returns the id of its process, and removes the file. */
export async function begun(idFile: string): Promise<number> {
  while (!existsSync(idFile)) await systemClock.sleep(10)
  const id = Number(readFileSync(idFile, 'utf8'))
  rmSync(idFile)
  return id
}
