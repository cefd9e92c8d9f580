import { withoutTrailingSlashes } from '../text/foreign.ts'
import { mapTexts } from '../text/json.ts'
import type { Clock } from '../world/clock.ts'
import { within } from '../world/clock.ts'
import type { Exchange, HttpRequest } from '../world/exchange.ts'

/** What came back, with a body that has been read whole and checked only for being JSON. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Parsed JSON, or undefined where the body was something else. */
  readonly json: unknown
  /** Whether the body was JSON. */
  readonly isJson: boolean
  /** Round-trip time in ms. */
  readonly durationMs: number
}

/** Sends one request and reads the whole answer; throws {@link NetworkError}, or the signal's reason. */
export type Send = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpAnswer>

/** Why no answer came. */
export type NetworkFault = 'unreachable' | 'certificate' | 'timeout' | 'broken' | 'too-large'

/** A request without a whole answer. */
export class NetworkError extends Error {
  readonly fault: NetworkFault
  /** Whether the server may have got the request, so that a trigger may have happened. */
  readonly maybeSent: boolean

  constructor(fault: NetworkFault, message: string, maybeSent: boolean, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'NetworkError'
    this.fault = fault
    this.maybeSent = maybeSent
  }
}

/** Default bound on one exchange, ms. */
export const requestTimeoutMs = 30_000
/** Largest answer that is read, bytes: the log of a step is the largest thing the action asks for. */
export const maxAnswerBytes = 32 * 1024 * 1024

/**
 * Makes a {@link Send} for one server; redirects are never followed, so credentials stay at this origin. `redact` takes
 * known secrets out of what the server says: it may repeat what it was sent, and a step may have failed with its
 * environment in its exception.
 */
export function sender(base: URL, exchange: Exchange, clock: Clock, redact: (text: string) => string): Send {
  const prefix = withoutTrailingSlashes(base.href)
  return async (request, outer) => {
    const started = clock.elapsed()
    const url = new URL(`${prefix}${request.path}`)
    try {
      return await within(clock, request.timeoutMs ?? requestTimeoutMs, outer, async signal => {
        const raw = await exchange(url, request, signal)
        const isSecret = request.wantsSecret === true && raw.statusCode === 200
        const clean = isSecret ? (text: string) => text : redact
        const body = parseJson(await readBody(raw.body), clean)
        return {
          status: raw.statusCode,
          headers: flatten(raw.headers, clean),
          ...body,
          durationMs: clock.elapsed() - started
        }
      })
    } catch (error) {
      if (outer?.aborted === true) throw outer.reason
      throw networkError(error)
    }
  }
}

async function readBody(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxAnswerBytes) {
      throw new NetworkError('too-large', `the answer is larger than ${maxAnswerBytes / 1024 / 1024} MiB`, true)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The texts of JSON are cleaned one by one, since JSON can write the same text in many ways. */
function parseJson(
  text: string,
  clean: (text: string) => string
): { readonly json: unknown; readonly isJson: boolean } {
  try {
    return { json: mapTexts(JSON.parse(text) as unknown, clean), isJson: true }
  } catch {
    return { json: undefined, isJson: false }
  }
}

function flatten(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  clean: (text: string) => string
): Record<string, string | undefined> {
  const text = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : (value ?? ''))
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), clean(text(value))]))
}

// Codes of Node's sockets, its TLS and undici, from their sources.
const neverSent = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT'
])
const certificate = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)|ALTNAME/

function networkError(error: unknown): NetworkError {
  if (error instanceof NetworkError) return error
  const { code, message } = innermost(error)
  if (error instanceof Error && error.name === 'TimeLimit')
    return new NetworkError('timeout', error.message, true, error)
  if (certificate.test(code)) return new NetworkError('certificate', message, false, error)
  if (neverSent.has(code)) return new NetworkError('unreachable', message, false, error)
  return new NetworkError('broken', message === '' ? code : message, true, error)
}

/** The error a chain of causes began with: undici and Node wrap the one that says why. */
function innermost(error: unknown): { readonly code: string; readonly message: string } {
  let current = error
  let code = ''
  let message = ''
  for (let depth = 0; depth < 8 && current instanceof Error; depth++) {
    const own = (current as { code?: unknown }).code
    if (typeof own === 'string') code = own
    message = current.message
    current = current instanceof AggregateError ? (current.errors[0] as unknown) : current.cause
  }
  return { code, message: message === '' ? code : message }
}
