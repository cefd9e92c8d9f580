import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../src/clock.ts'

/** Time as it is: these tests wait for real processes. */
export const realClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: async (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal })
}
