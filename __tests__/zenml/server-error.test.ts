import { describe, expect, test } from '@jest/globals'
import { detailOf, refusal } from '../../src/zenml/server-error.ts'
import { answerOf, refused } from '../pieces/fake-server.ts'

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

  test('are the list itself, if a query is faulty', () => {
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

  test('has no remedy if nothing is known, and the given one if there is one', () => {
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
