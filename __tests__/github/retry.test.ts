import { expect, test } from '@jest/globals'
import { faultOf } from '../../src/github/retry.ts'
import { ActionError } from '../../src/text/errors.ts'

const now = Date.UTC(2026, 10, 23, 12)

/** An error as octokit throws it for an answer. */
function refusal(status: number, headers: Readonly<Record<string, string>> = {}, message = 'Forbidden'): Error {
  return Object.assign(new Error(message), { status, response: { headers } })
}

test.each<readonly [string, unknown, number | undefined]>([
  ['a gateway without its server', refusal(502), 1_000],
  ['no answer at all', Object.assign(new Error('fetch failed'), { status: 500 }), 1_000],
  ['a rate limit that says how long', refusal(403, { 'retry-after': '7' }), 7_000],
  ['one that is over by then', refusal(429, { 'retry-after': '0' }), 0],
  [
    'one that says until when',
    refusal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 20) }),
    20_000
  ],
  [
    'one that was over before',
    refusal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 - 20) }),
    0
  ],
  ['one in words alone', refusal(403, {}, 'You have exceeded a secondary rate limit.'), 60_000],
  ['too many requests', refusal(429), 60_000],
  ['a refusal', refusal(403, { 'x-ratelimit-remaining': '4999' }), undefined],
  ['something that is not there', refusal(404), undefined],
  ['a date in place of seconds', refusal(403, { 'retry-after': 'soon' }), 60_000],
  ['an answer that makes no sense', new ActionError('GitHub did not say whose token this is'), undefined]
])('after %s another attempt may help, or not', (_, error, expected) => {
  expect(faultOf(error, 1, now).retryAfterMs).toBe(expected)
})

/** An error as octokit throws it for an answer of GraphQL's, which has the status 200. */
function graphqlError(
  type: string | undefined,
  headers: Readonly<Record<string, string>> = {},
  message = 'No.'
): Error {
  const errors = [{ ...(type && { type }), message }]
  const words = `Request failed due to following response errors:\n - ${message}`
  return Object.assign(new Error(words), { name: 'GraphqlResponseError', headers, errors, response: { errors } })
}

test.each<readonly [string, unknown, string, number | undefined]>([
  [
    'a limit',
    graphqlError('RATE_LIMITED', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' }),
    'rate limit',
    0
  ],
  ['a limit in words', graphqlError(undefined, {}, 'You have exceeded a secondary rate limit'), 'rate limit', 60_000],
  ['a refusal', graphqlError('FORBIDDEN'), 'refusal', undefined],
  ['a question that is wrong', graphqlError('undefinedField'), 'other', undefined],
  ['trouble inside GitHub', graphqlError(undefined, {}, 'Something went wrong.'), 'other', 1_000]
])("GraphQL's errors, which come with 200, are told apart: %s", (_, error, kind, retryAfterMs) => {
  const { message } = (error as { readonly errors: readonly [{ readonly message: string }] }).errors[0]
  expect(faultOf(error, 1, now)).toEqual({ kind, status: 200, message, retryAfterMs })
})

test('a rate limit is not a refusal, although both are 403', () => {
  const kinds = [{ 'x-ratelimit-remaining': '0' }, { 'retry-after': '9000' }, {}].map(
    headers => faultOf(refusal(403, headers), 1, now).kind
  )
  expect(kinds).toEqual(['rate limit', 'rate limit', 'refusal'])
})

test('each wait for a server is twice as long as the one before', () => {
  expect([1, 2, 3].map(attempt => faultOf(refusal(503), attempt, now).retryAfterMs)).toEqual([1_000, 2_000, 4_000])
})

test('what GitHub says is safe to print, and a status without an answer is none', () => {
  const { message, status } = faultOf(Object.assign(new Error('a\n::error::b'), { status: 500 }), 1, now)
  expect([message, status]).toEqual(['a ::error::b', undefined])
})
