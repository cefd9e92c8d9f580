import { describe, expect, test } from '@jest/globals'
import { parseExactJson, writeExactJson } from '../../src/text/exact-json.ts'

describe('JSON keeps its numbers', () => {
  test.each([
    ['{"a":9007199254740993}', { a: 9007199254740993n }],
    ['{"a": -12345678901234567890123}', { a: -12345678901234567890123n }],
    ['[9007199254740993,1]', [9007199254740993n, 1]],
    ['9007199254740993', 9007199254740993n],
    ['{"a":9007199254740991}', { a: 9007199254740991 }],
    ['{"a":0.30000000000000004,"b":1e-7,"c":1e300}', { a: 0.30000000000000004, b: 1e-7, c: 1e300 }],
    // A double that is no whole number of JSON stays one.
    ['{"a":1152921504606846976.0}', { a: 2 ** 60 }],
    ['{"a":"x:9007199254740993"}', { a: 'x:9007199254740993' }]
  ])('%s', (text, value) => {
    expect(parseExactJson(text)).toEqual(value)
  })

  test.each(['{"a":9007199254740993}', '{"a":0.30000000000000004}', '{"a":[12345678901234567890123,"b"]}'])(
    'also when it is written again: %s',
    text => {
      expect(writeExactJson(parseExactJson(text))).toBe(text)
    }
  )

  test('what is not JSON is refused', () => {
    expect(() => parseExactJson('[9007199254740993')).toThrow(SyntaxError)
  })
})
