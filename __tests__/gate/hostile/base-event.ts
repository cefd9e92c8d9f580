import { createRequire } from 'node:module'

/** What the gate is given, before it is written down as variables and a file. */
export interface GateInput {
  env: Record<string, string>
  payload: Record<string, unknown>
  /** The event file, if it is not the payload as JSON; `null` for none. */
  text?: string | null
}

interface Definition {
  readonly name: string
  readonly examples: readonly Record<string, unknown>[]
}

const require = createRequire(import.meta.url)
// Payloads that GitHub sent, collected by the octokit project.
const definitions: readonly Definition[] = require('@octokit/webhooks-examples/api.github.com/index.json')

function example(event: string, test: (payload: Record<string, unknown>) => boolean): Record<string, unknown> {
  const payload = definitions.find(({ name }) => name === event)?.examples.find(test)
  if (payload === undefined) throw new Error(`no example of ${event}`)
  return structuredClone(payload)
}

const repository = { ...(example('push', () => true)['repository'] as object), default_branch: 'main' }
const commit = '6113728f27ae82c7b1a177c8d03f9e96e0adf246'
const before = '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c'

function variables(event: string, ref: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    GITHUB_EVENT_NAME: event,
    ...refVariables(ref),
    GITHUB_REPOSITORY: 'Codertocat/Hello-World',
    GITHUB_REPOSITORY_ID: '186853002',
    GITHUB_BASE_REF: '',
    GITHUB_HEAD_REF: '',
    ...more
  }
}

/** The three variables that name the ref, as the runner would set them. */
export function refVariables(full: string): Record<string, string> {
  return {
    GITHUB_REF: full,
    GITHUB_REF_NAME: full.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: full.startsWith('refs/tags/') ? 'tag' : 'branch'
  }
}

function push(ref: string): GateInput {
  const payload = example('push', ({ deleted }) => deleted === false)
  return {
    env: variables('push', ref, { GITHUB_SHA: commit }),
    payload: { ...payload, ref, before, after: commit, created: false, deleted: false, repository }
  }
}

function pullRequest(base: string, merged: boolean): GateInput {
  const payload = example('pull_request', ({ action }) => action === (merged ? 'closed' : 'opened'))
  const described = payload['pull_request'] as { base: object; merged: boolean }
  described.base = { ...described.base, ref: base }
  described.merged = merged
  const ref = merged ? `refs/heads/${base}` : 'refs/pull/2/merge'
  const env = variables('pull_request', ref, { GITHUB_BASE_REF: base, GITHUB_HEAD_REF: 'changes' })
  return { env, payload }
}

function release(tag: string): GateInput {
  const payload = example('release', ({ action }) => action === 'published')
  payload['release'] = { ...(payload['release'] as object), tag_name: tag }
  return { env: variables('release', `refs/tags/${tag}`, { GITHUB_SHA: commit }), payload }
}

/** Events that do start a pipeline under both rule sets, so that what stops the hostile ones is their one mutation. */
export const baseEvents = {
  'push to main': () => push('refs/heads/main'),
  'push to develop': () => push('refs/heads/develop'),
  'push of tag v1.2.3': () => push('refs/tags/v1.2.3'),
  'dispatch on main': () => {
    const ref = 'refs/heads/main'
    const payload = { ...example('workflow_dispatch', () => true), ref, repository }
    return { env: variables('workflow_dispatch', ref), payload }
  },
  'schedule on main': () => {
    const payload = { schedule: '0 3 * * *', workflow: '.github/workflows/train.yml', repository }
    return { env: variables('schedule', 'refs/heads/main'), payload }
  },
  'pull request into main': () => pullRequest('main', false),
  'merged pull request into main': () => pullRequest('main', true),
  'release of v1.2.3': () => release('v1.2.3')
} as const satisfies Readonly<Record<string, () => GateInput>>

export type BaseName = keyof typeof baseEvents
