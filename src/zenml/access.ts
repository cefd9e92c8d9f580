import type { Clock } from '../world/clock.ts'
import type { Log } from '../world/log.ts'
import type { Send } from './http.ts'
import type { Patience } from './question.ts'

/** What questions to one server need of the world. */
export interface Access {
  readonly base: URL
  readonly send: Send
  readonly clock: Clock
  readonly log: Log
  /** Uniform in [0, 1), for jitter. */
  readonly random: () => number
  /** Patience for every question that brings none of its own; `shortPatience` if there isn't any. */
  readonly patience?: Patience
}
