/** One HTTP request to the server, relative to its base URL. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'OPTIONS'
  /** Path and query behind the base URL, e.g. `/api/v1/info`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Bound on the whole exchange, ms. */
  readonly timeoutMs?: number
  /** Whether a secret is asked for; every other answer is freed of the known ones as soon as it comes. */
  readonly wantsSecret?: boolean
}

/** The raw exchange that an adapter performs: status, headers and a stream of the body. */
export type Exchange = (
  url: URL,
  request: HttpRequest,
  signal: AbortSignal
) => Promise<{
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: AsyncIterable<Uint8Array>
}>
