import { startedIds, type UnansweredStart } from '../command/observed-starts.ts'
import { oneLine } from '../text/foreign.ts'
import { lookUntil, untilAborted } from '../world/clock.ts'
import type { Run } from '../zenml/entities.ts'
import { refusalsPassMs } from '../zenml/question.ts'
import type { CommandRuns, RunsJob } from './command-runs.ts'
import { describeStart, maxRuns, searchRun } from './start-search.ts'

/** Time between two looks at runs that nobody claims: another step has written its provenance by then, ms. */
const secondLookMs = 2_000
/** How long to look for the run of a request to which the command heard no answer, ms. */
const searchMs = 10_000
const searchEveryMs = 1_000

/** What came of looking for the runs that a command started. */
export interface Settled {
  /** What is wrong with what is known of them, in sentences. */
  readonly faults: readonly string[]
  /** Whether the server may still make a run: a request that was cut off may be worked off a minute later. */
  readonly mayStart: boolean
}

/**
 * Finds out which runs a command that has ended started. Throws `ServerError` if the server can't be asked,
 * `ActionError` where a run is not where it should be, and the signal's reason.
 */
export async function settleRuns(job: RunsJob, runs: CommandRuns, signal: AbortSignal): Promise<Settled> {
  const unanswered = await runs.read()
  await runs.settle(signal)
  const faults = await settleUnanswered(job, runs, unanswered, signal)
  const mayStart = faults.length > 0
  job.report.publish({ isInDoubt: mayStart || !runs.observed.python })

  // What is observed is the whole truth; only what could not be observed is read from the output, or guessed.
  if (runs.observed.starts.length === 0) {
    runs.takePrinted()
    await runs.settle(signal)
    if (runs.own.length === 0 && !runs.observed.python) faults.push(...(await takeOnlyNewRun(job, runs, signal)))
  }

  if (runs.observed.isCut || startedIds(runs.observed).length > maxRuns)
    faults.push(`The command started more than ${maxRuns} runs, not all of which were checked.`)
  return { faults, mayStart }
}

async function settleUnanswered(
  { connection, until, world }: Pick<RunsJob, 'connection' | 'until' | 'world'>,
  runs: CommandRuns,
  unanswered: readonly UnansweredStart[],
  signal: AbortSignal
): Promise<string[]> {
  const { clock } = world
  const end = Math.min(until, clock.elapsed() + searchMs)
  const patience = { attempts: Number.POSITIVE_INFINITY, until: end, signal, refusalsPassForMs: refusalsPassMs }
  const claimed = new Set<string>()
  // Two starts from one snapshot have no names that distinguish them: a run belongs to only one of them.
  const look = async (start: UnansweredStart): Promise<Run | undefined> => {
    const run = await searchRun(connection.session, start, runs.command, [...runs.knownIds, ...claimed], patience)
    if (run === undefined || claimed.has(run.id)) return undefined
    claimed.add(run.id)
    return run
  }

  const found = await Promise.all(
    unanswered.map(start => lookUntil(clock, { until: end, everyMs: searchEveryMs, signal }, () => look(start)))
  )
  for (const run of found) if (run !== undefined) await untilAborted(runs.take(run.id), signal)
  await runs.settle(signal)
  return unanswered
    .filter(({ wasRepeated }, index) => found[index] === undefined && wasRepeated !== true)
    .map(
      start =>
        `The command asked the server to start ${oneLine(describeStart(start), 300)}, got no answer, and the server shows no such run.`
    )
}

/** Takes the account's only new run on the environment's stack for the command's, where two looks agree on it. */
async function takeOnlyNewRun(
  { connection, world }: Pick<RunsJob, 'connection' | 'world'>,
  runs: CommandRuns,
  signal: AbortSignal
): Promise<readonly string[]> {
  const first = await runs.unclaimed()
  if (first.length === 0) return []
  await world.clock.sleep(secondLookMs, signal)

  const known = new Set(first.map(({ id }) => id))
  const [only, ...others] = await runs.unclaimed()
  if (only === undefined) return []
  if (others.length === 0 && known.has(only.id)) {
    const name = oneLine(only.name, 200)
    world.log.notice(
      `The command's requests could not be observed. The run ${name} is taken for the command's: it is the only one that this account started on the stack meanwhile.`
    )
    await untilAborted(runs.take(only.id), signal)
    await runs.settle(signal)
    return []
  }
  return [
    `The command's requests could not be observed, and the account started several runs meanwhile, so it is not clear which is the command's: let it print its run's id. ${[only, ...others].map(run => seen(run, connection.runUrl(run.id))).join(' ')}`
  ]
}

function seen({ name, status }: Run, url: string): string {
  return `${oneLine(name, 200)} (${oneLine(status, 60)}): ${url}`
}
