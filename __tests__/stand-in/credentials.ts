/** A request's worth of logins a minute that the server's limiter lets through (`rate_limit.py` of 0.98.0). */
const loginsPerMinute = 5

/** The account's key and tokens as the server knows them; moments in virtual ms since the epoch. */
export class Credentials {
  readonly #limited: boolean
  readonly #tokens = new Map<string, number>()
  readonly #keys = new Map<string, number>()
  #generation = 0
  #active = true
  #logins: number[] = []
  readonly #freshToken: () => string
  /** Every secret that was ever handed out. */
  readonly secrets: string[] = []

  constructor(apiKey: string, freshToken: () => string, limited = false) {
    this.#freshToken = freshToken
    this.#limited = limited
    this.#keys.set(apiKey, Number.POSITIVE_INFINITY)
    this.secrets.push(apiKey)
  }

  /** Somebody behind the same address tried to log in. */
  hit(now: number): void {
    this.#logins.push(now)
  }

  /** Replaces the key; the old one and its tokens stay good until `retainMs` from now. */
  rotate(newKey: string, now: number, retainMs: number): void {
    for (const key of this.#keys.keys()) this.#keys.set(key, now + retainMs)
    for (const [token, until] of this.#tokens) this.#tokens.set(token, Math.min(until, now + retainMs))
    this.#keys.set(newKey, Number.POSITIVE_INFINITY)
    this.secrets.push(newKey)
  }

  /** Makes every token worthless, as a new signing secret does. */
  invalidateTokens(): void {
    this.#tokens.clear()
  }

  setActive(active: boolean): void {
    this.#active = active
  }

  /** The answer to a login: a token, or status and detail of the refusal. */
  login(key: string | null, now: number): { token: string } | { status: number; detail: unknown } {
    if (this.#limited) {
      this.#logins = [...this.#logins.filter(at => at >= now - 60_000), now]
      if (this.#logins.length > loginsPerMinute) return { status: 429, detail: 'Minute request limit exceeded.' }
    }
    const until = this.#keys.get(key ?? '')
    if (until === undefined || until <= now) return refused('could not verify key value for API key key')
    if (!this.#active) return refused('service account ci-gate associated with API key key is not active')
    this.#logins = []
    // With a sign that the summary encodes, as half of all real tokens have one.
    const token = `${this.#freshToken()}_${this.#generation++}`
    this.#tokens.set(token, until)
    this.secrets.push(token)
    return { token }
  }

  /** Why a request is not let in, or undefined. */
  refusal(authorization: string | undefined, now: number): unknown {
    if (authorization === undefined) return 'Not authenticated'
    const until = this.#tokens.get(authorization.replace(/^Bearer /, ''))
    if (until === undefined || until <= now) {
      return ['CredentialsNotValid', 'Authentication error: access token for API key key is no longer valid']
    }
    return this.#active ? undefined : ['CredentialsNotValid', 'Authentication error: account ci-gate is not active']
  }
}

function refused(why: string) {
  return { status: 401, detail: ['CredentialsNotValid', `Authentication error: ${why}`] }
}
