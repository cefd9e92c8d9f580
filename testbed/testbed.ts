import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as accounts from './admin.ts'
import { runInContainer } from './fork-client.ts'
import { type Installed, installTestbed, type Log, TESTBED_FOLDER } from './install.ts'
import { baseEnvironment, type Layout, prepareLayout } from './layout.ts'
import { type PythonProcess, redactedTail, startPython } from './process.ts'
import { ZenmlServer } from './zenml-server.ts'

export type TestbedOptions = {
  /** Whether the server can run snapshots; without, POST …/runs is a 405. Default true. */
  readonly workloadManager?: boolean
  /** How many runs may be starting at once before the server answers 429. Default 8; the server's own is 2. */
  readonly maxConcurrentRuns?: number
  /** Whether the server saves time in ways that no client can see: a login takes a second less. Default false. */
  readonly isQuick?: boolean
  /** More environment variables for the server. */
  readonly extraEnv?: Readonly<Record<string, string>>
  readonly log?: Log
}

type Seeded = {
  readonly project: string
  readonly stacks: Readonly<Record<string, string>>
  readonly snapshots: Readonly<Record<string, string>>
}

/** A real ZenML server on loopback, with stacks and snapshots, for one test file or demo. */
export type Testbed = Seeded & {
  readonly url: string
  /** An API key of the service account `accountName`. */
  readonly apiKey: string
  readonly accountName: string
  readonly account: accounts.ServiceAccount
  readonly admin: accounts.Credentials
  readonly adminRequest: accounts.AdminRequest
  readonly createServiceAccount: (name: string) => Promise<accounts.ServiceAccount>
  /** Gives the new key; the old one stays valid for the given number of minutes, by default none. */
  readonly rotateApiKey: (account: { id: string; keyId: string }, retainMinutes?: number) => Promise<string>
  readonly setAccountActive: (id: string, active: boolean) => Promise<void>
  /** A Python with ZenML's client, for pipelines that a command runs. */
  readonly python: string
  /** The folder with the commands of that Python's environment. */
  readonly bin: string
  readonly pipelinesFolder: string
  readonly workerFolder: string
  /** Everything of this testbed, logs with bearer tokens included; removed by stop(). */
  readonly dataFolder: string
  readonly killServer: (signal?: 'SIGKILL' | 'SIGTERM' | 'SIGINT') => Promise<void>
  /** Starts the server again, with the same port, data and token secret. */
  readonly startServer: () => Promise<void>
  /** Makes the server hang: connections are accepted and never answered. */
  readonly freezeServer: () => void
  readonly thawServer: () => void
  /** Ends everything, running steps included, and removes the data. */
  readonly stop: () => Promise<void>
}

const ACCOUNT_NAME = 'ci-gate'

type Parts = { server: ZenmlServer; host: PythonProcess; accessKey: string; secretKey: string }

/** Waits for all, also when one has failed: what starts late must be known to be ended. */
async function all<T extends readonly unknown[] | []>(promises: T) {
  await Promise.allSettled(promises)
  return await Promise.all(promises)
}

async function seed(layout: Layout, admin: accounts.Credentials, parts: Parts): Promise<Seeded> {
  const { ssh, s3Port } = parts.host.facts
  const s3 = { url: `http://127.0.0.1:${s3Port}`, accessKey: parts.accessKey, secretKey: parts.secretKey }
  const remoteFolder = join(layout.folder, 'remote')
  const [input, output] = [join(layout.folder, 'seed.json'), join(layout.folder, 'seeded.json')]
  await writeFile(input, JSON.stringify({ ssh, s3, remoteFolder, container: layout.containerCommand }), { mode: 0o600 })
  const code = await runInContainer(layout.forkSocket, {
    name: 'seed',
    argv: ['python', join(TESTBED_FOLDER, 'python', 'seed.py'), input, output],
    env: {
      ZENML_STORE_URL: parts.server.url,
      ZENML_STORE_USERNAME: admin.username,
      ZENML_STORE_PASSWORD: admin.password
    }
  })
  if (code !== 0) throw new Error(`Seeding failed:\n${await redactedTail(join(layout.containers, 'seed', 'log.txt'))}`)
  return JSON.parse(await readFile(output, 'utf8')) as Seeded
}

async function start(
  options: TestbedOptions,
  installed: Installed,
  layout: Layout,
  undo: (() => Promise<void>)[]
): Promise<Omit<Testbed, 'stop'>> {
  const { python, bin } = installed
  const log = options.log ?? (() => {})
  const admin = { username: 'admin', password: randomBytes(16).toString('hex') }
  const [accessKey, secretKey] = [randomBytes(10).toString('hex'), randomBytes(20).toString('hex')]
  const base = baseEnvironment(layout, bin)
  const server = new ZenmlServer({
    python,
    layout,
    admin,
    env: { ...base, ...options.extraEnv },
    workloadManager: options.workloadManager ?? true,
    maxConcurrentRuns: options.maxConcurrentRuns ?? 8,
    isQuick: options.isQuick ?? false
  })
  undo.push(() => server.end())
  const part = async (script: string, args: string[], env: Record<string, string>) => {
    const logPath = join(layout.logs, `${script}.log`)
    const started = await startPython({ python, script, args, env: { ...base, ...env }, logPath })
    undo.push(started.end)
    return started
  }
  const [, host] = await all([
    server.start(),
    part('host.py', [layout.folder], { TESTBED_S3_ACCESS_KEY: accessKey }),
    part('fork_server.py', [layout.forkSocket, layout.containers, layout.folder], {})
  ])
  log(`the ZenML server answers at ${server.url}`)
  const session = new accounts.AdminSession(server.url, admin)
  const [seeded, account] = await all([
    seed(layout, admin, { server, host, accessKey, secretKey }),
    accounts.createServiceAccount(session, ACCOUNT_NAME)
  ])
  log(`${Object.keys(seeded.stacks).length} stacks and ${Object.keys(seeded.snapshots).length} snapshots are ready`)
  return {
    ...seeded,
    url: server.url,
    apiKey: account.apiKey,
    accountName: ACCOUNT_NAME,
    account,
    admin,
    adminRequest: (method, path, body) => session.request(method, path, body),
    createServiceAccount: name => accounts.createServiceAccount(session, name),
    rotateApiKey: (which, retainMinutes = 0) => accounts.rotateApiKey(session, which, retainMinutes),
    setAccountActive: async (id, active) => {
      await session.request('PUT', `/api/v1/service_accounts/${id}`, { active })
    },
    python,
    bin,
    pipelinesFolder: join(TESTBED_FOLDER, 'pipelines'),
    workerFolder: join(TESTBED_FOLDER, 'worker'),
    dataFolder: layout.folder,
    killServer: (signal = 'SIGKILL') => server.kill(signal),
    startServer: () => server.start(),
    freezeServer: () => server.signal('SIGSTOP'),
    thawServer: () => server.signal('SIGCONT')
  }
}

/**
 * Installs what is missing, then starts and seeds a ZenML server of its own.
 *
 * @throws Error if that fails; nothing is left running then.
 */
export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const installed = await installTestbed(options.log ? { log: options.log } : {})
  const folder = await mkdtemp(join(tmpdir(), 'zenml-testbed-'))
  const undo = [() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })]
  let stopped: Promise<void> | undefined
  const undoAll = async () => {
    for (const last of undo.reverse()) await last()
  }
  const stop = () => {
    stopped ??= undoAll()
    return stopped
  }
  try {
    const layout = await prepareLayout(folder, installed.python)
    return { ...(await start(options, installed, layout, undo)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
