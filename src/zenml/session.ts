import { oneLine } from '../text/foreign.ts'
import { formatDuration } from '../world/clock.ts'
import type { HttpRequest } from '../world/network.ts'
import type { Access } from './access.ts'
import type { Outcome } from './answer.ts'
import { type HttpAnswer, NetworkError, requestTimeoutMs } from './http.ts'
import { judge, type Moment, type Wait } from './judge-answer.ts'
import { type Patience, type Question, shortPatience } from './question.ts'
import { agreed } from './server-error.ts'
import { TokenKeeper } from './token-keeper.ts'
import { noPast } from './weigh.ts'

/** Least time that an attempt gets, however near the end of patience is, ms. */
const leastAttemptMs = 500

/** A connection to one ZenML server as one account, which puts each question until it is answered or patience ends. */
export class Session {
  readonly access: Access
  readonly #keeper: TokenKeeper
  /** The server's clock at its last answer, and our own then: a jump of the runner's wall clock changes neither. */
  #serverClock: { readonly ms: number; readonly elapsed: number } | undefined

  constructor(access: Access, apiKey?: string) {
    this.access = access
    this.#keeper = new TokenKeeper(access, (question, patience) => this.#put(question, patience), apiKey)
  }

  /** Patience for a question that brings none of its own. */
  get patience(): Patience {
    return this.access.patience ?? shortPatience
  }

  /** Id of the account that the token was given to, where the token says so. */
  get accountId(): string | undefined {
    return this.#keeper.accountId
  }

  /** The server's wall-clock time in ms, by the `Date` of its last answer: comparable with the times it stores. */
  serverNow(): number {
    const { clock } = this.access
    if (this.#serverClock === undefined) return clock.now()
    return this.#serverClock.ms + (clock.elapsed() - this.#serverClock.elapsed)
  }

  /** Logs in with the API key, as {@link TokenKeeper.login} says; throws `ServerError`. */
  login(patience: Patience = this.patience): Promise<void> {
    return this.#keeper.login(patience)
  }

  /** A token of this account, masked; throws `SchemaError` if it isn't one, or another account's. */
  readToken(json: unknown): string {
    return this.#keeper.readToken(json)
  }

  /** The value that the JSON of a read is parsed to; throws `ServerError` for everything but 200, repeated while it may help. */
  read<T>(what: string, path: string, parse: (json: unknown) => T, patience: Patience = this.patience): Promise<T> {
    const read = (answer: HttpAnswer): T => parse(agreed(what, this.access.base, answer))
    return this.put({ what, request: { method: 'GET', path }, read }, patience)
  }

  /** The answer to a request as this account, whatever its status; a new login if the token was refused. */
  ask(what: string, request: HttpRequest, patience: Patience): Promise<HttpAnswer> {
    return this.put({ what, request, read: answer => answer }, patience)
  }

  /** The value of the answer to a question as this account, repeated as patience says; throws `ServerError` with the last trouble. */
  put<T>(question: Question<T>, patience: Patience): Promise<T> {
    return this.#put(question, patience, this.#keeper)
  }

  /** Puts a question with the token of a keeper, or else with none. */
  async #put<T>(question: Question<T>, patience: Patience, keeper?: TokenKeeper): Promise<T> {
    const { base } = this.access
    let past = noPast
    for (;;) {
      const token = keeper?.token
      const outcome = await this.#send(question.request, token, patience)

      const next = judge({ question, patience, base }, past, outcome, this.#moment(keeper, token))
      if (next.kind === 'value') return next.value
      if (next.kind === 'failure') throw next.problem

      if (next.wait !== undefined) await this.#wait(next.wait, patience)
      if (next.loginReason !== undefined) await keeper?.replace(token, next.loginReason, patience)
      past = next.past
    }
  }

  #moment(keeper: TokenKeeper | undefined, token: string | undefined): Moment {
    const { clock, random } = this.access
    return {
      ms: clock.elapsed(),
      serverMs: this.serverNow(),
      random: random(),
      canLogIn: keeper?.canLogIn === true,
      tokenAgeMs: keeper?.ageMs(token)
    }
  }

  async #wait({ line, ms, problem }: Wait, patience: Patience): Promise<void> {
    const { clock, log } = this.access
    if (line !== undefined) log.info(line)
    await clock.sleep(ms, patience.signal)
    if (this.#leftMs(patience) <= 0) throw problem
  }

  #leftMs({ until = Number.POSITIVE_INFINITY }: Patience): number {
    return until - this.access.clock.elapsed()
  }

  /** Sends one request, and notes the server's clock. */
  async #send(request: HttpRequest, token: string | undefined, patience: Patience): Promise<Outcome> {
    const { clock, log, send } = this.access
    const shown = `${request.method} ${oneLine(request.path.replace(/\?.*/, ''))}`
    const { attemptMs = Number.POSITIVE_INFINITY } = patience
    const leftMs = Math.max(leastAttemptMs, this.#leftMs(patience))
    const timeoutMs = Math.min(request.timeoutMs ?? requestTimeoutMs, attemptMs, leftMs)

    try {
      const answer = await send(authorized({ ...request, timeoutMs }, token), patience.signal)
      const ms = Date.parse(answer.headers['date'] ?? '')
      if (!Number.isNaN(ms)) this.#serverClock = { ms, elapsed: clock.elapsed() }
      log.debug(`${shown}: ${answer.status} in ${formatDuration(answer.durationMs)}`)
      return answer
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
      log.debug(`${shown}: ${error.fault} (${oneLine(error.message, 200)})`)
      return error
    }
  }
}

function authorized(request: HttpRequest, token: string | undefined): HttpRequest {
  if (token === undefined) return request
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }
}
