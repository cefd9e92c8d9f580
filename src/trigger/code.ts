import { oneLine } from '../text/foreign.ts'

/** What is known about the code that runs: a sentence for log and summary, and whether it is the push's for certain. */
export interface CodeNote {
  readonly note: string
  readonly proven: boolean
}

/** Judges the code of a snapshot by the commit that the server knows of it, if any. */
export function judgeSnapshotCode(commit: string | undefined, triggerSha: string): CodeNote {
  return judge(commit, triggerSha, {
    unknown: `The snapshot does not say which commit its code is from: it runs the code it was made with, not necessarily this push's ${short(triggerSha)}.`,
    same: "The snapshot holds this push's code",
    other: 'The snapshot holds the code of commit'
  })
}

/** Judges the code of this worker by the commit of its clean checkout, if any. */
export function judgeWorkerCode(commit: string | undefined, triggerSha: string): CodeNote {
  return judge(commit, triggerSha, {
    unknown: 'It is not known which commit the code in this worker is from: there is no clean git checkout.',
    same: "The code in this worker is this push's",
    other: 'The code in this worker is commit'
  })
}

function judge(
  commit: string | undefined,
  triggerSha: string,
  texts: { readonly unknown: string; readonly same: string; readonly other: string }
): CodeNote {
  if (commit === undefined || commit === '') return { note: texts.unknown, proven: false }
  if (commit.toLowerCase() === triggerSha.toLowerCase())
    return { note: `${texts.same}, ${short(triggerSha)}.`, proven: true }
  return { note: `${texts.other} ${short(commit)}, not this push's ${short(triggerSha)}.`, proven: false }
}

function short(sha: string): string {
  return oneLine(sha, 64).slice(0, 12)
}
