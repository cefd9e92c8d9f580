import type { HttpRequest } from '../world/network.ts'
import { type HttpAnswer, NetworkError } from './http.ts'
import { type Asked, foreign, notZenml, redirected, unreachable } from './no-answer.ts'
import { isTransientStatus, isUnavailable, parseRetryAfter } from './retry.ts'
import { SchemaError } from './schema.ts'
import { isGone, isOwnAnswer, lasting, refusal, ServerError, waitedFor } from './server-error.ts'

/** How long one question may be repeated. */
export interface Patience {
  readonly signal?: AbortSignal
  /** Attempts at most; more than one only for requests that may be repeated. */
  readonly attempts: number
  /** Moment of `clock.elapsed()`, ms, after which no new attempt begins and by which the last one is given up. */
  readonly until?: number
  /** Whether this is the first contact, where a page or a redirect means a wrong URL, and not a gateway's trouble. */
  readonly firstContact?: boolean
  /** How long a server may be unavailable by a gateway's word, ms: one that starts on demand. These don't count as attempts. */
  readonly wakesForMs?: number
  /** Wait after a 429 that does not say how long to wait, ms. */
  readonly limitWaitMs?: number
  /** Whether a gateway's 401 is trouble like any other, and not a reason for a new login: the request may have been carried out. */
  readonly keepsToken?: boolean
  /**
   * How long refusals of every kind pass, ms of nothing but refusals; these don't count as attempts. For questions that
   * had good answers before: a gateway, a replica or a role may be in change. ZenML's own last word has to be said
   * twice. Without it a refusal is final at once.
   */
  readonly refusalsPassForMs?: number
}

/** How long refusals pass where something had a good answer before: a control plane in trouble recovers in minutes, ms. */
export const refusalsPassMs = 5 * 60_000

/** What an answer may say for good. */
export interface LastWord {
  readonly isSaidBy: (answer: HttpAnswer) => boolean
  /** Time between two such answers in a row from which on they count, where refusals pass: replicas may lag, ms. */
  readonly confirmedAfterMs: number
}

/** ZenML's word that the thing asked for doesn't exist; a replica that lags no longer than that between can't be why. */
export const goneForGood: LastWord = { isSaidBy: isGone, confirmedAfterMs: 5_000 }

/** One question to the server, and how its answer is read. */
export interface Question<T> {
  /** What is asked for, as `Could not …` continues. */
  readonly what: string
  readonly request: HttpRequest
  /**
   * Reads an answer of ZenML's, of any status. Throws {@link SchemaError} if it isn't about the question or
   * can't be read, which passes, and {@link ServerError} where it is a refusal.
   */
  readonly read: (answer: HttpAnswer) => T
  /** {@link goneForGood} unless given. */
  readonly lastWord?: LastWord
  /** Least time between two attempts after a refusal, ms. */
  readonly refusalWaitMs?: number
}

/** What is wrong with an answer, and how long to wait before the next attempt, ms. */
export interface Trouble {
  readonly problem: ServerError
  readonly waitMs: number
  /** What it is if it doesn't count as an attempt: a refusal that passes, or a server that may be waking up. */
  readonly uncounted?: 'refusal' | 'waking'
  /** Time within which the next attempt is to come, ms. */
  readonly withinMs?: number
}

/** Judges the answers to one question one after the other: whether each is one, and whether asking again may help. */
export class Judge<T> {
  readonly #question: Question<T>
  readonly #patience: Patience
  readonly #base: URL
  /** Since when there have been nothing but refusals, and nothing but the last word; moments of `clock.elapsed()`, ms. */
  #refusedMs: number | undefined
  #lastWordMs: number | undefined
  /** Since when the server is unavailable, a moment of `clock.elapsed()`, ms. */
  #unavailableMs: number | undefined

  constructor(question: Question<T>, patience: Patience, base: URL) {
    this.#question = question
    this.#patience = patience
    this.#base = base
  }

  /** What an attempt results in at a moment; `serverNow` is the server's wall-clock time, `mayRepeat` whether another one may follow. */
  judge(
    outcome: HttpAnswer | NetworkError,
    nowMs: number,
    serverNow: number,
    mayRepeat: boolean
  ): { readonly value: T } | Trouble {
    const { what } = this.#question
    const { firstContact = false, limitWaitMs = 0, wakesForMs } = this.#patience
    // A connection that breaks says nothing about what was asked for.
    if (outcome instanceof NetworkError) {
      this.#refusedMs = undefined
      return { problem: unreachable(this.#asked, outcome), waitMs: 0 }
    }

    const afterMs = parseRetryAfter(outcome.headers['retry-after'], serverNow)
    if (wakesForMs !== undefined && isUnavailable(outcome.status))
      return this.#waking(outcome, nowMs, wakesForMs, afterMs)
    if (isTransientStatus(outcome.status) && mayRepeat) {
      const waitMs = afterMs ?? (outcome.status === 429 ? limitWaitMs : 0)
      return this.#other({ problem: refusal(what, this.#base.origin, outcome), waitMs })
    }

    const { status } = outcome
    if (status >= 300 && status < 400) return this.#other({ problem: redirected(this.#asked, outcome), waitMs: 0 })
    // A gateway's page, or a body cut short: ZenML itself always sends JSON, also with a refusal.
    if (!outcome.isJson && !isTransientStatus(status)) {
      const isPage = /html/i.test(outcome.headers['content-type'] ?? '')
      return this.#other({ problem: notZenml(this.#asked, outcome, !(firstContact && isPage)), waitMs: 0 })
    }
    // A gateway's JSON, as of one that has no route to the server for a while; at first contact it may mean a wrong URL.
    if (!isOwnAnswer(outcome) && !isTransientStatus(status)) {
      const passing = !firstContact || status >= 500
      return this.#other({ problem: notZenml(this.#asked, outcome, passing), waitMs: 0 })
    }

    return this.#read(outcome, nowMs)
  }

  #read(answer: HttpAnswer, nowMs: number): { readonly value: T } | Trouble {
    const { lastWord = goneForGood, read, what } = this.#question
    const { refusalsPassForMs } = this.#patience
    const isLastWord = refusalsPassForMs !== undefined && lastWord.isSaidBy(answer)
    if (isLastWord) {
      this.#refusedMs ??= nowMs
      this.#lastWordMs ??= nowMs
      const leftMs = this.#lastWordMs + lastWord.confirmedAfterMs - nowMs
      if (leftMs > 0)
        return { problem: refusal(what, this.#base.origin, answer).as(true), waitMs: leftMs, uncounted: 'refusal' }
    }

    try {
      return { value: read(answer) }
    } catch (error) {
      if (error instanceof SchemaError) return this.#other({ problem: foreign(this.#asked, error), waitMs: 0 })
      if (!(error instanceof ServerError)) throw error
      if (error.passing) return this.#other({ problem: error, waitMs: 0 })
      return isLastWord || refusalsPassForMs === undefined
        ? { problem: error, waitMs: 0 }
        : this.#refusal(error, nowMs, refusalsPassForMs)
    }
  }

  get #asked(): Asked {
    const { request, what } = this.#question
    return { what, base: this.#base, path: request.path, firstContact: this.#patience.firstContact ?? false }
  }

  /** A server that a gateway can't reach, and that may be starting since it was asked. */
  #waking(answer: HttpAnswer, nowMs: number, wakesForMs: number, afterMs = 0): Trouble {
    this.#unavailableMs ??= nowMs
    const waitedMs = nowMs - this.#unavailableMs
    const problem = refusal(this.#question.what, this.#base.origin, answer)
    if (waitedMs >= wakesForMs) return { problem: waitedFor(problem, waitedMs), waitMs: 0 }
    return this.#other({
      problem: problem.as(true),
      waitMs: afterMs,
      withinMs: wakesForMs - waitedMs,
      uncounted: 'waking'
    })
  }

  /** A refusal that may pass, until there have been nothing but refusals for too long. */
  #refusal(problem: ServerError, nowMs: number, passForMs: number): Trouble {
    this.#lastWordMs = undefined
    this.#refusedMs ??= nowMs
    const refusedForMs = nowMs - this.#refusedMs
    if (refusedForMs >= passForMs) return { problem: lasting(problem, refusedForMs), waitMs: 0 }
    return { problem: problem.as(true), waitMs: this.#question.refusalWaitMs ?? 0, uncounted: 'refusal' }
  }

  /** Trouble that isn't a refusal, and ends a row of them. */
  #other(trouble: Trouble): Trouble {
    this.#refusedMs = undefined
    this.#lastWordMs = undefined
    return trouble
  }
}
