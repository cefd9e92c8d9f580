import { expect, test } from '@jest/globals'
import { NumberSet } from '../../src/follow/number-set.ts'
import fc from '../pieces/fast-check.ts'

test('a number is new once, as in a set of the language', () => {
  const numbers = fc.array(fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 2 ** 52 })), {
    maxLength: 200
  })
  fc.assert(
    fc.property(numbers, values => {
      const [own, known] = [new NumberSet(), new Set<number>()]
      for (const value of values) {
        expect(own.add(value)).toBe(!known.has(value))
        known.add(value)
      }
    })
  )
})

test('thousands of numbers that share their first slot are kept apart', () => {
  const set = new NumberSet()
  const values = Array.from({ length: 3_000 }, (_, nth) => 1 + nth * 2 ** 20)
  expect(values.every(value => set.add(value))).toBe(true)
  expect(values.some(value => set.add(value))).toBe(false)
})

test.each([Number.NaN, Infinity, -Infinity, 0.5, 2 ** 53, 1e300, 0, -1])('%p has no place in it', value => {
  const set = new NumberSet()
  expect(() => set.add(value)).toThrow(RangeError)
})
