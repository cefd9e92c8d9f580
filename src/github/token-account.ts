import { ActionError } from '../text/errors.ts'
import { at } from '../text/json.ts'
import type { Github } from './client.ts'

/**
 * Id of the account that comments get as their author with this token. REST's `GET /user` refuses the tokens of GitHub
 * Apps, and so a job's own; GraphQL's `viewer` answers for each kind, and its `databaseId` is REST's `user.id`
 * (fullsend-ai/fullsend#1953, pingdotgg/t3code#11273).
 */
export async function authorOf(github: Github): Promise<number> {
  const answer = await github.ask((octokit, { request }) =>
    octokit.graphql<unknown>('query { viewer { databaseId } }', { request })
  )
  const id = at(answer, 'viewer', 'databaseId')
  if (typeof id === 'number') return id
  throw new ActionError('GitHub did not say whose token this is')
}
