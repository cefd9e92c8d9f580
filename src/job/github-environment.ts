import type { Environment } from '../gate/environment.ts'
import { Github, type GithubAccess } from '../github/client.ts'
import { environmentPolicy } from '../github/environment-policy.ts'
import { misfits } from './environment-fit.ts'

/** What the GitHub environment of an environment's name and the rules don't agree on, in sentences. Rejects with octokit's error. */
export async function findMisfits(access: GithubAccess, environment: Environment): Promise<readonly string[]> {
  return misfits(environment, await environmentPolicy(new Github(access), environment.name))
}
