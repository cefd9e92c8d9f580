import { cleanup } from '../../src/cleanup.ts'
import { openNetwork } from '../../src/node/network.ts'
import { run } from '../../src/run.ts'
import { Cancelled } from '../../src/world/cancelled.ts'
import type { World } from '../../src/world/world.ts'
import { pushTo } from '../../testbed/runner.ts'
import { CapturedRunner, memoryFiles } from './captured-runner.ts'
import { type Exchanged, ExchangeLog } from './exchange-log.ts'
import type { Fault, Question } from './fault.ts'
import { FaultProxy, type Passed } from './fault-proxy.ts'
import { otherAnswer } from './other-answers.ts'
import type { RunScript } from './run-script.ts'
import { seeded, seededUuids } from './seeded.ts'
import { StandIn } from './stand-in.ts'
import { ProcessClock, VirtualTime } from './virtual-clock.ts'

/** A key of the shape of real ones, with every character that the encodings of a secret change. */
export const stageKey = 'ZENKEY_eyJpZCI6ImYxIn0+q/7Zr8=+4mWx/Lp9vQ2sT='

/** GitHub's runner: SIGINT, SIGTERM 7.5 s later, SIGKILL 2.5 s after that (docs.github.com, cancelling a workflow). */
const killAfterMs = 10_000

export interface StageOptions {
  readonly seed?: number
  readonly scriptOf?: (nth: number) => RunScript
  readonly faultFor?: (passed: Omit<Passed, 'fault'>, elapsedMs: number) => Fault | undefined
  readonly latencyMs?: number
  readonly loginLimit?: boolean
  readonly forgetsKeys?: boolean
  readonly apiKey?: string
  /** The commit of the snapshots' code, if a code repository is connected. */
  readonly codeCommit?: string | undefined
  /** The `Date` of answers, where a gateway writes another one: null leaves it out. */
  readonly dateOf?: (now: number) => string | null
}

/** How one entry point ended. */
export interface Played {
  readonly end: 'ended' | 'killed'
  /** Whether main was green; undefined for post and where it was killed. */
  readonly green: boolean | undefined
  readonly fromMs: number
  readonly untilMs: number
}

/** What the runner does to an entry point while it runs. */
export interface Interruption {
  /** When to cancel the job or to kill outright: at a time since its start, or when a request comes through. */
  readonly how: 'cancel' | 'kill'
  readonly at: { readonly ms: number } | { readonly question: Question; readonly nth: number }
}

/** The commit of the push that each step is for. */
export const pushedCommit = pushTo('develop').env['GITHUB_SHA']

const eventPath = '/github/event.json'

/** One job's step against the stand-in behind the proxy: main and post in this process, in virtual time, over real HTTP. */
export class Stage {
  readonly time = new VirtualTime()
  /** Everything that was ever written, over all attempts. */
  readonly runners = [new CapturedRunner()]
  readonly standIn: StandIn
  readonly proxy: FaultProxy
  /** The clock of the entry point that is running, or ran last. */
  clock: ProcessClock
  /** When the job was cancelled first, virtual ms. */
  cancelledMs: number | undefined
  readonly #log = new ExchangeLog(this.time)
  readonly #random: () => number
  readonly #uuid: () => string
  readonly #apiKey: string
  #trap: ((passed: Omit<Passed, 'fault'>) => void) | undefined

  constructor(options: StageOptions = {}) {
    this.#random = seeded(options.seed ?? 1)
    this.#uuid = seededUuids(seeded((options.seed ?? 1) + 1))
    this.#apiKey = options.apiKey ?? stageKey
    this.clock = new ProcessClock(this.time)
    const now = () => this.time.now
    this.standIn = new StandIn({
      apiKey: this.#apiKey,
      uuid: this.#uuid,
      now,
      scriptOf: options.scriptOf ?? (() => succeeding),
      loginLimit: options.loginLimit ?? false,
      forgetsKeys: options.forgetsKeys ?? false,
      neighbours: true,
      ...(options.codeCommit === undefined ? {} : { codeCommit: options.codeCommit })
    })
    this.proxy = new FaultProxy({
      upstream: (asked, lagMs) => this.standIn.answer(asked, lagMs),
      otherAnswer: (asked, fault) => otherAnswer(this.standIn, asked, fault.of, this.time.now),
      ...(options.dateOf === undefined ? {} : { dateOf: options.dateOf }),
      pacing: this.time,
      now,
      latencyMs: () => options.latencyMs ?? 20,
      faultFor: passed => {
        this.#trap?.(passed)
        return options.faultFor?.(passed, this.time.elapsed)
      }
    })
  }

  /** Runs main as the runner would, until it ends or is killed. */
  async main(
    inputs: Readonly<Record<string, string>> = {},
    interruption?: Interruption,
    env: Readonly<Record<string, string>> = {}
  ): Promise<Played> {
    await this.proxy.up()
    return this.#play(world => run(world), inputs, env, interruption)
  }

  /** Runs post as the runner would, with inputs and environment as they are then. */
  post(inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Promise<Played> {
    return this.#play(world => cleanup(world).then(() => undefined), inputs, env, undefined)
  }

  /** What the action asked, over all attempts. */
  get exchanged(): readonly Exchanged[] {
    return this.#log.exchanged
  }

  /** The runner of the present attempt. */
  get runner(): CapturedRunner {
    return this.runners.at(-1) as CapturedRunner
  }

  /** The next attempt begins on another runner, which knows nothing of the one before. */
  renewRunner(): void {
    this.runners.push(new CapturedRunner())
  }

  /** Lets time pass without the action. */
  pass(ms: number): Promise<void> {
    return this.time.sleep(ms)
  }

  /** Ends the stage: no connection and no timer stays. */
  close(): void {
    this.time.stop()
    this.proxy.down()
  }

  async #play(
    entry: (world: World) => Promise<boolean | undefined>,
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
    interruption: Interruption | undefined
  ): Promise<Played> {
    const clock = new ProcessClock(this.time)
    this.clock = clock
    const cancel = new AbortController()
    const death = new AbortController()
    const { promise: killed, resolve } = Promise.withResolvers<'killed'>()
    const kill = () => {
      if (clock.killed) return
      clock.kill()
      death.abort(new Error('killed'))
      resolve('killed')
    }
    const interrupt = () => {
      if (interruption?.how === 'kill') return kill()
      this.cancelledMs ??= this.time.elapsed
      cancel.abort(new Cancelled('SIGINT'))
      this.time.at(this.time.elapsed + killAfterMs, kill)
    }
    this.#setTrap(interruption, interrupt)
    const world = this.#world(clock, cancel.signal, death.signal, inputs, env)
    const fromMs = this.time.elapsed
    const green = await Promise.race([entry(world), killed, this.time.hung])
    const played = { fromMs, untilMs: this.time.elapsed }
    this.#trap = undefined
    // What a dead process had begun must not go on.
    clock.kill()
    return green === 'killed' ? { ...played, end: 'killed', green: undefined } : { ...played, end: 'ended', green }
  }

  #setTrap(interruption: Interruption | undefined, interrupt: () => void): void {
    if (interruption === undefined) return
    const { at } = interruption
    if ('ms' in at) {
      this.time.at(this.time.elapsed + at.ms, interrupt)
      return
    }
    let seen = 0
    this.#trap = ({ question }) => {
      if (question === at.question && seen++ === at.nth) interrupt()
    }
  }

  #world(
    clock: ProcessClock,
    cancel: AbortSignal,
    death: AbortSignal,
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>
  ): World {
    const push = pushTo('develop')
    const all = { 'server-url': this.proxy.url, 'api-key': this.#apiKey, pipeline: 'training', ...inputs }
    return {
      env: {
        GITHUB_EVENT_NAME: push.event.name,
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
      clock,
      files: memoryFiles({ [eventPath]: JSON.stringify(push.event.payload) }),
      ...this.runner.connect(() => !clock.killed),
      random: this.#random,
      uuid: this.#uuid,
      network: async certificates => this.#log.track(openNetwork(certificates, {}), this.runner, death),
      cancel
    }
  }
}

/** A run that succeeds after a minute. */
const succeeding: RunScript = {
  statuses: [
    { atMs: 0, status: 'initializing' },
    { atMs: 4_000, status: 'running' },
    { atMs: 60_000, status: 'completed' }
  ],
  stop: 'graceful',
  stopTakesMs: 15_000
}
