import type { Environ } from '../text/environ.ts'
import { field } from '../text/json.ts'
import { didYouMean } from '../text/suggest.ts'
import { documentedEvents, type GateEventName, standingOf } from './event-policy.ts'
import { type EventReading, type EventSource, isCommitId, isNoCommit, readSource } from './event-source.ts'
import { type Refusal, refuse, skip } from './outcome.ts'
import { readOwnRef, sameRef } from './own-ref.ts'
import { contradiction } from './payload.ts'
import { readPullRequest } from './pull-request.ts'
import { readPush } from './push.ts'
import { readRelease } from './release.ts'
import { readSchedule } from './schedule.ts'
import { quoted } from './shown.ts'
import { missing, variable } from './variable.ts'

/**
 * Reads the event from the runner's variables and the event file's text, which is `undefined` if there is none. Whatever
 * can't be read, or contradicts itself, is refused; it throws nothing.
 */
export function readEvent(env: Environ, payloadText: string | undefined): EventReading {
  const name = variable(env, 'GITHUB_EVENT_NAME')
  if (name === undefined) return missing('GITHUB_EVENT_NAME')

  const standing = standingOf(name)
  switch (standing.kind) {
    case 'refused':
      return refuse('event-refused', `${name} ${standing.why}, so it never starts a pipeline; use ${alternatives}.`)
    case 'unsupported':
      return skip('event-not-supported', `${name} ${standing.why}, so it chooses no environment; use ${alternatives}.`)
    case 'merge-queue':
      return skip('merge-queue', `${name} ${standing.why}; the push that follows the merge will count.`)
    case 'unknown':
      return unknownEvent(name)
    case 'decides':
      return readDeciding(standing.event, readSource(env, payloadText, standing.event))
  }
}

const alternatives = 'push, workflow_dispatch, schedule, pull_request or release'

function unknownEvent(name: string): Refusal {
  const near = didYouMean(name, documentedEvents())
  const text = `The event ${quoted(name)} is not known to this action, so it never starts a pipeline; use ${alternatives}.`
  return refuse('event-unknown', near === '' ? text : `${text} ${near}`)
}

/** How each event that may choose an environment is read. */
const readings: Readonly<Record<GateEventName, (source: EventSource) => EventReading>> = {
  push: readPush,
  workflow_dispatch: source => sameRef(source) ?? readOwnRef('workflow_dispatch', source),
  schedule: readSchedule,
  pull_request: readPullRequest,
  release: readRelease
}

function readDeciding(event: GateEventName, source: EventSource | Refusal): EventReading {
  const reading = 'kind' in source ? source : (otherEvent(event, source) ?? readings[event](source))
  if (event !== 'release' || (reading.kind !== 'skip' && reading.kind !== 'refuse')) return reading

  // A workflow may listen to releases for something else: one that is not listed is not looked at any closer.
  return { kind: 'barred', event, objection: reading }
}

/**
 * What only the refused events, pull requests, pushes and releases have in their payload. No other event's has such a
 * field (https://docs.github.com/en/webhooks/webhook-events-and-payloads), so GITHUB_EVENT_NAME would be wrong.
 */
const subjects: readonly (readonly [field: string, event?: GateEventName])[] = [
  ['pull_request', 'pull_request'],
  ['pusher', 'push'],
  ['commits', 'push'],
  ['release', 'release'],
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
    const text = `GITHUB_EVENT_NAME is ${quoted(event)} but the event file has ${quoted(subject[0])}, which is another event's, so the event contradicts itself and nothing is started.`
    return refuse('contradiction', text)
  }
  return event === 'push' ? undefined : deletion(event, payload)
}

/** A refusal if the payload of something other than a push reports that a ref was deleted. */
function deletion(event: GateEventName, payload: EventSource['payload']): Refusal | undefined {
  if (field(payload, 'deleted') === true) {
    return contradiction('GITHUB_EVENT_NAME', event, "the event file's deleted, which only a push has,", 'true')
  }

  const after = field(payload, 'after')
  if (!isCommitId(after) || !isNoCommit(after)) return undefined
  return contradiction('GITHUB_EVENT_NAME', event, "the event file's after, as of a deletion,", after)
}
