import { field } from '../text/json.ts'
import type { GateEventName } from './event-policy.ts'
import type { EventReading, EventSource } from './event-source.ts'
import { type GitRef, isMergeQueueRef, readRef } from './git-ref.ts'
import { mergeQueueSkip, type Refusal, refuse } from './outcome.ts'
import { contradiction, malformed } from './payload.ts'
import { quoted } from './shown.ts'
import { variable } from './variable.ts'

/** Reads GITHUB_REF as the ref of an event that is about that very ref: any but a pull request. */
export function readOwnRef(event: GateEventName, source: EventSource, isForced = false): EventReading {
  const { fullRef, isFork } = source
  const ofPullRequest = pullRequestVariable(event, source)
  if (ofPullRequest !== undefined) return ofPullRequest

  const read = readRef(fullRef)
  if (read.kind !== 'ref') {
    const problem = read.kind === 'invalid' ? read.problem : 'is neither a branch nor a tag'
    return refuse('ref-invalid', `GITHUB_REF ${quoted(fullRef)} ${problem}, so nothing is started.`)
  }

  const { ref } = read
  const other = otherRefVariable(ref, source)
  if (other !== undefined) return other
  return isMergeQueueRef(ref)
    ? mergeQueueSkip(ref.name)
    : { kind: 'ref', event, ref, isForced, isFork, pullRequest: undefined }
}

/** A refusal unless the payload's `ref` is GITHUB_REF to the letter: GitHub's payloads hold the full ref. */
export function sameRef({ payload, fullRef }: EventSource): Refusal | undefined {
  const ref = field(payload, 'ref')
  if (typeof ref !== 'string') return malformed('ref', 'text')
  return ref === fullRef ? undefined : contradiction('GITHUB_REF', fullRef, "the event file's ref", ref)
}

/**
 * A refusal if a variable is set that GitHub sets for pull requests only
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/variables).
 */
function pullRequestVariable(event: GateEventName, { env }: EventSource): Refusal | undefined {
  for (const name of ['GITHUB_BASE_REF', 'GITHUB_HEAD_REF']) {
    const value = variable(env, name)
    if (value !== undefined) {
      return contradiction('GITHUB_EVENT_NAME', event, `${name}, which only a pull request has,`, value)
    }
  }
  return undefined
}

/** A refusal if the ref's type or short name, which the runner gives as well, is another ref's. */
function otherRefVariable(ref: GitRef, { env }: EventSource): Refusal | undefined {
  const type = variable(env, 'GITHUB_REF_TYPE')
  if (type !== undefined && type !== ref.type) return contradiction('GITHUB_REF_TYPE', type, 'GITHUB_REF', ref.full)

  const name = variable(env, 'GITHUB_REF_NAME')
  if (name !== undefined && name !== ref.name) return contradiction('GITHUB_REF_NAME', name, 'GITHUB_REF', ref.full)
  return undefined
}
