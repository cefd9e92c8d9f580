import { describe, expect, test } from '@jest/globals'
import type { Ending, Job } from '../../src/job/job.ts'
import { TimeUp, withinTimeout } from '../../src/job/timeout.ts'
import { QuickClock } from '../pieces/quick-clock.ts'

const fault = new Error('The server did not answer')
const skipped: Ending = { conclusion: 'skipped' }

/** Work of a step with a timeout of a minute, on a clock that only the work moves. */
function within(work: (clock: QuickClock, timeUp: () => AbortSignal) => Promise<Ending>, cancelled = false) {
  const clock = new QuickClock()
  const cancel = cancelled ? AbortSignal.abort(fault) : new AbortController().signal
  const job = { inputs: { timeoutMs: 60_000 }, until: 60_000, world: { clock, cancel } } as unknown as Job
  return withinTimeout(job, timeUp => work(clock, timeUp))
}

/** Work that fails at a moment. */
const failingAt = (ms: number) => async (clock: QuickClock) => {
  clock.pass(ms)
  throw fault
}

describe('work that fails', () => {
  test('before the timeout fails with its own fault', async () => {
    await expect(within(failingAt(59_999))).rejects.toBe(fault)
  })

  test.each([60_000, 60_001])(
    'at the timeout or after it (%i ms) is a timeout, and says what it failed with',
    async ms => {
      expect(await within(failingAt(ms))).toEqual({
        conclusion: 'timed-out',
        error: expect.stringMatching(/^Timed out after 1m\. .*The server did not answer/)
      })
    }
  )

  test('after a cancel is not a timeout', async () => {
    await expect(within(failingAt(60_001), true)).rejects.toBe(fault)
  })

  test('since the timeout has ended it is a timeout', async () => {
    const work = async () => {
      throw new TimeUp(60_000)
    }
    expect(await within(work)).toEqual({
      conclusion: 'timed-out',
      error: 'timeout: What runs in this job did not end within 1m.'
    })
  })
})

test('work that ends in time, or late, is what it is', async () => {
  expect(await within(async () => skipped)).toBe(skipped)
  const late = async (clock: QuickClock) => {
    clock.pass(70_000)
    return skipped
  }
  expect(await within(late)).toBe(skipped)
})

test('the signal that ends processes at the timeout is one signal, which says that time is up', async () => {
  let signals: readonly AbortSignal[] = []
  await within(async (clock, timeUp) => {
    signals = [timeUp(), timeUp()]
    await clock.sleep(0)
    return skipped
  })
  expect(signals[0]).toBe(signals[1])
  expect(signals[0]?.reason).toBeInstanceOf(TimeUp)
})
