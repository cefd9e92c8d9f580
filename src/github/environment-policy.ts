import { at, optionalString } from '../text/json.ts'
import type { Github } from './client.ts'

/** Which refs a GitHub environment lets in. */
export type EnvironmentPolicy =
  | { readonly kind: 'missing' | 'every ref' | 'protected branches' }
  | { readonly kind: 'patterns'; readonly branches: readonly string[]; readonly tags: readonly string[] }

/**
 * What GitHub says of an environment of the repository. A 404 only means that there is none if the token may read
 * environments at all. Rejects with octokit's error.
 */
export async function environmentPolicy(github: Github, name: string): Promise<EnvironmentPolicy> {
  const settings = await settingsOf(github, name)
  if (settings === 'missing') return { kind: 'missing' }
  if (settings === null) return { kind: 'every ref' }
  if (at(settings, 'custom_branch_policies') !== true) return { kind: 'protected branches' }

  const policies = await github.askAll<unknown>(async (octokit, common) => {
    const { data } = await octokit.rest.repos.listDeploymentBranchPolicies({ ...common, environment_name: name })
    return data.branch_policies
  })
  const named = (isOfType: (type: string | undefined) => boolean): readonly string[] =>
    policies.flatMap(policy => (isOfType(optionalString(policy, 'type')) ? (optionalString(policy, 'name') ?? []) : []))
  return { kind: 'patterns', branches: named(type => type !== 'tag'), tags: named(type => type === 'tag') }
}

/** The environment's settings of branches, null if there are none. */
async function settingsOf(github: Github, name: string): Promise<unknown> {
  try {
    const { data } = await github.ask((octokit, common) =>
      octokit.rest.repos.getEnvironment({ ...common, environment_name: name })
    )
    return data.deployment_branch_policy ?? null
  } catch (error) {
    if (at(error, 'status') !== 404) throw error
    await github.ask((octokit, common) => octokit.rest.repos.getAllEnvironments({ ...common, per_page: 1 }))
    return 'missing'
  }
}
