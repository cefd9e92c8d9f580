import { getOctokit } from '@actions/github'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { at, optionalString } from '../text/json.ts'
import { type Clock, within } from '../world/clock.ts'

/** Which commit's tree is asked for, and as whom. */
export interface TreeQuestion {
  readonly token: string
  /** Base URL of the API, as the runner sets GITHUB_API_URL; GitHub.com's by default. */
  readonly apiUrl: string | undefined
  /** `owner/name`. */
  readonly repository: string
  readonly commit: string
  readonly clock: Clock
  /** Time for the answer, ms. */
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** What GitHub answers if a repository has no such commit (docs.github.com, REST: get a commit object). */
const unknownCommit = [404, 409, 422]

/**
 * Asks GitHub for the id of a commit's git tree; undefined if the repository has no such commit, or the token may not
 * see it, which GitHub doesn't tell apart. Throws {@link ActionError} if it doesn't answer, or refuses.
 */
export async function treeByGithub({
  apiUrl,
  clock,
  commit,
  limitMs,
  repository,
  signal,
  token
}: TreeQuestion): Promise<string | undefined> {
  const [owner = '', repo = ''] = repository.split('/')
  try {
    const octokit = getOctokit(token, apiUrl === undefined ? {} : { baseUrl: apiUrl })
    const question = { owner, repo, commit_sha: commit }
    const { data } = await within(clock, limitMs, signal, limit =>
      octokit.rest.git.getCommit({ ...question, request: { signal: limit } })
    )
    return treeIn(data, commit)
  } catch (error) {
    signal.throwIfAborted()
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
