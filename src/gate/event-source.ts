import type { Environ } from '../text/environ.ts'
import { field, type JsonObject } from '../text/json.ts'
import type { GateEventName } from './event-policy.ts'
import type { GitRef } from './git-ref.ts'
import { type Refusal, refuse, type Skip } from './outcome.ts'
import { readPayload } from './payload.ts'
import { isFullName, otherThanRunning, type RunningRepository, readRepository } from './repository.ts'
import { quoted } from './shown.ts'
import { missing, variable } from './variable.ts'

/** The pull request that an event is about. */
export interface PullRequest {
  readonly number: number
  /** Its own newest commit; GITHUB_SHA is GitHub's merge of it into the base. */
  readonly head: string
}

/** What happened, before any rule is looked at. */
export type EventReading =
  /** `ref` may choose an environment; for a pull request it is the base branch. */
  | {
      readonly kind: 'ref'
      readonly event: GateEventName
      readonly ref: GitRef
      /** Whether it is a push that replaced commits, or moved a tag. */
      readonly isForced: boolean
      /** Whether the payload says that the repository whose workflow runs is a fork. */
      readonly isFork: boolean
      readonly pullRequest?: PullRequest
    }
  /** A pull request that must not start anything: it is skipped unless an environment lists pull_request. */
  | { readonly kind: 'barred-pull-request'; readonly objection: Skip | Refusal }
  | Skip
  | Refusal

/** The variables and payload of an event that may choose an environment, checked as far as all events have them. */
export interface EventSource {
  readonly env: Environ
  readonly fullRef: string
  readonly repository: RunningRepository
  readonly isFork: boolean
  readonly payload: JsonObject
}

/** Reads what every deciding event has, and checks that payload and variables speak of one repository. */
export function readSource(env: Environ, text: string | undefined, event: GateEventName): EventSource | Refusal {
  const fullRef = variable(env, 'GITHUB_REF')
  if (fullRef === undefined) return missing('GITHUB_REF')
  const fullName = variable(env, 'GITHUB_REPOSITORY')
  if (fullName === undefined) return missing('GITHUB_REPOSITORY')
  if (!isFullName(fullName)) {
    return refuse(
      'variable-missing',
      `GITHUB_REPOSITORY is ${quoted(fullName)} where 'owner/name' is due, so nothing is started.`
    )
  }
  const read = readPayload(text)
  if (read.kind === 'refuse') return read
  const { payload } = read
  const running = { fullName, id: variable(env, 'GITHUB_REPOSITORY_ID') }
  const value = field(payload, 'repository')
  // A schedule's payload had nothing but the schedule until 2022 (github.blog/changelog/2022-09-27), and a pull request's
  // may be empty (events-that-trigger-workflows, pull_request), which its own reading deals with.
  const mayLack = event === 'schedule' || event === 'pull_request'
  let isFork = false
  if (value !== undefined || !mayLack) {
    const repository = readRepository(value, 'repository')
    if (repository.kind === 'refuse') return repository
    const other = otherThanRunning(repository, running, 'repository')
    if (other !== undefined) return other
    isFork = repository.isFork
  }
  return { env, fullRef, repository: running, isFork, payload }
}

/** Whether a value is a commit's id: SHA-1 or SHA-256, in hexadecimal. */
export function isCommitId(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(value)
}
