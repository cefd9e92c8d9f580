import { expect, test } from '@jest/globals'
import { troubleOf } from '../../src/github/trouble.ts'
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
  ['a date in place of seconds', refusal(403, { 'retry-after': 'soon' }), undefined],
  ['an answer that makes no sense', new ActionError('GitHub did not say whose token this is'), undefined]
])('after %s another attempt may help, or not', (_, error, expected) => {
  expect(troubleOf(error, 1, now).retryAfterMs).toBe(expected)
})

test('each wait for a server is twice as long as the one before', () => {
  expect([1, 2, 3].map(attempt => troubleOf(refusal(503), attempt, now).retryAfterMs)).toEqual([1_000, 2_000, 4_000])
})

test('what GitHub says is safe to print, and a status without an answer is none', () => {
  const { message, status } = troubleOf(Object.assign(new Error('a\n::error::b'), { status: 500 }), 1, now)
  expect([message, status]).toEqual(['a ::error::b', undefined])
})
