import type { Fault, Question } from '../stand-in/fault.ts'
import type { RunScript } from '../stand-in/run-script.ts'
import type { Interruption } from '../stand-in/stage.ts'

/** Lets some requests with one question go wrong, counted from the start of the scenario. */
export interface PlannedFault {
  readonly question: Question
  readonly nth: number
  readonly times: number
  readonly fault: Fault
}

/** A time in which nothing comes through, ms since the start. */
export interface Outage {
  readonly fromMs: number
  readonly forMs: number
  readonly how: 'refused' | '503' | 'page' | 'stall'
}

/** What happens to the account and the server meanwhile, ms since the start. */
export interface ServerEvents {
  readonly tokensInvalidAtMs?: number | undefined
  readonly rotatedAtMs?: number | undefined
  /** How long the old key stays good after the rotation, ms. */
  readonly retainMs?: number | undefined
  readonly deactivatedAtMs?: number | undefined
  readonly queueFullForMs?: number | undefined
  /** Whether idempotency keys mean nothing to it, so that only the run's name keeps it from a second run. */
  readonly forgetsKeys?: boolean | undefined
  /** Logins of others behind the same address just before, where the server limits them to 5 a minute. */
  readonly loginsBefore?: number | undefined
}

/** Everything that is decided before a scenario is played; JSON all through. */
export interface Scenario {
  readonly seed: number
  readonly script: RunScript
  readonly options: {
    readonly wait: boolean
    readonly leaveRunning: boolean
    readonly timeoutMs: number
    readonly onRerun: 'auto' | 'attach' | 'new'
  }
  readonly faults: readonly PlannedFault[]
  readonly outage?: Outage | undefined
  readonly interruption?: Interruption | undefined
  /** The runner is lost at this time in the first attempt, post included, and the job is run again a minute later. */
  readonly lostAtMs?: number | undefined
  /** Jumps of the runner's wall clock. */
  readonly jumps: readonly { readonly atMs: number; readonly byMs: number }[]
  readonly server: ServerEvents
  /** What a gateway writes as the `Date` of every answer: in which form, and how far off, ms. */
  readonly date?: { readonly form: 'http' | 'iso' | 'missing'; readonly offMs: number } | undefined
}
