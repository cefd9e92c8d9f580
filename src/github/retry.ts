import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { at, optionalString } from '../text/json.ts'
import { type Clock, formatDuration, within } from '../world/clock.ts'
import type { Log } from '../world/log.ts'

/** How long something may be tried at GitHub. */
export interface GithubPatience {
  readonly clock: Clock
  readonly log: Pick<Log, 'info'>
  /** What is tried, as a line of the log begins. */
  readonly what: string
  /** Time for all attempts, ms. */
  readonly limitMs: number
  /** Ends everything at once. */
  readonly signal: AbortSignal | undefined
}

/** Attempts at most, with passing trouble between them. */
const maxAttempts = 5

/**
 * Tries something until it works, fails for good, or no time is left for another attempt; doing it twice must have the
 * same effect as doing it once. Rejects with the last error, with `TimeLimit`, or with the signal's reason.
 */
export function patiently<T>(
  { clock, limitMs, log, signal: outer, what }: GithubPatience,
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  const until = clock.elapsed() + limitMs
  return within(clock, limitMs, outer, async signal => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(signal)
      } catch (error) {
        signal.throwIfAborted()
        const { message, retryAfterMs: waitMs } = faultOf(error, attempt, clock.now())
        if (waitMs === undefined || attempt === maxAttempts || clock.elapsed() + waitMs >= until) throw error

        log.info(`${what}: Trying again in ${formatDuration(waitMs)}, since GitHub said: ${message}`)
        await clock.sleep(waitMs, signal)
      }
    }
  })
}

/** What went wrong with a request to GitHub, and whether it may pass. */
export interface ApiFault {
  readonly kind: FaultKind
  /** HTTP status; undefined if nothing was answered. */
  readonly status: number | undefined
  /** GitHub's words or the network's, safe to print. */
  readonly message: string
  /** Time after which another attempt may help, ms; undefined if none will. */
  readonly retryAfterMs: number | undefined
}

/** Whether GitHub limits how often it is asked, or refuses the token, or something else is wrong. */
export type FaultKind = 'rate limit' | 'refusal' | 'other'

/** Wait after the first passing trouble, ms; it doubles with each attempt. */
const firstWaitMs = 1_000
/** Wait after a secondary rate limit that says no time, ms (docs.github.com, REST: best practices, "at least one minute"). */
const limitWaitMs = 60_000
/** Types of GraphQL errors that are a refusal, as GitHub answers them with 200. */
const refusedTypes = ['FORBIDDEN', 'INSUFFICIENT_SCOPES', 'NOT_FOUND', 'UNAUTHENTICATED']

/** What an error says, by whichever of the two APIs. */
interface Said {
  readonly status: number | undefined
  readonly message: string
  /** Types of GraphQL's errors, empty for one without a type; undefined if it is not GraphQL's. */
  readonly types: readonly string[] | undefined
  readonly header: (name: string) => string | undefined
}

/**
 * What an error of a request means. Rate limits come as 403 or 429, from GraphQL also as 200, with `retry-after`, with
 * `x-ratelimit-remaining: 0`, or with nothing but their words (docs.github.com, REST and GraphQL: rate limits).
 * `attempt` counts from 1.
 */
export function faultOf(error: unknown, attempt: number, nowMs: number): ApiFault {
  const said = saidBy(error)
  const kind = kindOf(said)
  const isPassing = !(error instanceof ActionError) && mayPass(said)
  const waitMs = isPassing ? firstWaitMs * 2 ** (attempt - 1) : undefined
  const retryAfterMs = kind === 'rate limit' ? limitWait(said, nowMs) : waitMs
  return { kind, status: said.status, message: said.message, retryAfterMs }
}

function saidBy(error: unknown): Said {
  const list = at(error, 'errors')
  // octokit's error for GraphQL has no status: the answer's is 200.
  const errors: readonly unknown[] | undefined =
    Array.isArray(list) && at(error, 'status') === undefined ? list : undefined
  const found = at(error, 'status')
  const hasAnswer = typeof found === 'number' && at(error, 'response') !== undefined
  const words = errors?.flatMap(each => optionalString(each, 'message') ?? []).join(' ')
  const place = errors === undefined ? ['response', 'headers'] : ['headers']
  return {
    status: errors === undefined ? (hasAnswer ? found : undefined) : 200,
    message: oneLine(words || (error instanceof Error ? error.message : String(error)), 300),
    types: errors?.map(each => optionalString(each, 'type') ?? ''),
    header: name => optionalString(error, ...place, name)
  }
}

function kindOf({ header, message, status, types }: Said): FaultKind {
  if (status === 429) return 'rate limit'
  if (types?.some(type => /^RATE_LIMIT/.test(type))) return 'rate limit'
  if (status === 403 || types !== undefined) {
    const isLimit = header('retry-after') !== undefined || header('x-ratelimit-remaining') === '0'
    if (isLimit || /rate limit/i.test(message)) return 'rate limit'
  }

  const isRefused = types?.some(type => refusedTypes.includes(type)) ?? false
  return isRefused || (status !== undefined && [401, 403, 404].includes(status)) ? 'refusal' : 'other'
}

/** Whether trouble that is not a rate limit may pass: GraphQL's errors have a type if the question is at fault. */
function mayPass({ status, types }: Said): boolean {
  if (types !== undefined) return types.every(type => type === '')
  return status === undefined || status >= 500
}

function limitWait({ header }: Said, nowMs: number): number {
  const seconds = Number(header('retry-after') ?? Number.NaN)
  if (seconds >= 0) return seconds * 1_000
  if (header('x-ratelimit-remaining') !== '0') return limitWaitMs
  return Math.max(0, Number(header('x-ratelimit-reset') ?? 0) * 1_000 - nowMs)
}
