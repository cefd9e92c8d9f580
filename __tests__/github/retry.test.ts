import { describe, expect, test } from '@jest/globals'
import { faultOf, patiently } from '../../src/github/retry.ts'
import { ActionError } from '../../src/text/errors.ts'
import { TimeLimit } from '../../src/world/clock.ts'
import { ProcessClock, VirtualTime } from '../stand-in/virtual-clock.ts'

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

test("of several errors of GraphQL's every message is said", () => {
  const errors = [{ message: 'Not this.' }, {}, { message: 'Nor that.' }]
  expect(faultOf(Object.assign(new Error('Request failed'), { errors }), 1, now).message).toBe('Not this. Nor that.')
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

describe('trying again', () => {
  /** Tries something that fails with these errors, one after the other, and then works. */
  function tried(errors: readonly Error[], limitMs = 600_000, abort = new AbortController()) {
    const clock = new ProcessClock(new VirtualTime())
    const lines: string[] = []
    const starts: number[] = []
    const log = { info: (line: string) => void lines.push(line) }
    const result = patiently({ clock, log, what: 'comment', limitMs, signal: abort.signal }, async () => {
      const error = errors[starts.length]
      starts.push(clock.elapsed())
      if (error !== undefined) throw error
      return 'done'
    })
    return { clock, lines, result, starts }
  }

  test('is not needed for what works at once', async () => {
    const { lines, result, starts } = tried([])
    expect(await result).toBe('done')
    expect([lines, starts]).toEqual([[], [0]])
  })

  test('waits ever longer for a server, and says why', async () => {
    const { lines, result, starts } = tried([refusal(502, {}, 'Bad Gateway'), refusal(503, {}, 'Unavailable')])
    expect(await result).toBe('done')
    expect(starts).toEqual([0, 1_000, 3_000])
    expect(lines).toEqual([
      'comment: Trying again in 1 s, since GitHub said: Bad Gateway',
      'comment: Trying again in 2 s, since GitHub said: Unavailable'
    ])
  })

  test('ends with the last error after five attempts', async () => {
    const errors = Array.from({ length: 9 }, (_, index) => refusal(502, {}, `no. ${index + 1}`))
    const { result, starts } = tried(errors)
    await expect(result).rejects.toBe(errors[4])
    expect(starts).toEqual([0, 1_000, 3_000, 7_000, 15_000])
  })

  test('is given up at once where it will not help', async () => {
    const error = refusal(403)
    const { lines, result, starts } = tried([error])
    await expect(result).rejects.toBe(error)
    expect([lines, starts]).toEqual([[], [0]])
  })

  test.each([
    [60_000, [0]],
    [60_001, [0, 60_000]]
  ])('begins no wait that would end after its time: %d ms', async (limitMs, expected) => {
    const error = refusal(429)
    const { result, starts } = tried([error, error, error], limitMs)
    await expect(result).rejects.toBe(error)
    expect(starts).toEqual(expected)
  })

  test('ends work that takes too long', async () => {
    const clock = new ProcessClock(new VirtualTime())
    const patience = { clock, log: { info: () => undefined }, what: 'comment', limitMs: 5_000, signal: undefined }
    await expect(patiently(patience, signal => clock.sleep(60_000, signal))).rejects.toThrow(TimeLimit)
    expect(clock.elapsed()).toBe(5_000)
  })

  test('ends with the reason of a cancel, also while it waits', async () => {
    const abort = new AbortController()
    const reason = new Error('cancelled')
    const { clock, result, starts } = tried([refusal(429)], 600_000, abort)
    const cancelled = clock.sleep(10_000).then(() => abort.abort(reason))
    await expect(result).rejects.toBe(reason)
    await cancelled
    expect([clock.elapsed(), starts.length]).toEqual([10_000, 1])
  })
})
