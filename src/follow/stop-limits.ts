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

/** How long the run of an earlier attempt gets to end once it is being stopped, ms. */
export const earlierRunStoppingMs = 120_000

/*
 * After a cancel the step has to be over within 5 s, even if the command hears no signal and the server answers
 * nothing: 0.8 s for the server's answer to the stop, 2.5 s to the command's SIGKILL and 0.3 s for its last output make
 * 3.6 s. At 3.7 s the command is left to post, whatever holds it, and 0.7 s of looking at the runs end at 4.4 s; the
 * rest is for a slow machine. The stops go on beside that, until they end together with the command.
 */

/** Time that the server gets to take a stop before the command itself is ended, ms. */
export const stopFirstMs = 800
/** Time that the command gets to tidy up, ms. */
export const commandGraceMs = 2_500
/** Time from the cut after which a command that has not ended is left alone, ms. */
export const commandLeftAloneMs = 3_700
/** Bounds of the stops, from the cut on, of the last look after it, which may last until `endMs` after the cut, ms. */
export const commandCancelTimes = { stopMs: 3_600, lookMs: 700, endMs: 4_400, everyMs: 300 }
/** The same if nobody kills this process soon. */
export const commandCutTimes = { stopMs: 6_000, lookMs: 3_000, endMs: 9_000, everyMs: 500 }

/** In post: time for everything that it asks of the server, as a request that was cut off may be worked off a minute later, ms. */
export const postMs = 120_000
/** In post: time that a command which a killed main left running gets to end, ms. */
export const postGraceMs = 5_000
