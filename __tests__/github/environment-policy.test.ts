import { expect, test } from '@jest/globals'
import { Github } from '../../src/github/client.ts'
import { type EnvironmentPolicy, environmentPolicy } from '../../src/github/environment-policy.ts'
import { systemClock } from '../../src/node/clock.ts'
import { type GithubApi, type GithubOptions, githubRepository, githubToken, withGithub } from '../pieces/github-api.ts'

function ask(github: GithubApi, name: string): Promise<EnvironmentPolicy> {
  const { signal } = new AbortController()
  const access = { token: githubToken, apiUrl: github.url, repository: githubRepository, clock: systemClock, signal }
  return environmentPolicy(new Github(access), name)
}

const environments: GithubOptions['environments'] = {
  open: { policy: 'none' },
  guarded: { policy: 'protected' },
  'Production EU/1': { policy: [{ name: 'main' }, { name: 'v*', type: 'tag' }, { name: 'release/*', type: 'branch' }] },
  many: { policy: Array.from({ length: 130 }, (_, index) => ({ name: `branch-${index}` })) }
}

test.each<readonly [string, EnvironmentPolicy]>([
  ['open', { kind: 'every ref' }],
  ['guarded', { kind: 'protected branches' }],
  ['production eu/1', { kind: 'patterns', branches: ['main', 'release/*'], tags: ['v*'] }],
  ['other', { kind: 'missing' }]
])('what GitHub says of the environment %s', (name, policy) =>
  withGithub({ environments }, async github => {
    expect(await ask(github, name)).toEqual(policy)
  })
)

test('patterns are read from every page', () =>
  withGithub({ environments }, async github => {
    expect(await ask(github, 'many')).toMatchObject({ branches: { length: 130 } })
  }))

test.each([403, 404])('nothing is said of an environment if the token may not read any: %d', status =>
  withGithub({ environments, faultFor: () => ({ status }) }, async github => {
    await expect(ask(github, 'other')).rejects.toMatchObject({ status })
  })
)
