import { describe, expect, test } from '@jest/globals'
import { detailOf, notZenml, redirected, refusal, unreachable } from '../../src/zenml/server-error.ts'
import { answerOf, broken, refused } from '../pieces/fake-server.ts'

const base = new URL('https://zenml.test/team')
const detail = (value: unknown) => detailOf(answerOf({ status: 400, json: { detail: value } }))

describe("the server's own words", () => {
  test.each([
    ['exception and message', ['KeyError', 'no such run'], 'KeyError', 'no such run'],
    ['a message alone in a list', ['no such run'], undefined, 'no such run'],
    ['an exception with several messages', ['E', 'a', 'b'], 'E', 'a b'],
    ['a text', 'Not Found', undefined, 'Not Found'],
    ['nothing', undefined, undefined, ''],
    ['an object', { a: 1 }, undefined, ''],
    ['an empty list', [], undefined, '']
  ])('are %s', (_, value, exception, text) => {
    expect(detail(value)).toEqual({ exception, text })
  })

  test('are the list itself, where a query is faulty', () => {
    const answer = answerOf({ status: 422, json: ['ValueError', '1 validation error'] })
    expect(detailOf(answer)).toEqual({ exception: 'ValueError', text: '1 validation error' })
  })

  test("are FastAPI's list of faults with their places", () => {
    const faults = [
      { loc: ['query', 'size'], msg: 'too large', type: 'x' },
      { msg: 'odd' },
      { loc: [{ toString: 1 }, 7], msg: { toString: 1 } },
      null
    ]
    expect(detail(faults).text).toBe('query.size: too large; : odd; 7: ; :')
  })

  test('are on one line, not obeyed and not endless', () => {
    const { text } = detail(['E', `a\n::add-path::x ##[b]${'c'.repeat(1_000_000)}`])
    expect(text.length).toBeLessThanOrEqual(600)
    expect(text).not.toMatch(/\n|##\[/)
  })
})

describe('a refusal', () => {
  test('says what was asked, what came, and the id of the request', () => {
    const error = refusal(
      'start the run',
      base.origin,
      answerOf(refused(403, 'IllegalOperationError', 'not yours', { 'x-request-id': 'abc' }))
    )
    expect(error).toMatchObject({
      message: 'Could not start the run: the server answered 403: not yours (request abc)',
      where: 'https://zenml.test',
      status: 403,
      exception: 'IllegalOperationError',
      passing: false
    })
  })

  test.each([
    [401, 'API key is current'],
    [402, 'Pro plan'],
    [403, 'role'],
    [429, 'limits its requests'],
    [500, "server's own log"],
    [503, "server's own log"]
  ])('with %d has a remedy', (status, remedy) => {
    expect(refusal('ask', 'x', answerOf(refused(status, 'E', 'm'))).remedy).toContain(remedy)
  })

  test('has no remedy where nothing is known, and the given one where there is one', () => {
    expect(refusal('ask', 'x', answerOf(refused(409, 'E', 'm'))).remedy).toBeUndefined()
    expect(refusal('ask', 'x', answerOf(refused(500, 'E', 'm')), 'Do this.').remedy).toBe('Do this.')
  })

  test.each([
    [503, true],
    [429, true],
    [404, false],
    [501, false]
  ])('with %d is passing: %s', (status, passing) => {
    expect(refusal('ask', 'x', answerOf(refused(status, 'E', 'm'))).passing).toBe(passing)
  })
})

describe('a request without an answer', () => {
  test.each([
    ['unreachable', 'can not be reached', 'server-url', true],
    ['certificate', 'certificate is not trusted', 'ca-certificate', false],
    ['timeout', 'did not answer in time', 'too slow', true],
    ['broken', 'connection broke', 'gateway or proxy', true],
    ['too-large', 'too large', 'server-url', false]
  ] as const)('for the fault %s says so, with its remedy', (fault, message, remedy, passing) => {
    const cause = broken(false, fault)
    const error = unreachable('log in', base, cause)
    expect(error.message).toContain(message)
    expect(error.message).toContain('socket hang up')
    expect(error.remedy).toContain(remedy)
    expect(error).toMatchObject({ fault, passing, cause, where: 'https://zenml.test', status: undefined })
  })

  test('never suggests to leave certificates unchecked', () => {
    expect(unreachable('log in', base, broken(false, 'certificate')).remedy).toContain('never left unchecked')
  })
})

test('a page is told by its kind, at the whole address', () => {
  const error = notZenml('read it', base, answerOf({ page: '<html>', status: 200 }))
  expect(error.message).toContain('status 200, text/html; charset=utf-8 instead of JSON')
  expect(error).toMatchObject({ where: 'https://zenml.test/team', passing: false })
})

test.each([
  ['https://evil.test/a?token=x#y', 'https://evil.test'],
  ['//evil.test/a', 'https://evil.test'],
  ['/login', 'https://zenml.test'],
  ['https://', 'another address'],
  ['javascript:alert(1)', 'null']
])('a redirect to %s names only %s', (location, origin) => {
  const error = redirected('ask', base, answerOf({ status: 302, headers: { location } }))
  expect(error.message).toBe(`Could not ask: the server redirects to ${origin}, and credentials are not sent along`)
})
