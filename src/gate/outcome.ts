import { quoted } from './shown.ts'

/** A stable word for why there is nothing to do. */
export type SkipCode =
  | 'no-match'
  | 'event-not-listed'
  | 'event-not-supported'
  | 'ref-deleted'
  | 'merge-queue'
  | 'pull-request-closed'
  | 'release-not-published'
  | 'prerelease'

/** A stable word for why nothing may be done. */
export type RefuseCode =
  | 'event-refused'
  | 'event-unknown'
  | 'variable-missing'
  | 'payload-unreadable'
  | 'payload-malformed'
  | 'contradiction'
  | 'ref-invalid'
  | 'pull-request-from-fork'
  | 'pull-request-unclear'
  | 'environment-not-allowed'
  | 'force-push'

/** A stable word for the gate's outcome. */
export type ReasonCode = SkipCode | RefuseCode | 'match'

/** The gate's reason: `text` is one sentence for a person, on one line, with foreign values escaped. */
export interface Reason<Code extends ReasonCode = ReasonCode> {
  readonly code: Code
  readonly text: string
}

/** The decision to start nothing, since there is nothing to start. */
export interface Skip {
  readonly kind: 'skip'
  readonly reason: Reason<SkipCode>
}

/** The decision to start nothing, since something is wrong or could be an attack. */
export interface Refusal {
  readonly kind: 'refuse'
  readonly reason: Reason<RefuseCode>
}

/** Nothing to do: green, unless `on-no-match` is `fail`. */
export function skip(code: SkipCode, text: string): Skip {
  return { kind: 'skip', reason: { code, text } }
}

/** The skip for a merge queue's own branch. */
export function mergeQueueSkip(branch: string): Skip {
  return skip(
    'merge-queue',
    `The branch ${quoted(branch)} is a merge queue's; the push that follows the merge will count.`
  )
}

/** Must not be done: always red. */
export function refuse(code: RefuseCode, text: string): Refusal {
  return { kind: 'refuse', reason: { code, text } }
}
