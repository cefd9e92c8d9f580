import { explain } from '../text/errors.ts'
import type { Client } from '../zenml/client.ts'
import type { Run } from '../zenml/entities.ts'
import { detailOf, isGone } from '../zenml/server-error.ts'
import { isFinished, isStopping } from '../zenml/status.ts'

/** What came of asking for a stop: the server agreed, the run had ended (`run` where the server has it yet), or neither so far. */
export type Stopped =
  | { readonly kind: 'requested' | 'pending' }
  | { readonly kind: 'ended'; readonly run: Run | undefined }

/** Whether nothing is left to be done about a run. */
export function isSettled({ kind }: Stopped): boolean {
  return kind !== 'pending'
}

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

/**
 * Asks the server to stop a run until it agrees, or the run has ended. Never throws and may be called twice: a run that
 * is being stopped or has just ended is no trouble. The server answers 403 until the run has reached its orchestrator.
 */
export async function stopRun(client: Client, runId: string, limits: StopLimits): Promise<Stopped> {
  const { clock, log } = client.access
  const until = clock.elapsed() + limits.forMs
  const aborted = () => limits.signal?.aborted === true
  const patience = { attempts: 1, until, ...(limits.signal === undefined ? {} : { signal: limits.signal }) }
  let said = ''
  for (;;) {
    try {
      const answer = await client.stopRun(runId, patience)
      // Some orchestrators can't stop gracefully: the server says so with 501 and stops the run all the same.
      if (answer.status === 200 || answer.status === 501) return { kind: 'requested' }
      if (isGone(answer)) return { kind: 'ended', run: undefined }
      const run = await client.run(runId, patience)
      if (isFinished(run.status)) return { kind: 'ended', run }
      if (isStopping(run.status)) return { kind: 'requested' }
      said = detailOf(answer).text
    } catch (error) {
      if (aborted()) break
      said = explain(error)
    }
    if (clock.elapsed() + limits.everyMs >= until) break
    await clock.sleep(limits.everyMs, limits.signal).catch(() => undefined)
    if (aborted()) break
  }
  log.info(`The run could not be stopped yet${said === '' ? '' : `: ${said}`}`)
  return { kind: 'pending' }
}

/** PROVISIONAL */
export async function stopForGood(client: Client, run: Run, limits: StopLimits): Promise<{ readonly kind: 'stopping' | 'pending' | 'ended'; readonly run?: Run | undefined }> {
  const stopped = await stopRun(client, run.id, limits)
  return stopped.kind === 'requested' ? { kind: 'ended', run } : stopped
}
