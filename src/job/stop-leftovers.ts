import type { UnansweredStart } from '../command/observed-starts.ts'
import { awaitStopped, endRun } from '../follow/stop.ts'
import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { lookUntil } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import type { Run } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import { findRun, runsOfAccount } from '../zenml/runs.ts'
import type { Session } from '../zenml/session.ts'
import { isFinished, isStopping } from '../zenml/status.ts'
import type { Leftovers } from './leftovers.ts'
import { type Baseline, describeStart, isNew, searchRun } from './start-search.ts'
import type { State } from './state.ts'

/** Time between two looks for a run, ms. */
const everyMs = 2_000

/** One use of post: what main left, and how long there is time to see to it. */
export interface Cleanup {
  readonly world: World
  readonly session: Session
  readonly state: State
  readonly baseline: Baseline
  /** Moment of `clock.elapsed()`, ms. */
  readonly until: number
  /** Where a person can look, in a sentence's end. */
  readonly place: string
}

/** Sees to everything at once, since this process ends as soon as this returns; each warns of its own trouble. */
export async function stopLeftovers(cleanup: Cleanup, { ids, isUnseen, printedIds, starts }: Leftovers): Promise<void> {
  const { session, until, world } = cleanup
  await Promise.all([
    ...ids.map(id => warned(cleanup, () => stopById(cleanup, id, session.patience))),
    // One that this account may not read is not worth a wait.
    ...printedIds.map(id =>
      warned(cleanup, () => stopById(cleanup, id, { attempts: Number.POSITIVE_INFINITY, until }, true))
    ),
    ...starts.map(start => warned(cleanup, () => stopWhenShown(cleanup, start, ids))),
    ...(isUnseen ? [warned(cleanup, () => warnOfUnseen(cleanup))] : [])
  ])
  if (ids.length + printedIds.length + starts.length === 0 && !isUnseen)
    world.log.info("The server has no run that is known to be the main step's.")
}

async function warned({ place, world }: Cleanup, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    warnOfLeftovers(world.log, error, place)
  }
}

/** Warns that something may be left running, and where a person can look for it, if that is known. */
export function warnOfLeftovers(log: World['log'], error: unknown, place: string): void {
  const look = place === '' ? '' : ` Look in the dashboard: ${place}`
  log.warning(`The post step could not make sure that nothing is left running: ${explain(error)}${look}`)
}

/** Stops a run of main's. One that was only printed is another step's if it bears provenance: main saves a run's id before that. */
async function stopById(cleanup: Cleanup, id: string, patience: Patience, wasPrinted = false): Promise<void> {
  const { baseline, session, world } = cleanup
  const run = await findRun(session, id, patience)
  if (run === undefined) return world.log.info(`The server does not know a run ${id}.`)
  // What a command printed may be anybody's run.
  if (!isNew(run, baseline) || (wasPrinted && run.provenance !== undefined))
    return world.log.info(`The run ${id} was not started by the main step; leaving it alone.`)
  return stop(cleanup, run)
}

/** Looks for the run of a request that was cut off as long as there is time: it may be worked off a minute later. */
async function stopWhenShown(cleanup: Cleanup, start: UnansweredStart, known: readonly string[]): Promise<void> {
  const { baseline, session, place, until, world } = cleanup
  const { clock, log } = world
  const run = await lookUntil(clock, { until, everyMs }, () => searchRun(session, start, baseline, known))
  if (run !== undefined) return stop(cleanup, run)
  log.warning(
    `The server may still start ${oneLine(describeStart(start), 300)}, which was asked for before the step was cut off; if it appears, stop it in the dashboard: ${place}`
  )
}

async function stop({ session, place, state, until, world }: Cleanup, run: Run): Promise<void> {
  const { clock, log } = world
  const name = oneLine(run.name, 255)
  if (isFinished(run.status)) return log.info(`The run ${name} has ended (${oneLine(run.status, 60)}).`)

  // Addresses of one project's runs differ in their ends.
  const url = state.runUrl?.replace(/[^/]+$/, run.id) ?? `${place} (${run.id})`
  const limits = { forMs: until - clock.elapsed(), everyMs }
  const stopped = await (isStopping(run.status) ? awaitStopped(session, run, limits) : endRun(session, run.id, limits))
  switch (stopped.kind) {
    case 'ended':
      return log.info(`The run ${name} has ended (${oneLine(stopped.run?.status ?? 'gone', 60)}).`)
    case 'stopping':
      return log.warning(`The run ${name} was told to stop and has not ended yet; look at it in the dashboard: ${url}`)
    case 'pending':
      return log.warning(`The run ${name} may still be running; stop it in the dashboard: ${url}`)
  }
}

/** A command whose requests could not be observed may have started any new run of the account: that is for a person to tell. */
async function warnOfUnseen({ baseline, session, place, world }: Cleanup): Promise<void> {
  const runs = await runsOfAccount(session, baseline.projectId, baseline.accountId, baseline.sinceMs)
  const active = runs.filter(run => isNew(run, baseline) && run.provenance === undefined && !isFinished(run.status))
  if (active.length === 0) return

  const names = active.slice(0, 5).map(({ name }) => oneLine(name, 200))
  world.log.warning(
    `The command's requests could not be observed. The account started ${names.join(', ')} meanwhile; stop what is the command's in the dashboard: ${place}`
  )
}
