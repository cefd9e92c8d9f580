import { expect, test } from '@jest/globals'
import { noteFigures } from '../figures.ts'
import { runBatch } from './batch.ts'

// Always the same scenarios, so that an unchanged commit stays green; `npm run test:faults` plays as many as you like.
test.each([1, 2])('a hundred random scenarios violate nothing (seed %d)', async seed => {
  const { counts, violation } = await runBatch(seed, 100)
  expect(violation).toBeUndefined()
  const { scenarios, survived, told, cutOff, gaveUp } = counts
  expect([scenarios, survived, told + cutOff + gaveUp]).toEqual([100, 100, 100])
  noteFigures({
    'random scenarios': scenarios,
    'random scenarios survived': survived,
    "random scenarios survived, the run's own end reported": told,
    'random scenarios survived, cut off on purpose': cutOff,
    'random scenarios survived, failed with the reason': gaveUp
  })
})
