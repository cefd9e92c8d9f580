import { field } from '../text/json.ts'
import type { Environment } from './environment.ts'
import { type EventReading, type EventSource, isCommitId, isNoCommit } from './event-source.ts'
import { type Refusal, refuse, skip } from './outcome.ts'
import { readOwnRef, sameRef } from './own-ref.ts'
import { contradiction, malformed } from './payload.ts'
import { quoted } from './shown.ts'
import { variable } from './variable.ts'

/** Reads a `push` event; one that deleted its branch or tag starts nothing. */
export function readPush(source: EventSource): EventReading {
  const { payload } = source
  const ref = field(payload, 'ref')
  if (typeof ref !== 'string') return malformed('ref', 'text')
  const deleted = field(payload, 'deleted')
  if (deleted !== undefined && typeof deleted !== 'boolean') return malformed('deleted', 'true or false')
  const after = field(payload, 'after')
  if (!isCommitId(after)) return malformed('after', 'a commit id')

  // Before the comparison of refs: for a deletion GITHUB_REF is the default branch (events-that-trigger-workflows, push).
  if (deleted === true || isNoCommit(after)) return skip('ref-deleted', `The push deleted ${quoted(ref)}.`)

  const forced = field(payload, 'forced')
  if (forced !== undefined && typeof forced !== 'boolean') return malformed('forced', 'true or false')
  const isForced = forced === true && !isNewRef(payload)
  return sameRef(source) ?? otherCommit(source, after) ?? readOwnRef('push', source, isForced)
}

/** Whether the push made its branch or tag, which replaces nothing, however it was pushed. */
function isNewRef(payload: EventSource['payload']): boolean {
  const before = field(payload, 'before')
  return field(payload, 'created') === true && isCommitId(before) && isNoCommit(before)
}

/**
 * A refusal unless GITHUB_SHA, if set, is the branch's tip after the push (events-that-trigger-workflows, push). A tag
 * may have an object of its own, which is then its `after`, while GITHUB_SHA is the commit that it points to.
 */
function otherCommit({ env, fullRef }: EventSource, after: string): Refusal | undefined {
  const sha = variable(env, 'GITHUB_SHA')
  if (sha === undefined || sha === after || fullRef.startsWith('refs/tags/')) return undefined
  return contradiction('GITHUB_SHA', sha, "the event file's after", after)
}

/** What stands against a forced push into an environment that wants none; `what` was forced, as a sentence begins. */
export function forcedObjection(what: string, environment: Pick<Environment, 'name'>): Refusal {
  const text = `${what} was forced, so it silently replaces what was there before; start it by workflow_dispatch, or set force-pushes: true in the environment ${quoted(environment.name)}.`
  return refuse('force-push', text)
}
