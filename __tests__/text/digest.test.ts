import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from '@jest/globals'
import { digest } from '../../src/text/digest.ts'
import fc from '../pieces/fast-check.ts'

/** A value whose objects have their keys in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const)
  return Object.fromEntries(entries.toReversed())
}

test('a digest is a SHA-256, the same in every release: what stands on a server goes by it', () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  expect(digest({ b: ['x', 1, null], a: { d: true, c: '"' } })).toBe(
    sha256(String.raw`{"a":{"c":"\"","d":true},"b":["x",1,null]}`)
  )
})

test('the order of keys makes no difference', () => {
  fc.assert(fc.property(fc.jsonValue(), value => expect(digest(reversed(value))).toBe(digest(value))))
})

test('anything else does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(digest(a) === digest(b)).toBe(isDeepStrictEqual(a, b))
      expect(digest([a])).not.toBe(digest([a, b]))
      expect(digest({ a })).not.toBe(digest({ b: a }))
    })
  )
})

test('what is undefined counts as missing in an object, and as null in a list', () => {
  expect(digest({ a: 1, b: undefined })).toBe(digest({ a: 1 }))
  expect(digest([undefined])).toBe(digest([null]))
})
