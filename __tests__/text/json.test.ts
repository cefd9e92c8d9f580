import { expect, test } from '@jest/globals'
import { at, field, isObject, mapTexts, optionalString } from '../../src/text/json.ts'

const json = { a: { b: 'text', n: null, t: true, list: [1], object: { c: 1 } } }

test('a path leads to its value, and nowhere through what is not an object', () => {
  expect(at(json, 'a', 'b')).toBe('text')
  expect(at(json)).toBe(json)
  for (const path of [['x'], ['a', 'x'], ['a', 'b', 'length'], ['a', 'n', 'x'], ['a', 'list', '0']])
    expect(at(json, ...path)).toBeUndefined()
})

test.each(['__proto__', 'constructor', 'toString'])('%s is not a field', name => {
  expect(at({}, name)).toBeUndefined()
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('an empty object has no field %s', name => {
  expect(field({}, name)).toBeUndefined()
})

test('a text is undefined if it is missing or something else', () => {
  expect(optionalString(json, 'a', 'b')).toBe('text')
  expect(optionalString(json, 'a', 't')).toBeUndefined()
})

test.each([
  [null, false],
  [[], false],
  ['x', false],
  [{}, true]
])('%j as an object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected)
})

test('every text is changed, keys too, and nothing else', () => {
  const value = { a: ['b', 1, null, { c: 'd' }], e: true }
  expect(mapTexts(value, text => text.toUpperCase())).toEqual({ A: ['B', 1, null, { C: 'D' }], E: true })
})

test.each([
  ['lists', (inner: unknown) => [inner], (value: unknown) => (value as readonly unknown[])[0]],
  ['objects', (inner: unknown) => ({ k: inner }), (value: unknown) => (value as { readonly k: unknown }).k]
])('a thousand levels of %s are kept, and what is deeper becomes null', (_, wrap, unwrap) => {
  let value: unknown = { deepest: 'x' }
  for (let level = 0; level < 1_000; level += 1) value = wrap(value)
  let mapped = mapTexts(value, text => text)
  for (let level = 0; level < 999; level += 1) mapped = unwrap(mapped)
  expect(mapped).toEqual(wrap(null))
})
