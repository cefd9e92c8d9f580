import { describe, expect, test } from '@jest/globals'
import { delayMs, isTransientStatus, maxRetryAfterMs, parseRetryAfter, requestBackoff } from '../../src/zenml/retry.ts'

const now = Date.UTC(2026, 10, 23, 12)

describe('the wait after an attempt', () => {
  test.each([
    [1, 250, 500],
    [2, 500, 1_000],
    [3, 1_000, 2_000],
    [6, 8_000, 16_000],
    [7, 15_000, 30_000],
    [40, 15_000, 30_000],
    [5_000, 15_000, 30_000]
  ])('%d lies between %d and %d ms', (attempt, least, most) => {
    expect(delayMs(attempt, 0)).toBe(least)
    expect(delayMs(attempt, 0.999_999_999)).toBeCloseTo(most, 1)
  })

  test('is never shorter than the server asks for', () => {
    expect(delayMs(1, 0.5, 20_000)).toBe(20_000)
    expect(delayMs(7, 0, 1_000)).toBe(15_000)
  })

  test('is never longer than five minutes, whatever the server asks for', () => {
    expect(delayMs(1, 0.5, 86_400_000)).toBe(maxRetryAfterMs)
    expect(delayMs(1, 0.5, Number.POSITIVE_INFINITY)).toBe(maxRetryAfterMs)
  })

  test('follows a backoff of its own', () => {
    expect(delayMs(3, 0.999_999_999, 0, { firstMs: 2_000, capMs: 5_000 })).toBeCloseTo(5_000, 1)
    expect(requestBackoff).toEqual({ firstMs: 500, capMs: 30_000 })
  })
})

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['17', 17_000],
    [' 17 ', 17_000],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
    ['Monday, 23-Nov-26 12:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0]
  ])('%j is %d ms', (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms)
  })

  test.each([undefined, '', 'soon', '-', '1,2;x', '12345678901'])('%j says nothing', header => {
    expect(parseRetryAfter(header, now)).toBeUndefined()
  })
})

test.each([408, 425, 429, 500, 502, 503, 504])('%d may pass', status => {
  expect(isTransientStatus(status)).toBe(true)
})

test.each([200, 301, 400, 401, 402, 403, 404, 405, 409, 422, 501, 505])('%d does not pass', status => {
  expect(isTransientStatus(status)).toBe(false)
})
