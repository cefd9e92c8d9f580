import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A Python on this machine that ZenML's server can be installed into. */
export type PythonFound = {
  readonly command: string
  /** For example "3.11.7". */
  readonly version: string
}

const OLDEST_MINOR = 10
const NEWEST_MINOR = 13
const CANDIDATES = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10']
// Some distributions split off what creates a virtual environment.
const PROBE = 'import sys, venv, ensurepip; print("%d.%d.%d" % sys.version_info[:3])'

async function probe(command: string): Promise<PythonFound | string> {
  try {
    const { stdout } = await run(command, ['-c', PROBE])
    const version = stdout.trim()
    const [major, minor] = version.split('.').map(Number)
    const fits = major === 3 && minor !== undefined && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR
    return fits ? { command, version } : `${command} is Python ${version}`
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return `${command} is not there`
    const reason = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error)
    return `${command} does not work (${reason})`
  }
}

/**
 * Finds a Python from 3.10 to 3.13: the one TESTBED_PYTHON names and no other,
 * or else the first suitable one on PATH.
 *
 * @throws Error that says what was tried, if there is none.
 */
export async function findPython(wanted = process.env['TESTBED_PYTHON']): Promise<PythonFound> {
  const refused: string[] = []
  for (const command of wanted ? [wanted] : CANDIDATES) {
    const found = await probe(command)
    if (typeof found !== 'string') return found
    refused.push(found)
  }
  throw new Error(
    `The tests that start a real ZenML server need Python 3.${OLDEST_MINOR} to 3.${NEWEST_MINOR} with the venv module: ` +
      `${refused.join(', ')}. Name another one in TESTBED_PYTHON, or run only the tests without a server: npm run test:unit.`
  )
}
