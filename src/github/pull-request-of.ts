import { at, optionalString } from '../text/json.ts'
import type { Github } from './client.ts'

/**
 * Number of the open pull request that a commit belongs to; undefined if there is none. Of several it is the one whose
 * head is this commit on this branch, then one whose head is this commit, then the oldest. Rejects with octokit's error.
 */
export async function pullRequestOf(github: Github, commit: string, branch: string): Promise<number | undefined> {
  const found = await github.askAll<unknown>(async (octokit, common) => {
    const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...common, commit_sha: commit })
    return data
  })

  const open = found
    .filter(pull => optionalString(pull, 'state') === 'open')
    .flatMap(pull => {
      const number = at(pull, 'number')
      const isHead = optionalString(pull, 'head', 'sha') === commit
      const fit = !isHead ? 2 : optionalString(pull, 'head', 'ref') === branch ? 0 : 1
      return typeof number === 'number' ? [{ number, fit }] : []
    })
  return open.sort((a, b) => a.fit - b.fit || a.number - b.number)[0]?.number
}
