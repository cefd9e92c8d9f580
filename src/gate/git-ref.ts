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
  const problem = problemOf(full, refProblems)
  if (problem !== undefined) return { kind: 'invalid', problem }

  const type = full.startsWith(prefixes.branch) ? 'branch' : 'tag'
  if (!full.startsWith(prefixes[type])) return { kind: 'other' }

  const name = full.slice(prefixes[type].length)
  const restricted = problemOf(name, restrictions)
  return restricted === undefined
    ? { kind: 'ref', ref: { type, name, full } }
    : { kind: 'invalid', problem: restricted }
}

/** The full ref of a branch's name. */
export function branchRef(name: string): string {
  return `${prefixes.branch}${name}`
}

/** The full ref of a tag's name. */
export function tagRef(name: string): string {
  return `${prefixes.tag}${name}`
}

/**
 * Whether the branch is one of a merge queue's own, whose code has not been merged yet
 * (https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue).
 */
export function isMergeQueueRef(ref: GitRef): boolean {
  return ref.type === 'branch' && ref.name.startsWith('gh-readonly-queue/')
}

type Problem = readonly [applies: (text: string) => boolean, problem: string]

/** The rules of `git check-ref-format` (https://git-scm.com/docs/git-check-ref-format), and well-formed Unicode. */
const refProblems: readonly Problem[] = [
  [ref => ref.length > maxLength, `is longer than ${maxLength} characters`],
  [ref => !ref.isWellFormed(), 'is not well-formed Unicode'],
  [ref => /[\u0000-\u001f\u007f]/.test(ref), 'contains a control character'],
  [ref => /[ ~^:?*[\\]/.test(ref), 'contains a character that git does not allow in a ref'],
  [ref => /\.\.|@\{/.test(ref), "contains '..' or '@{', which git does not allow in a ref"],
  [ref => ref.endsWith('.'), 'ends with a dot'],
  [ref => /^refs\/[^/]*$/.test(ref), 'names nothing'],
  [ref => ref.split('/').includes(''), 'has an empty part'],
  [ref => /(?:^|\/)\.|\.lock(?:\/|$)/.test(ref), "has a part that starts with a dot or ends with '.lock'"]
]

/**
 * GitHub no longer lets anybody push such names, since they pass for something else
 * (https://docs.github.com/en/get-started/using-git/dealing-with-special-characters-in-branch-and-tag-names).
 */
const restrictions: readonly Problem[] = [
  [name => name.startsWith('refs/'), "has a name that itself starts with 'refs/'"],
  [name => /^[0-9a-f]{40}$/i.test(name), 'has a name that looks like a commit id']
]

function problemOf(text: string, problems: readonly Problem[]): string | undefined {
  return problems.find(([applies]) => applies(text))?.[1]
}
