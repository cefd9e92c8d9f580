import { getEventListeners } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import {
  atMost,
  formatDuration,
  lookUntil,
  parseDuration,
  TimeLimit,
  untilAborted,
  within
} from '../../src/world/clock.ts'
import { QuickClock } from '../pieces/quick-clock.ts'
import { ProcessClock, VirtualTime } from '../stand-in/virtual-clock.ts'

test.each([
  ['90s', 90_000],
  ['45m', 2_700_000],
  ['5h30m', 19_800_000],
  ['1d', 86_400_000],
  ['1d2h3m4s', 93_784_000],
  ['5h 30m', 19_800_000],
  ['1d 2h 3m 4s', 93_784_000],
  [' 5H30M ', 19_800_000],
  ['0h1s', 1_000]
])('%j is a duration of %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each([
  '',
  ' ',
  '0',
  '1',
  '600',
  '0s',
  '0h0m',
  '-5m',
  '+5m',
  '1.5h',
  '5x',
  'm',
  '30m5h',
  '5 apples',
  '1e3',
  '٣m',
  '5h30',
  'Infinity',
  '9'.repeat(10),
  '5ms',
  '5h,30m'
])('%j is not a duration', text => {
  expect(parseDuration(text)).toBeUndefined()
})

test.each([
  [-5, '0 ms'],
  [0, '0 ms'],
  [249.6, '250 ms'],
  [1_000, '1 s'],
  [999, '999 ms'],
  [4_230, '4.2 s'],
  [9_960, '10 s'],
  [10_000, '10 s'],
  [10_400, '10 s'],
  [59_900, '60 s'],
  [60_400, '1m'],
  [61_000, '1m 1s'],
  [3_660_000, '1h 1m'],
  [42_400, '42 s'],
  [60_000, '1m'],
  [123_000, '2m 3s'],
  [3_600_000, '1h'],
  [3_899_600, '1h 5m'],
  [3_599_600, '1h'],
  [5 * 86_400_000, '120h']
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

describe('work that is waited for at most a while', () => {
  test('gives its value in time, and leaves no timer behind', async () => {
    const time = new VirtualTime()
    const clock = new ProcessClock(time)
    const signals: (AbortSignal | undefined)[] = []
    const sleep = (ms: number, signal?: AbortSignal) => {
      signals.push(signal)
      return clock.sleep(ms, signal)
    }
    const heard = { now: () => clock.now(), elapsed: () => clock.elapsed(), sleep }
    expect(await atMost(heard, 1_000, Promise.resolve('done'))).toBe('done')
    expect(signals.map(signal => signal?.aborted)).toEqual([true])
    await expect(atMost(heard, 1_000, Promise.reject(new Error('fault')))).rejects.toThrow('fault')
    expect(signals.map(signal => signal?.aborted)).toEqual([true, true])
  })

  test('gives nothing if it takes longer', async () => {
    const clock = new ProcessClock(new VirtualTime())
    expect(
      await atMost(
        clock,
        1_000,
        clock.sleep(1_001).then(() => 'done')
      )
    ).toBeUndefined()
    expect(clock.elapsed()).toBe(1_000)
    expect(
      await atMost(
        clock,
        1_000,
        clock.sleep(999).then(() => 'done')
      )
    ).toBe('done')
  })
})

describe('a limit on work', () => {
  const clock = new ProcessClock(new VirtualTime())
  const untilAborted = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('torn'))))

  test('lets work that ends in time give its value', async () => {
    await expect(within(clock, 1_000, undefined, async () => 'done')).resolves.toBe('done')
  })

  test('aborts the work after its time and says how long that was', async () => {
    const before = clock.elapsed()
    const error = await within(clock, 30_000, undefined, untilAborted).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(TimeLimit)
    expect(String(error)).toBe('TimeLimit: nothing came back within 30 s')
    expect(clock.elapsed() - before).toBe(30_000)
  })

  test("hands on the outer signal's reason, not what the work made of it", async () => {
    const outer = new AbortController()
    const reason = new Error('cancelled')
    const work = within(clock, 30_000, outer.signal, untilAborted)
    outer.abort(reason)
    await expect(work).rejects.toBe(reason)
  })

  test('hands on the error of work that failed by itself', async () => {
    const fault = new Error('fault')
    await expect(within(clock, 30_000, undefined, () => Promise.reject(fault))).rejects.toBe(fault)
  })

  test('leaves no timer behind', async () => {
    const before = clock.elapsed()
    await within(clock, 30_000, undefined, async () => 'done')
    await clock.sleep(1)
    expect(clock.elapsed() - before).toBe(1)
  })
})

describe('a look that is repeated', () => {
  test('ends with what it finds', async () => {
    const clock = new QuickClock()
    let looks = 0
    const found = await lookUntil(clock, { until: 10_000, everyMs: 1_000 }, async () =>
      ++looks === 3 ? 'found' : undefined
    )
    expect([found, looks, clock.elapsed()]).toEqual(['found', 3, 2_000])
  })

  test('is made at least once, and begins no wait that would end after its time', async () => {
    const clock = new QuickClock()
    let looks = 0
    const look = async () => void looks++
    expect(await lookUntil(clock, { until: 0, everyMs: 1_000 }, look)).toBeUndefined()
    expect(looks).toBe(1)
    await lookUntil(clock, { until: 2_500, everyMs: 1_000 }, look)
    expect([looks, clock.elapsed()]).toEqual([4, 2_000])
  })

  test('ends with the reason of a signal', async () => {
    const clock = new QuickClock()
    const abort = new AbortController()
    clock.at(1_500, () => abort.abort(new Error('over')))
    const { signal } = abort
    await expect(lookUntil(clock, { until: 9_000, everyMs: 1_000, signal }, async () => undefined)).rejects.toThrow(
      'over'
    )
  })
})

test('work that fails when its signal has aborted already is left to itself: Node would end the process over it', async () => {
  const unheard: unknown[] = []
  const hear = (reason: unknown) => unheard.push(reason)
  process.on('unhandledRejection', hear)
  try {
    const reason = new Error('cancelled')
    await expect(untilAborted(Promise.reject(new Error('torn')), AbortSignal.abort(reason))).rejects.toBe(reason)
    // Node reports it after the microtasks.
    await new Promise(resolve => setImmediate(resolve))
    expect(unheard).toEqual([])
  } finally {
    process.off('unhandledRejection', hear)
  }
})

describe('work that an abort ends', () => {
  test('gives its value or its error until then', async () => {
    const { signal } = new AbortController()
    for (const each of [signal, undefined]) {
      expect(await untilAborted(Promise.resolve('done'), each)).toBe('done')
      await expect(untilAborted(Promise.reject(new Error('torn')), each)).rejects.toThrow('torn')
    }
  })

  test('leaves nothing behind that hears the signal', async () => {
    const { signal } = new AbortController()
    await untilAborted(Promise.resolve('done'), signal)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('is left to itself then, and the reason is thrown', async () => {
    const abort = new AbortController()
    const reason = new Error('cancelled')
    const waited = untilAborted(new Promise(() => undefined), abort.signal)
    abort.abort(reason)
    await expect(waited).rejects.toBe(reason)
  })
})
