import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Credentials, httpRequest } from './admin.ts'
import type { Layout } from './layout.ts'
import { type PythonProcess, redactedTail, startPython } from './process.ts'

const READY_TIMEOUT_MS = 180_000
const POLL_MS = 100

export type ServerOptions = {
  readonly python: string
  readonly layout: Layout
  readonly env: Readonly<Record<string, string>>
  readonly admin: Credentials
  readonly workloadManager: boolean
  readonly maxConcurrentRuns: number
  /** Whether it hashes with the fewest rounds and doesn't wait for the disk, see serve.py. */
  readonly isQuick: boolean
}

/** ZenML's server as a process that can be killed and started again on its data. */
export class ZenmlServer {
  readonly #options: ServerOptions
  readonly #logPath: string
  // Fixed for all starts, so that tokens outlive a restart.
  readonly #jwtSecret = randomBytes(32).toString('hex')
  #process: PythonProcess | undefined
  #port = 0

  constructor(options: ServerOptions) {
    this.#options = options
    this.#logPath = join(options.layout.logs, 'server.log')
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  #environment(): Record<string, string> {
    const { layout, env, admin, workloadManager, maxConcurrentRuns, isQuick } = this.#options
    return {
      ...(isQuick && { TESTBED_QUICK: '1' }),
      ...(workloadManager && {
        ZENML_SERVER_WORKLOAD_MANAGER_IMPLEMENTATION_SOURCE: 'workload_manager.LoopbackWorkloadManager'
      }),
      TESTBED_FORK_SOCKET: layout.forkSocket,
      TESTBED_RUNNER_LOGS: layout.runnerLogs,
      ZENML_STORE_TYPE: 'sql',
      ZENML_STORE_URL: `sqlite:///${join(layout.folder, 'zenml.db')}`,
      ZENML_SERVER_DEPLOYMENT_TYPE: 'other',
      ZENML_SERVER_AUTO_ACTIVATE: '1',
      ZENML_SERVER_JWT_SECRET_KEY: this.#jwtSecret,
      ZENML_SERVER_MAX_CONCURRENT_SNAPSHOT_RUNS: String(maxConcurrentRuns),
      ZENML_DEFAULT_USER_NAME: admin.username,
      ZENML_DEFAULT_USER_PASSWORD: admin.password,
      ...env
    }
  }

  /**
   * Starts the server, on the same port as before if there was one, and waits until it is healthy.
   *
   * @throws Error with the end of its log, free of credentials, if it does not get there.
   */
  async start(): Promise<void> {
    if (this.#process?.isRunning()) return
    const { python } = this.#options
    const args = [String(this.#port)]
    const env = this.#environment()
    this.#process = await startPython({ python, script: 'serve.py', args, env, logPath: this.#logPath })
    this.#port = Number(this.#process.facts['port'])
    const deadline = Date.now() + READY_TIMEOUT_MS
    while (this.#process.isRunning() && Date.now() < deadline) {
      const answer = await httpRequest('GET', `${this.url}/health`, {}).catch(() => undefined)
      if (answer?.status === 200) return
      await sleep(POLL_MS)
    }
    await this.end()
    throw new Error(`The ZenML server did not start:\n${await redactedTail(this.#logPath)}`)
  }

  /** Sends a signal; returns at once. */
  signal(signal: NodeJS.Signals): void {
    this.#process?.signal(signal)
  }

  /** Sends a signal and waits for the server's end. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    this.#process?.signal(signal)
    await this.#process?.ended()
  }

  /** Ends the server at once, however it is. */
  async end(): Promise<void> {
    await this.kill('SIGKILL')
  }
}
