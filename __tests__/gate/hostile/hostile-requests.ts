import { type HostileCase, hostile } from './hostile-case.ts'
import { base, env, put, ref, release, tagged } from './mutation.ts'

/** The input `environment` only narrows: it opens nothing to a ref that its patterns shut out. */
const notAllowed = [
  ...hostile(
    'push to main',
    'refuse environment-not-allowed',
    ['feature', 'develop', 'Main', 'm\u0430in', 'main2', 'v1.2.3', 'production'].map(
      name => [`of ${JSON.stringify(name)}`, ref(`refs/heads/${name}`)] as const
    ),
    'production'
  ),
  ...hostile(
    'push of tag v1.2.3',
    'refuse environment-not-allowed',
    ['main', 'production', 'v1.2', 'v1.2.3-rc1'].map(name => [`of tag ${name}`, ref(`refs/tags/${name}`)] as const),
    'production'
  ),
  ...hostile('push to develop', 'refuse environment-not-allowed', [['on main', ref('refs/heads/main')]], 'staging'),
  ...hostile(
    'dispatch on main',
    'refuse environment-not-allowed',
    [['on develop', ref('refs/heads/develop')]],
    'production'
  ),
  ...hostile(
    'pull request into main',
    'refuse environment-not-allowed',
    [['into develop', base('develop')]],
    'production'
  ),
  ...hostile(
    'release of v1.2.3',
    'refuse environment-not-allowed',
    ['main', 'production', 'v1.2', 'v1.2.3-rc1'].map(name => [`of ${name}`, tagged(name)] as const),
    'production'
  ),
  ...hostile('release of v1.2.3', 'refuse environment-not-allowed', [['of develop', tagged('develop')]], 'staging')
]

/** Nor does it lift a refusal. */
const stillRefused = [
  ...hostile(
    'push to main',
    'refuse event-refused',
    [['called issue_comment', env('GITHUB_EVENT_NAME', 'issue_comment')]],
    'production'
  ),
  ...hostile(
    'push to main',
    'refuse contradiction',
    [['with develop in the payload', put('ref', 'refs/heads/develop')]],
    'production'
  ),
  ...hostile(
    'pull request into main',
    'refuse pull-request-unclear',
    [['from a fork deleted since', put('pull_request.head.repo', null)]],
    'production'
  ),
  ...hostile(
    'release of v1.2.3',
    'refuse contradiction',
    [['of another tag in the payload', release({ tag_name: 'v1.2.4' })]],
    'production'
  ),
  ...hostile('release of v1.2.3', 'skip prerelease', [['a pre-release', release({ prerelease: true })]], 'production'),
  ...hostile('release of v1.2.3', 'skip release-not-published', [['edited', put('action', 'edited')]], 'production'),
  ...hostile(
    'push to main',
    'skip merge-queue',
    [['of a merge queue', ref('refs/heads/gh-readonly-queue/main/pr-1-abc')]],
    'production'
  )
]

export const hostileRequests: readonly HostileCase[] = [...notAllowed, ...stillRefused]
