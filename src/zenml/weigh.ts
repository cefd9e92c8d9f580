import type { Sign } from './answer.ts'
import { goneForGood, type Patience, type Question } from './question.ts'
import { lasting, type ServerError, waitedFor } from './server-error.ts'

/** What is being judged: one question at one server, and how long it may be repeated. */
export interface Case<T> {
  readonly question: Question<T>
  readonly patience: Patience
  readonly base: URL
}

/** What is remembered of the requests of one question so far; moments are of `clock.elapsed()`, ms. */
export interface Past {
  /** How many there were, and how many of them count as attempts. */
  readonly tries: number
  readonly attempts: number
  /** New logins on the way, and those of them for ZenML's own word. */
  readonly logins: number
  readonly ownLogins: number
  /** Since when there has been nothing but refusals, and nothing but the last word. */
  readonly refusedMs?: number | undefined
  readonly lastWordMs?: number | undefined
  /** Since when the server is unavailable. */
  readonly asleepMs?: number | undefined
}

/** The past of a question that has not been asked yet. */
export const noPast: Past = { tries: 0, attempts: 0, logins: 0, ownLogins: 0 }

/** What is wrong with an outcome, and when to ask again. */
export interface Trouble {
  readonly problem: ServerError
  readonly past: Past
  /** Least wait before the next attempt, ms. */
  readonly waitMs?: number
  /** What it is if it doesn't count as an attempt: a refusal that passes, or a server that may be waking up. */
  readonly uncounted?: 'refusal' | 'asleep'
  /** Time within which the next attempt is to come, ms. */
  readonly withinMs?: number
}

/** Weighs a sign by those before it: refusals, and a server that is waking up, have a time of their own. */
export function weigh<T>(asked: Case<T>, past: Past, sign: Sign<T>, nowMs: number): { readonly value: T } | Trouble {
  const { patience, question } = asked
  const passForMs = patience.refusalsPassForMs
  // Trouble that isn't a refusal ends a row of them.
  const ended: Past = { ...past, refusedMs: undefined, lastWordMs: undefined }

  switch (sign.kind) {
    case 'value':
      return { value: sign.value }
    case 'silence':
      return { problem: sign.problem, past: { ...past, refusedMs: undefined } }
    case 'trouble':
      return { problem: sign.problem, past: ended, waitMs: sign.afterMs ?? 0 }
    case 'asleep':
      return whileAsleep(sign, ended, nowMs)
    case 'refusal':
      return passForMs === undefined
        ? { problem: sign.problem, past }
        : whileRefused(sign.problem, past, nowMs, passForMs, question.refusalWaitMs)
    case 'last word':
      return passForMs === undefined ? weigh(asked, past, sign.confirmed, nowMs) : onLastWord(asked, past, sign, nowMs)
  }
}

/** A server that a gateway can't reach, and that may be starting since it was asked. */
function whileAsleep<T>(
  { afterMs, problem, wakesForMs }: Extract<Sign<T>, { kind: 'asleep' }>,
  past: Past,
  nowMs: number
): Trouble {
  const asleepMs = past.asleepMs ?? nowMs
  const waitedMs = nowMs - asleepMs
  if (waitedMs >= wakesForMs) return { problem: waitedFor(problem, waitedMs), past }
  return {
    problem: problem.as(true),
    past: { ...past, asleepMs },
    waitMs: afterMs,
    withinMs: wakesForMs - waitedMs,
    uncounted: 'asleep'
  }
}

/** A refusal that may pass, until there has been nothing but refusals for too long. */
function whileRefused(problem: ServerError, past: Past, nowMs: number, passForMs: number, waitMs = 0): Trouble {
  const refusedMs = past.refusedMs ?? nowMs
  const refusedForMs = nowMs - refusedMs
  if (refusedForMs >= passForMs) return { problem: lasting(problem, refusedForMs), past }
  return {
    problem: problem.as(true),
    past: { ...past, refusedMs, lastWordMs: undefined },
    waitMs,
    uncounted: 'refusal'
  }
}

/** ZenML's word for good, which counts when it was said before, some time ago and with no other word between. */
function onLastWord<T>(
  asked: Case<T>,
  before: Past,
  { confirmed, problem }: Extract<Sign<T>, { kind: 'last word' }>,
  nowMs: number
): { readonly value: T } | Trouble {
  const { confirmedAfterMs } = asked.question.lastWord ?? goneForGood
  const past = { ...before, refusedMs: before.refusedMs ?? nowMs, lastWordMs: before.lastWordMs ?? nowMs }
  const waitMs = past.lastWordMs + confirmedAfterMs - nowMs
  if (waitMs > 0) return { problem: problem.as(true), past, waitMs, uncounted: 'refusal' }
  return confirmed.kind === 'refusal' ? { problem: confirmed.problem, past } : weigh(asked, past, confirmed, nowMs)
}
