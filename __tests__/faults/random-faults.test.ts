import { expect, test } from '@jest/globals'
import { noteFigures } from '../figures.ts'
import { runBatch } from './batch.ts'

// Another hundred each day, the same for everybody on that day; `npm run test:faults` plays as many as you like.
const seed = Math.floor(Date.now() / 86_400_000)

test.each([1, seed])('a hundred random scenarios violate nothing (seed %d)', async seed => {
  const { scenarios, survived, violation } = await runBatch(seed, 100)
  expect(violation).toBeUndefined()
  expect(scenarios).toBe(100)
  noteFigures({ 'random scenarios': scenarios, 'random scenarios told truly': survived })
})
