import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { at, optionalString } from '../text/json.ts'
import { Github, type GithubAccess } from './client.ts'

/** What GitHub answers if a repository has no such commit (docs.github.com, REST: get a commit object). */
const unknownCommit = [404, 409, 422]

/**
 * Asks GitHub once for the id of a commit's git tree; undefined if the repository has no such commit, or the token may
 * not see it, which GitHub doesn't tell apart. Throws {@link ActionError} if it doesn't answer, or refuses.
 */
export async function treeByGithub(access: GithubAccess, commit: string): Promise<string | undefined> {
  try {
    const { data } = await new Github(access).ask((octokit, common) =>
      octokit.rest.git.getCommit({ ...common, commit_sha: commit })
    )
    return treeIn(data, commit)
  } catch (error) {
    access.signal.throwIfAborted()
    if (error instanceof ActionError) throw error
    const status = at(error, 'status')
    if (typeof status === 'number' && unknownCommit.includes(status)) return undefined

    const why = oneLine(error instanceof Error ? error.message : String(error), 300)
    throw new ActionError(
      `Could not ask GitHub for the git tree of commit ${oneLine(commit, 64).slice(0, 12)}: ${why}`,
      {
        where: 'github-token',
        remedy: "Give github-token a token of this repository with 'contents: read', then re-run the job."
      }
    )
  }
}

function treeIn(json: unknown, commit: string): string | undefined {
  const tree = optionalString(at(json, 'tree'), 'sha')
  const isAsked = optionalString(json, 'sha')?.toLowerCase() === commit.toLowerCase()
  return isAsked && tree !== undefined && /^[0-9a-f]{40,64}$/i.test(tree) ? tree.toLowerCase() : undefined
}
