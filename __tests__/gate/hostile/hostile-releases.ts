import { type HostileCase, hostile } from './hostile-case.ts'
import { both, drop, env, payload, put, release, runnerRef, tagged } from './mutation.ts'

const published = 'release of v1.2.3'
const zeros = '0'.repeat(40)

const notPublished = hostile(published, 'skip release-not-published', [
  ...['created', 'edited', 'released', 'prereleased', 'deleted', 'unpublished'].map(
    action => [`said to be ${action}`, put('action', action)] as const
  ),
  ...['', 'Published', 'published ', 'published\n', 'publ\u0456shed', 'constructor'].map(
    action => [`with the action ${JSON.stringify(action)}`, put('action', action)] as const
  ),
  ['edited into a pre-release', both(put('action', 'edited'), release({ prerelease: true }))],
  ['deleted along with its tag', both(put('action', 'deleted'), runnerRef('refs/heads/main'))],
  ['created as a draft', both(put('action', 'created'), release({ draft: true }))]
])

const prereleases = hostile(published, 'skip prerelease', [
  ['a pre-release', release({ prerelease: true })],
  ['a pre-release that has a title of its own', release({ prerelease: true, name: 'Full release' })]
])

const malformed = hostile(published, 'refuse payload-malformed', [
  ['without an action', drop('action')],
  ['with action: null', put('action', null)],
  ['with a list for an action', put('action', ['published'])],
  ['without the release', drop('release')],
  ['with release: null', put('release', null)],
  ['with a list of releases', put('release', [{ tag_name: 'v1.2.3', draft: false, prerelease: false }])],
  ['with a tag for a release', put('release', 'v1.2.3')],
  ['without the tag', drop('release.tag_name')],
  ['with tag_name: null', release({ tag_name: null })],
  ['with a number for a tag', release({ tag_name: 1.2 })],
  ['with a list of tags', release({ tag_name: ['v1.2.3'] })],
  ['with a tag that has its own toString', release({ tag_name: { toString: 'v1.2.3' } })],
  ['without a word on drafts', drop('release.draft')],
  ['with draft in quotes', release({ draft: 'false' })],
  ['with draft: null', release({ draft: null })],
  ['with draft: 0', release({ draft: 0 })],
  ['without a word on pre-releases', drop('release.prerelease')],
  ['with prerelease in quotes', release({ prerelease: 'false' })],
  ['with prerelease: null', release({ prerelease: null })],
  ['with a list for a ref', put('ref', ['refs/tags/v1.2.3'])],
  ['with an empty payload', payload({})]
])

const contradictory = hostile(published, 'refuse contradiction', [
  ['a draft', release({ draft: true })],
  ['a pre-release on another ref', both(release({ prerelease: true }), runnerRef('refs/heads/main'))],
  ['a draft and a pre-release', release({ draft: true, prerelease: true })],
  ...['v1.2.4', 'V1.2.3', 'v1.2.3 ', 'v1.2.3\n', 'v1.2.3\u200b', 'v\uff11.2.3', '', 'main', '*', '**'].map(
    name => [`of ${JSON.stringify(name)} in the payload`, release({ tag_name: name })] as const
  ),
  ['of a full ref in the payload', release({ tag_name: 'refs/tags/v1.2.3' })],
  ['of a path to its tag in the payload', release({ tag_name: '../tags/v1.2.3' })],
  ['of another tag, which was made from v1.2.3', release({ tag_name: 'v9', target_commitish: 'v1.2.3' })],
  ...['refs/heads/main', 'refs/heads/develop', 'refs/heads/v1.2.3', 'refs/tags/v1.2.4', 'refs/tags/main'].map(
    full => [`on ${full}`, runnerRef(full)] as const
  ),
  ...['refs/pull/2/merge', 'v1.2.3', 'tags/v1.2.3', 'refs/tags/refs/tags/v1.2.3', 'refs/tags/v1.2.3\n'].map(
    full => [`on ${JSON.stringify(full)}`, runnerRef(full)] as const
  ),
  ['on the branch that it was made from', runnerRef('refs/heads/master')],
  ['on main, which was its target', both(runnerRef('refs/heads/main'), release({ target_commitish: 'main' }))],
  [
    'on the branch v1.2.3, which was its target',
    both(runnerRef('refs/heads/v1.2.3'), release({ target_commitish: 'v1.2.3' }))
  ],
  ['with another ref in the payload', put('ref', 'refs/heads/main')],
  ['with the short ref in the payload', put('ref', 'v1.2.3')],
  ['with v1.2.4 in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'v1.2.4')],
  ['with the full ref in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'refs/tags/v1.2.3')],
  ['with its branch in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'master')],
  ['said to be a branch', env('GITHUB_REF_TYPE', 'branch')],
  ['said to be a Tag', env('GITHUB_REF_TYPE', 'Tag')],
  ["with a pull request's base", env('GITHUB_BASE_REF', 'main')],
  ["with a pull request's head", env('GITHUB_HEAD_REF', 'changes')],
  ['of a tag that was deleted', env('GITHUB_SHA', zeros)],
  ['of a tag that was deleted, in SHA-256', env('GITHUB_SHA', '0'.repeat(64))],
  ['of a tag for a commit', env('GITHUB_SHA', 'v1.2.3')],
  ['of a short commit', env('GITHUB_SHA', '6113728')],
  ['with a deletion in the payload', put('deleted', true)],
  ['with no commit after it', put('after', zeros)],
  ['with no SHA-256 commit after it', put('after', '0'.repeat(64))]
])

const missing = hostile(published, 'refuse variable-missing', [
  ['without GITHUB_REF', env('GITHUB_REF')],
  ['with an empty GITHUB_REF, as GitHub has left it at times', env('GITHUB_REF', '')],
  ['with no ref at all', both(env('GITHUB_REF', ''), env('GITHUB_REF_NAME', ''), env('GITHUB_REF_TYPE', ''))]
])

const invalid = hostile(published, 'refuse ref-invalid', [
  ...['', 'refs/tags/v1.2.3', 'refs/heads/main', 'refs/pull/2/merge', 'a b', 'v1..2', 'v1.2.3/', '/v1', 'v1.lock'].map(
    name => [`of ${JSON.stringify(name)}`, tagged(name)] as const
  ),
  ...['v1:main', 'v1^{}', 'v1~1', 'v*', '[v]1', 'v?', 'v1\\', '.v1', 'v1.', 'v1@{0}', 'v1\n', 'v1\t', 'v1\u0000'].map(
    name => [`of ${JSON.stringify(name)}`, tagged(name)] as const
  ),
  ...[
    '\u001b[2Kv1',
    'v1\n::set-output name=environment::production',
    '\ud800',
    '6113728f27ae82c7b1a177c8d03f9e96e0adf246'
  ].map(name => [`of ${JSON.stringify(name)}`, tagged(name)] as const),
  ['of a name of 100,000 letters', tagged('v'.repeat(100_000))]
])

const otherTags = hostile(published, 'skip no-match', [
  ...[
    'main',
    'develop',
    'release/1',
    'production',
    'latest',
    'v1.2',
    'v1.2.3.4',
    'v1.2.3-rc1',
    'V1.2.3',
    'xv1.2.3'
  ].map(name => [`of ${name}`, tagged(name)] as const),
  ...[
    'v\uff11.2.3',
    'v1.2.3\u200b',
    '\u202ev1.2.3',
    'v1\u20242.3',
    'v1.2.3\u00a0',
    '$(v1.2.3)',
    'v1.2.3%0A',
    '-v1.2.3'
  ].map(name => [`of ${JSON.stringify(name)}`, tagged(name)] as const),
  ['of test, made from main', both(tagged('test'), release({ target_commitish: 'main' }))],
  ['of test, titled v1.2.3', both(tagged('test'), release({ name: 'v1.2.3' }))]
])

/** A release with what only another event's payload has. */
const ofAnotherEvent = hostile(published, 'refuse contradiction', [
  ...[
    'pull_request',
    'pusher',
    'commits',
    'issue',
    'comment',
    'review',
    'discussion',
    'workflow_run',
    'check_run',
    'check_suite'
  ].map(name => [`with ${name} in the payload`, put(name, {})] as const)
])

const releaseElsewhere = (
  ['push to main', 'push of tag v1.2.3', 'dispatch on main', 'schedule on main', 'pull request into main'] as const
).flatMap(base =>
  hostile(base, 'refuse contradiction', [
    ['with a release in the payload', put('release', { tag_name: 'v1.2.3', draft: false, prerelease: false })]
  ])
)

export const hostileReleases: readonly HostileCase[] = [
  ...[notPublished, prereleases, malformed, contradictory, missing, invalid, otherTags, ofAnotherEvent],
  releaseElsewhere
].flat()
