import type { ActEvent, ActRepository } from './act.ts'

type Happening = (repository: ActRepository) => ActEvent

/** The publication of a release of the branch's commit; `fields` are further ones of the release. */
export function publicationOf(tag: string, fields: Readonly<Record<string, unknown>> = {}): Happening {
  return ({ branch, git, described }) => {
    git('tag', tag)
    const release = { tag_name: tag, target_commitish: branch, draft: false, prerelease: false, ...fields }
    return { name: 'release', payload: { action: 'published', release, repository: described } }
  }
}

/**
 * A pull request into the branch, with an (empty) commit of its own; what is checked out is
 * GitHub's merge of it. `from` is the repository of its head, by default the same.
 */
export function pullRequestFrom(head: string, from = 'acme/models'): Happening {
  return ({ branch, git, described }) => {
    git('switch', '--quiet', '--create', `pull-request/${head}`)
    git('commit', '--quiet', '--allow-empty', '--message', 'Train longer')
    const sha = git('rev-parse', 'HEAD')
    git('switch', '--quiet', branch)
    git('merge', '--quiet', '--no-ff', '--message', 'Merge', sha)

    const repo = from === 'acme/models' ? described : { ...described, id: 7, full_name: from, fork: true }
    const pullRequest = {
      number: 7,
      state: 'open',
      merged: false,
      base: { ref: branch, repo: described },
      head: { ref: head, sha, repo }
    }
    return {
      name: 'pull_request',
      payload: { action: 'opened', number: 7, pull_request: pullRequest, repository: described }
    }
  }
}
