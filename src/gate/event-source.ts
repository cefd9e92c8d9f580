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
      readonly pullRequest: PullRequest | undefined
    }
  /** A pull request or release that must not start anything: it is skipped unless an environment lists its event. */
  | { readonly kind: 'barred'; readonly event: GateEventName; readonly objection: Skip | Refusal }
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

  const repository = readRunningRepository(env)
  if ('kind' in repository) return repository

  const read = readPayload(text)
  if (read.kind === 'refuse') return read
  const { payload } = read

  const isFork = readIsFork(payload, repository, event)
  return typeof isFork === 'boolean' ? { env, fullRef, repository, isFork, payload } : isFork
}

function readRunningRepository(env: Environ): RunningRepository | Refusal {
  const fullName = variable(env, 'GITHUB_REPOSITORY')
  if (fullName === undefined) return missing('GITHUB_REPOSITORY')
  if (isFullName(fullName)) return { fullName, id: variable(env, 'GITHUB_REPOSITORY_ID') }

  const text = `Expected 'owner/name' in GITHUB_REPOSITORY, but found ${quoted(fullName)}, so nothing is started.`
  return refuse('variable-missing', text)
}

/** Whether the payload says that its repository is a fork, once that is seen to be the running one. */
function readIsFork(payload: JsonObject, running: RunningRepository, event: GateEventName): boolean | Refusal {
  const value = field(payload, 'repository')
  // A schedule's payload had nothing but the schedule until 2022 (github.blog/changelog/2022-09-27), and a pull request's
  // may be empty (events-that-trigger-workflows, pull_request), which its own reading deals with.
  const mayLack = event === 'schedule' || event === 'pull_request'
  if (value === undefined && mayLack) return false

  const repository = readRepository(value, 'repository')
  if (repository.kind === 'refuse') return repository
  return otherThanRunning(repository, running, 'repository') ?? repository.isFork
}

/** Whether a value is a commit's id: SHA-1 or SHA-256, in hexadecimal. */
export function isCommitId(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(value)
}

/** Whether a commit id is all zeros, which GitHub writes if there is no commit. */
export function isNoCommit(id: string): boolean {
  return /^0+$/.test(id)
}
