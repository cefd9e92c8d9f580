import { afterEach, describe, expect, test } from '@jest/globals'
import { within } from '../../src/world/clock.ts'
import { ProcessClock, VirtualTime } from './virtual-clock.ts'

let time: VirtualTime
afterEach(() => time.stop())

describe('virtual time', () => {
  test('jumps from timer to timer, in order', async () => {
    time = new VirtualTime()
    const order: number[] = []
    for (const ms of [3_600_000, 5, 70_000, 5]) time.at(ms, () => order.push(time.elapsed))
    await time.sleep(3_600_001)
    expect(order).toEqual([5, 5, 70_000, 3_600_000])
  })

  test('stands still while an exchange is in the air, and passes while the proxy holds it back', async () => {
    time = new VirtualTime()
    time.begin('one')
    let slept = false
    const sleep = time.sleep(1_000).then(() => {
      slept = true
    })
    await new Promise(resolve => setTimeout(resolve, 50))
    expect([slept, time.elapsed]).toEqual([false, 0])
    time.hold('one')
    await sleep
    expect(time.elapsed).toBe(1_000)
  })

  test('notices when nothing can ever happen', async () => {
    time = new VirtualTime(50)
    time.begin('one')
    time.end('one')
    await expect(time.hung).rejects.toThrow('nothing can ever happen')
  })
})

describe('the clock of a process', () => {
  test('aborted sleeps end at once and leave no timer', async () => {
    time = new VirtualTime()
    const clock = new ProcessClock(time)
    await expect(within(clock, 1e9, undefined, async () => 'done')).resolves.toBe('done')
    await expect(clock.sleep(5, AbortSignal.abort(new Error('no')))).rejects.toThrow('no')
    await time.sleep(1)
    expect(time.elapsed).toBe(1)
  })

  test('the wall clock jumps, monotonic time does not', async () => {
    time = new VirtualTime()
    const clock = new ProcessClock(time)
    clock.jump(-7_200_000)
    await clock.sleep(1_000)
    expect([clock.now() - time.epoch, clock.elapsed()]).toEqual([-7_199_000, 1_000])
  })

  test('a killed process never hears of anything again', async () => {
    time = new VirtualTime()
    const clock = new ProcessClock(time)
    let woken = false
    void clock.sleep(10).then(() => {
      woken = true
    })
    clock.kill()
    await time.sleep(100)
    expect(woken).toBe(false)
  })
})
