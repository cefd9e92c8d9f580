/** How many logs are read in any minute at most, while a run goes on. */
const mostAMinute = 12
const minuteMs = 60_000

/** Time between two readings of a log: at first, since entries come in bursts of five seconds, and at most, ms. */
const [firstIntervalMs, longestIntervalMs] = [6_000, 60_000]
/** Bytes of a log that are read in a second on average: a long one is read whole each time. */
const bytesASecond = 256 * 1024

/** Counts requests, so that there are never more than 12 of them in a minute. */
export class RequestBudget {
  #sentMs: readonly number[] = []

  /** Whether another request may be sent at a moment of `clock.elapsed()`, ms. */
  allows(nowMs: number): boolean {
    this.#sentMs = this.#sentMs.filter(ms => nowMs - ms < minuteMs)
    return this.#sentMs.length < mostAMinute
  }

  spend(nowMs: number): void {
    this.#sentMs = [...this.#sentMs, nowMs]
  }
}

/** Time until a log is read again, ms: longer if nothing new came, or if it is large. */
export function nextIntervalMs(
  beforeMs: number | undefined,
  reading: { readonly isNew: boolean; readonly bytes: number }
) {
  const byNews = reading.isNew || beforeMs === undefined ? firstIntervalMs : beforeMs * 1.5
  const bySize = (reading.bytes / bytesASecond) * 1_000
  return Math.min(longestIntervalMs, Math.max(byNews, bySize))
}
