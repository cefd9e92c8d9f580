import { type HostileCase, hostile } from './hostile-case.ts'
import { base, both, drop, env, payload, put, runnerRef } from './mutation.ts'

const own = { full_name: 'Codertocat/Hello-World', id: 186853002, fork: false }
const headRepo = (changes: object) => put('pull_request.head.repo', { ...own, ...changes })
const fork = { full_name: 'mallory/Hello-World', id: 666, fork: true }
const open = 'pull request into main'
const merged = 'merged pull request into main'

const fromForks = hostile(open, 'refuse pull-request-from-fork', [
  ['from a fork', headRepo(fork)],
  [
    'from a fork whose branch is named main',
    both(headRepo(fork), put('pull_request.head.ref', 'main'), env('GITHUB_HEAD_REF', 'main'))
  ],
  ['from a fork that claims to be none', headRepo({ ...fork, fork: false })],
  [
    'from a fork that does not say what it is',
    put('pull_request.head.repo', { full_name: fork.full_name, id: fork.id })
  ],
  ['from a repository of the same name and another id', headRepo({ id: 666 })],
  ['from a repository of another name and the same id', headRepo({ full_name: 'mallory/Hello-World' })],
  ['from a repository of another owner in other letters', headRepo({ full_name: 'codertocat-/hello-world', id: 666 })],
  ['from another repository of the owner', headRepo({ full_name: 'Codertocat/Hello-World2', id: 186853003 })]
])

const mergedFork = hostile(merged, 'refuse pull-request-from-fork', [['from a fork', headRepo(fork)]])

const unclear = hostile(open, 'refuse pull-request-unclear', [
  ['from a fork deleted since', put('pull_request.head.repo', null)],
  ['without the head repository', drop('pull_request.head.repo')],
  ['without a head', drop('pull_request.head')],
  ['with an empty head', put('pull_request.head', null)],
  ['with a list for a head', put('pull_request.head', [])],
  ['with a word for a head', put('pull_request.head', 'Codertocat:changes')],
  ['without the head id', put('pull_request.head.repo', { full_name: own.full_name, fork: false })],
  ['without the base id', drop('pull_request.base.repo.id')],
  ['without both ids', both(drop('pull_request.base.repo.id'), drop('pull_request.head.repo.id'))],
  ['with a head that is itself yet a fork', headRepo({ fork: true })],
  ['without the pull request', drop('pull_request')],
  ['with nothing for a pull request', put('pull_request', null)],
  ['with a list for a pull request', put('pull_request', [])],
  ['with the empty payload that GitHub announces for forks', payload({})]
])

const malformed = hostile(open, 'refuse payload-malformed', [
  ['with a word for the head repository', put('pull_request.head.repo', own.full_name)],
  ['with a list for the head repository', put('pull_request.head.repo', [own])],
  ['with a Kelvin sign in the head repository', headRepo({ full_name: 'Codertocat/Hello-\u212aorld' })],
  ['with a Cyrillic head repository', headRepo({ full_name: 'C\u043edertocat/Hello-World' })],
  ['without the head repository name', put('pull_request.head.repo', { id: own.id })],
  ['with a head id in quotes', headRepo({ id: '186853002' })],
  ['with a fractional head id', headRepo({ id: 186853002.5 })],
  ['with an empty head id', headRepo({ id: null })],
  ['with a fork flag in quotes', headRepo({ fork: 'false' })],
  ['without a base', drop('pull_request.base')],
  ['without the base name', drop('pull_request.base.ref')],
  ['with a list for the base name', put('pull_request.base.ref', ['main'])],
  ['without the base repository', drop('pull_request.base.repo')],
  ['with an empty base repository', put('pull_request.base.repo', null)],
  ['without a number', drop('number')],
  ['with a number in quotes', put('number', '2')],
  ['with number 0', put('number', 0)],
  ['with number -2', put('number', -2)],
  ['with number 2.5', put('number', 2.5)],
  ['with an inner number that has its own toString', put('pull_request.number', { toString: 2 })],
  ['without an action', drop('action')],
  ['with a list for an action', put('action', ['opened'])],
  ['with a merged flag in quotes', put('pull_request.merged', 'true')],
  ['without the head name', drop('pull_request.head.ref')],
  ['with a number for the head name', put('pull_request.head.ref', 7)]
])

const contradictory = hostile(open, 'refuse contradiction', [
  ['with another base in GITHUB_BASE_REF', env('GITHUB_BASE_REF', 'develop')],
  ['with another base in the payload', put('pull_request.base.ref', 'develop')],
  ['with a full ref for the base in the payload', put('pull_request.base.ref', 'refs/heads/main')],
  ['with a base in other letters', put('pull_request.base.ref', 'Main')],
  ['with another head in GITHUB_HEAD_REF', env('GITHUB_HEAD_REF', 'main')],
  ['with another head in the payload', put('pull_request.head.ref', 'main')],
  ['of another base repository', put('pull_request.base.repo', { ...own, full_name: 'mallory/Hello-World' })],
  ['of another base repository id', put('pull_request.base.repo', { ...own, id: 666 })],
  ['inside a fork', both(put('pull_request.base.repo', fork), headRepo(fork))],
  ['with another number inside', put('pull_request.number', 3)],
  ['with another number in GITHUB_REF', runnerRef('refs/pull/3/merge')],
  ['on the base branch without a merge', runnerRef('refs/heads/main')],
  ['on the head branch', runnerRef('refs/heads/changes')],
  ['on refs/pull/2/head', runnerRef('refs/pull/2/head')],
  ['on refs/pull/02/merge', runnerRef('refs/pull/02/merge')],
  ['on refs/pull/2/merge/x', runnerRef('refs/pull/2/merge/x')],
  ['on refs/remotes/pull/2/merge', runnerRef('refs/remotes/pull/2/merge')],
  ['on a branch named refs/pull/2/merge', runnerRef('refs/heads/refs/pull/2/merge')],
  ['on the tag v1.2.3', runnerRef('refs/tags/v1.2.3')],
  ['with another number in GITHUB_REF_NAME', env('GITHUB_REF_NAME', '3/merge')],
  ['with the base in GITHUB_REF_NAME', env('GITHUB_REF_NAME', 'main')],
  ['as a tag', env('GITHUB_REF_TYPE', 'tag')]
])

const mergedElsewhere = hostile(merged, 'refuse contradiction', [
  ['on another branch', runnerRef('refs/heads/develop')],
  ['on the head branch', runnerRef('refs/heads/changes')],
  ['with the slash that the documentation writes', runnerRef('/refs/heads/main')],
  ['not merged', put('pull_request.merged', false)],
  ['without saying that it is merged', drop('pull_request.merged')]
])

const withoutBase = hostile(open, 'refuse variable-missing', [
  ['without GITHUB_BASE_REF', env('GITHUB_BASE_REF')],
  ['with an empty GITHUB_BASE_REF', env('GITHUB_BASE_REF', '')]
])

const invalidBase = hostile(open, 'refuse ref-invalid', [
  ...['refs/heads/main', 'main\n', '**', 'main~1', 'main..x', 'x/', '0'.repeat(40)].map(
    name => [`into ${JSON.stringify(name)}`, base(name)] as const
  )
])

const invalidHead = hostile(open, 'refuse ref-invalid', [
  ...['**', 'main\nx', 'x\u0000', '../main', 'main:main', 'refs/heads/main', '', '\u001b[2Kmain', 'x'.repeat(2000)].map(
    name =>
      [
        `from ${JSON.stringify(name.slice(0, 30))}`,
        both(put('pull_request.head.ref', name), env('GITHUB_HEAD_REF', name))
      ] as const
  )
])

const closed = hostile(open, 'skip pull-request-closed', [
  ['closed without a merge', both(put('action', 'closed'), put('pull_request.state', 'closed'))],
  ['said to be closed, though open', put('action', 'closed')],
  ['labeled after it was turned down', both(put('action', 'labeled'), put('pull_request.state', 'closed'))]
])

const closedLongAgo = hostile(merged, 'skip pull-request-closed', [
  ...['labeled', 'edited', 'unlocked', 'assigned', 'synchronize'].map(
    action => [`${action} after the merge`, put('action', action)] as const
  )
])

const mergedButOpen = hostile(merged, 'refuse contradiction', [
  ['merged, though open', put('pull_request.state', 'open')]
])

const otherBases = hostile(open, 'skip no-match', [
  ...['feature', 'Main', 'm\u0430in', 'main2', 'v1.2.3'].map(
    name => [`into ${JSON.stringify(name)}`, base(name)] as const
  ),
  [
    'from main into feature',
    both(base('feature'), put('pull_request.head.ref', 'main'), env('GITHUB_HEAD_REF', 'main'))
  ],
  [
    'from production into feature',
    both(base('feature'), put('pull_request.head.ref', 'production'), env('GITHUB_HEAD_REF', 'production'))
  ]
])

const queue = hostile(open, 'skip merge-queue', [['into a merge queue', base('gh-readonly-queue/main/pr-1-abc')]])

export const hostilePullRequests: readonly HostileCase[] = [
  ...[fromForks, mergedFork, unclear, malformed, contradictory, mergedElsewhere, withoutBase, invalidBase, invalidHead],
  ...[closed, closedLongAgo, mergedButOpen, otherBases, queue]
].flat()
