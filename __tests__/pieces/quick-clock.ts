import type { Clock } from '../../src/world/clock.ts'

/** A clock whose sleeps are over at once: time passes only where somebody waits or the test says so. */
export class QuickClock implements Clock {
  /** Wall-clock time at the start, ms since the epoch. */
  readonly epoch = Date.UTC(2026, 10, 23, 12)
  /** Every sleep that was asked for, ms. */
  readonly slept: number[] = []
  #elapsed = 0
  #events: { readonly at: number; readonly fire: () => void }[] = []

  now(): number {
    return this.epoch + this.#elapsed
  }

  elapsed(): number {
    return this.#elapsed
  }

  /** Calls back when time comes to a moment. */
  at(moment: number, fire: () => void): void {
    this.#events.push({ at: moment, fire })
    this.#events.sort((a, b) => a.at - b.at)
  }

  /** Lets time pass, up to the moment at which the signal aborts. */
  pass(ms: number, signal?: AbortSignal): void {
    const until = this.#elapsed + ms
    while (this.#events[0] !== undefined && this.#events[0].at <= until) {
      const event = this.#events.shift()
      this.#elapsed = Math.max(this.#elapsed, event?.at ?? 0)
      event?.fire()
      if (signal?.aborted === true) return
    }
    this.#elapsed = until
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    this.slept.push(ms)
    this.pass(ms, signal)
    signal?.throwIfAborted()
  }
}
