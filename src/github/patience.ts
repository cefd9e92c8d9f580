import { type Clock, formatDuration, within } from '../world/clock.ts'
import type { Log } from '../world/log.ts'
import { faultOf } from './api-fault.ts'

/** How long something may be tried at GitHub. */
export interface GithubPatience {
  readonly clock: Clock
  readonly log: Pick<Log, 'info'>
  /** What is tried, as a line of the log begins. */
  readonly what: string
  /** Time for all attempts, ms. */
  readonly limitMs: number
  /** Ends everything at once. */
  readonly signal: AbortSignal | undefined
}

/** Attempts at most, with passing trouble between them. */
const maxAttempts = 5

/**
 * Tries something until it works, fails for good, or no time is left for another attempt; doing it twice must have the
 * same effect as doing it once. Rejects with the last error, with `TimeLimit`, or with the signal's reason.
 */
export function patiently<T>(
  { clock, limitMs, log, signal: outer, what }: GithubPatience,
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  const until = clock.elapsed() + limitMs
  return within(clock, limitMs, outer, async signal => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(signal)
      } catch (error) {
        signal.throwIfAborted()
        const { message, retryAfterMs: waitMs } = faultOf(error, attempt, clock.now())
        if (waitMs === undefined || attempt === maxAttempts || clock.elapsed() + waitMs >= until) throw error

        log.info(`${what}: Trying again in ${formatDuration(waitMs)}, since GitHub said: ${message}`)
        await clock.sleep(waitMs, signal)
      }
    }
  })
}
