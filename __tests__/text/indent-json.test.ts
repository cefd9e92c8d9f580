import { expect, test } from '@jest/globals'
import { indentJson } from '../../src/text/indent-json.ts'
import fc from '../pieces/fast-check.ts'

const asItIs = (text: string): string => text

test.each([
  ['empty lists and mappings', '{"a":[],"b": { } }', '{\n  "a": [],\n  "b": {}\n}'],
  ['numbers', '[1e400,-0,123456789012345678.5]', '[\n  1e400,\n  -0,\n  123456789012345678.5\n]'],
  ['a key twice', '{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
  ['what is not JSON', '{"a":NaN,}', '{\n  "a": NaN,\n}'],
  ['a value on each line', '{"a":1}\n{"a":2}\n', '{\n  "a": 1\n}\n{\n  "a": 2\n}'],
  ['words', 'no JSON\n at all', 'no JSON\n at all'],
  ['a byte-order mark', '\ufeff[]', '[]'],
  ['punctuation in a string', '["{\\"a\\": [1, 2]}"]', '[\n  "{\\"a\\": [1, 2]}"\n]'],
  ['a string that never ends', '["a\\"b, c', '[\n  "a\\"b, c'],
  ['more closed than opened', ']]}', ']\n]\n}']
])('%s', (_, text, indented) => {
  expect(indentJson(text, asItIs, 1_000)).toBe(indented)
})

test('any JSON says the same afterwards, and looks as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), text => {
      expect(JSON.parse(indentJson(text, asItIs, 1_000_000))).toEqual(JSON.parse(text))
    })
  )
  const value = { a: [1, { b: 'c' }, [], {}], d: null }
  expect(indentJson(JSON.stringify(value), asItIs, 1_000)).toBe(JSON.stringify(value, null, 2))
})

test.each([
  ['in JSON', '{"a": 1, "pw": "geh\\u00e9im"}'],
  ['beside what JSON does not know', '{"a": NaN, "pw": "geh\\u00e9im"}'],
  ['as a key', '{"geh\\u00e9im": 1}'],
  ['on a second line', '1\n"geh\\u00e9im"']
])('strings are changed as they read without escapes, %s', (_, text) => {
  const written = indentJson(text, plain => plain.replace('gehéim', '***'), 1_000)
  expect(written).toContain('"***"')
  expect(written).not.toContain('im')
})

test('writing ends with the token that reaches the limit, and a change comes before that', () => {
  expect(indentJson('[1,2,3,4]', asItIs, 8)).toBe('[\n  1,\n  2')
  expect(indentJson(`["${'x'.repeat(100)}"]`, () => 'y', 3)).toBe('[\n  "y"')
})

test.each(['"', '\\"', '"\\"', '[', '{"a":', ',', ' ', '\\', '1'])(
  'two million characters of %j take one look',
  part => {
    expect(indentJson(part.repeat(2_000_000 / part.length), asItIs, 1_000).length).toBeLessThanOrEqual(2_000_100)
  }
)
