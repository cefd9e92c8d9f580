import { ActionError } from '../text/errors.ts'
import { at, optionalString } from '../text/json.ts'
import type { Github } from './client.ts'
import { authorOf } from './token-account.ts'

/** A comment as it should stand under a pull request. */
export interface CommentWish extends Author {
  /** Number of the pull request. */
  readonly pullRequest: number
  /** Digest of what the comment is about, which is the same in each workflow run. */
  readonly subject: string
  /** Markdown. */
  readonly text: string
}

/** Who writes a comment: a job of one attempt of a workflow run. */
interface Author {
  /** Id of the workflow run; later ones are larger. */
  readonly workflowRunId: number
  /** Its attempt, counted from 1. */
  readonly attempt: number
  /** Digest that tells the job apart from others of the same attempt; it is another one in each attempt. */
  readonly job: string
}

/** What became of a comment: a later workflow run's stays as it is. */
export type Written = 'created' | 'updated' | 'left'

/** One of our comments. */
interface OwnComment extends Author {
  readonly id: number
}

/** Rounds of looking and writing, if comments are deleted or overwritten in between. */
const maxRounds = 3

/**
 * Makes sure that a pull request has one comment of this job about a subject, and that it says what is wished. It is
 * found by its first line and its author, since anybody may write that line. Other jobs of the same workflow run may be
 * about the same subject: theirs stay. After each write it looks again, since another job may have written into the same
 * comment at the same time, and since two attempts at a request may have made two. Rejects with octokit's error.
 */
export async function writeComment(github: Github, wish: CommentWish): Promise<Written> {
  const author = await authorOf(github)
  let written: { readonly how: 'created' | 'updated'; readonly id: number } | undefined

  for (let round = 1; round <= maxRounds; round++) {
    const comments = await ownComments(github, wish, author)
    const [own, ...doubles] = comments.filter(comment => isSameJob(comment, wish))
    if (comments.some(({ workflowRunId }) => workflowRunId > wish.workflowRunId)) {
      if (written?.how === 'created') await removeComments(github, own === undefined ? [] : [own, ...doubles])
      return 'left'
    }

    const isOverwritten = comments.some(comment => comment.id === written?.id && isOtherJob(comment, wish))
    if (written !== undefined && !isOverwritten) {
      await removeComments(github, doubles)
      return written.how
    }

    const { outdated, replaced } = isOverwritten ? { outdated: [], replaced: undefined } : replaceable(comments, wish)
    const target = own ?? replaced
    if (target === undefined) written = { how: 'created', id: await createComment(github, wish) }
    else if (await updateComment(github, target.id, wish)) written = { how: 'updated', id: target.id }
    await removeComments(github, outdated)
  }

  if (written !== undefined) return written.how
  throw new ActionError('The comment was deleted each time it was written')
}

/**
 * Which earlier comment a job may write into, and which of still earlier workflow runs have had their day. Of several
 * jobs' comments in one workflow run nothing says which is the job's own: in the next run each takes the oldest that is
 * left, and in another attempt of the same run, which may be one of them alone, none.
 */
function replaceable(
  comments: readonly OwnComment[],
  wish: CommentWish
): { readonly outdated: readonly OwnComment[]; readonly replaced: OwnComment | undefined } {
  const earlier = comments.filter(comment => !isSameJob(comment, wish) && !isOtherJob(comment, wish))
  const newest = Math.max(...earlier.map(({ workflowRunId }) => workflowRunId))
  const last = earlier.filter(({ workflowRunId }) => workflowRunId === newest)
  const outdated = earlier.filter(({ workflowRunId }) => workflowRunId < newest)
  return { outdated, replaced: newest === wish.workflowRunId && last.length > 1 ? undefined : last[0] }
}

function isSameJob(comment: Author, wish: Author): boolean {
  return isSameAttempt(comment, wish) && comment.job === wish.job
}

/** Whether a comment is of another job beside this one. */
function isOtherJob(comment: Author, wish: Author): boolean {
  return isSameAttempt(comment, wish) && comment.job !== wish.job
}

function isSameAttempt(one: Author, other: Author): boolean {
  return one.workflowRunId === other.workflowRunId && one.attempt === other.attempt
}

/** The first line of a comment, which isn't shown. */
function markerOf({ attempt, job, subject, workflowRunId }: CommentWish): string {
  return `<!-- zenml-gated-trigger ${subject} run ${workflowRunId} attempt ${attempt} job ${job} -->`
}

function bodyOf(wish: CommentWish): string {
  return `${markerOf(wish)}\n${wish.text}`
}

/** Our comments about a subject, the oldest first. */
async function ownComments(
  github: Github,
  { pullRequest, subject }: CommentWish,
  author: number
): Promise<readonly OwnComment[]> {
  const comments = await github.askAll<unknown>(async (octokit, common) => {
    const { data } = await octokit.rest.issues.listComments({ ...common, issue_number: pullRequest })
    return data
  })
  return comments
    .flatMap(comment => {
      const id = at(comment, 'id')
      const [, marked, run, attempt, job = ''] =
        /^<!-- zenml-gated-trigger (\S+) run (\d+) attempt (\d+) job (\S+) -->/.exec(
          optionalString(comment, 'body') ?? ''
        ) ?? []
      const isOwn = at(comment, 'user', 'id') === author && marked === subject
      if (!isOwn || typeof id !== 'number') return []
      return [{ id, workflowRunId: Number(run), attempt: Number(attempt), job }]
    })
    .sort((a, b) => a.id - b.id)
}

async function createComment(github: Github, wish: CommentWish): Promise<number> {
  const { data } = await github.ask((octokit, common) =>
    octokit.rest.issues.createComment({ ...common, issue_number: wish.pullRequest, body: bodyOf(wish) })
  )
  return data.id
}

/** Returns whether the comment was still there. */
async function updateComment(github: Github, id: number, wish: CommentWish): Promise<boolean> {
  return unlessGone(
    github.ask((octokit, common) =>
      octokit.rest.issues.updateComment({ ...common, comment_id: id, body: bodyOf(wish) })
    )
  )
}

async function removeComments(github: Github, comments: readonly OwnComment[]): Promise<void> {
  for (const { id } of comments)
    await unlessGone(github.ask((octokit, common) => octokit.rest.issues.deleteComment({ ...common, comment_id: id })))
}

/** Whether what was asked for was there. */
async function unlessGone(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer
    return true
  } catch (error) {
    if (at(error, 'status') === 404) return false
    throw error
  }
}
