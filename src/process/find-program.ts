import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import type { Environ } from '../text/environ.ts'
import { readVariable } from './variable-names.ts'

/**
 * The absolute path of the first program of that name on PATH, undefined where there is none. Relative entries of PATH are left out: they
 * would let the checkout choose the program.
 */
export function findProgram(
  name: string,
  environment: Environ,
  platform: NodeJS.Platform,
  isProgram: (path: string) => boolean = isExecutableFile
): string | undefined {
  const endings =
    platform === 'win32'
      ? (readVariable(environment, 'PATHEXT', platform) ?? '.EXE').split(';').filter(ending => /^\.exe$/i.test(ending))
      : ['']
  for (const folder of (readVariable(environment, 'PATH', platform) ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue
    const found = endings.map(ending => join(folder, `${name}${ending.toLowerCase()}`)).find(isProgram)
    if (found !== undefined) return found
  }
  return undefined
}

function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
