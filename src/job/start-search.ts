import type { UnansweredStart } from '../command/observed-starts.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import { newestRunsOf, runNamed, runsOfAccount } from '../zenml/runs.ts'
import type { Session } from '../zenml/session.ts'

/** Runs of one command at most that are judged: each costs some requests. */
export const maxRuns = 1_000

/** How far the clocks of a server's replicas, which date its runs, may lie apart, ms. */
const skewMs = 60_000
/** Earlier runs that are kept apart from the command's own: more than an account starts in that time. */
const newestRuns = 20
/** What distinguishes the runs that a step started from those that were there before. */
export interface Baseline {
  readonly projectId: string
  readonly accountId: string
  /** Runs made before this time are older, ms since the epoch, by the times of the server's own runs. */
  readonly sinceMs: number
  /** Runs made since then that were there before. */
  readonly earlierIds: readonly string[]
}

/** Notes which runs of the account there are already; to be called right before a command starts. Throws `ServerError`. */
export async function readBaseline({ account, session, project }: Connection): Promise<Baseline> {
  const newest = await newestRunsOf(session, project.id, account.id, newestRuns)
  // Of a full page the last one is the oldest that is known to have been there.
  const knownMs = newest.length < newestRuns ? 0 : (newest.at(-1)?.createdMs ?? 0)
  const sinceMs = Math.max(knownMs, (newest[0]?.createdMs ?? 0) - skewMs, 0)
  const earlierIds = newest.filter(({ createdMs = 0 }) => createdMs >= sinceMs).map(({ id }) => id)
  return { projectId: project.id, accountId: account.id, sinceMs, earlierIds }
}

/** Whether a run is the account's own and was made since the baseline. */
export function isNew({ accountId, createdMs, id }: Run, baseline: Baseline): boolean {
  const isLater = createdMs !== undefined && createdMs >= baseline.sinceMs
  return accountId === baseline.accountId && isLater && !baseline.earlierIds.includes(id)
}

/**
 * The run that an unanswered start made, if the server shows one; of starts without a name of their own the only run
 * that fits, that is not among those `known`, and that no schedule and no other step started. Throws `ServerError`.
 */
export async function searchRun(
  session: Session,
  { name, sourceId }: UnansweredStart,
  baseline: Baseline,
  known: readonly string[],
  patience?: Patience
): Promise<Run | undefined> {
  const { accountId, projectId, sinceMs } = baseline
  if (name !== undefined) {
    // Names are unique in a project.
    const run = await runNamed(session, projectId, name, patience)
    return run !== undefined && isNew(run, baseline) ? run : undefined
  }

  if (sourceId === undefined) return undefined
  const runs = await runsOfAccount(session, projectId, accountId, sinceMs, patience)
  const fitting = runs.filter(
    run =>
      [run.sourceSnapshotId, run.originalRunId].includes(sourceId) &&
      isNew(run, baseline) &&
      !run.isScheduled &&
      run.provenance === undefined &&
      !known.includes(run.id)
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

/** A start in words, for a person who has to look for its run. */
export function describeStart({ name, sourceId }: UnansweredStart): string {
  if (name !== undefined) return `the run ${name}`
  return sourceId === undefined ? 'a run' : `a run from ${sourceId}`
}
