/** A branch or a tag. */
export interface GitRef {
  readonly type: 'branch' | 'tag'
  /** Without `refs/heads/` or `refs/tags/`, which is taken off once. */
  readonly name: string
  /** As GitHub gives it in GITHUB_REF. */
  readonly full: string
}

/** What a full ref turned out to be; `problem` completes the sentence "it …". */
export type RefReading =
  | { readonly kind: 'ref'; readonly ref: GitRef }
  | { readonly kind: 'other' }
  | { readonly kind: 'invalid'; readonly problem: string }

const prefixes = { branch: 'refs/heads/', tag: 'refs/tags/' } as const
// Ours: git has no limit, but no file system keeps a longer name in one piece.
const maxLength = 1024

/** Reads a full ref (`refs/heads/main`); `other` is a well-formed ref that is neither a branch nor a tag. */
export function readRef(full: string): RefReading {
  const problem = refProblem(full)
  if (problem !== undefined) return { kind: 'invalid', problem }
  for (const type of ['branch', 'tag'] as const) {
    if (!full.startsWith(prefixes[type])) continue
    const name = full.slice(prefixes[type].length)
    const restricted = restrictedName(name)
    return restricted === undefined
      ? { kind: 'ref', ref: { type, name, full } }
      : { kind: 'invalid', problem: restricted }
  }
  return { kind: 'other' }
}

/** The full ref of a branch's name. */
export function branchRef(name: string): string {
  return `${prefixes.branch}${name}`
}

/**
 * Whether the branch is one of a merge queue's own, whose code nobody merged yet
 * (https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue).
 */
export function isMergeQueueRef(ref: GitRef): boolean {
  return ref.type === 'branch' && ref.name.startsWith('gh-readonly-queue/')
}

/** The rules of `git check-ref-format` (https://git-scm.com/docs/git-check-ref-format), and well-formed Unicode. */
function refProblem(full: string): string | undefined {
  if (full.length > maxLength) return `is longer than ${maxLength} characters`
  if (!full.isWellFormed()) return 'is not well-formed Unicode'
  if (/[\u0000-\u001f\u007f]/.test(full)) return 'contains a control character'
  if (/[ ~^:?*[\\]/.test(full)) return 'contains a character that git allows in no ref'
  if (full.includes('..') || full.includes('@{')) return "contains '..' or '@{', which git allows in no ref"
  if (full.endsWith('.')) return 'ends with a dot'
  const segments = full.split('/')
  if (segments.length < 3 && full.startsWith('refs/')) return 'names nothing'
  if (segments.includes('')) return 'has an empty part'
  if (segments.some(segment => segment.startsWith('.') || segment.endsWith('.lock'))) {
    return "has a part that starts with a dot or ends with '.lock'"
  }
  return undefined
}

/**
 * GitHub lets nobody push such names any more, since they pass for something else
 * (https://docs.github.com/en/get-started/using-git/dealing-with-special-characters-in-branch-and-tag-names).
 */
function restrictedName(name: string): string | undefined {
  if (name.startsWith('refs/')) return "has a name that starts with 'refs/' once more"
  if (/^[0-9a-f]{40}$/i.test(name)) return 'has a name that looks like a commit id'
  return undefined
}
