import { describe, expect, test } from '@jest/globals'
import { byNearness, didYouMean, nearNames, suggest } from '../../src/text/suggest.ts'
import fc from '../pieces/fast-check.ts'

test('a misspelt name finds its neighbours, nearest first', () => {
  expect(nearNames('stagin', ['production', 'staging', 'staging-eu'])).toEqual(['staging'])
  expect(didYouMean('environmnets', ['environment', 'environments'])).toBe(
    "Did you mean 'environments' or 'environment'?"
  )
})

test('nothing near gives nothing', () => {
  expect(didYouMean('staging', ['production'])).toBe('')
})

test('a first letter that differs counts as any other', () => {
  expect(nearNames('ab', ['xyb', 'b', 'yxz'])).toEqual(['b', 'xyb'])
  expect(byNearness('main', ['rain', 'main'])).toEqual(['main', 'rain'])
})

test('letters that are missing, changed or too many count one each, whatever their case', () => {
  const candidates = ['Staging', 'stging', 'stagings', 'stabing', 'stabings']
  expect(byNearness('staging', candidates, 1)).toEqual(['Staging', 'stging', 'stagings', 'stabing'])
  expect(byNearness('staging', candidates, 2)).toEqual(candidates)
})

test('a short name has neighbours two letters away, a long one at a third of its length, three at most', () => {
  expect(nearNames('dev', ['de12', 'd1234', 'd'])).toEqual(['de12', 'd'])
  expect(nearNames('abcdefghijkl', ['abcdefg', 'abcdefgh'])).toEqual(['abcdefgh'])
  expect(nearNames('abc', ['abd', 'abe', 'abf', 'abg'])).toEqual(['abd', 'abe', 'abf'])
})

test('any two texts are as far apart as the letters that it takes to turn one into the other, and only so far', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
  /** By its definition, which takes long. */
  const distance = (a: string, b: string): number =>
    a === '' || b === ''
      ? a.length + b.length
      : Math.min(
          distance(a.slice(1), b) + 1,
          distance(a, b.slice(1)) + 1,
          distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1)
        )
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const least = distance(a, b)
      expect([least - 1, least].map(limit => byNearness(a, [b], limit).length)).toEqual([0, 1])
    }),
    { numRuns: 50 }
  )
})

test('names are compared by their first hundred characters', () => {
  const long = 'x'.repeat(99)
  expect(byNearness(`${long}ab`, [`${long}ac`, `${long}b`], 0)).toEqual([`${long}ac`])
})

test('of very many candidates the first 5,000 are looked at', () => {
  const many = Array.from({ length: 5_001 }, (_, index) => `x${index}`)
  expect(byNearness('x', many)).toHaveLength(5_000)
})

describe('instead of a name that is missing there are', () => {
  const several = (count: number) => Array.from({ length: count }, (_, nth) => `stack-${nth}`)

  test('those that are near', () => {
    expect(suggest('stagin', ['production', 'staging'], 'stacks')).toBe("Did you mean 'staging'?")
  })

  test('all, if none is near', () => {
    expect(suggest('x', several(2), 'stacks')).toBe('The account sees the stacks stack-0, stack-1.')
  })

  test('the first ten, and how many more', () => {
    expect(suggest('x', several(10), 'stacks')).toMatch(/stack-8, stack-9\.$/)
    expect(suggest('x', several(11), 'stacks')).toMatch(/stack-8, stack-9 and 1 more\.$/)
    expect(suggest('x', several(25), 'stacks')).toMatch(/stack-9 and 15 more\.$/)
  })

  test('none at all', () => {
    expect(suggest('x', [], 'stacks')).toBe('The account sees no stacks at all.')
  })

  test('names that nothing obeys, of no great length', () => {
    const said = suggest('y', ['a\n::error::b', 'x'.repeat(200)], 'stacks')
    expect(said).toBe(`The account sees the stacks a ::error::b, ${'x'.repeat(79)}….`)
  })
})
