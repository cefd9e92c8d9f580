/** One HTTP request to the server, relative to its base URL. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'OPTIONS'
  /** Path and query behind the base URL, e.g. `/api/v1/info`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Bound on the whole exchange, ms. */
  readonly timeoutMs?: number
  /** Largest answer that is read as a whole, bytes; 32 MiB unless given. */
  readonly maxBytes?: number
  /** Whether a secret is asked for; from every other answer the known ones are removed as soon as it comes. */
  readonly wantsSecret?: boolean
  /** How a list is read whose items need not be in memory together. */
  readonly items?: ListReading
}

/** How the items of a list in JSON are taken one by one as they come in, in place of the answer's JSON. */
export interface ListReading {
  /** Takes an item as the server wrote it, and what takes known secrets out of a text of it. */
  readonly onItem: (item: unknown, clean: (text: string) => string) => void
  /** Largest answer that is read, bytes. */
  readonly maxBytes: number
}

/** An answer as it comes in. */
export interface RawAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: AsyncIterable<Uint8Array>
}

/** The raw exchange that an adapter performs. */
export type Exchange = (url: URL, request: HttpRequest, signal: AbortSignal) => Promise<RawAnswer>

/** Certificates in addition to those that Node brings along, all PEM. */
export interface Certificates {
  /** Authorities to trust as well as the usual ones. */
  readonly authorities: string | undefined
  /** Who we are to a gateway that asks for a certificate. */
  readonly client: ClientCertificate | undefined
}

/** A certificate of ours, followed by those of its authorities, and its private key. */
export interface ClientCertificate {
  readonly chain: string
  readonly key: string
}

/** What can stand in the way of an exchange and can't be seen from an error's code. */
export type Obstacle =
  /** The proxy isn't there, or the connection to it broke. */
  | 'proxy'
  /** The proxy refuses: a login that is missing or wrong, a server that it refuses, an address of another kind. */
  | 'proxy-refusal'
  /** Behind http:// there is TLS. */
  | 'tls'

/** Why an exchange failed, if the adapter knows more than the error does. */
export class ObstacleError extends Error {
  readonly obstacle: Obstacle

  constructor(obstacle: Obstacle, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'ObstacleError'
    this.obstacle = obstacle
  }
}
