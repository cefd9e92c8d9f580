import { expect, test } from '@jest/globals'
import { noteFigures } from '../figures.ts'
import { runBatch } from './batch.ts'

// Always the same scenarios, so that an unchanged commit stays green; `npm run test:faults` plays as many as you like.
test.each([1, 2])('a hundred random scenarios violate nothing (seed %d)', async seed => {
  const { scenarios, survived, violation } = await runBatch(seed, 100)
  expect(violation).toBeUndefined()
  expect(scenarios).toBe(100)
  noteFigures({ 'random scenarios': scenarios, 'random scenarios told truly': survived })
})
