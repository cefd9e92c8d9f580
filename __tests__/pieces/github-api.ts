import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JsonObject } from '../../src/text/json.ts'
import { answerFaults, exampleOf, type OperationName, operationOf, requestFaults } from './github-openapi.ts'

/** A comment under a pull request. */
export interface Comment {
  readonly id: number
  readonly author: number
  readonly issue: number
  body: string
}

/** A pull request as far as a commit's list shows it. */
export interface Pull {
  readonly number: number
  readonly state: 'open' | 'closed'
  readonly sha?: string
  readonly branch?: string
}

/** An environment of the repository. */
export interface GithubEnvironment {
  readonly policy: 'none' | 'protected' | readonly { readonly name: string; readonly type?: 'branch' | 'tag' }[]
}

/** A request that reached the API. */
export interface GithubAsked {
  readonly name: OperationName | 'viewer'
  readonly path: string
  readonly body: string
}

/** An answer in place of the API's own: a status with headers and a message, or none at all. */
export type GithubFault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly message?: string }
  | 'reset'
  | 'silence'

/** What is special about the API. */
export interface GithubOptions {
  /** The commits' pull requests. */
  readonly pulls?: Readonly<Record<string, readonly Pull[]>>
  readonly environments?: Readonly<Record<string, GithubEnvironment>>
  /** The fault for a request, the n-th of its kind counted from 1; `after` has the API do what is asked for before. */
  readonly faultFor?: (asked: GithubAsked, nth: number) => GithubFault | { readonly after: GithubFault } | undefined
  /** Called before a request is answered. */
  readonly before?: (asked: GithubAsked, nth: number) => Promise<void> | void
}

/** The token that the API knows, and the account behind it. */
export const githubToken = 'ghs_0123456789abcdef0123456789abcdef0123'
export const githubBot = 41_898_282
export const githubRepository = 'acme/models'

/** Most characters that GitHub takes as a comment. */
const maxBodyLength = 65_536

/** GitHub's REST API on loopback, as far as the action asks it; requests and answers are held against GitHub's own description. */
export class GithubApi {
  readonly comments: Comment[] = []
  readonly asked: GithubAsked[] = []
  /** Paths as they were asked for, with their queries. */
  readonly paths: string[] = []
  /** What was wrong with requests and answers by GitHub's description. */
  readonly violations: string[] = []
  readonly #options: GithubOptions
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) => {
      this.violations.push(String(error))
      response.destroy()
    })
  })
  #nextId = 1_000

  constructor(options: GithubOptions = {}) {
    this.#options = options
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** How often something was asked for. */
  count(start: string): number {
    return this.asked.filter(({ name }) => name.startsWith(start)).length
  }

  addComment(issue: number, author: number, body: string): Comment {
    const comment = { id: this.#nextId++, author, issue, body }
    this.comments.push(comment)
    return comment
  }

  removeComment(id: number): boolean {
    const index = this.comments.findIndex(each => each.id === id)
    if (index >= 0) this.comments.splice(index, 1)
    return index >= 0
  }

  async listen(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.paths.push(request.url ?? '')
    const body = Buffer.concat(await request.toArray()).toString('utf8')
    // On GitHub Enterprise Server the API has a path of its own (docs.github.com, REST and GraphQL: getting started).
    const url = new URL(
      (request.url ?? '').replace(/^\/api\/(?:v3(?=\/)|(?=graphql$))/, '/').replace('//', '/'),
      'http://github'
    )
    const operation = operationOf(request.method ?? '', url.pathname)
    const isViewer = request.method === 'POST' && url.pathname === '/graphql'
    if (operation === undefined && !isViewer) throw new Error(`${request.method} ${url.pathname} is not described`)

    const asked: GithubAsked = { name: operation?.name ?? 'viewer', path: url.pathname, body }
    this.asked.push(asked)
    const nth = this.asked.filter(({ name }) => name === asked.name).length
    const query = Object.fromEntries(url.searchParams)
    if (operation !== undefined) {
      const { name, parameters } = operation
      const json: unknown = body === '' ? undefined : JSON.parse(body)
      this.violations.push(...requestFaults(name, { body: json, parameters, query }))
    }

    await this.#options.before?.(asked, nth)
    const fault = this.#options.faultFor?.(asked, nth)
    if (typeof fault === 'object' && 'after' in fault) this.#answer(asked, operation?.parameters ?? {}, query)
    const shown = typeof fault === 'object' && 'after' in fault ? fault.after : fault
    if (shown === 'silence') return
    if (shown === 'reset') return void response.destroy()

    const isKnown = /^(?:token|bearer) /i.test(request.headers.authorization ?? '')
    const token = request.headers.authorization?.split(' ')[1]
    const own =
      isKnown && token === githubToken
        ? () => this.#answer(asked, operation?.parameters ?? {}, query)
        : (): readonly [number, unknown] => [401, error(401, 'Bad credentials')]
    const [status, json] = shown === undefined ? own() : [shown.status, error(shown.status, shown.message)]
    if (operation !== undefined) this.violations.push(...answerFaults(operation.name, status, json))
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...shown?.headers })
    response.end(json === undefined ? '' : JSON.stringify(json))
  }

  #answer(
    asked: GithubAsked,
    parameters: Readonly<Record<string, string>>,
    query: Readonly<Record<string, string>>
  ): readonly [status: number, json: unknown] {
    const id = Number(parameters['comment_id'])
    const issue = Number(parameters['issue_number'])
    switch (asked.name) {
      case 'viewer': {
        const { query: question } = JSON.parse(asked.body) as { query: string }
        if (question !== 'query { viewer { databaseId } }') this.violations.push(`GraphQL was asked: ${question}`)
        return [200, { data: { viewer: { databaseId: githubBot } } }]
      }
      case 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}':
        return [404, error(404)]
      case 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': {
        const pulls = this.#options.pulls?.[parameters['commit_sha'] ?? ''] ?? []
        return [200, paged(pulls.map(pullJson), query)]
      }
      case 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': {
        const own = this.comments.filter(each => each.issue === issue)
        return [200, paged(own.map(commentJson), query)]
      }
      case 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': {
        const { body } = JSON.parse(asked.body) as { body: string }
        if (body.length > maxBodyLength) return [422, tooLong]
        return [201, commentJson(this.addComment(issue, githubBot, body))]
      }
      case 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': {
        const { body } = JSON.parse(asked.body) as { body: string }
        const comment = this.comments.find(each => each.id === id)
        if (comment === undefined) return [404, error(404)]
        if (body.length > maxBodyLength) return [422, tooLong]
        comment.body = body
        return [200, commentJson(comment)]
      }
      case 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}':
        return this.removeComment(id) ? [204, undefined] : [404, error(404)]
      case 'GET /repos/{owner}/{repo}/environments': {
        const all = Object.entries(this.#options.environments ?? {}).map(environmentJson)
        return [200, { total_count: all.length, environments: paged(all, query) }]
      }
      case 'GET /repos/{owner}/{repo}/environments/{environment_name}': {
        const found = this.#environment(parameters['environment_name'])
        return found === undefined ? [404, error(404)] : [200, environmentJson(found)]
      }
      case 'GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies': {
        const [, { policy }] = this.#environment(parameters['environment_name']) ?? ['', { policy: 'none' }]
        const all = typeof policy === 'string' ? [] : policy.map(policyJson)
        return [200, { total_count: all.length, branch_policies: paged(all, query) }]
      }
    }
  }

  /** GitHub's names of environments don't differ in case. */
  #environment(name = ''): readonly [string, GithubEnvironment] | undefined {
    return Object.entries(this.#options.environments ?? {}).find(([each]) => each.toLowerCase() === name.toLowerCase())
  }
}

/** Does something with the API, which has to find nothing wrong with what it was asked. */
export async function withGithub<T>(options: GithubOptions, work: (github: GithubApi) => Promise<T>): Promise<T> {
  const github = await new GithubApi(options).listen()
  try {
    const result = await work(github)
    if (github.violations.length > 0) throw new Error(github.violations.join('\n'))
    return result
  } finally {
    github.close()
  }
}

function paged<T>(all: readonly T[], { page = '1', per_page: size = '30' }: Readonly<Record<string, string>>): T[] {
  const start = (Number(page) - 1) * Number(size)
  return all.slice(start, start + Number(size))
}

function error(status: number, message = 'Not Found'): JsonObject {
  return { message, documentation_url: 'https://docs.github.com/rest', status: String(status) }
}

const tooLong: JsonObject = {
  ...error(422, 'Validation Failed'),
  errors: [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message: 'Body is too long' }]
}

const commentExample = exampleOf('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', 200)
const pullExample = exampleOf('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', 200)
const environmentExample = exampleOf('GET /repos/{owner}/{repo}/environments/{environment_name}', 200)

function commentJson({ author, body, id }: Comment): JsonObject {
  const user = commentExample['user'] as JsonObject
  const login = author === githubBot ? 'github-actions[bot]' : `person-${author}`
  return { ...commentExample, id, body, user: { ...user, id: author, login } }
}

function pullJson({ branch = 'feature', number, sha = 'a'.repeat(40), state }: Pull): JsonObject {
  const head = pullExample['head'] as JsonObject
  // The example's teams lack what its own schema requires.
  return { ...pullExample, requested_teams: [], number, state, head: { ...head, sha, ref: branch } }
}

function environmentJson([name, { policy }]: readonly [string, GithubEnvironment]): JsonObject {
  const settings =
    policy === 'none'
      ? null
      : { protected_branches: policy === 'protected', custom_branch_policies: policy !== 'protected' }
  return { ...environmentExample, name, deployment_branch_policy: settings }
}

function policyJson(policy: { readonly name: string; readonly type?: 'branch' | 'tag' }, index: number): JsonObject {
  return { id: index + 1, node_id: `policy-${index}`, type: 'branch', ...policy }
}
