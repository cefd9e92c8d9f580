import { oneLine } from '../text/foreign.ts'
import { at } from '../text/json.ts'
import type { Clock } from '../world/clock.ts'
import { formatDuration, untilAborted } from '../world/clock.ts'
import type { Log } from '../world/log.ts'
import type { HttpRequest } from '../world/network.ts'
import { maskSecret } from '../world/secrets.ts'
import type { HttpAnswer, Send } from './http.ts'
import { NetworkError, requestTimeoutMs } from './http.ts'
import { Judge, type Patience, type Question, refusalsPassMs } from './judge.ts'
import { isToken, keyRefusal, loginEveryMs, loginRefusal, loginRequest } from './login.ts'
import { delayMs } from './retry.ts'
import { SchemaError } from './schema.ts'
import { detailOf, isOwnAnswer, refusal, ServerError } from './server-error.ts'
import { isTokenOf, type TokenOwner, tokenOwner } from './token-owner.ts'

export type { Patience } from './judge.ts'

/** What a session needs of the world. */
export interface Access {
  readonly base: URL
  readonly send: Send
  readonly clock: Clock
  readonly log: Log
  /** Uniform in [0, 1), for jitter. */
  readonly random: () => number
  /** Patience for every question that brings none of its own; {@link shortPatience} if there isn't any. */
  readonly patience?: Patience
}

/** Patience for a single question before the run exists: six attempts, about 20 s of waiting in all. */
export const shortPatience: Patience = { attempts: 6 }

/** Least time that an attempt gets, however near the end of patience is, ms. */
const leastAttemptMs = 500
/** The server's limiter of logins counts refused ones too, and forgets them after a minute (`rate_limit.py` of 0.98.0). */
const loginLimitWaitMs = 61_000
/** Younger tokens are not taken for ended on a gateway's word, which may be about something else, ms. */
const leastTokenLifeMs = 60_000

/** A connection to one ZenML server as one account; the token lives only here. */
export class Session {
  readonly access: Access
  readonly #apiKey: string | undefined
  #keyWasGood: boolean
  #token: string | undefined
  /** Whose token it is, as far as the token says. */
  #owner: TokenOwner = {}
  /** When the token was given, as `clock.elapsed()`, ms. */
  #tokenMs = 0
  /** The login that questions whose token was refused are waiting for. */
  #renewal: Promise<void> | undefined
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

  /** Id of the account that the token was given to, where the token says so. */
  get accountId(): string | undefined {
    return this.#owner.accountId
  }

  /** The server's wall-clock time in ms, by the `Date` of its last answer: comparable with the times it stores. */
  serverNow(): number {
    const { clock } = this.access
    if (this.#serverClock === undefined) return clock.now()
    return this.#serverClock.ms + (clock.elapsed() - this.#serverClock.elapsed)
  }

  /**
   * Logs in with the API key (`POST /login`, form-encoded, as ZenML's own client does) and masks the token. Throws
   * `ServerError` with the remedy for a malformed, rotated or deactivated key: at once, or, where the key was good
   * before, when ZenML says so at two logins in a row.
   */
  async login(patience: Patience = this.patience): Promise<void> {
    const token = await this.#put(
      {
        what: 'log in',
        request: loginRequest(this.#apiKey ?? ''),
        read: answer => this.#readLogin(answer),
        lastWord: keyRefusal,
        refusalWaitMs: loginEveryMs
      },
      {
        ...patience,
        limitWaitMs: loginLimitWaitMs,
        ...(this.#keyWasGood ? { refusalsPassForMs: refusalsPassMs } : {})
      },
      false
    )
    this.#token = token
    this.#owner = { ...this.#owner, ...tokenOwner(token) }
    this.#tokenMs = this.access.clock.elapsed()
    this.#keyWasGood = true
  }

  #readLogin(answer: HttpAnswer): string {
    const { base } = this.access
    if (answer.status === 401 || answer.status === 403) throw loginRefusal(base, answer)
    if (answer.status !== 200) throw refusal('log in', base.origin, answer)
    return this.readToken(at(answer.json, 'access_token'))
  }

  /** A token of this account, masked; throws {@link SchemaError} where it isn't one, or another account's. */
  readToken(json: unknown): string {
    if (!isToken(json)) throw new SchemaError('has no token')
    // Whoever's it is.
    maskSecret(this.access.log, json)
    if (!isTokenOf(json, this.#apiKey ?? '', this.#owner)) throw new SchemaError('holds the token of another account')
    return json
  }

  /** The value that the JSON of a read is parsed to; throws `ServerError` for everything but 200, repeated while it may help. */
  read<T>(what: string, path: string, parse: (json: unknown) => T, patience: Patience = this.patience): Promise<T> {
    const read = (answer: HttpAnswer): T => {
      if (answer.status !== 200) throw refusal(what, this.access.base.origin, answer)
      return parse(answer.json)
    }
    return this.put({ what, request: { method: 'GET', path }, read }, patience)
  }

  /** The answer to a request as this account, whatever its status; a new login where the token was refused. */
  ask(what: string, request: HttpRequest, patience: Patience): Promise<HttpAnswer> {
    return this.put({ what, request, read: answer => answer }, patience)
  }

  /** The value of the answer to a question as this account, repeated as patience says; throws `ServerError` with the last trouble. */
  put<T>(question: Question<T>, patience: Patience): Promise<T> {
    return this.#put(question, patience, true)
  }

  async #put<T>(question: Question<T>, patience: Patience, asAccount: boolean): Promise<T> {
    const { base, clock, log } = this.access
    const judge = new Judge(question, patience, base)
    const left = () => (patience.until ?? Number.POSITIVE_INFINITY) - clock.elapsed()
    const logins = { own: 0, all: 0 }
    let attempt = 1
    let isWaiting = false
    for (let tries = 1; ; tries++) {
      const token = asAccount ? this.#token : undefined
      const timeoutMs = Math.min(question.request.timeoutMs ?? requestTimeoutMs, Math.max(leastAttemptMs, left()))
      const outcome = await this.#once(authorized({ ...question.request, timeoutMs }, token), patience.signal)
      if (asAccount && this.#mayLogInAgain(outcome, token, logins, patience)) {
        await this.#replace(token, outcome, patience)
        continue
      }

      const mayRepeat = attempt < patience.attempts && left() > 0
      const judged = judge.judge(outcome, clock.elapsed(), this.serverNow(), mayRepeat)
      if ('value' in judged) return judged.value
      const { problem, uncounted, waitMs, withinMs = Number.POSITIVE_INFINITY } = judged
      if (!problem.passing || left() <= 0 || !(mayRepeat || uncounted !== undefined)) throw problem

      const wait = Math.min(delayMs(tries, this.access.random(), waitMs), left(), withinMs)
      if (uncounted === 'waking') {
        const most = formatDuration(Math.min(withinMs, left()))
        if (!isWaiting) log.info(`${problem.message}. Waiting for it, up to ${most}.`)
        isWaiting = true
      } else {
        const nth =
          uncounted === undefined && Number.isFinite(patience.attempts) ? `${attempt} of ${patience.attempts}` : tries
        log.info(`${problem.message}. Attempt ${nth}; the next one in ${formatDuration(wait)}.`)
      }
      await clock.sleep(wait, patience.signal)
      if (left() <= 0) throw problem
      if (uncounted === undefined) attempt++

      // The new token was refused too: another one may do better, as often as the limiter of logins allows.
      const isOld = clock.elapsed() - this.#tokenMs >= loginEveryMs
      if (logins.own > 0 && uncounted === 'refusal' && isUnauthorized(outcome) && isOld)
        await this.#replace(token, outcome, patience)
    }
  }

  /** Whether a refusal of the token is a reason for a new login instead of an answer; `logins` counts those of this question. */
  #mayLogInAgain(
    outcome: HttpAnswer | NetworkError,
    sent: string | undefined,
    logins: { own: number; all: number },
    patience: Patience
  ): boolean {
    if (!isUnauthorized(outcome) || this.#apiKey === undefined) return false
    const isOwn = isOwnAnswer(outcome)
    if (!(isOwn ? logins.own === 0 : this.#mayBeStale(sent, logins.all, patience))) return false
    // What ZenML itself says of a fresh token is a refusal like any other.
    if (isOwn) logins.own++
    logins.all++
    return true
  }

  /** Whether a gateway's 401 may be about a token that has ended; its word may be about something else. */
  #mayBeStale(sent: string | undefined, logins: number, { attempts, keepsToken = false }: Patience): boolean {
    if (sent === undefined || keepsToken) return false
    // Where attempts are counted, a gateway has one new login of us.
    if (logins > 0 && Number.isFinite(attempts)) return false
    return sent !== this.#token || this.access.clock.elapsed() - this.#tokenMs >= leastTokenLifeMs
  }

  /**
   * Logs in again, unless another question has done so meanwhile: then the new token is worth a try by itself. One login
   * serves all questions that are under way, since the server's limiter counts each.
   */
  async #replace(sent: string | undefined, outcome: HttpAnswer | NetworkError, patience: Patience): Promise<void> {
    while (this.#token === sent) {
      const isOthers = this.#renewal !== undefined
      this.#renewal ??= this.#renew(outcome, patience).finally(() => {
        this.#renewal = undefined
      })
      try {
        return await untilAborted(this.#renewal, patience.signal)
      } catch (error) {
        // That the other question was given up says nothing about this one.
        if (!isOthers || error instanceof ServerError || patience.signal?.aborted === true) throw error
      }
    }
  }

  #renew(outcome: HttpAnswer | NetworkError, patience: Patience): Promise<void> {
    const why = outcome instanceof NetworkError ? '' : detailOf(outcome).text || outcome.status
    this.access.log.info(`The server no longer accepts the token (${why}); logging in again.`)
    // All that are under way wait for this login, and one that is asked only once must not speak for them.
    return this.login({ ...patience, attempts: Math.max(patience.attempts, this.patience.attempts) })
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
}

function isUnauthorized(outcome: HttpAnswer | NetworkError): outcome is HttpAnswer {
  return !(outcome instanceof NetworkError) && outcome.status === 401
}

function authorized(request: HttpRequest, token: string | undefined): HttpRequest {
  if (token === undefined) return request
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }
}
