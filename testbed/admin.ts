import { request } from 'node:http'

export type HttpAnswer = { readonly status: number; readonly body: string }

const TIMEOUT_MS = 30_000

/**
 * One HTTP request on a connection of its own, so that a restarted server is
 * never met on a connection from before.
 */
export function httpRequest(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: string
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers: { ...headers }, agent: false, timeout: TIMEOUT_MS }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
      )
    })
    call.on('timeout', () => call.destroy(new Error(`no answer from ${method} ${url} within ${TIMEOUT_MS} ms`)))
    call.on('error', reject)
    call.end(body)
  })
}

export type Credentials = { readonly username: string; readonly password: string }

/** Asks the server as its admin; logs in at the first request. */
export class AdminSession {
  readonly #url: string
  readonly #credentials: Credentials
  #token: Promise<string> | undefined

  constructor(url: string, credentials: Credentials) {
    this.#url = url
    this.#credentials = credentials
  }

  async #login(): Promise<string> {
    const form = new URLSearchParams(this.#credentials).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { status, body } = await httpRequest('POST', `${this.#url}/api/v1/login`, headers, form)
    if (status !== 200) throw new Error(`the testbed's admin can't log in: ${status} ${body}`)
    return (JSON.parse(body) as { access_token: string }).access_token
  }

  /**
   * Sends a request; the path begins with /api/v1.
   *
   * @returns the parsed JSON of the answer.
   * @throws Error with status and body, unless the status is 2xx.
   */
  async request(method: string, path: string, body?: unknown): Promise<unknown> {
    this.#token ??= this.#login()
    const token = await this.#token.catch((error: unknown) => {
      this.#token = undefined
      throw error
    })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const text = body === undefined ? undefined : JSON.stringify(body)
    const answer = await httpRequest(method, `${this.#url}${path}`, headers, text)
    if (answer.status < 200 || answer.status > 299)
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body}`)
    return answer.body === '' ? undefined : JSON.parse(answer.body)
  }
}

/** Sends a request as admin; gives the parsed JSON, throws unless the status is 2xx. */
export type AdminRequest = (method: string, path: string, body?: unknown) => Promise<unknown>

/** What is read of a run, as the server tells it to its admin. */
export type RunAnswer = {
  readonly name: string
  readonly body: { readonly status: string }
  readonly metadata: { readonly config: { readonly enable_cache: boolean | null } }
  readonly resources: {
    readonly stack: { readonly id: string; readonly name: string }
    readonly user: { readonly name: string }
    readonly source_snapshot: { readonly id: string } | null
    readonly snapshot: { readonly id: string }
    readonly tags: readonly { readonly name: string }[]
  }
}

/** A run as the server tells it. */
export async function runOf(ask: AdminRequest, id: string | undefined): Promise<RunAnswer> {
  return (await ask('GET', `/api/v1/runs/${id}?hydrate=true`)) as RunAnswer
}

/** How many runs the server has, of a service account or in all. */
export async function runCount(ask: AdminRequest, filter: { readonly user?: string } = {}): Promise<number> {
  const query = new URLSearchParams({ size: '1', ...filter })
  return ((await ask('GET', `/api/v1/runs?${query}`)) as { readonly total: number }).total
}

export type ServiceAccount = { readonly id: string; readonly apiKey: string; readonly keyId: string }

type KeyAnswer = { readonly id: string; readonly body: { readonly key: string } }

/** Creates a service account with one API key. */
export async function createServiceAccount(admin: AdminSession, name: string): Promise<ServiceAccount> {
  const account = (await admin.request('POST', '/api/v1/service_accounts', { name, active: true })) as { id: string }
  const path = `/api/v1/service_accounts/${account.id}/api_keys`
  const key = (await admin.request('POST', path, { name: 'key' })) as KeyAnswer
  return { id: account.id, apiKey: key.body.key, keyId: key.id }
}

/** Replaces an API key; the old one stays valid for the given number of minutes. */
export async function rotateApiKey(
  admin: AdminSession,
  account: { readonly id: string; readonly keyId: string },
  retainMinutes: number
): Promise<string> {
  const path = `/api/v1/service_accounts/${account.id}/api_keys/${account.keyId}/rotate`
  const key = (await admin.request('PUT', path, { retain_period_minutes: retainMinutes })) as KeyAnswer
  return key.body.key
}
