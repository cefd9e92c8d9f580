import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/zenml/answer.ts'
import { judge, type Moment, type Next } from '../../src/zenml/judge-answer.ts'
import type { Patience, Question } from '../../src/zenml/question.ts'
import { SchemaError } from '../../src/zenml/schema.ts'
import { agreed } from '../../src/zenml/server-error.ts'
import { noPast, type Past } from '../../src/zenml/weigh.ts'
import { answerOf, broken, type Reply, refused } from '../pieces/fake-server.ts'

const base = new URL('https://zenml.test')
const moment: Moment = { ms: 1_000_000, serverMs: 0, random: 0, canLogIn: false, tokenAgeMs: undefined }

/** What differs from six attempts at a plain read, asked for the first time, without a token. */
interface Row {
  readonly question?: Partial<Question<unknown>>
  readonly patience?: Partial<Patience>
  readonly past?: Partial<Past>
  readonly now?: Partial<Moment>
}

function decide(reply: Reply, { now, past, patience, question }: Row = {}): Next<unknown> {
  const outcome: Outcome = reply instanceof Error ? reply : answerOf(reply)
  const asked: Question<unknown> = {
    what: 'read it',
    request: { method: 'GET', path: '/x' },
    read: answer => agreed('read it', base, answer),
    ...question
  }
  const patient = { attempts: 6, ...patience }
  return judge({ question: asked, patience: patient, base }, { ...noPast, ...past }, outcome, { ...moment, ...now })
}

/** A decision in a few words. */
function words(next: Next<unknown>): string {
  if (next.kind === 'value') return `value ${JSON.stringify(next.value)}`
  if (next.kind === 'failure') return `failure ${next.problem.message}`
  const { loginReason, past, wait } = next
  return [
    ...(wait === undefined ? [] : [`wait ${wait.ms}`]),
    ...(loginReason === undefined ? [] : [`log in (${loginReason})`]),
    `tries ${past.tries}, attempts ${past.attempts}`
  ].join(', ')
}

const fine: Reply = { json: 'fine' }
const busy = (headers = {}) => refused(503, 'Busy', 'later', headers)
const limited = refused(429, 'Limit', 'too many')
const forbidden = refused(403, 'Forbidden', 'no')
const gone = refused(404, 'KeyError', 'nothing there')
const unauthorized = refused(401, 'CredentialsNotValid', 'no longer valid')
const gateways401: Reply = { status: 401, json: { message: 'expired' } }
const page: Reply = { page: '<html>' }
const again = (ms: number, attempts = 1) => `wait ${ms}, tries 1, attempts ${attempts}`

test.each<readonly [string, Reply, Row, string]>([
  ['an answer is the value', fine, {}, 'value "fine"'],
  ['trouble is waited out', busy(), {}, again(250)],
  ['each wait is twice as long, up to a limit', busy(), { past: { tries: 2 } }, 'wait 1000, tries 3, attempts 1'],
  ['the limit is 30 s', busy(), { past: { tries: 99 } }, 'wait 15000, tries 100, attempts 1'],
  ['jitter adds to the wait', busy(), { now: { random: 0.5 } }, again(375)],
  ['the server may ask for a longer wait', busy({ 'retry-after': '17' }), {}, again(17_000)],
  ['no wait goes beyond the deadline', busy({ 'retry-after': '17' }), { patience: { until: 1_002_000 } }, again(2_000)],
  [
    'a limit without a time has the wait of the question',
    limited,
    { question: { limitWaitMs: 61_000 } },
    again(61_000)
  ],
  ['a broken connection counts as an attempt', broken(true), {}, again(250)],
  ["a page that isn't ZenML's passes", page, {}, again(250)],
  ["a gateway's JSON passes", { status: 404, json: { message: 'no route' } }, {}, again(250)],
  [
    'an answer about something else passes',
    fine,
    {
      question: {
        read: () => {
          throw new SchemaError('is another')
        }
      }
    },
    again(250)
  ]
])('%s', (_, reply, row, expected) => {
  expect(words(decide(reply, row))).toBe(expected)
})

describe('a question ends with its last trouble', () => {
  test.each<readonly [string, Reply, Row, string]>([
    ['when its attempts are used up', busy(), { past: { attempts: 5 } }, 'answered 503'],
    ['when its time is over', busy(), { patience: { until: 1_000_000 } }, 'answered 503'],
    ['when ZenML refuses', forbidden, {}, 'answered 403: no'],
    [
      'when its time is over, also where refusals pass',
      forbidden,
      { patience: { until: 1_000_000, refusalsPassForMs: 300_000 } },
      'answered 403: no'
    ],
    ['when there is nothing of that name', gone, {}, 'answered 404'],
    ['when the certificate is not trusted', broken(false, 'certificate'), {}, 'certificate is not trusted'],
    ['when a page answers at first contact', page, { question: { firstContact: true } }, 'a page that is not']
  ])('%s', (_, reply, row, message) => {
    const next = decide(reply, row)
    expect(next.kind).toBe('failure')
    expect(words(next)).toContain(message)
  })

  test('but the last answer is handed on to whoever takes every status', () => {
    const question = { read: ({ status }: { readonly status: number }) => status }
    expect(words(decide(busy(), { question, past: { attempts: 4 } }))).toContain('wait')
    expect(words(decide(busy(), { question, past: { attempts: 5 } }))).toBe('value 503')
  })
})

describe('a refusal where refusals pass', () => {
  const patience = { refusalsPassForMs: 300_000 }

  test.each<readonly [string, Reply, Row, string]>([
    ['does not count as an attempt', forbidden, {}, again(250, 0)],
    ['passes also after the last attempt', forbidden, { past: { attempts: 5 } }, again(250, 5)],
    ['has the wait of the question', forbidden, { question: { refusalWaitMs: 15_000 } }, again(15_000, 0)],
    ['passes for as long as patience says', forbidden, { past: { refusedMs: 700_001 } }, again(250, 0)]
  ])('%s', (_, reply, row, expected) => {
    expect(words(decide(reply, { ...row, patience }))).toBe(expected)
  })

  test('counts after nothing else for so long', () => {
    const next = decide(forbidden, { patience, past: { refusedMs: 700_000 } })
    expect(words(next)).toMatch(/^failure .*403: no, and nothing else for 5m$/)
  })

  test.each<readonly [string, Reply, number | undefined, number | undefined]>([
    ['a refusal goes on with it, and ends that of last words', forbidden, 900_000, undefined],
    ['a last word goes on with both', gone, 900_000, 999_000],
    ['a broken connection ends it, and says nothing about last words', broken(true), undefined, 999_000],
    ['any other trouble ends both', busy(), undefined, undefined]
  ])('makes a row: %s', (_, reply, refusedMs, lastWordMs) => {
    const next = decide(reply, { patience, past: { refusedMs: 900_000, lastWordMs: 999_000 } })
    expect(next).toMatchObject({ kind: 'again' })
    if (next.kind === 'again') expect([next.past.refusedMs, next.past.lastWordMs]).toEqual([refusedMs, lastWordMs])
  })
})

describe("ZenML's last word where refusals pass", () => {
  const patience = { refusalsPassForMs: 300_000 }
  const absent = { read: () => undefined }

  test('is asked for again once', () => {
    expect(words(decide(gone, { patience, question: absent }))).toBe(again(5_000, 0))
  })

  test('counts from five seconds on, whatever it means to the question', () => {
    const past = { lastWordMs: 995_000 }
    expect(words(decide(gone, { patience, question: absent, past }))).toBe('value undefined')
    expect(words(decide(gone, { patience, past }))).toBe(
      'failure Could not read it: the server answered 404: nothing there'
    )
    expect(words(decide(gone, { patience, past: { lastWordMs: 995_001 } }))).toBe(again(250, 0))
  })
})

describe('a server that may be starting', () => {
  const question = { wakesForMs: 60_000 }

  test('is waited for without counting, which the log says once', () => {
    const first = decide(busy(), { question, past: { attempts: 5 } })
    expect(words(first)).toBe(again(250, 5))
    expect(first).toMatchObject({ wait: { line: expect.stringContaining('. Waiting for it, up to 1m.') } })
    const second = decide(busy(), { question, past: { asleepMs: 950_000 } })
    expect(second).toMatchObject({ wait: { line: undefined }, past: { asleepMs: 950_000 } })
  })

  test('is given up after that time', () => {
    expect(words(decide(busy({ 'retry-after': '50' }), { question, past: { asleepMs: 950_000 } }))).toBe(
      again(10_000, 0)
    )
    expect(words(decide(busy(), { question, past: { asleepMs: 940_000 } }))).toMatch(/^failure .*after 1m of waiting/)
  })
})

describe('a refusal of the token', () => {
  const now = { canLogIn: true, tokenAgeMs: 60_000 }
  const login = (reason: string, tries = 1) => `log in (${reason}), tries ${tries}, attempts 0`

  test.each<readonly [string, Reply, Row, string]>([
    ['by ZenML is answered by a login', unauthorized, { now: { ...now, tokenAgeMs: 0 } }, login('no longer valid')],
    ['by ZenML of the new token is one like any other', unauthorized, { now, past: { ownLogins: 1 } }, 'failure'],
    ['without a key is one like any other', unauthorized, { now: { ...now, canLogIn: false } }, 'failure'],
    ['by a gateway is answered by a login where the token is old', gateways401, { now }, login('401')],
    ['by a gateway passes where it is younger', gateways401, { now: { ...now, tokenAgeMs: 59_999 } }, again(250)],
    ['by a gateway passes where none was sent', gateways401, { now: { ...now, tokenAgeMs: undefined } }, again(250)],
    ['by a gateway passes where it is kept', gateways401, { now, question: { keepsToken: true } }, again(250)],
    ['by ZenML is none that is kept', unauthorized, { now, question: { keepsToken: true } }, login('no longer valid')],
    ['by a gateway has one login', gateways401, { now, past: { logins: 1 } }, again(250)],
    [
      'by a gateway has more where attempts are not counted',
      gateways401,
      { now, past: { logins: 1 }, patience: { attempts: Number.POSITIVE_INFINITY } },
      login('401')
    ]
  ])('%s', (_, reply, row, expected) => {
    expect(words(decide(reply, row)).slice(0, expected.length)).toBe(expected)
  })

  test('is remembered by whose word it was', () => {
    expect(decide(unauthorized, { now })).toMatchObject({ past: { logins: 1, ownLogins: 1 } })
    expect(decide(gateways401, { now })).toMatchObject({ past: { logins: 1, ownLogins: 0 } })
  })

  test('that is new passes with another login, a quarter of a minute after the last one', () => {
    const row = (tokenAgeMs: number): Row => ({
      now: { ...now, tokenAgeMs },
      past: { ownLogins: 1 },
      patience: { refusalsPassForMs: 300_000 }
    })
    expect(words(decide(unauthorized, row(14_750)))).toBe('wait 250, log in (no longer valid), tries 1, attempts 0')
    expect(words(decide(unauthorized, row(14_749)))).toBe(again(250, 0))
  })
})

test.each([
  [6, 'Attempt 3 of 6; the next one in 1 s.'],
  [Number.POSITIVE_INFINITY, 'Attempt 3; the next one in 1 s.']
])('of %d attempts the log counts', (attempts, line) => {
  const next = decide(busy(), { patience: { attempts }, past: { tries: 2, attempts: 2 } })
  expect(next).toMatchObject({ wait: { line: expect.stringContaining(line) } })
})
