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

/** A run in the environment that the step's environment requires. */
export interface RequiredRun {
  readonly code: 'this' | 'other'
  readonly by: 'own account' | 'another account'
  /** Its creation, ms since the start; most are there before. */
  readonly atMs: number
  /** How long it goes on, ms. */
  readonly runsMs: number
  readonly end: 'completed' | 'failed'
}

/** Another job that gives another version of the model the stage, with one write and no look. */
export interface Rival {
  /** The newest of the versions from before, or one that is made only now. */
  readonly version: 'older' | 'newer'
  /** Before the server works a request off, or right after. */
  readonly when: 'before' | 'after'
  readonly at: { readonly question: 'details' | 'model version' | 'holders' | 'promote' | 'note'; readonly nth: number }
  /** Whether it archives whoever has the stage, or has it too, since both transactions went through at once. */
  readonly how: 'replaces' | 'joins'
}

/** What is to be promoted, and who is in the way. */
export interface Promotion {
  /** Whether the run has a model version. */
  readonly hasModel: boolean
  /** The versions from before, oldest first: whether each has the stage. */
  readonly earlier: readonly boolean[]
  readonly rivals: readonly Rival[]
}

/** Everything that is decided before a scenario is played; JSON all through. */
export interface Scenario {
  readonly seed: number
  readonly script: RunScript
  /** What is to be done: to start a pipeline, or to follow a run that somebody else has started. */
  readonly work: 'pipeline' | 'run-id'
  /** The runs in the required environment, in the order of their creation, where one is required. */
  readonly required?: readonly RequiredRun[] | undefined
  readonly promotion?: Promotion | undefined
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
