import { describe, expect, test } from '@jest/globals'
import { nextIntervalMs, RequestBudget } from '../../src/follow/log-pace.ts'
import fc from '../pieces/fast-check.ts'

describe('the requests for logs', () => {
  test('are twelve in any minute at most, and no fewer if more are wanted', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 20, maxLength: 60 })
    fc.assert(
      fc.property(waits, all => {
        const budget = new RequestBudget()
        const sent: number[] = []
        let nowMs = 0
        for (const ms of all) {
          nowMs += ms
          const isRoom = sent.filter(at => at > nowMs - 60_000).length < 12
          expect(budget.allows(nowMs)).toBe(isRoom)
          if (!isRoom) continue
          budget.spend(nowMs)
          sent.push(nowMs)
        }
      })
    )
  })

  test('go on a minute after the first of a dozen', () => {
    const budget = new RequestBudget()
    for (let nth = 0; nth < 12; nth++) budget.spend(nth)
    expect([59_999, 60_000].map(ms => budget.allows(ms))).toEqual([false, true])
  })
})

describe('the time until a log is read again', () => {
  const quietly = (count: number) =>
    Array.from({ length: count }).reduce<readonly number[]>(
      all => [...all, nextIntervalMs(all.at(-1), { isNew: false, bytes: 0 })],
      []
    )

  test('grows by half while nothing new comes, up to a minute', () => {
    expect(quietly(8)).toEqual([6_000, 9_000, 13_500, 20_250, 30_375, 45_562.5, 60_000, 60_000])
  })

  test('is the shortest again once something new came', () => {
    expect(nextIntervalMs(60_000, { isNew: true, bytes: 100 })).toBe(6_000)
  })

  test.each([
    [1, 6_000],
    [2, 8_000],
    [10, 40_000],
    [100, 60_000]
  ])('lets a log of %d MiB cost no more than 256 KiB a second, and is a minute at most', (mebibytes, ms) => {
    expect(nextIntervalMs(undefined, { isNew: true, bytes: mebibytes * 1024 * 1024 })).toBe(ms)
  })
})
