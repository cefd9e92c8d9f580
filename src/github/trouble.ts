import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { at, optionalString } from '../text/json.ts'

/** What went wrong with a request to GitHub, and whether it may pass. */
export interface Trouble {
  /** HTTP status; undefined if nothing was answered. */
  readonly status: number | undefined
  /** GitHub's words or the network's, safe to print. */
  readonly message: string
  /** Time after which another attempt may help, ms; undefined if none will. */
  readonly retryAfterMs: number | undefined
}

/** Wait after the first passing trouble, ms; it doubles with each attempt. */
const firstWaitMs = 1_000
/** Wait after a secondary rate limit that says no time, ms (docs.github.com, REST: best practices, "at least one minute"). */
const limitWaitMs = 60_000

/**
 * What an error of a request means. Rate limits come as 403 or 429, with `retry-after`, with `x-ratelimit-remaining: 0`,
 * or with nothing but their words (docs.github.com, REST: rate limits). `attempt` counts from 1.
 */
export function troubleOf(error: unknown, attempt: number, nowMs: number): Trouble {
  const found = at(error, 'status')
  const status = typeof found === 'number' && at(error, 'response') !== undefined ? found : undefined
  const message = oneLine(error instanceof Error ? error.message : String(error), 300)
  return { status, message, retryAfterMs: waitAfter(error, status, message, attempt, nowMs) }
}

function waitAfter(
  error: unknown,
  status: number | undefined,
  message: string,
  attempt: number,
  nowMs: number
): number | undefined {
  if (error instanceof ActionError) return undefined
  if (status === undefined || status >= 500) return firstWaitMs * 2 ** (attempt - 1)
  if (status !== 403 && status !== 429) return undefined

  const header = (name: string): string | undefined => optionalString(error, 'response', 'headers', name)
  const seconds = Number(header('retry-after') ?? Number.NaN)
  if (seconds >= 0) return seconds * 1_000
  if (header('x-ratelimit-remaining') === '0')
    return Math.max(0, Number(header('x-ratelimit-reset') ?? 0) * 1_000 - nowMs)
  return status === 429 || /rate limit/i.test(message) ? limitWaitMs : undefined
}
