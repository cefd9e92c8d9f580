import type { HttpRequest, ListReading } from '../../src/world/network.ts'
import type { Connection } from '../../src/zenml/connect.ts'
import { dashboardUrls } from '../../src/zenml/dashboard-urls.ts'
import { type HttpAnswer, NetworkError, type Send } from '../../src/zenml/http.ts'
import { Session } from '../../src/zenml/session.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'
import { QuickClock } from './quick-clock.ts'

/** An answer to give: JSON with status 200 unless it says otherwise, or the error that comes instead. */
export type Reply =
  | { readonly status?: number; readonly json?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly page: string; readonly status?: number; readonly contentType?: string }
  | NetworkError

/** Answers requests in place of a network. */
export type Replies = (request: HttpRequest, nth: number) => Reply

export const ids = {
  project: 'a3a35889-c922-45ca-bebf-6b23ed0c301d',
  account: '40bc0088-6c87-41ba-b998-11b1a686737c',
  stack: 'd06bec15-ca5a-4bc1-a34a-dc257f84c23d',
  snapshot: 'c22b1177-1176-4c9d-9a85-d14171ac7cda',
  run: '69579ec1-b45a-420c-876a-6f7bbecc8218',
  pipeline: '4616b5da-688a-47be-b0b5-a09e6bfc1f2b'
} as const

/** A server of a few answers, with everything between it and the code under test. */
export class FakeServer {
  readonly clock = new QuickClock()
  readonly runner = new CapturedRunner()
  readonly requests: HttpRequest[] = []
  readonly base: URL
  readonly #replies: Replies

  constructor(replies: Replies, base = 'https://zenml.test') {
    this.#replies = replies
    this.base = new URL(base)
  }

  get log() {
    return this.runner.connect(() => true).log
  }

  /** The requests as `METHOD path`. */
  get asked(): readonly string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`)
  }

  get access() {
    const { base, clock, log } = this
    return { base, clock, log, send: this.send, random: () => 0 }
  }

  readonly send: Send = async (request, signal) => {
    signal?.throwIfAborted()
    this.requests.push(request)
    const reply = this.#replies(request, this.requests.length - 1)
    // An abort while the answer is on its way ends the request, as it does in a real one.
    signal?.throwIfAborted()
    if (reply instanceof NetworkError) throw reply
    const answer = answerOf(reply)
    return request.items === undefined || answer.status !== 200 ? answer : handOn(answer, request.items)
  }

  session(apiKey?: string): Session {
    return new Session(this.access, apiKey)
  }

  /** A connection that has been logged in and has found its things. */
  connection(change: Partial<Connection> = {}): Connection {
    const info = { version: '0.98.0', isPro: false, dashboardUrl: 'https://dashboard.test', proApiUrl: undefined }
    const project = { id: ids.project, name: 'default' }
    return {
      session: this.session(),
      info,
      account: { id: ids.account, name: 'ci-gate', isServiceAccount: true },
      project,
      ...dashboardUrls(info, this.base, project),
      stack: { id: ids.stack, name: 'staging' },
      glimpsed: undefined,
      ...change
    }
  }
}

/** Hands on the items of a list as the network does. */
function handOn(answer: HttpAnswer, { onItem }: ListReading): HttpAnswer {
  const { json } = answer
  if (!Array.isArray(json)) return { ...answer, json: undefined }
  for (const item of json) onItem(item, text => text)
  return { ...answer, json: { items: json.length, bytes: JSON.stringify(json).length } }
}

/** The whole answer that a reply stands for. */
export function answerOf(reply: Exclude<Reply, NetworkError>): HttpAnswer {
  const status = reply.status ?? 200
  if ('page' in reply) {
    const headers = { 'content-type': reply.contentType ?? 'text/html; charset=utf-8' }
    return { status, headers, json: undefined, isJson: false, durationMs: 5 }
  }
  const headers = { 'content-type': 'application/json', ...reply.headers }
  return { status, headers, json: reply.json ?? null, isJson: true, durationMs: 5 }
}

/** A page of a list, its first one unless `index` says otherwise. */
export function page(items: readonly unknown[], pages = 1, index = 1, total = items.length) {
  return { json: { index, max_size: 100, total_pages: pages, total, items } }
}

/** A refusal in ZenML's form. */
export function refused(status: number, exception: string, message: string, headers: Record<string, string> = {}) {
  return { status, headers, json: { detail: [exception, message] } }
}

/** A connection that broke before or after the request was sent. */
export function broken(maybeSent: boolean, fault: NetworkError['fault'] = maybeSent ? 'broken' : 'unreachable') {
  return new NetworkError(fault, 'socket hang up', maybeSent)
}
