import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { threadId } from 'node:worker_threads'
import { type Fault, faultName, type Question, questionOf } from './fault.ts'
import type { Answered, Asked } from './stand-in.ts'

/** Names an exchange for virtual time; never passed on. */
export const exchangeHeader = 'x-exchange'

/** How the proxy waits; virtual time is told which exchange it holds back. */
export interface Pacing {
  hold(exchange: string): void
  unhold(exchange: string): void
  sleep(ms: number): Promise<void>
}

/** A request that came through. */
export interface Passed {
  readonly question: Question
  readonly method: string
  readonly path: string
  /** How many requests with this question came before. */
  readonly nth: number
  readonly exchange: string
  fault: Fault | undefined
}

export interface FaultProxyOptions {
  /** The server, or a replica of it that is `lagMs` behind. */
  readonly upstream: (asked: Asked, lagMs?: number) => Promise<Answered> | Answered
  /** What is answered instead by a cache that mixes answers up. */
  readonly otherAnswer?: (asked: Asked, fault: Fault & { kind: 'other' }) => Answered
  /** The `Date` of answers, where it is not the server's: null leaves it out. */
  readonly dateOf?: (now: number) => string | null
  readonly pacing: Pacing
  /** The fault for a request, if any. */
  readonly faultFor: (passed: Omit<Passed, 'fault'>) => Fault | undefined
  /** Time from the request's arrival to the server, ms. */
  readonly latencyMs?: (passed: Omit<Passed, 'fault'>) => number
  /** Server time, for dates in headers. */
  readonly now: () => number
}

// Below the ports that the system hands out, and another choice for each thread, so that nobody takes a port while its
// proxy is down.
const threads = 8
let nextPort = 20_000 + (process.pid % 100) * 100 + (threadId % threads)

/** A loopback proxy that passes requests on or lets them go wrong, each as its script says. */
export class FaultProxy {
  readonly #options: FaultProxyOptions
  readonly #counts = new Map<Question, number>()
  readonly passed: Passed[] = []
  #server: Server | undefined
  #port = 0

  constructor(options: FaultProxyOptions) {
    this.#options = options
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Chooses the address before it begins to listen. */
  listenAt(url: string): void {
    this.#port = Number(new URL(url).port)
  }

  /** Begins to listen, on the same port as before if there was one. */
  async up(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer(
      { keepAliveTimeout: 60_000 },
      (request, response) => void this.#serve(request, response)
    )
    for (;;) {
      const port = this.#port === 0 ? nextPort : this.#port
      if (port === nextPort) nextPort += nextPort > 32_000 ? -12_000 : threads
      const { promise, resolve } = Promise.withResolvers<Error | undefined>()
      server.once('error', resolve).listen(port, '127.0.0.1', () => resolve(undefined))
      const error = await promise
      server.removeAllListeners('error')
      if (error === undefined) break
      if (this.#port !== 0) throw error
    }
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  /** Refuses connections and drops those there are, as a server that is gone. */
  down(): void {
    this.#server?.close()
    this.#server?.closeAllConnections()
    this.#server = undefined
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined)
    request.on('error', () => undefined)
    try {
      const body = Buffer.concat(await request.toArray()).toString('utf8')
      await this.#exchange(request, body, response)
    } catch {
      request.socket.destroy()
    }
  }

  async #exchange(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const { pacing, upstream, faultFor, latencyMs } = this.#options
    const { [exchangeHeader]: mark, host: _, connection: __, ...headers } = request.headers
    const exchange = String(mark ?? '')
    const [method, path] = [request.method ?? 'GET', request.url ?? '/']
    const question = questionOf(method, path)
    const nth = this.#counts.get(question) ?? 0
    this.#counts.set(question, nth + 1)
    const facts = { question, method, path, nth, exchange }
    const fault = faultFor(facts)
    this.passed.push({ ...facts, fault })
    const wait = (ms: number) => this.#pause(exchange, ms)
    const asked = { method, path, headers: headers as Record<string, string>, body }
    const pass = (lagMs?: number) => upstream(asked, lagMs)
    await wait(latencyMs?.(facts) ?? 0)
    if (fault === undefined) return this.#send(response, await pass())
    response.setHeader('x-fault', faultName(fault).replace(/[^ -~]/g, ''))
    if ('processed' in fault && fault.processed) await pass()
    switch (fault.kind) {
      case 'reset':
        return this.#reset(fault.when, response, pass)
      case 'late':
        response.socket?.resetAndDestroy()
        await pacing.sleep(fault.ms)
        await pass()
        return
      case 'status':
        return this.#send(response, this.#refusal(fault))
      case 'page':
        return this.#send(response, gatewayPage(fault.status))
      case 'gateway':
        return this.#send(response, gatewayJson(fault.status))
      case 'truncated': {
        const whole = await pass()
        return this.#send(response, { ...whole, body: whole.body.slice(0, Math.max(1, whole.body.length - 2)) })
      }
      case 'wrong-type': {
        const whole = await pass()
        return this.#send(response, { ...whole, headers: { ...whole.headers, 'content-type': 'text/plain' } })
      }
      case 'slow': {
        const whole = await pass()
        if (fault.part === 'headers') await wait(fault.ms)
        else await this.#sendHalf(response, whole)
        if (fault.part === 'headers') return this.#send(response, whole)
        await wait(fault.ms)
        response.end(Buffer.from(whole.body).subarray(half(whole)))
        return
      }
      case 'stall':
        if (fault.part === 'body') await this.#sendHalf(response, await pass())
        pacing.hold(exchange)
        return
      case 'other': {
        const { otherAnswer } = this.#options
        return this.#send(response, otherAnswer === undefined ? gatewayOk : otherAnswer(asked, fault))
      }
      case 'stray':
        return this.#send(response, strayRefusal(fault.status))
      case 'lagging':
        return this.#send(response, await pass(fault.ms))
      case 'redirect':
        return this.#send(response, { status: 307, headers: { location: `${fault.to}${path}` }, body: '' })
    }
  }

  async #reset(
    when: 'before' | 'during' | 'after',
    response: ServerResponse,
    pass: () => Promise<Answered> | Answered
  ) {
    if (when !== 'before') {
      const whole = await pass()
      if (when === 'during') await this.#sendHalf(response, whole)
    }
    response.socket?.resetAndDestroy()
  }

  async #pause(exchange: string, ms: number): Promise<void> {
    if (ms <= 0) return
    const { pacing } = this.#options
    pacing.hold(exchange)
    await pacing.sleep(ms)
    pacing.unhold(exchange)
  }

  #send(response: ServerResponse, { status, headers, body }: Answered): void {
    const { dateOf, now } = this.#options
    const { date: own = new Date(now()).toUTCString(), ...others } = headers
    const date = dateOf === undefined ? own : dateOf(now())
    response.sendDate = false
    const all = { ...(date === null ? {} : { date }), ...others, 'content-length': Buffer.byteLength(body) }
    response.writeHead(status, all).end(body)
  }

  #sendHalf(response: ServerResponse, whole: Answered): Promise<void> {
    response.writeHead(whole.status, { ...whole.headers, 'content-length': Buffer.byteLength(whole.body) })
    return new Promise(resolve => response.write(Buffer.from(whole.body).subarray(0, half(whole)), () => resolve()))
  }

  #refusal({ status, retryAfter }: Fault & { kind: 'status' }): Answered {
    const seconds = Math.ceil((retryAfter?.ms ?? 0) / 1000)
    const date = new Date(this.#options.now() + (retryAfter?.ms ?? 0)).toUTCString()
    const after =
      retryAfter === undefined ? {} : { 'retry-after': retryAfter.form === 'seconds' ? String(seconds) : date }
    return {
      status,
      headers: { 'content-type': 'application/json', ...after },
      body: JSON.stringify({ detail: ['InjectedFault', `status ${status} of the fault proxy`] })
    }
  }
}

function half({ body }: Answered): number {
  return Math.floor(Buffer.byteLength(body) / 2)
}

function gatewayPage(status: number): Answered {
  const body = '<!doctype html><html><head><title>Gateway</title></head><body><h1>Please try later</h1></body></html>'
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

/** What API gateways answer by themselves; ZenML's own refusals hold a `detail`. */
function gatewayJson(status: number): Answered {
  const body = JSON.stringify({ message: 'no Route matched with those values' })
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body }
}

/** What a gateway answers that knows no better. */
const gatewayOk: Answered = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' }

/** A refusal in the form of ZenML's own (as observed on 0.98.0; 404 of an unknown path, 422 of a faulty query). */
function strayRefusal(status: number): Answered {
  const details: Readonly<Record<number, unknown>> = {
    401: ['CredentialsNotValid', 'Authentication error: could not reach the control plane'],
    404: 'Not Found',
    405: 'Method Not Allowed',
    422: [{ loc: ['query', 'size'], msg: 'Input should be a valid integer', type: 'int_parsing' }]
  }
  const body = JSON.stringify({ detail: details[status] ?? ['InjectedFault', `a stray ${status}`] })
  return { status, headers: { 'content-type': 'application/json' }, body }
}

/** Waits in real time, for a proxy before a real server. */
export const realPacing: Pacing = {
  hold: () => undefined,
  unhold: () => undefined,
  sleep: ms => new Promise(resolve => setTimeout(resolve, ms))
}
