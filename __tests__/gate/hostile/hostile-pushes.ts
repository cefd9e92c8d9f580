import { type HostileCase, hostile } from './hostile-case.ts'
import { both, drop, env, put, ref, runnerRef } from './mutation.ts'

const zeros = '0'.repeat(40)
const other = 'b'.repeat(40)

/** For a deletion GitHub sets GITHUB_REF to the default branch, which here is the one that production accepts. */
const deletions = hostile('push to main', 'skip ref-deleted', [
  ['deleting a feature branch', both(put('ref', 'refs/heads/feature'), put('deleted', true), put('after', zeros))],
  ['deleting develop', both(put('ref', 'refs/heads/develop'), put('deleted', true), put('after', zeros))],
  ['deleting main', both(put('deleted', true), put('after', zeros))],
  ['deleting the tag v1.2.3', both(put('ref', 'refs/tags/v1.2.3'), put('deleted', true), put('after', zeros))],
  ['deleted, with a commit after it', put('deleted', true)],
  ['not deleted, with no commit after it', put('after', zeros)],
  ['not deleted, with no SHA-256 commit after it', put('after', '0'.repeat(64))],
  ['with no commit after it and no word on deletion', both(drop('deleted'), put('after', zeros))],
  ['forced and deleted', both(put('forced', true), put('deleted', true), put('after', zeros))],
  ['deleting a branch that git does not allow', both(put('ref', 'refs/heads/a..b\n'), put('deleted', true))],
  ['deleting a merge queue branch', both(put('ref', 'refs/heads/gh-readonly-queue/main/pr-1-a'), put('deleted', true))]
])

const tagDeletion = hostile('push of tag v1.2.3', 'skip ref-deleted', [
  ['deleting it', both(runnerRef('refs/heads/main'), put('deleted', true))],
  ['deleting it, with GITHUB_REF unchanged', both(put('deleted', true), put('after', zeros))]
])

/** Asking for an environment does not turn a deletion into a push. */
const askedFor = hostile('push to main', 'skip ref-deleted', [['deleted', put('deleted', true)]], 'production')

const malformed = hostile('push to main', 'refuse payload-malformed', [
  ['"deleted" in quotes', put('deleted', 'true')],
  ['deleted: 1', put('deleted', 1)],
  ['deleted: null', put('deleted', null)],
  ['neither deleted nor after', both(drop('deleted'), drop('after'))],
  ['no after', drop('after')],
  ['deleted: true and no after', both(put('deleted', true), drop('after'))],
  ['an empty after', put('after', '')],
  ['after: null', put('after', null)],
  ['after: 0', put('after', 0)],
  ['too few zeros after', put('after', '0'.repeat(39))],
  ['too many zeros after', put('after', '0'.repeat(41))],
  ['a branch after', put('after', 'refs/heads/main')],
  ['a list of commits after', put('after', [zeros])],
  ['no ref', drop('ref')],
  ['ref: null', put('ref', null)],
  ['ref: 7', put('ref', 7)],
  ['a list of refs', put('ref', ['refs/heads/main'])],
  ['a ref that has its own toString', put('ref', { toString: 'refs/heads/main' })]
])

const otherRef = hostile('push to main', 'refuse contradiction', [
  ['with develop in the payload', put('ref', 'refs/heads/develop')],
  ['with a feature branch in the payload', put('ref', 'refs/heads/feature')],
  ['forced on another branch', both(put('forced', true), put('ref', 'refs/heads/feature'))],
  ['with the short name in the payload', put('ref', 'main')],
  ['with other letters in the payload', put('ref', 'refs/heads/Main')],
  ['with a space in the payload', put('ref', 'refs/heads/main ')],
  ['with an empty ref in the payload', put('ref', '')],
  ['with the tag main in the payload', put('ref', 'refs/tags/main')],
  ['with a Cyrillic main in the payload', put('ref', 'refs/heads/m\u0430in')],
  ['with develop in GITHUB_REF', runnerRef('refs/heads/develop')],
  ['with v1.2.3 in GITHUB_REF', runnerRef('refs/tags/v1.2.3')],
  ['with a pull request in GITHUB_REF', runnerRef('refs/pull/2/merge')],
  ['with develop in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'develop')],
  ['with a feature branch in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'feature/main')],
  ['with other letters in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'Main')],
  ['with the full ref in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'refs/heads/main')],
  ['with a pull request in GITHUB_REF_NAME', env('GITHUB_REF_NAME', '2/merge')],
  ['of another commit in GITHUB_SHA', env('GITHUB_SHA', other)],
  ['of another commit in the payload', put('after', other)],
  ['of a short commit in GITHUB_SHA', env('GITHUB_SHA', '6113728')],
  ['of no commit in GITHUB_SHA', env('GITHUB_SHA', zeros)],
  ['with a branch in GITHUB_SHA', env('GITHUB_SHA', 'refs/heads/main')],
  ['forced to another commit', both(put('forced', true), put('after', other))],
  ['said to be a tag', env('GITHUB_REF_TYPE', 'tag')],
  ['said to be a Branch', env('GITHUB_REF_TYPE', 'Branch')],
  ['said to be a commit', env('GITHUB_REF_TYPE', 'commit')],
  ["with a pull request's base", env('GITHUB_BASE_REF', 'main')],
  ["with a pull request's head", env('GITHUB_HEAD_REF', 'changes')]
])

const otherTag = hostile('push of tag v1.2.3', 'refuse contradiction', [
  ['with the branch v1.2.3 in the payload', put('ref', 'refs/heads/v1.2.3')],
  ['with v1.2.4 in the payload', put('ref', 'refs/tags/v1.2.4')],
  ['said to be a branch', env('GITHUB_REF_TYPE', 'branch')],
  ['with v1.2.4 in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'v1.2.4')],
  ['with a branch in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'main')],
  ['with its branch in GITHUB_REF', runnerRef('refs/heads/main')]
])

const otherDispatch = hostile('dispatch on main', 'refuse contradiction', [
  ['with the short name in the payload', put('ref', 'main')],
  ['with develop in the payload', put('ref', 'refs/heads/develop')],
  ['with the tag main in the payload', put('ref', 'refs/tags/main')],
  ['with develop in GITHUB_REF', runnerRef('refs/heads/develop')],
  ['with develop in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'develop')],
  ['said to be a tag', env('GITHUB_REF_TYPE', 'tag')],
  ["with a pull request's base", env('GITHUB_BASE_REF', 'main')]
])

/** One event's name on a payload that has another's subject. */
const subjects = {
  pull_request: { number: 2, base: { ref: 'main' } },
  issue: { number: 7, title: 'refs/heads/main' },
  comment: { body: '/deploy production' },
  review: { state: 'approved' },
  discussion: { title: 'refs/heads/main' },
  workflow_run: { head_branch: 'main', event: 'pull_request' },
  check_run: { conclusion: 'success' },
  check_suite: { conclusion: 'success' }
}

const ofAnotherEvent = [
  ...(['push to main', 'push of tag v1.2.3', 'dispatch on main', 'schedule on main'] as const).flatMap(base =>
    hostile(
      base,
      'refuse contradiction',
      Object.entries(subjects).map(([name, value]) => [`with ${name} in the payload`, put(name, value)] as const)
    )
  ),
  ...hostile(
    'pull request into main',
    'refuse contradiction',
    Object.entries(subjects)
      .filter(([name]) => name !== 'pull_request')
      .map(([name, value]) => [`with ${name} in the payload`, put(name, value)] as const)
  ),
  ...hostile('push to main', 'refuse contradiction', [
    ['with a comment that is text', put('comment', '/deploy production')],
    ['with an empty issue in the payload', put('issue', {})],
    ['with an issue that is false', put('issue', false)],
    ['deleted, with a pull request in the payload', both(put('deleted', true), put('pull_request', {}))]
  ]),
  ...(['dispatch on main', 'schedule on main', 'pull request into main'] as const).flatMap(base =>
    hostile(base, 'refuse contradiction', [
      ['deleted', put('deleted', true)],
      ['with no commit after it', put('after', zeros)],
      ['with no SHA-256 commit after it', put('after', '0'.repeat(64))],
      ['deleted with no commit after it', both(put('deleted', true), put('after', zeros))]
    ])
  )
]

const malformedDispatch = hostile('dispatch on main', 'refuse payload-malformed', [
  ['without a ref', drop('ref')],
  ['with ref: null', put('ref', null)],
  ['with an input named ref only', both(drop('ref'), put('inputs', { ref: 'refs/heads/main' }))]
])

const otherSchedule = hostile('schedule on main', 'refuse contradiction', [
  ['with develop in the payload', put('ref', 'refs/heads/develop')],
  ['after the default branch was renamed', put('repository.default_branch', 'trunk')],
  ['with a full ref for the default branch', put('repository.default_branch', 'refs/heads/main')],
  ['with develop in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'develop')],
  ['with an empty default branch', put('repository.default_branch', '')],
  ["with a pull request's head", env('GITHUB_HEAD_REF', 'changes')]
])

const malformedSchedule = hostile('schedule on main', 'refuse payload-malformed', [
  ['without a schedule', drop('schedule')],
  ['with schedule: null', put('schedule', null)],
  ['with an empty schedule', put('schedule', '')],
  ['with a schedule of spaces', put('schedule', ' ')],
  ['with ref: null', put('ref', null)],
  ['with a list for the default branch', put('repository.default_branch', ['main'])],
  ['with repository: null', put('repository', null)]
])

const forcedHere = [
  ...hostile('push to main', 'refuse force-push', [
    ['forced', put('forced', true)],
    ['forced back to an older commit', both(put('forced', true), put('commits', []), put('head_commit', null))]
  ]),
  ...hostile('push to develop', 'refuse force-push', [['forced', put('forced', true)]]),
  ...hostile('push of tag v1.2.3', 'refuse force-push', [['moved by force', put('forced', true)]]),
  ...hostile('push to main', 'refuse payload-malformed', [
    ...['true', 1, null, []].map(value => [`with ${JSON.stringify(value)} for forced`, put('forced', value)] as const)
  ])
]

const forced = hostile('push to main', 'skip no-match', [
  [
    'forced on a feature branch',
    both(ref('refs/heads/feature'), put('forced', true), put('base_ref', 'refs/heads/main'))
  ],
  [
    'creating a branch from main',
    both(ref('refs/heads/feature'), put('created', true), put('base_ref', 'refs/heads/main'))
  ]
])

const basedOnMain = hostile('push of tag v1.2.3', 'skip no-match', [
  ['of the tag test, whose base_ref is main', both(ref('refs/tags/test'), put('base_ref', 'refs/heads/main'))]
])

export const hostilePushes: readonly HostileCase[] = [
  ...[deletions, tagDeletion, askedFor, malformed, otherRef, otherTag, otherDispatch, malformedDispatch, otherSchedule],
  ...[ofAnotherEvent, malformedSchedule, forcedHere, forced, basedOnMain]
].flat()
