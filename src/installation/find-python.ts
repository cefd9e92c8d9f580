import { isAbsolute, resolve } from 'node:path'
import { findProgram, isExecutableFile } from '../process/find-program.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { InstallationRequest } from './preparation.ts'

const remedy =
  'Name an interpreter on PATH (`python3.12`) or its path, or add a step with `uses: actions/setup-python` before this one.'

/** The interpreter that the input `python` names, or the first on PATH; absolute. Throws {@link InputError} if there isn't one. */
export function findPython({ env, python, workingDirectory }: InstallationRequest): string {
  const find = (name: string) => findProgram(name, env, process.platform)
  if (python === undefined) {
    const found = find('python3') ?? find('python')
    if (found !== undefined) return found
    throw new InputError('There is neither a python3 nor a python on PATH', {
      where: 'python',
      remedy: 'Add a step with `uses: actions/setup-python` before this one, or name an interpreter.'
    })
  }

  const shown = oneLine(python, 100)
  if (!isAbsolute(python) && !/[\\/]/.test(python)) {
    const found = find(python)
    if (found !== undefined) return found
    throw new InputError(`There is no '${shown}' on PATH`, { where: 'python', remedy })
  }

  const path = resolve(workingDirectory, python)
  // Windows starts a program without its ending.
  const found = [path, ...(process.platform === 'win32' ? [`${path}.exe`] : [])].find(isExecutableFile)
  if (found !== undefined) return found
  throw new InputError(`The program '${shown}' was not found, or may not be executed`, {
    where: 'python',
    remedy: `${remedy} A path is read relative to working-directory.`
  })
}
