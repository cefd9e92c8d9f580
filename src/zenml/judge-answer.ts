import { formatDuration } from '../world/clock.ts'
import { type Outcome, signOf } from './answer.ts'
import { type HttpAnswer, NetworkError } from './http.ts'
import { loginEveryMs } from './login.ts'
import type { Patience } from './question.ts'
import { delayMs } from './retry.ts'
import { detailOf, isOwnAnswer, type ServerError } from './server-error.ts'
import { type Case, type Past, type Trouble, weigh } from './weigh.ts'

/** Younger tokens are not taken for ended on a gateway's word, which may be about something else, ms. */
const leastTokenLifeMs = 60_000

/** The moment at which an outcome is judged. */
export interface Moment {
  /** `clock.elapsed()`, ms. */
  readonly ms: number
  /** The server's wall-clock time, ms. */
  readonly serverMs: number
  /** Uniform in [0, 1), for jitter. */
  readonly random: number
  /** Whether a new login may bring a better token. */
  readonly canLogIn: boolean
  /** Age of the token that was sent, ms: infinite if there is a newer one already, undefined if none was sent. */
  readonly tokenAgeMs: number | undefined
}

/** What to do next. */
export type Next<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'failure'; readonly problem: ServerError }
  | {
      readonly kind: 'again'
      readonly wait: Wait | undefined
      /** Why the token that was sent has to be replaced before, if it has to. */
      readonly loginReason: string | undefined
      readonly past: Past
    }

/** A wait before the next attempt. */
export interface Wait {
  readonly ms: number
  /** What the log says about it, if anything. */
  readonly line: string | undefined
  /** To be thrown if the time is over after the wait. */
  readonly problem: ServerError
}

/** Decides what to do after one request: whether its outcome is the answer, and whether asking again may help. */
export function judge<T>(asked: Case<T>, before: Past, outcome: Outcome, now: Moment): Next<T> {
  const { base, patience, question } = asked
  const tried = { ...before, tries: before.tries + 1 }
  if (isReasonForLogin(asked, before, outcome, now)) {
    const ownLogins = before.ownLogins + (isOwnAnswer(outcome) ? 1 : 0)
    const past = { ...tried, logins: before.logins + 1, ownLogins }
    return { kind: 'again', wait: undefined, loginReason: wordsOf(outcome), past }
  }

  const leftMs = (patience.until ?? Number.POSITIVE_INFINITY) - now.ms
  const mayRepeat = before.attempts + 1 < patience.attempts && leftMs > 0
  const verdict = weigh(asked, tried, signOf(question, base, outcome, now.serverMs, mayRepeat), now.ms)
  if ('value' in verdict) return { kind: 'value', value: verdict.value }

  const { past, problem, uncounted, waitMs = 0, withinMs = Number.POSITIVE_INFINITY } = verdict
  if (!problem.passing || leftMs <= 0 || !(mayRepeat || uncounted !== undefined)) return { kind: 'failure', problem }

  const mostMs = Math.min(leftMs, withinMs)
  const ms = Math.min(delayMs(past.tries, now.random, waitMs), mostMs)
  const line = uncounted === 'asleep' ? wakingLine(before, problem, mostMs) : attemptLine(patience, verdict, ms)
  return {
    kind: 'again',
    wait: { ms, line, problem },
    loginReason: isReasonForAnotherLogin(before, outcome, now, ms) ? wordsOf(outcome) : undefined,
    past: uncounted === undefined ? { ...past, attempts: past.attempts + 1 } : past
  }
}

/** Whether a refusal of the token is a reason for a new login instead of an answer. */
function isReasonForLogin<T>(
  { patience, question }: Case<T>,
  { logins, ownLogins }: Past,
  outcome: Outcome,
  { canLogIn, tokenAgeMs }: Moment
): outcome is HttpAnswer {
  if (!canLogIn || !isUnauthorized(outcome)) return false
  // What ZenML itself says of a fresh token is a refusal like any other.
  if (isOwnAnswer(outcome)) return ownLogins === 0

  // A gateway's word may be about something else.
  if (tokenAgeMs === undefined || question.keepsToken === true) return false
  // Where attempts are counted, a gateway has one new login of us.
  if (logins > 0 && Number.isFinite(patience.attempts)) return false
  return tokenAgeMs >= leastTokenLifeMs
}

/** Whether ZenML refuses the new token too: another one may do better, as often as the limiter of logins allows. */
function isReasonForAnotherLogin(
  { ownLogins }: Past,
  outcome: Outcome,
  { tokenAgeMs = 0 }: Moment,
  waitMs: number
): outcome is HttpAnswer {
  return ownLogins > 0 && isUnauthorized(outcome) && isOwnAnswer(outcome) && tokenAgeMs + waitMs >= loginEveryMs
}

/** Said once: a server takes its time to start. */
function wakingLine({ asleepMs }: Past, { message }: ServerError, mostMs: number): string | undefined {
  if (asleepMs !== undefined) return undefined
  return `${message}. Waiting for it, up to ${formatDuration(mostMs)}.`
}

function attemptLine({ attempts }: Patience, { past, problem, uncounted }: Trouble, waitMs: number): string {
  const nth =
    uncounted === undefined && Number.isFinite(attempts) ? `${past.attempts + 1} of ${attempts}` : String(past.tries)
  return `${problem.message}. Attempt ${nth}; the next one in ${formatDuration(waitMs)}.`
}

function isUnauthorized(outcome: Outcome): outcome is HttpAnswer {
  return !(outcome instanceof NetworkError) && outcome.status === 401
}

function wordsOf(answer: HttpAnswer): string {
  return detailOf(answer).text || String(answer.status)
}
