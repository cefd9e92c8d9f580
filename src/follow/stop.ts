import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Run } from '../zenml/entities.ts'
import type { HttpAnswer } from '../zenml/http.ts'
import { goneForGood } from '../zenml/question.ts'
import { findRun, requestStop } from '../zenml/runs.ts'
import { detailOf, isGone } from '../zenml/server-error.ts'
import type { Session } from '../zenml/session.ts'
import { isFinished, isStopping } from '../zenml/status.ts'
import { abortQuestion } from '../zenml/wait-conditions.ts'
import type { StopLimits } from './stop-limits.ts'

/**
 * What came of asking for a stop, by the run's own word: it has ended (without `run` the server doesn't know it any
 * longer), it is being stopped but has not ended yet, or neither so far.
 */
export type Stopped =
  | { readonly kind: 'ended'; readonly run: Run | undefined }
  | { readonly kind: 'stopping'; readonly run: Run }
  | { readonly kind: 'pending' }

/** How long a run that is being stopped gets to end by itself before its question to a person is aborted, ms. */
const questionGraceMs = 2_000

/**
 * Asks the server to stop a run until the run itself says that it is being stopped, or has ended: a gateway may have
 * given the answer, and servers up to 0.90 answer 501 for orchestrators that can't stop, while later ones answer 501
 * and stop anyway (sources; 0.98.0 measured: the run is `stopping` at once). Never throws and may be called twice. The
 * server answers 403 until the run has reached its orchestrator.
 */
export async function stopRun(session: Session, runId: string, limits: StopLimits): Promise<Stopped> {
  let said = ''

  const stopped = await lookUntilSettled(session, runId, limits, async look => {
    const answer = await requestStop(session, runId, look.patience)
    said = wordsOf(answer)

    // Whoever refuses the stop for another reason knows the run.
    const run = await look.run(isGone(answer))
    if (run === undefined || isFinished(run.status)) return { kind: 'ended', run }
    return isStopping(run.status) ? { kind: 'stopping', run } : undefined
  })

  if (stopped.kind === 'pending') logPending(session, stopped.trouble ?? said)
  return stopped
}

/**
 * Waits until a run that is being stopped has ended. One that waits for a person stays `stopping` for good after a stop
 * (measured on 0.98.0), so that its question is aborted, which ends it. Never throws; `stopping` where the time is over.
 */
export async function awaitStopped(session: Session, run: Run, limits: StopLimits): Promise<Stopped> {
  const { clock, log } = session.access
  const beganMs = clock.elapsed()

  let last = run
  const stopped = await lookUntilSettled(session, run.id, limits, async look => {
    const seen = await look.run()
    if (seen === undefined || isFinished(seen.status)) return { kind: 'ended', run: seen }
    last = seen
    const questionId = isStopping(seen.status) ? seen.openQuestionId : undefined
    if (questionId === undefined || clock.elapsed() - beganMs < questionGraceMs) return undefined

    log.info('The run that is being stopped waits for a person; its question is aborted.')
    await abortQuestion(session, questionId, look.patience)
    const after = await look.run()
    return after === undefined || isFinished(after.status) ? { kind: 'ended', run: after } : undefined
  })
  if (stopped.kind === 'ended') return stopped
  return isStopping(last.status) ? { kind: 'stopping', run: last } : { kind: 'pending' }
}

/** Stops a run, and sees it to its end within the limits: {@link stopRun} and {@link awaitStopped}. Never throws. */
export async function endRun(session: Session, runId: string, limits: StopLimits): Promise<Stopped> {
  const { clock } = session.access
  const until = clock.elapsed() + limits.forMs
  const stopped = await stopRun(session, runId, limits)
  if (stopped.kind !== 'stopping') return stopped
  return awaitStopped(session, stopped.run, { ...limits, forMs: Math.max(0, until - clock.elapsed()) })
}

/** One look at a run that is to be stopped. */
interface Look {
  readonly patience: { readonly attempts: number; readonly until: number; readonly signal?: AbortSignal }
  /**
   * The run as it is, or undefined if ZenML has said often enough that there is none, unless it can't be `gone`;
   * throws what keeps from knowing.
   */
  readonly run: (mayBeGone?: boolean) => Promise<Run | undefined>
}

/** Looks again and again until a look settles it or the time is over; each is one attempt, whatever goes wrong. */
async function lookUntilSettled(
  session: Session,
  runId: string,
  { everyMs, forMs, signal }: StopLimits,
  once: (look: Look) => Promise<Stopped | undefined>
): Promise<Stopped & { readonly trouble?: string | undefined }> {
  const { clock } = session.access
  const until = clock.elapsed() + forMs
  const patience = { attempts: 1, until, ...(signal === undefined ? {} : { signal }) }
  const look = { patience, run: reader(session, runId, patience) }

  let trouble: string | undefined
  for (;;) {
    trouble = undefined
    try {
      const stopped = await once(look)
      if (stopped !== undefined) return stopped
    } catch (error) {
      if (signal?.aborted === true) break
      trouble = explain(error)
    }

    if (clock.elapsed() + everyMs >= until) break
    await clock.sleep(everyMs, signal).catch(() => undefined)
    if (signal?.aborted === true) break
  }
  return { kind: 'pending', trouble }
}

/** Reads a run; that there is none counts only when it is said twice, some time apart. */
function reader(session: Session, runId: string, patience: Look['patience']): Look['run'] {
  const { clock } = session.access
  let goneMs: number | undefined
  return async (mayBeGone = true) => {
    const run = await findRun(session, runId, patience)
    if (run !== undefined || !mayBeGone) goneMs = undefined
    if (run !== undefined) return run

    if (mayBeGone) goneMs ??= clock.elapsed()
    if (goneMs !== undefined && clock.elapsed() - goneMs >= goneForGood.confirmedAfterMs) return undefined
    throw new ActionError('The server knows no such run')
  }
}

function wordsOf(answer: HttpAnswer): string {
  const { text } = detailOf(answer)
  if (text !== '') return text
  return `the server answered ${answer.status}, and the run goes on`
}

function logPending({ access }: Session, said: string): void {
  access.log.info(`The run could not be stopped yet${said === '' ? '' : `: ${oneLine(said, 600)}`}`)
}
