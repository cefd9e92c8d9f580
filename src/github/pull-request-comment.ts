import { ActionError } from '../text/errors.ts'
import { at, optionalString } from '../text/json.ts'
import { authorOf } from './author.ts'
import type { Github } from './client.ts'

/** A comment as it should stand under a pull request. */
export interface CommentWish {
  /** Number of the pull request. */
  readonly pullRequest: number
  /** Digest of what the comment is about; there is one comment for each. */
  readonly subject: string
  /** Id of the workflow run that writes it; later ones are larger. */
  readonly workflowRunId: number
  /** Markdown. */
  readonly text: string
}

/** What became of a comment: a later workflow run's stays as it is. */
export type Written = 'created' | 'updated' | 'left'

/** One of our comments. */
interface OwnComment {
  readonly id: number
  readonly workflowRunId: number
}

/** Rounds of looking and writing, if comments are deleted in between. */
const maxRounds = 3

/**
 * Makes sure that a pull request has one comment about a subject, and that it says what is wished. It is found by its
 * first line and its author, since anybody may write that line. Of several the oldest stays: two jobs may each find
 * none, and the one whose comment is younger sees both when it looks again. Rejects with octokit's error.
 */
export async function writeComment(github: Github, wish: CommentWish): Promise<Written> {
  const author = await authorOf(github)
  let created: number | undefined

  for (let round = 1; round <= maxRounds; round++) {
    const [kept, ...others] = await ownComments(github, wish, author)
    for (const { id } of others) await removeComment(github, id)

    if (kept === undefined) {
      // A list that lags may not show what was just written.
      if (created !== undefined) return 'created'
      created = await createComment(github, wish)
      continue
    }
    if (kept.id === created) return 'created'
    if (kept.workflowRunId > wish.workflowRunId) return 'left'
    if (await updateComment(github, kept.id, wish)) return 'updated'
  }
  throw new ActionError('The comment was deleted again and again')
}

/** The first line of a comment, which isn't shown. */
function markerOf({ subject, workflowRunId }: Pick<CommentWish, 'subject' | 'workflowRunId'>): string {
  return `<!-- zenml-gated-trigger ${subject} run ${workflowRunId} -->`
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
      const [, marked, run] =
        /^<!-- zenml-gated-trigger (\S+) run (\d+) -->/.exec(optionalString(comment, 'body') ?? '') ?? []
      const isOwn = at(comment, 'user', 'id') === author && marked === subject
      return isOwn && typeof id === 'number' ? [{ id, workflowRunId: Number(run) }] : []
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

async function removeComment(github: Github, id: number): Promise<void> {
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
