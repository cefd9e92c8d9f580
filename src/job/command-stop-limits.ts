/*
 * How long it takes to end a command and to stop its runs. After a cancel the step has to be over within 5 s, even if
 * the command hears no signal and the server answers nothing: 0.8 s for the server's answer to the stop, 2.5 s to the
 * command's SIGKILL and 0.3 s for its last output make 3.6 s. At 3.7 s the command is left to post, whatever holds it,
 * and 0.7 s of looking at the runs end at 4.4 s; the rest is for a slow machine. The stops go on beside that, until
 * they end together with the command.
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
