import { oneLine } from '../text/foreign.ts'
import { optionalString } from '../text/json.ts'
import type { Clock } from '../world/clock.ts'
import { formatDuration } from '../world/clock.ts'
import type { HttpRequest } from '../world/exchange.ts'
import type { Log } from '../world/log.ts'
import { maskSecret } from '../world/secrets.ts'
import type { HttpAnswer, Send } from './http.ts'
import { NetworkError, requestTimeoutMs } from './http.ts'
import { isToken, knownRefusal, loginRefusal, loginRequest } from './login.ts'
import { delayMs, isTransientStatus, parseRetryAfter } from './retry.ts'
import { detailOf, isOwnAnswer, notZenml, redirected, refusal, type ServerError, unreachable } from './server-error.ts'

/** What a session needs of the world. */
export interface Access {
  readonly base: URL
  readonly send: Send
  readonly clock: Clock
  readonly log: Log
  /** Uniform in [0, 1), for jitter. */
  readonly random: () => number
  /** Patience for every question that brings none of its own; {@link shortPatience} where there is none. */
  readonly patience?: Patience
}

/** How long one question may be repeated. */
export interface Patience {
  readonly signal?: AbortSignal
  /** Attempts at most; more than one only for requests that may be repeated. */
  readonly attempts: number
  /** Moment of `clock.elapsed()`, ms, after which no new attempt begins and by which the last one is given up. */
  readonly until?: number
  /** Whether this is the first contact, where a page or a redirect means a wrong URL, and no gateway's trouble. */
  readonly firstContact?: boolean
  /** Wait after a 429 that does not say how long to wait, ms. */
  readonly limitWaitMs?: number
  /** Whether a gateway's 401 is trouble like any other, and no reason for a new login: the request may have been carried out. */
  readonly keepsToken?: boolean
}

/** Patience for a single question before the run exists: six attempts, about 20 s of waiting in all. */
export const shortPatience: Patience = { attempts: 6 }

/** Least time that an attempt gets, however near the end of patience is, ms. */
const leastAttemptMs = 500
/** The server's limiter of logins counts refused ones too, and forgets them after a minute (`rate_limit.py` of 0.98.0). */
const loginLimitWaitMs = 61_000
/** How long a refusal of unknown cause is taken as passing: on Pro a control plane in trouble makes one, ms. */
const recoveryMs = 5 * 60_000
/** Younger tokens are not taken for ended on a gateway's word, which may be about something else, ms. */
const leastTokenLifeMs = 60_000
/** Time between two logins then: the limiter allows five a minute, ms. */
const loginEveryMs = 15_000

/** A connection to one ZenML server as one account; the token lives only here. */
export class Session {
  readonly access: Access
  readonly #apiKey: string | undefined
  #keyWasGood: boolean
  #token: string | undefined
  /** When the token was given, as `clock.elapsed()`, ms. */
  #tokenMs = 0
  /** The server's clock at its last answer, and our own then: a jump of the runner's wall clock changes neither. */
  #serverClock: { readonly ms: number; readonly elapsed: number } | undefined

  /** `keyWasGood` says that the key is known to have opened this server before. */
  constructor(access: Access, apiKey?: string, keyWasGood = false) {
    this.access = access
    this.#apiKey = apiKey
    this.#keyWasGood = keyWasGood
  }

  /** Patience for a question that brings none of its own. */
  get patience(): Patience {
    return this.access.patience ?? shortPatience
  }

  /** The server's wall-clock time in ms, by the `Date` of its last answer: comparable with the times it stores. */
  serverNow(): number {
    const { clock } = this.access
    if (this.#serverClock === undefined) return clock.now()
    return this.#serverClock.ms + (clock.elapsed() - this.#serverClock.elapsed)
  }

  /**
   * Logs in with the API key (`POST /login`, form-encoded, as ZenML's own client does) and masks the token.
   * Throws {@link ServerError} with the remedy for a malformed, rotated or deactivated key.
   */
  async login(patience: Patience = this.patience): Promise<void> {
    const { base, log } = this.access
    const answer = await this.#askForToken(patience)
    if (answer.status === 401 || answer.status === 403) throw loginRefusal(base, answer)
    if (answer.status !== 200) throw refusal('log in', base.origin, answer)
    const token = optionalString(answer.json, 'access_token')
    if (!isToken(token)) throw notZenml('log in', base, answer)
    maskSecret(log, token)
    this.#token = token
    this.#tokenMs = this.access.clock.elapsed()
    this.#keyWasGood = true
  }

  /** The answer to a login; a refusal that says nothing about a key which was good before may pass, and is waited for. */
  async #askForToken(patience: Patience): Promise<HttpAnswer> {
    const { clock, log } = this.access
    const request = loginRequest(this.#apiKey ?? '')
    const until = Math.min(patience.until ?? Number.POSITIVE_INFINITY, clock.elapsed() + recoveryMs)
    for (;;) {
      const answer = await this.#repeat('log in', request, { ...patience, limitWaitMs: loginLimitWaitMs })
      const mayPass = answer.status === 401 && this.#keyWasGood && knownRefusal(answer) === undefined
      const left = until - clock.elapsed()
      if (!mayPass || left <= 0) return answer
      const wait = Math.min(left, loginEveryMs)
      log.info(
        `The login was refused (${detailOf(answer).text}) with a key that was good before; trying again in ${formatDuration(wait)}.`
      )
      await clock.sleep(wait, patience.signal)
    }
  }

  /** The JSON of a read; throws {@link ServerError} for everything but 200, repeated while it may help. */
  async read(what: string, path: string, patience: Patience = this.patience): Promise<unknown> {
    const answer = await this.ask(what, { method: 'GET', path }, patience)
    if (answer.status !== 200) throw refusal(what, this.access.base.origin, answer)
    return answer.json
  }

  /** The answer to a request as this account, whatever its status; a new login where the token was refused. */
  async ask(what: string, request: HttpRequest, patience: Patience): Promise<HttpAnswer> {
    let ownRefusals = 0
    for (let refusals = 0; ; refusals++) {
      const token = this.#token
      // Where attempts are counted, a gateway has one new login of us.
      const keepsToken = patience.keepsToken === true || (refusals > 0 && Number.isFinite(patience.attempts))
      const answer = await this.#repeat(what, this.#authorized(request), { ...patience, keepsToken })
      if (answer.status !== 401 || this.#apiKey === undefined) return answer
      // What ZenML itself says of a fresh token is its last word.
      if (isOwnAnswer(answer) && ++ownRefusals > 1) return answer
      // Another question may have logged in again meanwhile; then the new token is worth a try by itself.
      if (this.#token === token) {
        const why = detailOf(answer).text || answer.status
        this.access.log.info(`The server no longer accepts the token (${why}); logging in again.`)
        await this.login(patience)
      }
    }
  }

  /** Whether a gateway's 401 is about a token that may have ended: then it is an answer, and a new login may help. */
  #mayBeStale({ headers }: HttpRequest, { keepsToken = false }: Patience): boolean {
    const sent = headers?.['authorization']
    if (sent === undefined || keepsToken) return false
    // Another question has logged in since.
    if (sent !== bearer(this.#token)) return true
    return this.access.clock.elapsed() - this.#tokenMs >= leastTokenLifeMs
  }

  #authorized(request: HttpRequest): HttpRequest {
    if (this.#token === undefined) return request
    return { ...request, headers: { ...request.headers, authorization: bearer(this.#token) } }
  }

  /** Repeats a request through passing trouble; returns any answer that repeating would not change. */
  async #repeat(what: string, request: HttpRequest, patience: Patience): Promise<HttpAnswer> {
    const { clock, log, random } = this.access
    const left = () => (patience.until ?? Number.POSITIVE_INFINITY) - clock.elapsed()
    for (let attempt = 1; ; attempt++) {
      const timeoutMs = Math.min(request.timeoutMs ?? requestTimeoutMs, Math.max(leastAttemptMs, left()))
      const outcome = await this.#once({ ...request, timeoutMs }, patience.signal)
      const mayRepeat = attempt < patience.attempts && left() > 0
      const trouble = this.#trouble(what, request, outcome, mayRepeat, patience)
      if (!('problem' in trouble)) return trouble
      if (!mayRepeat || !trouble.problem.passing) throw trouble.problem
      const wait = Math.min(delayMs(attempt, random(), trouble.retryAfterMs), left())
      const many = Number.isFinite(patience.attempts) ? ` of ${patience.attempts}` : ''
      log.info(`${trouble.problem.message}. Attempt ${attempt}${many}; the next one in ${formatDuration(wait)}.`)
      await clock.sleep(wait, patience.signal)
      if (left() <= 0) throw trouble.problem
    }
  }

  async #once(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpAnswer | NetworkError> {
    const { clock, log, send } = this.access
    const path = request.path.replace(/\?.*/, '')
    try {
      const answer = await send(request, signal)
      const ms = Date.parse(answer.headers['date'] ?? '')
      if (!Number.isNaN(ms)) this.#serverClock = { ms, elapsed: clock.elapsed() }
      log.debug(`${request.method} ${oneLine(path)}: ${answer.status} in ${formatDuration(answer.durationMs)}`)
      return answer
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
      log.debug(`${request.method} ${oneLine(path)}: ${error.fault} (${oneLine(error.message, 200)})`)
      return error
    }
  }

  /** The answer itself, or what is wrong with it and how long the server wants to be left alone. */
  #trouble(
    what: string,
    request: HttpRequest,
    outcome: HttpAnswer | NetworkError,
    mayRepeat: boolean,
    patience: Patience
  ): HttpAnswer | { readonly problem: ServerError; readonly retryAfterMs: number } {
    const { base } = this.access
    const { firstContact = false, limitWaitMs = 0 } = patience
    if (outcome instanceof NetworkError) return { problem: unreachable(what, base, outcome), retryAfterMs: 0 }
    if (isTransientStatus(outcome.status)) {
      if (!mayRepeat) return outcome
      const asked = parseRetryAfter(outcome.headers['retry-after'], this.serverNow())
      const retryAfterMs = asked ?? (outcome.status === 429 ? limitWaitMs : 0)
      return { problem: refusal(what, base.origin, outcome), retryAfterMs }
    }
    if (outcome.status === 401 && this.#mayBeStale(request, patience)) return outcome
    if (outcome.status >= 300 && outcome.status < 400)
      return { problem: redirected(what, base, outcome, !firstContact), retryAfterMs: 0 }
    // A gateway's page, or a body cut short: ZenML itself always sends JSON, also with a refusal.
    if (!outcome.isJson) {
      const isPage = /html/i.test(outcome.headers['content-type'] ?? '')
      return { problem: notZenml(what, base, outcome, !(firstContact && isPage)), retryAfterMs: 0 }
    }
    // A gateway's JSON, as of one that has no route to the server for a while; at first contact it may mean a wrong URL.
    if (!isOwnAnswer(outcome)) {
      const passing = !firstContact || outcome.status >= 500
      return { problem: notZenml(what, base, outcome, passing), retryAfterMs: 0 }
    }
    return outcome
  }
}

function bearer(token: string | undefined): string {
  return `Bearer ${token}`
}
