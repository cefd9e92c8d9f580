import type { ProvenCode } from '../trigger/provenance.ts'
import type { ConnectedJob } from './job.ts'

/** Says which git tree a commit has; undefined if that can't be known here. Asks once for each commit. */
export type Trees = (commit: string) => Promise<string | undefined>

/** The job as far as GitHub's API needs it. */
export type TreeJob = Pick<ConnectedJob, 'inputs' | 'invocation' | 'until' | 'world'>

/** Time for one answer of GitHub, ms; its API itself gives up after 10 s (docs.github.com, REST: timeouts). */
const limitMs = 30_000

/** Trees by the code that is known, and by GitHub where there is a token for it; throws `ActionError` if GitHub refuses. */
export function treesOf({ inputs, invocation, until, world }: TreeJob, code: ProvenCode): Trees {
  const asked = new Map<string, Promise<string | undefined>>()
  if (code.tree !== undefined) asked.set(code.commit, Promise.resolve(code.tree))
  const { githubToken } = inputs

  return commit => {
    const known = asked.get(commit)
    if (known !== undefined || githubToken === undefined) return known ?? Promise.resolve(undefined)
    // Most jobs ask GitHub nothing.
    const answer = import('../github/commit-tree.ts').then(({ treeByGithub }) =>
      treeByGithub(
        {
          token: githubToken,
          apiUrl: world.env['GITHUB_API_URL'] || undefined,
          repository: invocation.repository,
          clock: world.clock,
          limitMs: Math.max(0, Math.min(limitMs, until - world.clock.elapsed())),
          signal: world.cancel
        },
        commit
      )
    )
    asked.set(commit, answer)
    return answer
  }
}
