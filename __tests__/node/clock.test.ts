import { expect, test } from '@jest/globals'
import { systemClock } from '../../src/node/clock.ts'

test('sleeping takes its time, by the clock that never jumps', async () => {
  const before = systemClock.elapsed()
  await systemClock.sleep(60)
  expect(systemClock.elapsed() - before).toBeGreaterThanOrEqual(59)
})

test('the wall clock is the time of day', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000)
})

test('an abort ends the sleep at once, with its own reason', async () => {
  const cancel = new AbortController()
  const reason = new Error('cancelled')
  const sleep = systemClock.sleep(60_000, cancel.signal)
  cancel.abort(reason)
  await expect(sleep).rejects.toBe(reason)
})

test('whoever is aborted already does not begin to sleep', async () => {
  const reason = new Error('cancelled')
  await expect(systemClock.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason)
})

test('a signal that never aborts changes nothing', async () => {
  await expect(systemClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined()
})
