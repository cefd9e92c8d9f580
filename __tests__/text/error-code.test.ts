import { describe, expect, test } from '@jest/globals'
import { causesOf, errorCode } from '../../src/text/error-code.ts'

test.each([
  [Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT'],
  [{ code: 'ENOENT' }, 'ENOENT'],
  [{ code: 7 }, '7'],
  [new Error('ENOENT'), ''],
  ['ENOENT', ''],
  [null, ''],
  [undefined, '']
])('the code of %p is %j', (error, code) => {
  expect(errorCode(error)).toBe(code)
})

describe('an error and its causes', () => {
  const chain = (count: number): Error =>
    new Error(String(count), count === 1 ? undefined : { cause: chain(count - 1) })
  const messages = (error: unknown) => causesOf(error).map(({ message }) => message)

  test('come with the outermost first, eight of them at most', () => {
    expect(messages(chain(3))).toEqual(['3', '2', '1'])
    expect(messages(chain(8))).toHaveLength(8)
    expect(messages(chain(9))).toEqual(['9', '8', '7', '6', '5', '4', '3', '2'])
  })

  test('go on with the first of several, of which an attempt to connect to several addresses consists', () => {
    const several = new AggregateError([new Error('IPv6', { cause: new Error('why') }), new Error('IPv4')], 'all')
    expect(messages(new Error('fetch failed', { cause: several }))).toEqual(['fetch failed', 'all', 'IPv6', 'why'])
    expect(messages(new AggregateError([], 'none'))).toEqual(['none'])
  })

  test('are what has a message, whatever realm it is from', () => {
    expect(messages(new Error('a', { cause: { message: 'b', cause: 'c' } }))).toEqual(['a', 'b'])
    for (const other of ['text', null, undefined, 7, {}, { message: 7 }]) expect(causesOf(other)).toEqual([])
  })
})
