import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Log, TESTBED_FOLDER } from './install.ts'
import { withLock } from './install-lock.ts'
import { findPython } from './python-finder.ts'

const run = promisify(execFile)

const SOURCE_FOLDER = join(TESTBED_FOLDER, 'tools')
const INSTALL_FOLDER = join(TESTBED_FOLDER, '..', '.testbed', 'tools')
const VENV = join(INSTALL_FOLDER, 'venv')
const BIN = join(VENV, 'bin')
const STAMP = join(VENV, 'installed.stamp')
const LOCKED_FILES = ['requirements.lock', 'go.mod', 'go.sum']

/** Absolute paths of the programs that check and run workflow files. */
export type Tools = { readonly act: string; readonly actionlint: string; readonly zizmor: string }

async function command(log: Log, what: string, file: string, args: readonly string[], env = process.env) {
  const start = Date.now()
  try {
    await run(file, args, { env, cwd: SOURCE_FOLDER, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    const tail = stderr.trim().split('\n').slice(-15).join('\n')
    throw new Error(`Installing the workflow tools failed: ${what}.\n${tail}`, { cause: error })
  }
  log(`${what} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
}

/** Builds actionlint from its source, with the Go that the virtual environment has. */
async function buildActionlint(log: Log): Promise<void> {
  const build = join(INSTALL_FOLDER, 'build')
  const env = {
    ...process.env,
    GOTOOLCHAIN: 'local',
    GOPATH: join(build, 'path'),
    GOMODCACHE: join(build, 'modules'),
    GOCACHE: join(build, 'cache'),
    // Go makes its module cache read-only, so that only root could remove it.
    GOFLAGS: '-mod=readonly -modcacherw -trimpath -buildvcs=false',
    CGO_ENABLED: '0'
  }
  const args = ['build', '-o', join(BIN, 'actionlint'), 'github.com/rhysd/actionlint/cmd/actionlint']
  await command(log, 'actionlint, built from source', join(BIN, 'go'), args, env)
  await rm(build, { recursive: true, force: true })
}

/**
 * Installs act, actionlint and zizmor into a virtual environment of their own, each in the locked version, unless
 * that has been done already.
 *
 * @throws Error if there is no suitable Python, or something can't be installed.
 */
export async function installTools(options: { readonly log?: Log } = {}): Promise<Tools> {
  const log = options.log ?? (() => {})
  const tools = { act: join(BIN, 'act'), actionlint: join(BIN, 'actionlint'), zizmor: join(BIN, 'zizmor') }
  const python = await findPython()
  const digest = createHash('sha256').update(python.version)
  for (const name of LOCKED_FILES) digest.update(await readFile(join(SOURCE_FOLDER, name)))
  const stamp = digest.digest('hex')
  const isInstalled = async () => (await readFile(STAMP, 'utf8').catch(() => '')) === stamp
  if (await isInstalled()) return tools

  const onWait = () => log('another process is installing the workflow tools, waiting for it')
  await withLock(INSTALL_FOLDER, onWait, async () => {
    if (await isInstalled()) return
    await rm(VENV, { recursive: true, force: true })
    await mkdir(INSTALL_FOLDER, { recursive: true })
    log('installing act, zizmor and actionlint, some 100 MB')
    await command(log, `virtual environment with Python ${python.version}`, python.command, ['-m', 'venv', VENV])
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--require-hashes', '-r', 'requirements.lock']
    await command(log, 'act, zizmor and Go', join(BIN, 'python'), pip)
    await buildActionlint(log)
    // Written last and in one go: what is half installed has no stamp.
    await writeFile(`${STAMP}.new`, stamp)
    await rename(`${STAMP}.new`, STAMP)
  })
  return tools
}
