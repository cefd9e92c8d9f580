import type { Environ } from '../text/environ.ts'
import { field, isObject } from '../text/json.ts'
import { didYouMean } from '../text/suggest.ts'
import { documentedEvents, type GateEventName, standingOf } from './event-policy.ts'
import { type EventReading, type EventSource, isCommitId, readSource } from './event-source.ts'
import { branchRef, isMergeQueueRef, readRef } from './git-ref.ts'
import { mergeQueueSkip, type Refusal, refuse, skip } from './outcome.ts'
import { contradiction, malformed } from './payload.ts'
import { readPullRequest } from './pull-request.ts'
import { defaultBranch } from './repository.ts'
import { quoted } from './shown.ts'
import { missing, variable } from './variable.ts'

/**
 * Reads the event from the runner's variables and the event file's text, which is `undefined` if there is none. Whatever
 * can't be read, or contradicts itself, is refused; it throws nothing.
 */
export function readEvent(env: Environ, payloadText: string | undefined): EventReading {
  const eventName = variable(env, 'GITHUB_EVENT_NAME')
  if (eventName === undefined) return missing('GITHUB_EVENT_NAME')
  const standing = standingOf(eventName)
  switch (standing.kind) {
    case 'refused':
      return refuse(
        'event-refused',
        `${eventName} ${standing.why}, so it never starts a pipeline; use ${alternatives}.`
      )
    case 'unsupported':
      return skip(
        'event-not-supported',
        `${eventName} ${standing.why}, so it chooses no environment; use ${alternatives}.`
      )
    case 'merge-queue':
      return skip('merge-queue', `${eventName} ${standing.why}; the push that follows the merge will count.`)
    case 'unknown':
      return unknownEvent(eventName)
    case 'decides': {
      const source = readSource(env, payloadText, standing.event)
      return 'kind' in source ? source : readDeciding(standing.event, source)
    }
  }
}

const alternatives = 'push, workflow_dispatch, schedule or pull_request'

function readDeciding(event: GateEventName, source: EventSource): EventReading {
  const foreign = otherEvent(event, source)
  if (foreign !== undefined) return foreign
  switch (event) {
    case 'push':
      return readPush(source)
    case 'workflow_dispatch':
      return sameRef(source) ?? readOwnRef(event, source)
    case 'schedule':
      return readSchedule(source)
    case 'pull_request':
      return readPullRequest(source)
  }
}

/**
 * What only the refused events, pull requests and pushes tell of, besides the event's name. No payload of another event
 * has such a field (https://docs.github.com/en/webhooks/webhook-events-and-payloads), so that GITHUB_EVENT_NAME would be
 * wrong.
 */
const subjects: readonly (readonly [field: string, event?: GateEventName])[] = [
  ['pull_request', 'pull_request'],
  ['pusher', 'push'],
  ['commits', 'push'],
  ['issue'],
  ['comment'],
  ['review'],
  ['discussion'],
  ['workflow_run'],
  ['check_run'],
  ['check_suite']
]

/** A refusal if the payload is another event's than GITHUB_EVENT_NAME says. */
function otherEvent(event: GateEventName, { payload }: EventSource): Refusal | undefined {
  const subject = subjects.find(([name, own]) => own !== event && (field(payload, name) ?? undefined) !== undefined)
  if (subject !== undefined) {
    return refuse(
      'contradiction',
      `GITHUB_EVENT_NAME is ${quoted(event)} but the event file has ${quoted(subject[0])}, which is another event's, so the event contradicts itself and nothing is started.`
    )
  }
  if (event === 'push') return undefined
  if (field(payload, 'deleted') === true) {
    return contradiction('GITHUB_EVENT_NAME', event, "the event file's deleted, which only a push has,", 'true')
  }
  const after = field(payload, 'after')
  if (!isCommitId(after) || !isNoCommit(after)) return undefined
  return contradiction('GITHUB_EVENT_NAME', event, "the event file's after, as of a deletion,", after)
}

function readPush(source: EventSource): EventReading {
  const { payload } = source
  const ref = field(payload, 'ref')
  if (typeof ref !== 'string') return malformed('ref', 'text')
  const deleted = field(payload, 'deleted')
  if (deleted !== undefined && typeof deleted !== 'boolean') return malformed('deleted', 'true or false')
  const after = field(payload, 'after')
  if (!isCommitId(after)) return malformed('after', 'a commit id')
  // Before the comparison of refs: for a deletion GITHUB_REF is the default branch (events-that-trigger-workflows, push).
  if (deleted === true || isNoCommit(after)) {
    return skip('ref-deleted', `The push deleted ${quoted(ref)}.`)
  }
  const forced = field(payload, 'forced')
  if (forced !== undefined && typeof forced !== 'boolean') return malformed('forced', 'true or false')
  // A new branch or tag replaces nothing, however it was pushed.
  const before = field(payload, 'before')
  const isNew = field(payload, 'created') === true && isCommitId(before) && isNoCommit(before)
  return sameRef(source) ?? otherCommit(source, after) ?? readOwnRef('push', source, forced === true && !isNew)
}

/**
 * A refusal unless GITHUB_SHA, where set, is the branch's tip after the push (events-that-trigger-workflows, push). A tag
 * may have an object of its own, which is then its `after`, while GITHUB_SHA is the commit that it points to.
 */
function otherCommit({ env, fullRef }: EventSource, after: string): Refusal | undefined {
  const sha = variable(env, 'GITHUB_SHA')
  if (sha === undefined || sha === after || fullRef.startsWith('refs/tags/')) return undefined
  return contradiction('GITHUB_SHA', sha, "the event file's after", after)
}

function readSchedule(source: EventSource): EventReading {
  const { payload, fullRef } = source
  const schedule = field(payload, 'schedule')
  if (typeof schedule !== 'string' || schedule.trim() === '') return malformed('schedule', 'a cron expression')
  if (field(payload, 'ref') !== undefined) {
    const other = sameRef(source)
    if (other !== undefined) return other
  }
  const repository = field(payload, 'repository')
  const branch = isObject(repository) ? defaultBranch(repository) : undefined
  if (typeof branch === 'object') return branch
  if (branch !== undefined && branchRef(branch) !== fullRef) {
    return contradiction('GITHUB_REF', fullRef, "the event file's repository.default_branch", branch)
  }
  const reading = readOwnRef('schedule', source)
  if (reading.kind === 'ref' && reading.ref.type === 'tag') {
    return refuse(
      'contradiction',
      `A schedule runs on the default branch, but GITHUB_REF is the tag ${quoted(reading.ref.name)}.`
    )
  }
  return reading
}

/** A refusal unless the payload's `ref` is GITHUB_REF to the letter: GitHub's payloads hold the full ref. */
function sameRef({ payload, fullRef }: EventSource): Refusal | undefined {
  const ref = field(payload, 'ref')
  if (typeof ref !== 'string') return malformed('ref', 'text')
  return ref === fullRef ? undefined : contradiction('GITHUB_REF', fullRef, "the event file's ref", ref)
}

function readOwnRef(event: GateEventName, { env, fullRef, isFork }: EventSource, isForced = false): EventReading {
  for (const name of ['GITHUB_BASE_REF', 'GITHUB_HEAD_REF']) {
    const value = variable(env, name)
    // GitHub sets them for pull requests only (https://docs.github.com/en/actions/reference/workflows-and-actions/variables).
    if (value !== undefined)
      return contradiction('GITHUB_EVENT_NAME', event, `${name}, which only a pull request has,`, value)
  }
  const read = readRef(fullRef)
  if (read.kind === 'invalid') {
    return refuse('ref-invalid', `GITHUB_REF ${quoted(fullRef)} ${read.problem}, so nothing is started.`)
  }
  if (read.kind === 'other') {
    return refuse('ref-invalid', `GITHUB_REF ${quoted(fullRef)} is neither a branch nor a tag, so nothing is started.`)
  }
  const type = variable(env, 'GITHUB_REF_TYPE')
  if (type !== undefined && type !== read.ref.type) return contradiction('GITHUB_REF_TYPE', type, 'GITHUB_REF', fullRef)
  const name = variable(env, 'GITHUB_REF_NAME')
  if (name !== undefined && name !== read.ref.name) return contradiction('GITHUB_REF_NAME', name, 'GITHUB_REF', fullRef)
  return isMergeQueueRef(read.ref)
    ? mergeQueueSkip(read.ref.name)
    : { kind: 'ref', event, ref: read.ref, isForced, isFork }
}

function unknownEvent(name: string): Refusal {
  const near = didYouMean(name, documentedEvents())
  const text = `The event ${quoted(name)} is not known to this action, so it never starts a pipeline; use ${alternatives}.`
  return refuse('event-unknown', near === '' ? text : `${text} ${near}`)
}

/** The id of all zeros, by which GitHub says that there is no commit. */
function isNoCommit(id: string): boolean {
  return /^0+$/.test(id)
}
