import type { getOctokit } from '@actions/github'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { optionalString } from '../text/json.ts'
import { type Clock, within } from '../world/clock.ts'

/** Where GitHub's API is asked, as whom, and about which repository. */
export interface GithubAccess {
  readonly token: string
  /** Base URL of the API, as the runner sets GITHUB_API_URL; GitHub.com's by default. */
  readonly apiUrl: string | undefined
  /** `owner/name`. */
  readonly repository: string
  readonly clock: Clock
  /** Time for one request, ms; 15 s if it isn't given. */
  readonly limitMs?: number
  /** Ends every request. */
  readonly signal: AbortSignal
}

/** What every request about the repository has in common. */
export interface Common {
  readonly owner: string
  readonly repo: string
  readonly request: { readonly signal: AbortSignal }
}

/** Time for one request if none is given, ms; GitHub's API itself gives up after 10 s (docs.github.com, REST: timeouts). */
const usualLimitMs = 15_000

type Octokit = ReturnType<typeof getOctokit>

/** GitHub's API for one repository, as one token; it brings the runner's proxy and GitHub Enterprise Server. */
export class Github {
  #octokit: Octokit | undefined
  readonly #access: GithubAccess

  constructor(access: GithubAccess) {
    this.#access = access
  }

  /** Wall-clock time, ms since the epoch. */
  now(): number {
    return this.#access.clock.now()
  }

  /**
   * Asks once, within the time for one request; rejects with octokit's error, a time limit, the signal's reason, or an
   * {@link ActionError} if the job's proxy or the API's address is not an address.
   */
  async ask<T>(question: (octokit: Octokit, common: Common) => Promise<T>): Promise<T> {
    const { clock, limitMs = usualLimitMs, repository, signal } = this.#access
    const [owner = '', repo = ''] = repository.split('/')
    this.#octokit ??= await octokitFor(this.#access)
    const octokit = this.#octokit
    return within(clock, limitMs, signal, limit => question(octokit, { owner, repo, request: { signal: limit } }))
  }

  /** Asks for a list page by page, each within the time for one request, until a page isn't full or the limit is reached. */
  async askAll<T>(page: (octokit: Octokit, common: Common & Paging) => Promise<readonly T[]>): Promise<readonly T[]> {
    const all: T[] = []
    for (let number = 1; number <= maxPages; number++) {
      const items = await this.ask((octokit, common) => page(octokit, { ...common, per_page: pageSize, page: number }))
      all.push(...items)
      if (items.length < pageSize) break
    }
    return all
  }
}

/** Which page of a list is asked for. */
export interface Paging {
  readonly per_page: number
  readonly page: number
}

/** Most items that a page may have (docs.github.com, REST: pagination). */
const pageSize = 100
/** Pages of one list that are read at most; an issue or pull request has at most 2,500 comments. */
const maxPages = 30

/** Loaded here, since it reads the variables of proxies as soon as it is loaded, and throws if they aren't addresses. */
async function octokitFor({ apiUrl, token }: GithubAccess): Promise<Octokit> {
  try {
    const { getOctokit } = await import('@actions/github')
    return getOctokit(token, apiUrl === undefined ? {} : { baseUrl: apiUrl })
  } catch (cause) {
    const why = oneLine(optionalString(cause, 'message') ?? String(cause), 200)
    throw new ActionError(`GitHub's API cannot be used as this job is set up (${why})`, {
      remedy: "Correct the proxy's address in HTTPS_PROXY or HTTP_PROXY, or GITHUB_API_URL.",
      cause
    })
  }
}
