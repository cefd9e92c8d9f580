import type { HttpRequest } from '../world/network.ts'
import type { HttpAnswer } from './http.ts'
import { isGone } from './server-error.ts'

/** How long one question may be repeated. */
export interface Patience {
  readonly signal?: AbortSignal
  /** Attempts at most; more than one only for requests that may be repeated. */
  readonly attempts: number
  /** Time that one attempt gets at most, ms; the request's own unless given. */
  readonly attemptMs?: number
  /** Moment of `clock.elapsed()`, ms, after which no new attempt begins and by which the last one is given up. */
  readonly until?: number
  /**
   * How long refusals of every kind pass, ms of nothing but refusals; these don't count as attempts. For questions that
   * had good answers before: a gateway, a replica or a role may be in change. ZenML's own last word has to be said
   * twice. Without it a refusal is final at once.
   */
  readonly refusalsPassForMs?: number
}

/** Patience for a single question before the run exists: six attempts, about 20 s of waiting in all. */
export const shortPatience: Patience = { attempts: 6 }

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
   * Reads an answer of ZenML's, of any status. Throws `SchemaError` where it isn't about the question or can't be read,
   * which passes, and `ServerError` where it is a refusal.
   */
  readonly read: (answer: HttpAnswer) => T
  /** {@link goneForGood} unless given. */
  readonly lastWord?: LastWord
  /** Whether this is the first contact, where a page or a redirect means a wrong URL, and not a gateway's trouble. */
  readonly firstContact?: boolean
  /** How long a server may be unavailable by a gateway's word, ms: one that starts on demand. These don't count as attempts. */
  readonly wakesForMs?: number
  /** Wait after a 429 that does not say how long to wait, ms. */
  readonly limitWaitMs?: number
  /** Least time between two attempts after a refusal, ms. */
  readonly refusalWaitMs?: number
  /** Whether a gateway's 401 is trouble like any other, and not a reason for a new login: the request may have been carried out. */
  readonly keepsToken?: boolean
}
