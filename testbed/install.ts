import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { withLock } from './install-lock.ts'
import { findPython } from './python-finder.ts'

const run = promisify(execFile)

/** Where things are, seen from this file, so that a checkout may live anywhere. */
export const TESTBED_FOLDER = dirname(fileURLToPath(import.meta.url))
/** Where everything is installed, which git ignores. */
export const INSTALL_FOLDER = join(TESTBED_FOLDER, '..', '.testbed')
const VENV = join(INSTALL_FOLDER, 'venv')
const STAMP = join(VENV, 'installed.stamp')
const LOCK_FILE = join(TESTBED_FOLDER, 'requirements.lock')

/** A line of progress for whoever watches. */
export type Log = (line: string) => void

export type Installed = {
  /** The virtual environment's Python, which has ZenML with its server. */
  readonly python: string
  readonly uv: string
  /** The folder with all its commands, `zenml` among them. */
  readonly bin: string
}

/** Runs an installer; throws Error with the end of what it says. */
export async function command(log: Log, what: string, file: string, args: readonly string[]): Promise<void> {
  const start = Date.now()
  // uv has its own name for the setting that pip calls PIP_INDEX_URL.
  const index = process.env['UV_DEFAULT_INDEX'] ?? process.env['PIP_INDEX_URL']
  const env = index === undefined ? process.env : { ...process.env, UV_DEFAULT_INDEX: index }
  try {
    await run(file, args, { env, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw new Error(`Installing the testbed failed: ${what}.\n${stderr.trim().split('\n').slice(-15).join('\n')}`, {
      cause: error
    })
  }
  log(`${what} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
}

/**
 * Installs ZenML with its server into a virtual environment of its own, unless
 * that has been done already for the same lock file and Python.
 *
 * @throws Error if there is no suitable Python, or a package can't be installed.
 */
export async function installTestbed(options: { readonly log?: Log } = {}): Promise<Installed> {
  const log = options.log ?? (() => {})
  const bin = join(VENV, 'bin')
  const installed = { python: join(bin, 'python'), uv: join(bin, 'uv'), bin }
  const found = await findPython()
  const lock = await readFile(LOCK_FILE, 'utf8')
  const stamp = createHash('sha256').update(`${found.version}\n${lock}`).digest('hex')
  const isInstalled = async () => (await readFile(STAMP, 'utf8').catch(() => '')) === stamp
  if (await isInstalled()) return installed

  const onWait = () => log('another process is installing the testbed, waiting for it')
  await withLock(INSTALL_FOLDER, onWait, async () => {
    if (await isInstalled()) return
    await rm(VENV, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    await mkdir(INSTALL_FOLDER, { recursive: true })
    const uv = /^uv==\S+/m.exec(lock)?.[0]
    if (uv === undefined) throw new Error(`${LOCK_FILE} does not pin uv`)
    const count = lock.split('\n').filter(line => line.includes('==')).length
    await command(log, `virtual environment with Python ${found.version}`, found.command, ['-m', 'venv', VENV])
    await command(log, uv, installed.python, ['-m', 'pip', 'install', '--quiet', '--no-deps', uv])
    await command(log, `up to ${count} packages of requirements.lock`, installed.uv, [
      ...['pip', 'install', '--quiet', '--no-deps', '--python', installed.python, '-r', LOCK_FILE]
    ])
    // Written last and in one go: what is half installed has no stamp.
    await writeFile(`${STAMP}.new`, stamp)
    await rename(`${STAMP}.new`, STAMP)
  })
  return installed
}
