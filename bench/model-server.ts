import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RunScript } from '../__tests__/stand-in/run-script.ts'
import { StandIn } from '../__tests__/stand-in/stand-in.ts'
import { fullSize } from './answer-size.ts'

/** A request as the server saw it; moments of `performance.now()`, ms. */
export interface Served {
  readonly method: string
  readonly path: string
  readonly arrivedMs: number
  readonly answeredMs: number
  /** Length of the answer's body. */
  readonly bytes: number
}

/** Time that a server takes for a request, ms, by the first pattern that fits `METHOD path`. */
const latencies: readonly (readonly [RegExp, number])[] = [
  // As a real server 0.98.0 on an idle machine; the login computes a hash that is made to be slow.
  [/^POST \/api\/v1\/login/, 1_000],
  [/^POST \/api\/v1\/pipeline_snapshots\/[^/]+\/runs/, 400],
  [/include_config_schema=true/, 150],
  [/^GET \/api\/v1\/pipeline_snapshots/, 80],
  [/^GET \/api\/v1\/stacks/, 60],
  [/^GET \/api\/v1\/steps/, 60]
]
const usualLatency = 40

/** How long a request takes, ms; requests don't slow each other down. */
export function latencyOf(method: string, path: string): number {
  return latencies.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1] ?? usualLatency
}

/** Whether a request starts a run. */
export function isStart({ method, path }: Pick<Served, 'method' | 'path'>): boolean {
  return method === 'POST' && path.endsWith('/runs')
}

/** A model of a ZenML server on loopback: latencies are fixed, answers are as large as a real server's. */
export class ModelServer {
  readonly apiKey = `ZENKEY_${Buffer.from(JSON.stringify({ id: randomUUID(), key: randomUUID() })).toString('base64')}`
  readonly served: Served[] = []
  readonly standIn: StandIn
  readonly #server: Server
  readonly #leastMs: number

  /** Each answer takes `leastMs` at least: where order is measured, longer than a busy machine needs to send what goes out at once. */
  constructor(script: RunScript, leastMs = 0) {
    this.#leastMs = leastMs
    this.standIn = new StandIn({ apiKey: this.apiKey, uuid: randomUUID, now: Date.now, scriptOf: () => script })
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedMs = performance.now()
    response.on('error', () => undefined)
    const [method, path] = [request.method ?? '', request.url ?? '']
    const text = Buffer.concat(await request.toArray()).toString('utf8')
    const headers = request.headers as Readonly<Record<string, string | undefined>>
    const answered = fullSize({ method, path }, this.standIn.answer({ method, path, headers, body: text }))

    const body = Buffer.from(answered.body)
    const latency = Math.max(this.#leastMs, latencyOf(method, path))
    const left = Math.max(0, latency - (performance.now() - arrivedMs))
    setTimeout(() => {
      this.served.push({ method, path, arrivedMs, answeredMs: performance.now(), bytes: body.length })
      response.writeHead(answered.status, { ...answered.headers, 'content-length': body.length }).end(body)
    }, left)
  }
}

/** Does something with a server whose runs follow a script, and closes it afterwards. */
export async function onServer<T>(
  script: RunScript,
  work: (server: ModelServer) => Promise<T>,
  leastMs?: number
): Promise<T> {
  const server = new ModelServer(script, leastMs)
  await server.listen()
  try {
    return await work(server)
  } finally {
    server.close()
  }
}

/** How many requests at most were sent one after another, each only when the one before was answered. */
export function depthOf(served: readonly Served[]): number {
  const depths = new Map<Served, number>()
  for (const request of served.toSorted((a, b) => a.arrivedMs - b.arrivedMs)) {
    const before = [...depths].filter(([{ answeredMs }]) => answeredMs <= request.arrivedMs)
    depths.set(request, 1 + Math.max(0, ...before.map(([, depth]) => depth)))
  }
  return Math.max(0, ...depths.values())
}
