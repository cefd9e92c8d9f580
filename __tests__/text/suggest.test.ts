import { expect, test } from '@jest/globals'
import { didYouMean, nearNames } from '../../src/text/suggest.ts'

test('a misspelt name finds its neighbours, nearest first', () => {
  expect(nearNames('stagin', ['production', 'staging', 'staging-eu'])).toEqual(['staging'])
  expect(didYouMean('environmnets', ['environment', 'environments'])).toBe(
    "Did you mean 'environments' or 'environment'?"
  )
})

test('nothing near gives nothing', () => {
  expect(didYouMean('staging', ['production'])).toBe('')
})
