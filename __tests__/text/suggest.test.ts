import { expect, test } from '@jest/globals'
import { byNearness, didYouMean, nearNames } from '../../src/text/suggest.ts'

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
  expect(nearNames('production-eu', ['production'])).toEqual(['production'])
  expect(nearNames('abc', ['abd', 'abe', 'abf', 'abg'])).toEqual(['abd', 'abe', 'abf'])
})

test('of very many candidates the first 5,000 are looked at', () => {
  const many = Array.from({ length: 5_001 }, (_, index) => `x${index}`)
  expect(byNearness('x', many)).toHaveLength(5_000)
})
