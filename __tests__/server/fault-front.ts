import { afterEach } from '@jest/globals'
import { type ActionProcess, type ActionResult, built } from '../../testbed/runner.ts'
import { type Fault, type Question, questionOf } from '../stand-in/fault.ts'
import { FaultProxy, realPacing } from '../stand-in/fault-proxy.ts'
import { forwardTo } from '../stand-in/origin.ts'
import { push, shared } from './shared-testbed.ts'

/**
 * When GitHub kills a step after it sent the signal of a cancel, in ms. That the action needs less than half of it, where
 * the machine is not busy, is measured here (`noteFigures`) and held in __tests__/faults/cut-short.test.ts by virtual time.
 */
export const killedMs = 10_000

/** A request that reached the proxy, and when (`performance.now()`). */
export interface Arrived {
  readonly question: Question
  readonly nth: number
  readonly atMs: number
}

/** The fault proxy before a real server, and the action's uses through it. */
export class FaultFront {
  readonly arrived: Arrived[] = []
  readonly proxy: FaultProxy
  /** Chooses what goes wrong; may be exchanged at any time. */
  faultFor: (arrived: Arrived) => Fault | undefined = () => undefined

  constructor(url: string = shared.url) {
    this.proxy = new FaultProxy({
      upstream: forwardTo(url),
      pacing: realPacing,
      now: () => Date.now(),
      faultFor: ({ method, path, nth }) => {
        const arrived = { question: questionOf(method, path), nth, atMs: performance.now() }
        this.arrived.push(arrived)
        return this.faultFor(arrived)
      }
    })
  }

  /** A push to develop; `onLine` may interrupt it. */
  async push(
    inputs: Readonly<Record<string, string>>,
    onLine?: (line: string, process: ActionProcess) => void,
    env: Readonly<Record<string, string>> = {}
  ): Promise<ActionResult> {
    await this.proxy.up()
    const all = { 'server-url': this.proxy.url, ...inputs }
    return push('develop', all, onLine === undefined ? { env } : { env, onLine })
  }

  /** The post step of an earlier use, with inputs and environment as they are by then. */
  post(
    main: ActionResult,
    inputs: Readonly<Record<string, string>> = {},
    env: Readonly<Record<string, string>> = {}
  ): Promise<ActionResult> {
    const all = { 'server-url': this.proxy.url, ...inputs }
    return push('develop', all, { file: built.post, state: main.state, env })
  }
}

const fronts: FaultFront[] = []
afterEach(() => {
  for (const { proxy } of fronts.splice(0)) proxy.down()
})

/** A front that closes after the test. */
export function openFront(url?: string): FaultFront {
  const front = new FaultFront(url)
  fronts.push(front)
  return front
}

/** The pipeline that waits this long, in seconds, unless it is stopped. */
export function slow(seconds: number): Record<string, string> {
  return { pipeline: 'slow', config: `steps: {wait: {parameters: {seconds: ${seconds}}}}` }
}
