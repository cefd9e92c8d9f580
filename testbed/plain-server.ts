import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AdminRequest, AdminSession, createServiceAccount } from './admin.ts'
import { command, INSTALL_FOLDER, type Installed, installTestbed, type Log, TESTBED_FOLDER } from './install.ts'
import { withLock } from './install-lock.ts'
import { baseEnvironment, prepareLayout } from './layout.ts'
import { ZenmlServer } from './zenml-server.ts'

/** Older versions of ZenML that there is a lock file for, in `older/`. */
export type OlderVersion = '0.84.3' | '0.85.0'

/** A ZenML server of an older version on loopback, as it is after its installation: one project, one local stack. */
export type PlainServer = {
  readonly url: string
  /** An API key of the service account `ci`. */
  readonly apiKey: string
  readonly adminRequest: AdminRequest
  /** A Python with ZenML's client of the same version. */
  readonly python: string
  /** Ends the server and removes its data. */
  readonly stop: () => Promise<void>
}

/**
 * Installs a version of ZenML with its server into a virtual environment of its own, unless that has been done already
 * for the same lock file and Python.
 *
 * @throws Error if a package can't be installed.
 */
async function installOlder(version: OlderVersion, log: Log): Promise<Omit<Installed, 'uv'>> {
  const { python: base, uv } = await installTestbed({ log })
  const folder = join(INSTALL_FOLDER, `zenml-${version}`)
  const bin = join(folder, 'venv', 'bin')
  const python = join(bin, 'python')
  const lockFile = join(TESTBED_FOLDER, 'older', `zenml-${version}.lock`)
  const stampFile = join(folder, 'installed.stamp')
  const stamp = createHash('sha256')
    .update(await readFile(lockFile))
    .update(await readFile(join(INSTALL_FOLDER, 'venv', 'installed.stamp')))
    .digest('hex')
  const isInstalled = async () => (await readFile(stampFile, 'utf8').catch(() => '')) === stamp

  const onWait = () => log(`another process is installing ZenML ${version}, waiting for it`)
  await withLock(folder, onWait, async () => {
    if (await isInstalled()) return
    await command(log, `virtual environment for ZenML ${version}`, uv, [
      ...['venv', '--quiet', '--clear', '--python', base, join(folder, 'venv')]
    ])
    await command(log, `ZenML ${version}`, uv, [
      ...['pip', 'install', '--quiet', '--no-deps', '--python', python, '-r', lockFile]
    ])
    // Written last and in one go: what is half installed has no stamp.
    await writeFile(`${stampFile}.new`, stamp)
    await rename(`${stampFile}.new`, stampFile)
  })
  return { python, bin }
}

/**
 * Installs what is missing, then starts a server of an older version with data of its own.
 *
 * @throws Error if that fails; nothing is left running then.
 */
export async function startPlainServer(version: OlderVersion, log: Log = () => {}): Promise<PlainServer> {
  const { python, bin } = await installOlder(version, log)
  const folder = await mkdtemp(join(tmpdir(), 'zenml-older-'))
  const admin = { username: 'admin', password: randomBytes(16).toString('hex') }
  const layout = await prepareLayout(folder, python)
  const env = baseEnvironment(layout, bin)
  const server = new ZenmlServer({
    ...{ python, layout, admin, env },
    ...{ workloadManager: false, maxConcurrentRuns: 2, isQuick: true }
  })
  const stop = async () => {
    await server.end()
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  try {
    await server.start()
    const session = new AdminSession(server.url, admin)
    const { apiKey } = await createServiceAccount(session, 'ci')
    const adminRequest: AdminRequest = (method, path, body) => session.request(method, path, body)
    return { url: server.url, apiKey, adminRequest, python, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
