import { at } from '../text/json.ts'
import { untilAborted } from '../world/clock.ts'
import { maskSecret } from '../world/secrets.ts'
import type { Access } from './access.ts'
import type { HttpAnswer } from './http.ts'
import { isToken, keyRefusal, loginEveryMs, loginRefusal, loginRequest } from './login.ts'
import { type Patience, type Question, refusalsPassMs, shortPatience } from './question.ts'
import { SchemaError } from './schema.ts'
import { agreed, ServerError } from './server-error.ts'
import { isTokenOf, type TokenOwner, tokenOwner } from './token-owner.ts'

/** The server's limiter of logins counts refused ones too, and forgets them after a minute (`rate_limit.py` of 0.98.0). */
const loginLimitWaitMs = 61_000

/** Puts a question without a token; throws `ServerError`. */
type Put = <T>(question: Question<T>, patience: Patience) => Promise<T>

/** Keeps the token of one account, which lives only here, and gets new ones for the API key. */
export class TokenKeeper {
  readonly #access: Access
  readonly #put: Put
  readonly #apiKey: string | undefined
  /** Whether the key has opened this server before. */
  #keyWasGood = false
  #token: string | undefined
  /** Whose token it is, as far as the token says. */
  #owner: TokenOwner = {}
  /** When the token was given, as `clock.elapsed()`, ms. */
  #tokenMs = 0
  /** The login that questions whose token was refused are waiting for. */
  #renewal: Promise<void> | undefined

  constructor(access: Access, put: Put, apiKey: string | undefined) {
    this.#access = access
    this.#put = put
    this.#apiKey = apiKey
  }

  /** The newest token; undefined before the first login. */
  get token(): string | undefined {
    return this.#token
  }

  /** Id of the account that the token was given to, where the token says so. */
  get accountId(): string | undefined {
    return this.#owner.accountId
  }

  /** Whether there is an API key to log in with. */
  get canLogIn(): boolean {
    return this.#apiKey !== undefined
  }

  /** Age of a token that was given here, ms: infinite if there is a newer one; undefined for none. */
  ageMs(token: string | undefined): number | undefined {
    if (token === undefined) return undefined
    return token === this.#token ? this.#access.clock.elapsed() - this.#tokenMs : Number.POSITIVE_INFINITY
  }

  /**
   * Logs in with the API key (`POST /login`, form-encoded, as ZenML's own client does) and masks the token. Throws
   * `ServerError` with the remedy for a malformed, rotated or deactivated key: at once, or, where the key was good
   * before, when ZenML says so at two logins in a row.
   */
  async login(patience: Patience): Promise<void> {
    const question: Question<string> = {
      what: 'log in',
      request: loginRequest(this.#apiKey ?? ''),
      read: answer => this.#readLogin(answer),
      lastWord: keyRefusal,
      limitWaitMs: loginLimitWaitMs,
      refusalWaitMs: loginEveryMs
    }
    const passing = this.#keyWasGood ? { refusalsPassForMs: refusalsPassMs } : {}
    const token = await this.#put(question, { ...patience, ...passing })

    this.#token = token
    this.#owner = { ...this.#owner, ...tokenOwner(token) }
    this.#tokenMs = this.#access.clock.elapsed()
    this.#keyWasGood = true
  }

  /**
   * Logs in again, unless another question has done so meanwhile: then the new token is worth a try by itself. One login
   * serves all questions that are under way, since the server's limiter counts each.
   */
  async replace(sent: string | undefined, why: string, patience: Patience): Promise<void> {
    while (this.#token === sent) {
      const isOthers = this.#renewal !== undefined
      this.#renewal ??= this.#renew(why, patience).finally(() => {
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

  /** A token of this account, masked; throws {@link SchemaError} where it isn't one, or another account's. */
  readToken(json: unknown): string {
    if (!isToken(json)) throw new SchemaError('has no token')
    // Whoever's it is.
    maskSecret(this.#access.log, json)
    if (!isTokenOf(json, this.#apiKey ?? '', this.#owner)) throw new SchemaError('holds the token of another account')
    return json
  }

  #readLogin(answer: HttpAnswer): string {
    const { base } = this.#access
    if (answer.status === 401 || answer.status === 403) throw loginRefusal(base, answer)
    return this.readToken(at(agreed('log in', base, answer), 'access_token'))
  }

  #renew(why: string, patience: Patience): Promise<void> {
    this.#access.log.info(`The server no longer accepts the token (${why}); logging in again.`)
    // All that are under way wait for this login, and one that is asked only once must not speak for them.
    const { attempts } = this.#access.patience ?? shortPatience
    return this.login({ ...patience, attempts: Math.max(patience.attempts, attempts) })
  }
}
