import { explain } from '../text/errors.ts'
import { formatDuration } from '../world/clock.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run } from '../zenml/entities.ts'
import { refusalsPassMs } from '../zenml/question.ts'
import { ServerError } from '../zenml/server-error.ts'
import { Observation, type ObservationOptions, type Outcome } from './observation.ts'
import type { LogMode } from './shown-logs.ts'
import { type LogTail, StepLogs } from './step-logs.ts'

/** How following a run ended: it finished, the deadline came, or the job was cancelled. */
export interface Followed extends Outcome {
  readonly end: 'finished' | 'deadline' | 'cancelled'
  /** At the deadline, what kept from knowing how the run is by then; missing if the last look saw it. */
  readonly trouble?: Trouble
  /** The ends of the logs of steps that failed, if logs are read. */
  readonly tails: readonly LogTail[]
}

/** What kept from knowing how a run is. */
export interface Trouble {
  /** How long ago the run was seen last, ms. */
  readonly unseenMs: number
  /** The last problem, in a sentence that is safe to print. */
  readonly problem: string
}

/** Bounds of following, in ms of `clock.elapsed()`. */
export interface FollowLimits {
  readonly signal: AbortSignal
  readonly until: number
}

/** What is shown of a run beside its statuses. */
export interface FollowOptions extends FollowLimits, ObservationOptions {
  /** Which logs of steps are shown; none unless it says so. */
  readonly logs?: LogMode | undefined
}

/** How often the log says what it is waiting for when nothing changes, ms. */
const silenceMs = 60_000
/** Time for the last look at the deadline, ms. */
const lastLookMs = 10_000

/** Time between two questions in ms, by the age of the wait: quick at first, then sparing the server. */
export function pollIntervalMs(ageMs: number): number {
  if (ageMs < 10_000) return 500
  if (ageMs < 120_000) return 1_000
  return ageMs < 900_000 ? 2_500 : 5_000
}

/**
 * Follows a run to its end by its status, logging every change of the run and of its steps. Returns at the deadline
 * (after one last look) and on cancel too; throws `ServerError` if the run is out of reach for good: ZenML says twice
 * that it is gone or that the key isn't good any longer, or there is nothing but refusals for {@link refusalsPassMs}.
 */
export async function follow(connection: Connection, first: Run, options: FollowOptions): Promise<Followed> {
  const { logs: mode, signal } = options
  const observation = new Observation(connection, first, options)
  const logs = mode === undefined ? undefined : new StepLogs(connection, first.id, mode, signal)

  let trouble: Trouble | undefined
  let otherwise: Followed['end'] = 'deadline'
  try {
    trouble = await watch(connection, { observation, logs }, options)
    if (observation.hasEnded) {
      const { steps } = await observation.complete(signal)
      await logs?.finish(steps)
    }
  } catch (error) {
    if (!signal.aborted) throw error
    otherwise = 'cancelled'
  } finally {
    await Promise.all([logs?.stop(), observation.stop()])
  }

  // A run that was seen to have ended has ended, whatever else could not be read of it.
  const end = observation.hasEnded ? 'finished' : otherwise
  return { ...observation.outcome, end, tails: logs?.tails ?? [], ...(trouble === undefined ? {} : { trouble }) }
}

/** What there is to know of a run that has ended; `signal` cuts the reading short. */
export function readOutcome(connection: Connection, run: Run, signal: AbortSignal): Promise<Outcome> {
  return new Observation(connection, run).complete(signal)
}

/** What is watched of a run. */
interface Watched {
  readonly observation: Observation
  readonly logs: StepLogs | undefined
}

/** Looks until the run has ended, or the deadline has come and one last look is done; returns what kept that from seeing it. */
async function watch(
  connection: Connection,
  { logs, observation }: Watched,
  { signal, until }: FollowLimits
): Promise<Trouble | undefined> {
  const { clock, log } = connection.session.access
  const left = () => until - clock.elapsed()
  const patience = { signal, until, attempts: Number.POSITIVE_INFINITY, refusalsPassForMs: refusalsPassMs }
  try {
    await observation.look(patience)
    while (!observation.hasEnded && left() > 0) {
      logs?.tick(observation.outcome.steps)
      if (Math.min(observation.silentMs, clock.elapsed() - (logs?.shownMs ?? Number.NEGATIVE_INFINITY)) >= silenceMs)
        observation.logLine(`${observation.waiting}. The timeout comes in ${formatDuration(left())}.`)
      await clock.sleep(Math.min(left(), pollIntervalMs(observation.ageMs)), signal)
      if (left() > 0) await observation.glance(patience)
    }
    if (observation.hasEnded) return undefined
  } catch (error) {
    // Trouble that lasted to the deadline: the run gets its last look anyway.
    if (signal.aborted || !(error instanceof ServerError && error.passing)) throw error
  }

  try {
    await observation.lookOnceMore({ attempts: 2, until: clock.elapsed() + lastLookMs, signal })
    return undefined
  } catch (error) {
    signal.throwIfAborted()
    log.info(`The last look at the deadline failed: ${explain(error)}`)
    return { unseenMs: observation.unseenMs, problem: explain(error) }
  }
}
