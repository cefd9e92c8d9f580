import type { Exchange } from '../../src/world/network.ts'
import type { CapturedRunner } from './captured-runner.ts'
import { type Question, questionOf } from './fault.ts'
import { exchangeHeader } from './fault-proxy.ts'
import type { VirtualTime } from './virtual-clock.ts'

/** A request as the action sent it, and what it got of the answer. */
export interface Exchanged {
  readonly runner: CapturedRunner
  readonly order: number
  readonly atMs: number
  readonly method: string
  readonly url: string
  readonly question: Question
  readonly sent: string
  status: number | undefined
  /** Name of the fault that the answer is, as far as the proxy sent one. */
  fault: string | undefined
  body: string
  /** Virtual time at which the whole answer had come. */
  wholeMs: number | undefined
}

/** Notes what the action asks and gets, and tells virtual time what is in the air. */
export class ExchangeLog {
  readonly exchanged: Exchanged[] = []
  readonly #time: VirtualTime

  constructor(time: VirtualTime) {
    this.#time = time
  }

  /** A network whose requests are noted as that runner's; once `death` has come, nothing comes back from it. */
  track(network: Exchange, runner: CapturedRunner, death: AbortSignal): Exchange {
    return async (url, request, signal) => {
      const id = `${this.exchanged.length + 1}`
      const path = `${url.pathname}${url.search}`
      const entry: Exchanged = {
        runner,
        order: runner.next(),
        atMs: this.#time.elapsed,
        method: request.method,
        url: url.href,
        question: questionOf(request.method, path),
        sent: `${Object.values(request.headers ?? {}).join('\n')}\n${request.body ?? ''}`,
        status: undefined,
        fault: undefined,
        body: '',
        wholeMs: undefined
      }
      this.exchanged.push(entry)
      if (death.aborted) return new Promise(() => undefined)
      this.#time.begin(id)
      const marked = { ...request, headers: { ...request.headers, [exchangeHeader]: id } }
      try {
        const raw = await network(url, marked, AbortSignal.any([signal, death]))
        entry.status = raw.statusCode
        const fault = raw.headers['x-fault']
        entry.fault = typeof fault === 'string' ? fault : undefined
        return { ...raw, body: this.#tracked(raw.body, id, entry, death) }
      } catch (error) {
        this.#time.end(id)
        if (death.aborted) await new Promise(() => undefined)
        throw error
      }
    }
  }

  async *#tracked(body: AsyncIterable<Uint8Array>, id: string, entry: Exchanged, death: AbortSignal) {
    const chunks: Uint8Array[] = []
    try {
      for await (const chunk of body) {
        chunks.push(chunk)
        yield chunk
      }
      entry.wholeMs = this.#time.elapsed
    } finally {
      entry.body = Buffer.concat(chunks).toString('utf8')
      this.#time.end(id)
      if (death.aborted) await new Promise(() => undefined)
    }
  }
}
