import { field, isObject, type JsonObject } from '../text/json.ts'
import { type EventReading, type EventSource, isCommitId } from './event-source.ts'
import { branchRef, isMergeQueueRef, readRef } from './git-ref.ts'
import { mergeQueueSkip, type Refusal, refuse, type Skip, skip } from './outcome.ts'
import { contradiction, malformed } from './payload.ts'
import { otherThanRunning, type Repository, readRepository, sameName } from './repository.ts'
import { quoted } from './shown.ts'
import { missing, variable } from './variable.ts'

/**
 * Reads a `pull_request` event by its base branch; the head's name counts for nothing, since whoever opens the pull
 * request chooses it.
 */
export function readPullRequest(source: EventSource): EventReading {
  const { env, payload, repository } = source
  const baseName = variable(env, 'GITHUB_BASE_REF')
  if (baseName === undefined) return missing('GITHUB_BASE_REF')
  const pullRequest = field(payload, 'pull_request')
  if (!isObject(pullRequest)) return unclear('The event file does not describe the pull request')

  const number = readNumber(payload, pullRequest)
  if (typeof number !== 'number') return number
  const base = readBase(pullRequest, baseName)
  if (base.kind === 'refuse') return base
  const merged = field(pullRequest, 'merged') ?? false
  if (typeof merged !== 'boolean') return malformed('pull_request.merged', 'true or false')

  const wrong =
    otherThanRunning(base, repository, 'pull_request.base.repo') ??
    otherRef(source, number, baseName, merged) ??
    otherHead(source, pullRequest)
  if (wrong !== undefined) return wrong
  const read = readRef(branchRef(baseName))
  if (read.kind !== 'ref') return notABranch('base', baseName)

  const objection = originObjection(pullRequest, base) ?? closedObjection(payload, pullRequest, merged)
  if (objection !== undefined) return { kind: 'barred', event: 'pull_request', objection }
  if (isMergeQueueRef(read.ref)) return mergeQueueSkip(baseName)

  const head = readHeadCommit(pullRequest)
  if (typeof head === 'object') return head
  const known = head === undefined ? undefined : { number, head }
  return { kind: 'ref', event: 'pull_request', ref: read.ref, isForced: false, isFork: base.isFork, pullRequest: known }
}

/** The head's newest commit. A hand-made event, as of a local runner, may lack it: only GitHub's merge is known then. */
function readHeadCommit(pullRequest: JsonObject): string | undefined | Refusal {
  const head = field(pullRequest, 'head')
  const commit = isObject(head) ? field(head, 'sha') : undefined
  return commit === undefined || isCommitId(commit) ? commit : malformed('pull_request.head.sha', 'a commit id')
}

/** The pull request's number, which the payload may hold twice. */
function readNumber(payload: JsonObject, pullRequest: JsonObject): number | Refusal {
  const number = field(payload, 'number')
  if (!isNumber(number)) return malformed('number', 'a whole number')
  const inner = field(pullRequest, 'number') ?? number
  if (!isNumber(inner)) return malformed('pull_request.number', 'a whole number')
  return inner === number ? number : contradiction('number', String(number), 'pull_request.number', String(inner))
}

/** The base's repository, once the payload's base branch is seen to be GITHUB_BASE_REF. */
function readBase(pullRequest: JsonObject, baseName: string): Repository | Refusal {
  const base = field(pullRequest, 'base')
  if (!isObject(base)) return malformed('pull_request.base', 'an object')
  const name = field(base, 'ref')
  if (typeof name !== 'string') return malformed('pull_request.base.ref', 'text')
  if (name !== baseName)
    return contradiction('GITHUB_BASE_REF', baseName, "the event file's pull_request.base.ref", name)
  return readRepository(field(base, 'repo'), 'pull_request.base.repo')
}

/**
 * GITHUB_REF is `refs/pull/N/merge`, and the base branch once merged
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request).
 */
function otherRef(source: EventSource, number: number, baseName: string, merged: boolean): Refusal | undefined {
  const { env, fullRef } = source
  const mergeRef = `refs/pull/${number}/merge`
  const allowed = [mergeRef, ...(merged ? [branchRef(baseName)] : [])]
  if (!allowed.includes(fullRef)) {
    return contradiction('GITHUB_REF', fullRef, 'the ref of this pull request', allowed.join(' or '))
  }

  const type = variable(env, 'GITHUB_REF_TYPE')
  if (type !== undefined && type !== 'branch') return contradiction('GITHUB_REF_TYPE', type, 'GITHUB_REF', fullRef)

  // For a merged pull request the documentation does not say whether it is the base branch's name, as GITHUB_REF has it.
  const name = variable(env, 'GITHUB_REF_NAME')
  if (fullRef !== mergeRef || name === undefined || name === `${number}/merge`) return undefined
  return contradiction('GITHUB_REF_NAME', name, 'GITHUB_REF', fullRef)
}

/** The head's name decides nothing; but two of them would be two events, and one that git forbids a forged event. */
function otherHead({ env }: EventSource, pullRequest: JsonObject): Refusal | undefined {
  const head = field(pullRequest, 'head')
  if (!isObject(head)) return undefined
  const payloadHead = field(head, 'ref')
  if (typeof payloadHead !== 'string') return malformed('pull_request.head.ref', 'text')
  const headName = variable(env, 'GITHUB_HEAD_REF')
  if (headName !== undefined && payloadHead !== headName) {
    return contradiction('GITHUB_HEAD_REF', headName, "the event file's pull_request.head.ref", payloadHead)
  }
  return readRef(branchRef(payloadHead)).kind === 'ref' ? undefined : notABranch('head', payloadHead)
}

function notABranch(side: 'base' | 'head', name: string): Refusal {
  return refuse(
    'ref-invalid',
    `The pull request's ${side} ${quoted(name)} is not a branch name, so nothing is started.`
  )
}

/** An objection unless head and base are surely the same repository, by name and by id. */
function originObjection(pullRequest: JsonObject, base: Repository): Refusal | undefined {
  const head = field(pullRequest, 'head')
  const value = isObject(head) ? field(head, 'repo') : undefined
  if (value === undefined || value === null) {
    return objection('The event file does not say which repository the pull request is from (a fork deleted since?)')
  }

  const repository = readRepository(value, 'pull_request.head.repo')
  if (repository.kind === 'refuse') return repository
  if (!sameName(repository.fullName, base.fullName)) return fromFork(repository, base)

  if (repository.id === undefined || base.id === undefined) {
    return objection("The event file does not give the ids of the pull request's repositories")
  }
  if (repository.id !== base.id) return fromFork(repository, base)
  if (repository.isFork !== base.isFork) {
    return objection('The event file calls one repository a fork in one place and not in another')
  }
  return undefined
}

function closedObjection(payload: JsonObject, pullRequest: JsonObject, merged: boolean): Skip | Refusal | undefined {
  const action = field(payload, 'action')
  if (typeof action !== 'string') return malformed('action', 'text')

  const state = field(pullRequest, 'state')
  if (merged && state === 'open') return contradiction('pull_request.merged', 'true', 'pull_request.state', 'open')
  if (action === 'closed') {
    return merged ? undefined : skip('pull-request-closed', 'The pull request was closed without a merge.')
  }

  // Otherwise whoever may label or edit it could bring about a run long after the merge.
  if (!merged && state !== 'closed') return undefined
  return skip('pull-request-closed', `The pull request is already closed; ${quoted(action)} does not change that.`)
}

function fromFork(head: Repository, base: Repository): Refusal {
  const text = `The pull request comes from ${quoted(head.fullName)}, not from ${quoted(base.fullName)} itself; a fork's code never starts a pipeline.`
  return refuse('pull-request-from-fork', text)
}

function unclear(what: string): EventReading {
  return { kind: 'barred', event: 'pull_request', objection: objection(what) }
}

function objection(what: string): Refusal {
  return refuse('pull-request-unclear', `${what}, so it counts as one from a fork and starts nothing.`)
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
