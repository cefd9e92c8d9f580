import { decodeText } from '../text/encoding.ts'
import { causesOf, errorCode } from '../text/error-code.ts'
import { ActionError } from '../text/errors.ts'
import { parseExactJson } from '../text/exact-json.ts'
import { withoutTrailingSlashes } from '../text/foreign.ts'
import { mapTexts } from '../text/json.ts'
import { JsonItems } from '../text/json-items.ts'
import type { Clock } from '../world/clock.ts'
import { untilAborted, within } from '../world/clock.ts'
import {
  type Exchange,
  type HttpRequest,
  type ListReading,
  type Obstacle,
  ObstacleError,
  type RawAnswer
} from '../world/network.ts'
import { decompress, TooLargeError } from './content-encoding.ts'
import { type PageKind, pageKind } from './gateway-page.ts'
import {
  isCertificateFault,
  isClientRefused,
  isDisagreement,
  isPlainFault,
  isTlsFault,
  tlsReason
} from './tls-fault.ts'

/** What came back, with a body that has been read whole and checked only for being JSON. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Parsed JSON, or undefined if the body was something else. */
  readonly json: unknown
  /** Whether the body was JSON. */
  readonly isJson: boolean
  /** What another page than ZenML's gives itself away as. */
  readonly page?: PageKind
  /** Round-trip time in ms. */
  readonly durationMs: number
}

/** Sends one request and reads the whole answer; throws {@link NetworkError}, or the signal's reason. */
export type Send = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpAnswer>

/** Why no answer came: `no-tls` is plain HTTP, or anything else, behind https://. */
export type NetworkFault =
  | 'unreachable'
  | 'certificate'
  | 'client-certificate'
  | 'handshake'
  | 'no-tls'
  | 'timeout'
  | 'broken'
  | 'too-large'
  | Obstacle

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
/** Largest answer that is read as a whole, bytes. */
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

    const once = async (signal: AbortSignal): Promise<HttpAnswer> => {
      // undici waits for a proxy that falls silent whatever the signal says.
      const raw = await untilAborted(exchange(url, request, signal), signal)
      const isSecret = request.wantsSecret === true && raw.statusCode === 200
      const answer = await readAnswer(raw, request, isSecret ? text => text : redact)
      return { ...answer, durationMs: clock.elapsed() - started }
    }

    try {
      return await within(clock, request.timeoutMs ?? requestTimeoutMs, outer, once)
    } catch (error) {
      if (outer?.aborted === true) throw outer.reason
      throw networkError(error)
    }
  }
}

type Clean = (text: string) => string

/** Reads an answer to its end, and cleans all of its texts; the items of a list are handed on as they come, if the request says so. */
async function readAnswer(
  raw: RawAnswer,
  { items, maxBytes = maxAnswerBytes }: HttpRequest,
  clean: Clean
): Promise<Omit<HttpAnswer, 'durationMs'>> {
  const { statusCode: status } = raw
  const headers = flatten(raw.headers, clean)
  if (items !== undefined && status === 200 && /json/i.test(headers['content-type'] ?? ''))
    return { status, headers, ...(await readList(raw.body, items, headers['content-encoding'], clean)) }

  const body = decodeText(await readBody(raw.body, headers['content-encoding'], maxBytes))
  return { status, headers, ...parseBody(body, clean, headers) }
}

/** How long a list was whose items were handed on one by one. */
export interface ListSize {
  readonly items: number
  readonly bytes: number
}

/** Bytes of a list that are text at the same time: what lives while Node collects garbage makes its memory grow. */
const pieceBytes = 8 * 1024

/** Hands on the items of a list; the JSON of the answer is its {@link ListSize}, or undefined for JSON that isn't a list. */
async function readList(
  body: RawAnswer['body'],
  { maxBytes, onItem }: ListReading,
  encoding: string | undefined,
  clean: Clean
): Promise<Pick<HttpAnswer, 'isJson' | 'json'>> {
  const items = new JsonItems(item => onItem(item, clean))
  const decoder = new TextDecoder()
  let bytes = 0
  // What a gateway has encoded has to be in memory as a whole.
  const isPlain = ['', 'identity'].includes(encoding ?? '')
  const chunks = isPlain ? body : [await readBody(body, encoding, maxAnswerBytes)]

  try {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      for (let from = 0; from < chunk.byteLength; from += pieceBytes)
        items.push(decoder.decode(chunk.subarray(from, from + pieceBytes), { stream: true }))
    }
    items.end()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { json: undefined, isJson: true }
  }
  return { json: { items: items.count, bytes } satisfies ListSize, isJson: true }
}

async function readBody(
  body: AsyncIterable<Uint8Array>,
  encodings: string | undefined,
  maxBytes: number
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }

  try {
    return decompress(Buffer.concat(chunks), encodings, maxBytes)
  } catch (error) {
    if (error instanceof TooLargeError) throw tooLarge(maxBytes)
    throw error
  }
}

function tooLarge(maxBytes: number): NetworkError {
  return new NetworkError('too-large', `the answer is larger than ${maxBytes / 1024 / 1024} MiB`, true)
}

/** The texts of JSON are cleaned one by one, since JSON can write the same text in many ways. */
function parseBody(
  text: string,
  clean: Clean,
  headers: HttpAnswer['headers']
): Pick<HttpAnswer, 'isJson' | 'json' | 'page'> {
  try {
    return { json: mapTexts(parseExactJson(text), clean), isJson: true }
  } catch {
    const page = pageKind(text, headers)
    return { json: undefined, isJson: false, ...(page === undefined ? {} : { page }) }
  }
}

function flatten(headers: RawAnswer['headers'], clean: Clean): Record<string, string | undefined> {
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

function networkError(error: unknown): NetworkError {
  if (error instanceof NetworkError) return error
  // An input or variable that can't be used is not the network's fault.
  if (error instanceof ActionError) throw error
  if (error instanceof ObstacleError) return new NetworkError(error.obstacle, error.message, false, error)

  const cause = causesOf(error).at(-1)
  const code = errorCode(cause)
  const message = cause === undefined || cause.message === '' ? code : cause.message
  if (error instanceof Error && error.name === 'TimeLimit') return new NetworkError('timeout', message, true, error)
  if (isCertificateFault(cause)) return new NetworkError('certificate', message, false, error)
  if (isPlainFault(cause)) return new NetworkError('no-tls', 'its first bytes are not those of TLS', false, error)
  if (cause !== undefined && isTlsFault(cause)) {
    const fault = isClientRefused(cause) ? 'client-certificate' : isDisagreement(cause) ? 'handshake' : 'broken'
    return new NetworkError(fault, tlsReason(cause), true, error)
  }
  if (neverSent.has(code)) return new NetworkError('unreachable', message, false, error)
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new NetworkError('too-large', message, true, error)
  return new NetworkError('broken', message, true, error)
}
