import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import {
  type ActionProcess,
  type ActionResult,
  type ActionUse,
  built,
  pushTo,
  runAction
} from '../../testbed/runner.ts'
import type { Fault } from '../stand-in/fault.ts'
import { FaultProxy, type FaultProxyOptions, type Passed, realPacing } from '../stand-in/fault-proxy.ts'
import { leaksIn } from '../stand-in/leak.ts'
import { otherAnswer } from '../stand-in/other-answers.ts'
import { type RunScript, ScriptedRun } from '../stand-in/run-script.ts'
import { type Answered, type Asked, StandIn, type StandInOptions } from '../stand-in/stand-in.ts'

/** What is special about a server, or about the way to it. */
export interface ServerOptions
  extends Pick<FaultProxyOptions, 'dateOf'>,
    Pick<StandInOptions, 'codeCommit' | 'key' | 'runsSnapshots'> {
  /** The fault for a request, if any. */
  readonly faultFor?: (passed: Omit<Passed, 'fault'>, server: RealTime) => Fault | undefined
  /** What each run does, or the n-th of them; by default it succeeds after a second. */
  readonly script?: RunScript | ((nth: number) => RunScript)
  /** Answers in the server's place, or passes the request on at its own time. */
  readonly instead?: (asked: Asked, pass: () => Answered) => Promise<Answered> | Answered
}

/** One use of a built entry point against the server; inputs and variables add to what it needs in any case. */
export interface Use extends Pick<ActionUse, 'onLine'>, Partial<Pick<ActionUse, 'event'>> {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** The branch that is pushed to, by default develop. */
  readonly branch?: string
}

/** A run that begins after 0.3 s and ends as asked after that; without an end it goes on for good. */
export function quick(end?: string, more: Partial<RunScript> & { readonly afterMs?: number } = {}): RunScript {
  const { afterMs = 1_000, ...script } = more
  const statuses = [
    { atMs: 0, status: 'initializing' },
    { atMs: 300, status: 'running' },
    ...(end === undefined ? [] : [{ atMs: 300 + afterMs, status: end }])
  ]
  return { statuses, stop: 'graceful', stopTakesMs: 300, ...script }
}

/** The stand-in behind the fault proxy, on loopback and in real time, and the built action as the runner would start it. */
export class RealTime {
  /** The secret that the API key wraps. */
  readonly innerSecret = randomUUID().replaceAll('-', '')
  readonly apiKey =
    `ZENKEY_${Buffer.from(JSON.stringify({ id: randomUUID(), key: this.innerSecret })).toString('base64')}`
  readonly standIn: StandIn
  readonly proxy: FaultProxy
  /** All attempts and entry points of a test belong to one workflow run. */
  readonly #workflowRun = String(Math.floor(Math.random() * 1e12))
  /** What each run has done and will do. */
  readonly #statuses: { readonly atMs: number; readonly status: string }[][] = []
  readonly #folders: string[] = []
  readonly #processes = new Set<ActionProcess>()
  readonly #ends: Promise<ActionResult>[] = []

  constructor({
    codeCommit,
    dateOf,
    faultFor,
    instead,
    key,
    runsSnapshots = true,
    script = quick('completed')
  }: ServerOptions = {}) {
    this.standIn = new StandIn({
      apiKey: this.apiKey,
      uuid: randomUUID,
      now: Date.now,
      scriptOf: nth => {
        const own = typeof script === 'function' ? script(nth) : script
        const statuses = [...own.statuses]
        this.#statuses.push(statuses)
        return { ...own, statuses }
      },
      neighbours: true,
      runsSnapshots,
      ...(codeCommit === undefined ? {} : { codeCommit }),
      ...(key === undefined ? {} : { key })
    })
    this.proxy = new FaultProxy({
      upstream: (asked, lagMs) => {
        const pass = () => this.standIn.answer(asked, lagMs)
        return instead === undefined ? pass() : instead(asked, pass)
      },
      otherAnswer: (asked, { of }) => otherAnswer(this.standIn, asked, of, Date.now()),
      pacing: realPacing,
      now: Date.now,
      faultFor: passed => faultFor?.(passed, this),
      ...(dateOf === undefined ? {} : { dateOf })
    })
  }

  /** Requests that went wrong so far. */
  get faulty(): readonly Passed[] {
    return this.proxy.passed.filter(({ fault }) => fault !== undefined)
  }

  /** The status of every run of the action now, and of what is none of its business. */
  get statuses(): { readonly own: readonly string[]; readonly neighbours: readonly string[] } {
    const of = (runs: StandIn['runs'] | StandIn['neighbours']) => runs.map(run => run.statusAt(Date.now()))
    return { own: of(this.standIn.runs), neighbours: of(this.standIn.neighbours) }
  }

  /** A run of the account begins under a name, as of a request that a gateway has held back. */
  start(name: string): void {
    const { account, snapshots } = this.standIn.furniture
    const facts = { id: randomUUID(), name, tags: [], accountId: account.id, snapshotId: randomUUID() }
    const made = { sourceSnapshotId: snapshots['staging'] ?? '', createdMs: Date.now() }
    this.standIn.runs.push(new ScriptedRun({ ...facts, ...made }, quick()))
  }

  /** The run that was started last ends now. */
  end(status: string): void {
    const atMs = Date.now() - (this.standIn.runs.at(-1)?.createdMs ?? 0)
    this.#statuses.at(-1)?.push({ atMs, status })
  }

  /** What makes a script of the shell's the command, without an installation; its folder has all that post needs too. */
  command(script: string): Required<Pick<Use, 'env' | 'inputs'>> & { readonly folder: string } {
    const folder = mkdtempSync(join(tmpdir(), 'real-time-'))
    this.#folders.push(folder)
    mkdirSync(join(folder, 'temp'))
    writeFileSync(join(folder, 'command.sh'), script)
    // All that the action asks of an interpreter.
    writeFileSync(join(folder, 'python'), "#!/bin/sh\necho 'zenml -'\n", { mode: 0o755 })
    return {
      folder,
      inputs: { pipeline: '', command: 'sh command.sh', python: './python', 'zenml-version': 'none' },
      env: { GITHUB_WORKSPACE: folder, RUNNER_TEMP: join(folder, 'temp') }
    }
  }

  /** Runs main for a push. */
  main(use: Use = {}): Promise<ActionResult> {
    return this.#run(built.main, use, {})
  }

  /** Runs post after a main that was used so. */
  post({ state }: Pick<ActionResult, 'state'>, use: Use = {}): Promise<ActionResult> {
    return this.#run(built.post, use, state)
  }

  /** Ends every process and every connection; nothing that was written may hold a secret. */
  async close(): Promise<void> {
    for (const process of this.#processes) process.kill('SIGKILL')
    const ended = await Promise.allSettled(this.#ends)
    this.proxy.down()
    for (const folder of this.#folders)
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    for (const end of ended) {
      if (end.status === 'rejected') continue
      const { log, outputs, state, summary } = end.value
      const written = [log.replace(/^::add-mask::.*$/gm, ''), summary, JSON.stringify([outputs, state])].join('\n')
      expect(leaksIn(written, [...this.standIn.credentials.secrets, this.innerSecret])).toEqual([])
    }
  }

  async #run(
    file: string,
    { branch = 'develop', env, event, inputs, onLine }: Use,
    state: Readonly<Record<string, string>>
  ): Promise<ActionResult> {
    await this.proxy.up()
    const push = pushTo(branch)
    const end = runAction({
      file,
      event: event ?? push.event,
      env: { ...push.env, GITHUB_RUN_ID: this.#workflowRun, ...env },
      inputs: { 'server-url': this.proxy.url, 'api-key': this.apiKey, pipeline: 'training', ...inputs },
      state,
      onLine: (line, process) => {
        this.#processes.add(process)
        onLine?.(line, process)
      },
      limitMs: 90_000
    })
    this.#ends.push(end)
    return end
  }
}

/** Does something with a server, and ends everything after it. */
export async function onServer(options: ServerOptions, work: (server: RealTime) => Promise<void>): Promise<void> {
  const server = new RealTime(options)
  try {
    await work(server)
  } finally {
    await server.close()
  }
}

/** Does something to the entry point a while after the log has the run's address, once. */
export function onceRunning(work: (process: ActionProcess) => void, afterMs = 0): Required<Pick<Use, 'onLine'>> {
  let isSeen = false
  return {
    onLine: (line, process) => {
      if (isSeen || !/^Run .*\/runs\/[0-9a-f-]{36}/.test(line)) return
      isSeen = true
      if (afterMs === 0) work(process)
      else setTimeout(() => work(process), afterMs)
    }
  }
}

/** The texts of a step's annotations of a kind. */
export function annotations(
  { log }: Pick<ActionResult, 'log'>,
  kind: 'error' | 'warning' | 'notice'
): readonly string[] {
  return [...log.matchAll(new RegExp(`^::${kind}::(.*)$`, 'gm'))].map(match => match[1] ?? '')
}
