/** Backoff of one series of attempts, all times in ms. */
export interface Backoff {
  readonly firstMs: number
  readonly capMs: number
}

/** Backoff of single requests: 0.5 s doubling to 30 s. */
export const requestBackoff: Backoff = { firstMs: 500, capMs: 30_000 }
/** The longest wait that a `Retry-After` of the server is obeyed for, ms. */
export const maxRetryAfterMs = 5 * 60_000

/**
 * Wait before attempt `attempt + 1` in ms, `attempt` counting from 1: exponential with full upper-half jitter
 * (`random` in [0, 1)), and never shorter than the server's `Retry-After`.
 */
export function delayMs(attempt: number, random: number, retryAfterMs = 0, backoff: Backoff = requestBackoff): number {
  const ceiling = Math.min(backoff.capMs, backoff.firstMs * 2 ** Math.min(attempt - 1, 30))
  const jittered = ceiling / 2 + (ceiling / 2) * random
  return Math.max(jittered, Math.min(retryAfterMs, maxRetryAfterMs))
}

/** A `Retry-After` header in ms from `now` (seconds or an HTTP date, RFC 9110 10.2.3); undefined if it is neither. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** Statuses after which the same read may succeed: ZenML's own client retries them too, 500 aside. */
export function isTransientStatus(status: number): boolean {
  return [408, 425, 429, 500, 502, 503, 504].includes(status)
}

/**
 * Whether a status is a gateway's word that the server behind it isn't there: RFC 9110, 15.6, and Cloudflare's own
 * (developers.cloudflare.com, 5xx errors; 525 and 526 are about certificates, which don't pass).
 */
export function isUnavailable(status: number): boolean {
  return [502, 503, 504, 521, 522, 523, 524].includes(status)
}
