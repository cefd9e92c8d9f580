import { expect, test } from '@jest/globals'
import { Github } from '../../src/github/client.ts'
import { pullRequestOf } from '../../src/github/pull-request-of.ts'
import { systemClock } from '../../src/node/clock.ts'
import { githubRepository, githubToken, type Pull, withGithub } from '../pieces/github-api.ts'

const commit = 'c'.repeat(40)
const other = 'd'.repeat(40)

/** The pull request of the commit on the branch `feature`, if GitHub knows these of the commit. */
function found(...pulls: readonly Pull[]): Promise<number | undefined> {
  return withGithub({ pulls: { [commit]: pulls } }, github => {
    const { signal } = new AbortController()
    const access = { token: githubToken, apiUrl: github.url, repository: githubRepository, clock: systemClock, signal }
    return pullRequestOf(new Github(access), commit, 'feature')
  })
}

test('a commit belongs to its open pull request', async () => {
  expect(await found({ number: 7, state: 'open', sha: commit })).toBe(7)
})

test.each([
  ['none', []],
  ['closed ones alone', [{ number: 7, state: 'closed', sha: commit }]]
] as const)('a commit with %s belongs to none', async (_, pulls) => {
  expect(await found(...pulls)).toBeUndefined()
})

test.each<readonly [string, number, readonly Pull[]]>([
  [
    'whose head it is on this branch',
    9,
    [
      { number: 5, state: 'open', sha: other, branch: 'feature' },
      { number: 7, state: 'open', sha: commit, branch: 'copy' },
      { number: 9, state: 'open', sha: commit, branch: 'feature' }
    ]
  ],
  [
    'whose head it is on another branch',
    7,
    [
      { number: 5, state: 'open', sha: other, branch: 'feature' },
      { number: 7, state: 'open', sha: commit, branch: 'copy' }
    ]
  ],
  ['that is the oldest', 5, [9, 5, 7].map(number => ({ number, state: 'open', sha: other }))]
])('of several pull requests it belongs to the one %s', async (_, number, pulls) => {
  expect(await found(...pulls)).toBe(number)
})

test('a pull request is found behind a hundred others', async () => {
  const closed = Array.from({ length: 100 }, (_, index): Pull => ({ number: index + 1, state: 'closed', sha: commit }))
  expect(await found(...closed, { number: 200, state: 'open', sha: commit })).toBe(200)
})
