import { describe, expect, test } from '@jest/globals'
import { readEvent } from '../../src/gate/event.ts'
import { documentedEvents, standingOf } from '../../src/gate/event-policy.ts'
import type { Refusal, Skip } from '../../src/gate/outcome.ts'
import { baseEvents } from './hostile/base-event.ts'
import { both, drop, env, type Mutation, put, ref, release, runnerRef, tagged } from './hostile/mutation.ts'

function read(base: keyof typeof baseEvents, ...mutations: readonly Mutation[]) {
  const input = structuredClone(baseEvents[base]())
  for (const mutation of mutations) mutation(input)
  return readEvent(input.env, JSON.stringify(input.payload))
}

/** Why a reading starts nothing. */
function reasonOf(reading: ReturnType<typeof read>) {
  return (reading.kind === 'barred' ? reading.objection : (reading as Skip | Refusal)).reason
}

const sha256 = 'a'.repeat(64)
const branch = (name: string) => ({ type: 'branch', name, full: `refs/heads/${name}` })
const tag = (name: string) => ({ type: 'tag', name, full: `refs/tags/${name}` })

describe('an event that is as it should be', () => {
  test('a push goes by its ref', () => {
    expect(read('push to main')).toEqual({
      kind: 'ref',
      event: 'push',
      ref: branch('main'),
      isForced: false,
      isFork: false
    })
    expect(read('push of tag v1.2.3')).toMatchObject({ ref: { type: 'tag', name: 'v1.2.3', full: 'refs/tags/v1.2.3' } })
    expect(read('push to main', ref('refs/heads/release/1.0'))).toMatchObject({ ref: branch('release/1.0') })
  })

  test('a forced push is read as one', () => {
    expect(read('push to main', put('forced', true))).toEqual({
      kind: 'ref',
      event: 'push',
      ref: branch('main'),
      isForced: true,
      isFork: false
    })
  })

  test('a new branch or tag replaces nothing, even if its push was forced', () => {
    const isNew = both(put('created', true), put('before', '0'.repeat(40)), put('forced', true))
    expect(read('push to main', isNew)).toMatchObject({ isForced: false, isFork: false })
    expect(read('push of tag v1.2.3', isNew)).toMatchObject({ isForced: false, isFork: false })
    expect(read('push to main', both(put('created', true), put('forced', true)))).toMatchObject({ isForced: true })
  })

  test("a tag's object is not the commit that it points to", () => {
    const annotated = read('push of tag v1.2.3', put('after', 'b'.repeat(40)))
    expect(annotated).toMatchObject({ kind: 'ref', ref: { type: 'tag', name: 'v1.2.3' } })
  })

  test('so do a dispatch, also on a tag, and a schedule', () => {
    expect(read('dispatch on main')).toEqual({
      kind: 'ref',
      event: 'workflow_dispatch',
      ref: branch('main'),
      isForced: false,
      isFork: false
    })
    expect(read('dispatch on main', ref('refs/tags/v1'))).toMatchObject({
      kind: 'ref',
      ref: { type: 'tag', name: 'v1' }
    })
    expect(read('schedule on main')).toEqual({
      kind: 'ref',
      event: 'schedule',
      ref: branch('main'),
      isForced: false,
      isFork: false
    })
  })

  test('a pull request goes by its base, open or merged', () => {
    const pullRequest = { number: 2, head: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821' }
    const expected = {
      kind: 'ref',
      event: 'pull_request',
      ref: branch('main'),
      isForced: false,
      isFork: false,
      pullRequest
    }
    expect(read('pull request into main')).toEqual(expected)
    expect(read('merged pull request into main')).toEqual(expected)
    expect(read('merged pull request into main', runnerRef('refs/pull/2/merge'))).toEqual(expected)
  })

  test('a release goes by its tag', () => {
    expect(read('release of v1.2.3')).toEqual({
      kind: 'ref',
      event: 'release',
      ref: tag('v1.2.3'),
      isForced: false,
      isFork: false
    })
  })

  test.each<readonly [string, Mutation, name?: string]>([
    ['from a branch other than the default', release({ target_commitish: 'feature' })],
    ['made from another commit than its tag has', release({ target_commitish: 'b'.repeat(40) })],
    ['that does not say what it was made from', drop('release.target_commitish')],
    ['without a title and a text', release({ name: null, body: null })],
    ['whose title is another tag', release({ name: 'v9.9.9' })],
    ['without GITHUB_SHA', env('GITHUB_SHA')],
    ['of a SHA-256 commit', env('GITHUB_SHA', sha256)],
    ['without GITHUB_REF_NAME and GITHUB_REF_TYPE', both(env('GITHUB_REF_NAME'), env('GITHUB_REF_TYPE'))],
    ['whose payload names its ref', put('ref', 'refs/tags/v1.2.3')],
    ['with a discussion of its own', release({ discussion_url: 'https://github.com/acme/models/discussions/1' })],
    ['of a tag with a slash', tagged('models/v1'), 'models/v1'],
    ['of a tag named like a branch', tagged('main'), 'main'],
    ['of a tag in Chinese', tagged('版本一'), '版本一'],
    ['of a tag with a plus and a hash', tagged('v1.2.3+build#7'), 'v1.2.3+build#7'],
    ['of a tag with an invisible character', tagged('v1\u200b'), 'v1\u200b']
  ])('a release %s is read', (_, mutation, name = 'v1.2.3') => {
    expect(read('release of v1.2.3', mutation)).toMatchObject({ kind: 'ref', ref: tag(name) })
  })

  test.each<readonly [string, keyof typeof baseEvents, Mutation]>([
    ['a push that does not say whether it was forced', 'push to main', drop('forced')],
    ['a push whose base_ref is another branch', 'push to main', put('base_ref', 'refs/heads/develop')],
    ['a push without GITHUB_REF_TYPE', 'push to main', env('GITHUB_REF_TYPE')],
    ['a push without GITHUB_REPOSITORY_ID', 'push to main', env('GITHUB_REPOSITORY_ID')],
    ['a push without the repository id', 'push to main', drop('repository.id')],
    ['a push that says nothing of deletion but what came after', 'push to main', drop('deleted')],
    ['a push of a SHA-256 commit', 'push to main', both(put('after', sha256), env('GITHUB_SHA', sha256))],
    ['a push without GITHUB_REF_NAME', 'push to main', env('GITHUB_REF_NAME')],
    ['a dispatch with an empty GITHUB_REF_NAME', 'dispatch on main', env('GITHUB_REF_NAME', '')],
    ['a schedule without GITHUB_REF_NAME', 'schedule on main', env('GITHUB_REF_NAME')],
    ['a pull request without GITHUB_REF_NAME', 'pull request into main', env('GITHUB_REF_NAME')],
    ['a merged pull request of its own name', 'merged pull request into main', env('GITHUB_REF_NAME', '2/merge')],
    ['a push whose pull_request is null', 'push to main', put('pull_request', null)],
    ['a dispatch whose inputs are named like events', 'dispatch on main', put('inputs', { issue: '7', comment: 'x' })],
    ['a dispatch that is said to delete nothing', 'dispatch on main', put('deleted', false)],
    ['a pull request that got a commit', 'pull request into main', put('after', 'b'.repeat(40))],
    ['a push without GITHUB_SHA', 'push to main', env('GITHUB_SHA')],
    ['a repository in other letters', 'push to main', env('GITHUB_REPOSITORY', 'codertocat/HELLO-world')],
    ['a push in a repository that is itself a fork', 'push to main', put('repository.fork', true)],
    ['a schedule as before 2022', 'schedule on main', both(drop('repository'), drop('workflow'))],
    ['a schedule that does not name the default branch', 'schedule on main', drop('repository.default_branch')],
    ['a pull request without the inner number', 'pull request into main', drop('pull_request.number')],
    ['a pull request without GITHUB_HEAD_REF', 'pull request into main', env('GITHUB_HEAD_REF')],
    ['a pull request without a repository', 'pull request into main', drop('repository')],
    [
      'a pull request inside a repository that is itself a fork',
      'pull request into main',
      both(put('pull_request.base.repo.fork', true), put('pull_request.head.repo.fork', true))
    ]
  ])('%s is read', (_, base, mutation) => {
    expect(read(base, mutation)).toMatchObject({ kind: 'ref', ref: branch('main') })
  })
})

test('a pull request from a fork is only barred, so that rules without pull_request stay green', () => {
  expect(read('pull request into main', put('pull_request.head.repo', null))).toEqual({
    kind: 'barred',
    event: 'pull_request',
    objection: { kind: 'refuse', reason: { code: 'pull-request-unclear', text: expect.any(String) } }
  })
})

test.each<readonly [string, Mutation]>([
  ['whose file and variables contradict each other', release({ tag_name: 'v1.2.4' })],
  ['that GitHub left without GITHUB_REF', env('GITHUB_REF', '')],
  ['that is a pre-release', release({ prerelease: true })],
  ['that was edited', put('action', 'edited')],
  ['without a repository', drop('repository')]
])('a release %s is only barred, so that rules without release stay green', (_, mutation) => {
  expect(read('release of v1.2.3', mutation)).toMatchObject({ kind: 'barred', event: 'release' })
})

describe('reasons are sentences that say what to do', () => {
  test.each<readonly [keyof typeof baseEvents, Mutation, string]>([
    [
      'push to main',
      env('GITHUB_EVENT_NAME', 'issue_comment'),
      'issue_comment can be caused by anyone who may comment, so it never starts a pipeline; use push, workflow_dispatch, schedule, pull_request or release.'
    ],
    [
      'push to main',
      env('GITHUB_EVENT_NAME', 'pul_request'),
      "The event 'pul_request' is not known to this action, so it never starts a pipeline; use push, workflow_dispatch, schedule, pull_request or release. Did you mean 'pull_request'?"
    ],
    [
      'push to main',
      put('ref', 'refs/heads/x\u202e\n'),
      "GITHUB_REF is 'refs/heads/main' but the event file's ref is 'refs/heads/x\\u{202e}\\u{a}', so the event contradicts itself and nothing is started."
    ],
    ['push to main', put('deleted', true), "The push deleted 'refs/heads/main'."],
    [
      'pull request into main',
      both(put('action', 'closed'), put('pull_request.state', 'closed')),
      'The pull request was closed without a merge.'
    ],
    [
      'push to main',
      env('GITHUB_EVENT_NAME', 'create'),
      'create is about a ref that a push reports as well, so it chooses no environment; use push, workflow_dispatch, schedule, pull_request or release.'
    ],
    [
      'release of v1.2.3',
      release({ tag_name: 'v1.2.4' }),
      "GITHUB_REF is 'refs/tags/v1.2.3' but the event file's release.tag_name is 'v1.2.4', so the event contradicts itself and nothing is started."
    ],
    ['release of v1.2.3', put('action', 'edited'), "The release event says 'edited'; only 'published' counts."],
    [
      'release of v1.2.3',
      release({ prerelease: true }),
      "The release 'v1.2.3' is a pre-release; only a full one counts."
    ],
    [
      'release of v1.2.3',
      release({ draft: true }),
      "The event file's action is 'published' but its release.draft is 'true', so the event contradicts itself and nothing is started."
    ],
    [
      'push to main',
      put('comment', { body: '/deploy' }),
      "GITHUB_EVENT_NAME is 'push' but the event file has 'comment', which is another event's, so the event contradicts itself and nothing is started."
    ],
    [
      'push to main',
      env('GITHUB_REF'),
      'GITHUB_REF is missing, so the event is unknown; run this action in a GitHub workflow.'
    ]
  ])('%s', (base, mutation, text) => {
    expect(reasonOf(read(base, mutation)).text).toBe(text)
  })
})

test.each(documentedEvents().filter(name => standingOf(name).kind !== 'decides'))(
  'the event %s chooses no environment, and the reason says why',
  name => {
    const { text } = reasonOf(read('push to main', env('GITHUB_EVENT_NAME', name)))
    expect(text).toMatch(
      new RegExp(`^${name} (?:is|can|does|says|brings|reports|always) [a-z, ']{15,}(?:, so it|; the push)`)
    )
  }
)

describe('two places that contradict each other are both named, with what each says:', () => {
  test.each<readonly [keyof typeof baseEvents, Mutation, string, string]>([
    [
      'push to main',
      put('ref', 'refs/heads/x'),
      "GITHUB_REF is 'refs/heads/main'",
      "the event file's ref is 'refs/heads/x'"
    ],
    [
      'push to main',
      env('GITHUB_SHA', 'b'.repeat(40)),
      `GITHUB_SHA is '${'b'.repeat(40)}'`,
      "the event file's after is '6113728f27ae82c7b1a177c8d03f9e96e0adf246'"
    ],
    ['push to main', env('GITHUB_REF_TYPE', 'tag'), "GITHUB_REF_TYPE is 'tag'", "GITHUB_REF is 'refs/heads/main'"],
    ['push to main', env('GITHUB_REF_NAME', 'x'), "GITHUB_REF_NAME is 'x'", "GITHUB_REF is 'refs/heads/main'"],
    [
      'push to main',
      env('GITHUB_BASE_REF', 'x'),
      "GITHUB_EVENT_NAME is 'push'",
      "GITHUB_BASE_REF, which only a pull request has, is 'x'"
    ],
    [
      'dispatch on main',
      env('GITHUB_HEAD_REF', 'x'),
      "GITHUB_EVENT_NAME is 'workflow_dispatch'",
      "GITHUB_HEAD_REF, which only a pull request has, is 'x'"
    ],
    [
      'push to main',
      env('GITHUB_REPOSITORY', 'acme/other'),
      "GITHUB_REPOSITORY is 'acme/other'",
      "the event file's repository.full_name is 'Codertocat/Hello-World'"
    ],
    [
      'push to main',
      env('GITHUB_REPOSITORY_ID', '7'),
      "GITHUB_REPOSITORY_ID is '7'",
      "the event file's repository.id is '186853002'"
    ],
    [
      'schedule on main',
      put('repository.default_branch', 'x'),
      "GITHUB_REF is 'refs/heads/main'",
      "the event file's repository.default_branch is 'x'"
    ],
    [
      'dispatch on main',
      put('deleted', true),
      "GITHUB_EVENT_NAME is 'workflow_dispatch'",
      'deleted, which only a push has,'
    ],
    [
      'dispatch on main',
      put('after', '0'.repeat(40)),
      "GITHUB_EVENT_NAME is 'workflow_dispatch'",
      `the event file's after, as of a deletion, is '${'0'.repeat(40)}'`
    ],
    ['pull request into main', put('number', 3), "number is '3'", "pull_request.number is '2'"],
    [
      'pull request into main',
      put('pull_request.base.ref', 'x'),
      "GITHUB_BASE_REF is 'main'",
      "the event file's pull_request.base.ref is 'x'"
    ],
    [
      'pull request into main',
      runnerRef('refs/pull/3/merge'),
      "GITHUB_REF is 'refs/pull/3/merge'",
      "the ref of this pull request is 'refs/pull/2/merge'"
    ],
    [
      'merged pull request into main',
      runnerRef('refs/heads/x'),
      "GITHUB_REF is 'refs/heads/x'",
      "the ref of this pull request is 'refs/pull/2/merge or refs/heads/main'"
    ],
    [
      'pull request into main',
      env('GITHUB_REF_TYPE', 'tag'),
      "GITHUB_REF_TYPE is 'tag'",
      "GITHUB_REF is 'refs/pull/2/merge'"
    ],
    [
      'pull request into main',
      env('GITHUB_REF_NAME', 'x'),
      "GITHUB_REF_NAME is 'x'",
      "GITHUB_REF is 'refs/pull/2/merge'"
    ],
    [
      'pull request into main',
      env('GITHUB_HEAD_REF', 'x'),
      "GITHUB_HEAD_REF is 'x'",
      "the event file's pull_request.head.ref is 'changes'"
    ],
    [
      'merged pull request into main',
      put('pull_request.state', 'open'),
      "pull_request.merged is 'true'",
      "pull_request.state is 'open'"
    ]
  ])('%s', (base, mutation, one, other) => {
    const { code, text } = reasonOf(read(base, mutation))
    expect([code, text]).toEqual([
      'contradiction',
      expect.stringMatching(/^.* is '.*' but .* is '.*', so the event contradicts itself and nothing is started\.$/)
    ])
    expect(text).toContain(one)
    expect(text).toContain(other)
  })
})

describe('a field that is not what it should be is named, with what it should be:', () => {
  test.each<readonly [keyof typeof baseEvents, string, unknown, string]>([
    ['push to main', 'ref', 7, 'text'],
    ['push to main', 'deleted', 'no', 'true or false'],
    ['push to main', 'after', 'x', 'a commit id'],
    ['push to main', 'forced', 'no', 'true or false'],
    ['dispatch on main', 'ref', 7, 'text'],
    ['push to main', 'repository', 'x', 'an object'],
    ['push to main', 'repository.full_name', 'x', "an 'owner/name'"],
    ['push to main', 'repository.full_name', 7, "an 'owner/name'"],
    ['push to main', 'repository.id', 0, 'a whole number'],
    ['push to main', 'repository.id', 1.5, 'a whole number'],
    ['push to main', 'repository.fork', 'no', 'true or false'],
    ['schedule on main', 'schedule', ' ', 'a cron expression'],
    ['schedule on main', 'schedule', 7, 'a cron expression'],
    ['schedule on main', 'repository.default_branch', 7, "a branch's name"],
    ['pull request into main', 'number', 0, 'a whole number'],
    ['pull request into main', 'number', '2', 'a whole number'],
    ['pull request into main', 'pull_request.number', -2, 'a whole number'],
    ['pull request into main', 'pull_request.merged', 'no', 'true or false'],
    ['pull request into main', 'pull_request.base', 'main', 'an object'],
    ['pull request into main', 'pull_request.base.ref', 7, 'text'],
    ['pull request into main', 'pull_request.base.repo', 7, 'an object'],
    ['pull request into main', 'pull_request.head.ref', 7, 'text'],
    ['pull request into main', 'pull_request.head.sha', 'x', 'a commit id'],
    ['pull request into main', 'pull_request.head.repo.full_name', 'x', "an 'owner/name'"],
    ['pull request into main', 'action', 7, 'text'],
    ['release of v1.2.3', 'action', 7, 'text'],
    ['release of v1.2.3', 'release', 7, 'an object'],
    ['release of v1.2.3', 'release.tag_name', 7, 'text'],
    ['release of v1.2.3', 'release.draft', 'no', 'true or false'],
    ['release of v1.2.3', 'release.prerelease', 'no', 'true or false']
  ])('%s, %s', (base, path, value, expected) => {
    expect(reasonOf(read(base, put(path, value)))).toEqual({
      code: 'payload-malformed',
      text: `The event file's ${path} is not ${expected}, so nothing is started; re-run the workflow from its event.`
    })
  })
})

test("every event of GitHub's documentation has its place in one table", () => {
  const kinds = Object.groupBy(documentedEvents(), name => standingOf(name).kind)
  expect(kinds.decides).toEqual(['push', 'workflow_dispatch', 'schedule', 'pull_request', 'release'])
  expect(kinds.refused).toHaveLength(14)
  expect(documentedEvents()).toHaveLength(new Set(documentedEvents()).size)
  expect(standingOf('workflow_call')).toEqual({ kind: 'unknown' })
})

test('variables count only if they are the environment\u2019s own', () => {
  const { env: variables, payload } = baseEvents['push to main']()
  expect(readEvent(Object.create(variables), JSON.stringify(payload))).toMatchObject({ kind: 'refuse' })
})
