import { cleanup } from '../../src/cleanup.ts'
import { run } from '../../src/run.ts'
import { Cancelled } from '../../src/world/cancelled.ts'
import type { Certificates, Exchange } from '../../src/world/network.ts'
import type { Files, World } from '../../src/world/world.ts'
import { pushTo } from '../../testbed/runner.ts'
import { CapturedRunner, memoryFiles } from '../stand-in/captured-runner.ts'
import { type Question, questionOf } from '../stand-in/fault.ts'
import type { RunScript } from '../stand-in/run-script.ts'
import { seeded, seededUuids } from '../stand-in/seeded.ts'
import { type Answered, type Asked, StandIn } from '../stand-in/stand-in.ts'
import { ProcessClock, VirtualTime } from '../stand-in/virtual-clock.ts'

/** A key with characters that every encoding changes. */
export const apiKey = 'ZENKEY_eyJpZCI6ImYxIn0+q/7Zr8=+4mWx/Lp9vQ2sT='
export const serverUrl = 'https://zenml.test'
const eventPath = '/github/event.json'

/** A request as it left the action, numbered in the order of everything that was written. */
export interface Sent extends Asked {
  readonly url: string
  readonly question: Question
  readonly order: number
  readonly atMs: number
}

/** What answers a request instead of the stand-in, or 'never'; `pass` lets the stand-in do what is asked. */
export type Instead = (sent: Sent, pass: () => Answered) => Answered | Error | 'never' | undefined

export interface MemoryJobOptions {
  readonly script?: RunScript
  readonly instead?: Instead
  readonly event?: { readonly name: string; readonly payload: unknown }
  readonly files?: Partial<Files>
  /** The key that the server knows. */
  readonly apiKey?: string
  /** The commit of the server's snapshots, if a code repository is connected. */
  readonly codeCommit?: string
  /** A server that another job has used. */
  readonly standIn?: StandIn
}

/** One step of a job in memory: the stand-in answers without a network, and time is virtual. */
export class MemoryJob {
  readonly time = new VirtualTime()
  readonly runner = new CapturedRunner()
  readonly sent: Sent[] = []
  readonly cancel = new AbortController()
  /** Certificates with which a network was opened, one entry each. */
  readonly networks: Certificates[] = []
  readonly standIn: StandIn
  readonly #options: MemoryJobOptions
  readonly #uuid = seededUuids(seeded(7))

  constructor(options: MemoryJobOptions = {}) {
    this.#options = options
    const now = () => this.time.now
    const key = options.apiKey ?? apiKey
    const scriptOf = () => options.script ?? quick
    const code = options.codeCommit === undefined ? {} : { codeCommit: options.codeCommit }
    this.standIn = options.standIn ?? new StandIn({ apiKey: key, uuid: this.#uuid, now, scriptOf, ...code })
  }

  main(inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Promise<boolean> {
    return this.#play(run(this.world(inputs, env)))
  }

  post(inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Promise<true> {
    return this.#play(cleanup(this.world(inputs, env)))
  }

  /** The requests of one kind. */
  asked(question: Question): readonly Sent[] {
    return this.sent.filter(one => one.question === question)
  }

  cancelAt(ms: number): void {
    this.time.at(ms, () => this.cancel.abort(new Cancelled('SIGINT')))
  }

  #play<T>(entry: Promise<T>): Promise<T> {
    return Promise.race([entry, this.time.hung])
  }

  world(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): World {
    const push = pushTo('develop')
    const event = this.#options.event ?? push.event
    const all = { 'server-url': serverUrl, 'api-key': apiKey, pipeline: 'training', ...inputs }
    return {
      env: {
        GITHUB_EVENT_NAME: event.name,
        GITHUB_EVENT_PATH: eventPath,
        GITHUB_RUN_ID: '1234567',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_JOB: 'train',
        GITHUB_ACTION: '__zenml',
        GITHUB_WORKSPACE: '/github/workspace',
        ...push.env,
        ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        ...env
      },
      clock: new ProcessClock(this.time),
      files: { ...memoryFiles({ [eventPath]: JSON.stringify(event.payload) }), ...this.#options.files },
      ...this.runner.connect(() => true),
      random: seeded(3),
      uuid: this.#uuid,
      network: async certificates => {
        this.networks.push(certificates)
        return this.#exchange
      },
      cancel: this.cancel.signal
    }
  }

  readonly #exchange: Exchange = async (url, request, signal) => {
    signal.throwIfAborted()
    const path = `${url.pathname}${url.search}`
    const asked = { method: request.method, path, headers: request.headers ?? {}, body: request.body ?? '' }
    const question = questionOf(request.method, path)
    const sent = { ...asked, url: url.href, question, order: this.runner.next(), atMs: this.time.elapsed }
    this.sent.push(sent)
    const pass = () => this.standIn.answer(asked)
    const answer = this.#options.instead?.(sent, pass) ?? pass()
    if (answer instanceof Error) throw answer
    if (answer === 'never')
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    if (answer === 'never') throw new Error('unreachable')
    return { statusCode: answer.status, headers: answer.headers, body: bytes(answer.body) }
  }
}

async function* bytes(text: string) {
  yield Buffer.from(text)
}

/** A JSON answer. */
export function answer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answered {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}

/** A run that goes on until it is stopped. */
export const forever: RunScript = {
  statuses: [{ atMs: 0, status: 'running' }],
  stop: 'graceful',
  stopTakesMs: 5_000
}

/** A run that succeeds after half a minute. */
export const quick: RunScript = endingAs('completed')

/** A run that runs for half a minute and ends with a status. */
export function endingAs(status: string): RunScript {
  const statuses = [
    { atMs: 0, status: 'initializing' },
    { atMs: 3_000, status: 'running' },
    { atMs: 30_000, status }
  ]
  return { statuses, stop: 'graceful', stopTakesMs: 5_000 }
}
