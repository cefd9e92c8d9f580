/** Bounds of stopping, ms. */
export interface StopLimits {
  /** How long to go on asking. */
  readonly forMs: number
  /** Time between two tries. */
  readonly everyMs: number
  /** Ends the asking early. */
  readonly signal?: AbortSignal
}

/** In main, on cancel: the runner kills 10 s after its first signal, and outputs and summary come after this. */
export const cancelStopLimits: StopLimits = { forMs: 3_000, everyMs: 700 }
/** In main at the deadline: a run that still initializes can be stopped only later. Post goes on where this ends. */
export const deadlineStopLimits: StopLimits = { forMs: 30_000, everyMs: 2_000 }
/** In main, where a cancel came in the middle of the request to start: the run has only just been found, ms. */
export const lateStopLimits: StopLimits = { forMs: 1_500, everyMs: 500 }

/** In post: time for everything that it asks of the server, as a request that was cut off may be worked off a minute later, ms. */
export const postMs = 120_000
/** In post: time that a command which a killed main left running gets to end, ms. */
export const postGraceMs = 5_000
