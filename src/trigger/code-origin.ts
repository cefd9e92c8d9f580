import { commitsOf, type Invocation } from '../inputs/invocation.ts'
import { oneLine } from '../text/foreign.ts'
import type { Provenance } from '../zenml/entities.ts'

/** What is known about the code that runs: a sentence for log and summary, and its commit if that is the event's. */
export interface CodeNote {
  readonly note: string
  /** The commit that is proven to be the event's own; undefined if it is another one, or unknown. */
  readonly proven: string | undefined
}

type Event = Pick<Invocation, 'event' | 'pullRequest' | 'sha'>

/** Judges the code of a snapshot by the commit that the server knows of it, if any. */
export function judgeSnapshotCode(commit: string | undefined, event: Event): CodeNote {
  const unknown = `The snapshot does not say which commit its code is from: it runs the code it was made with, not necessarily ${named(event)}.`
  return judge(commit, event, { unknown, holder: 'The snapshot holds' })
}

/** Judges the code of this job by the commit of its clean checkout, if any. */
export function judgeWorkerCode(commit: string | undefined, event: Event): CodeNote {
  const unknown = 'It is not known which commit the code in this job is from: there is no clean git checkout.'
  return judge(commit, event, { unknown, holder: 'This job has' })
}

/** Judges the code of a run that somebody else has started by what that one wrote to it, if anything. */
export function judgeFollowedCode(provenance: Provenance | undefined, event: Event): CodeNote {
  const unknown = 'The run does not say which commit its code is from.'
  if (provenance === undefined || provenance.isFixed)
    return judge(provenance?.codeCommit, event, { unknown, holder: 'The run says that it has' })
  return judge(provenance.codeCommit, event, {
    unknown,
    holder: 'By its metadata, which any account can change, the run has'
  })
}

/** What is known of the code of a run whose start nobody has seen: it may have come from anywhere. */
export const unseenCode: CodeNote = {
  note: "It is not known which commit the run's code is from, since its start could not be observed.",
  proven: undefined
}

function judge(
  commit: string | undefined,
  event: Event,
  { holder, unknown }: { readonly unknown: string; readonly holder: string }
): CodeNote {
  if (commit === undefined || commit === '') return { note: unknown, proven: undefined }

  const own = commitsOf(event).find(each => each.toLowerCase() === commit.toLowerCase())
  if (own === undefined)
    return { note: `${holder} the code of commit ${short(commit)}, not ${named(event)}.`, proven: undefined }
  return { note: `${holder} the code of ${named(event, own)}.`, proven: own }
}

/** `this push's commit 6dcb09b5b578`; of a pull request that of its two commits which is meant, or both. */
function named({ event, pullRequest, sha }: Event, commit?: string): string {
  if (pullRequest === undefined) return `this ${event === 'push' ? "push's" : "workflow run's"} commit ${short(sha)}`

  const its = "this pull request's"
  if (commit === pullRequest.head) return `${its} head commit ${short(commit)}`
  if (commit === sha) return `${its} merge commit ${short(commit)}`
  return `${its} head commit ${short(pullRequest.head)} or merge commit ${short(sha)}`
}

function short(sha: string): string {
  return oneLine(sha, 64).slice(0, 12)
}
