import { expect, test } from '@jest/globals'
import { JsonItems } from '../../src/text/json-items.ts'
import fc from '../pieces/fast-check.ts'

/** The items of a text that comes in pieces. */
function itemsOf(pieces: readonly string[]): readonly unknown[] {
  const found: unknown[] = []
  const items = new JsonItems(item => void found.push(item))
  for (const piece of pieces) items.push(piece)
  items.end()
  expect(items.count).toBe(found.length)
  return found
}

/** A text cut at some places. */
function cutAt(text: string, places: readonly number[]): readonly string[] {
  const sorted = [0, ...places.map(place => place % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  return sorted.slice(1).map((end, index) => text.slice(sorted[index], end))
}

test('any list gives its items, wherever its text is cut', () => {
  const indents = fc.constantFrom(undefined, 2, '\t')
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.array(fc.nat(10_000)), indents, (list, places, indent) => {
      const text = JSON.stringify(list, null, indent)
      expect(itemsOf(cutAt(text, places))).toEqual(JSON.parse(text))
    })
  )
})

test('signs in texts are not those of the list', () => {
  const list = ['],[', '"', '\\', '\\"],', '}{', { 'a]': '"[' }]
  expect(itemsOf([...JSON.stringify(list)])).toEqual(list)
})

test('an item is handed on as soon as it has come', () => {
  const found: unknown[] = []
  const items = new JsonItems(item => void found.push(item))
  items.push('[{"a":1},{"b"')
  expect(found).toEqual([{ a: 1 }])
})

test.each(['', '{}', 'x[1]', '[1', '[1]]'])('%j is said to be no whole list', text => {
  expect(() => itemsOf([text])).toThrow("isn't a whole list in JSON")
})

test.each([
  '',
  ' ',
  '{}',
  '"text"',
  'null',
  '[1',
  '[1,',
  '[[1]',
  '[{"a":1]',
  '[1]]',
  '[1] x',
  '[1,]',
  '[,1]',
  'x[1]',
  '[tru]'
])('%j is refused', text => {
  expect(() => itemsOf([text])).toThrow(SyntaxError)
})
