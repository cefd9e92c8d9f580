import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** How a test file ended; `no end` where its time was up, or its process ended without an answer. */
export type Ending = 'passed' | 'failed' | 'no end'

/** A process that runs test files of one tree, and is started anew after one that didn't end. */
export class TestProcess {
  readonly #folder: string
  #child: ChildProcess | undefined

  constructor(folder: string) {
    this.#folder = folder
    process.on('exit', () => this.end())
  }

  /** Runs a test file with the sources as they are now. */
  async run(file: string, limitMs: number): Promise<Ending> {
    this.#child ??= await this.#start()
    const answer = answerOf(this.#child, limitMs)
    this.#child.send(file)
    const hasPassed = await answer
    if (hasPassed === undefined) this.end()
    return hasPassed === undefined ? 'no end' : hasPassed ? 'passed' : 'failed'
  }

  /** Ends the process, and what its tests started. */
  end(): void {
    const pid = this.#child?.pid
    this.#child = undefined
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }

  async #start(): Promise<ChildProcess> {
    const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
    const child = spawn(process.execPath, [...flags, join(import.meta.dirname, 'jest-process.ts')], {
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // A group of its own, so that what the tests start ends with it.
      detached: true
    })
    this.#child = child
    if ((await answerOf(child, 300_000)) === undefined)
      throw new Error('The process that runs the tests did not start.')
    return child
  }
}

/** The next message; undefined if the time is up or the process ends before. */
function answerOf(child: ChildProcess, limitMs: number): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const timer = setTimeout(resolve, limitMs)
  const end = (): void => resolve(undefined)
  child.once('message', resolve)
  child.once('exit', end)
  return promise.finally(() => {
    clearTimeout(timer)
    child.off('message', resolve)
    child.off('exit', end)
  })
}
