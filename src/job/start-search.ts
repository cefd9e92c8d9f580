import type { Observations, ObservedStart } from '../worker/observations.ts'
import type { Client } from '../zenml/client.ts'
import type { Run } from '../zenml/entities.ts'
import type { Patience } from '../zenml/session.ts'

/** What tells the runs that a step started from those that were there before. */
export interface Baseline {
  readonly projectId: string
  readonly accountId: string
  /** Runs made before this time are older, ms since the epoch, by the times of the server's own runs. */
  readonly sinceMs: number
  /** Runs made since then that were there before. */
  readonly earlierIds: readonly string[]
}

/** A request to start a run whose answer nobody has heard: by the run's name, or by what it was to be started from. */
export type UnansweredStart = Partial<Pick<ObservedStart, 'name' | 'sourceId'>>

/** Whether a run is the account's own and was made since the baseline. */
export function isNew({ accountId, createdMs, id }: Run, baseline: Baseline): boolean {
  const isLater = createdMs !== undefined && createdMs >= baseline.sinceMs
  return accountId === baseline.accountId && isLater && !baseline.earlierIds.includes(id)
}

/** The ids of the runs that were seen to be started, each once, in the order of their requests. */
export function startedIds({ starts }: Observations): readonly string[] {
  return [...new Set(starts.flatMap(({ runId }) => runId ?? []))]
}

/** The starts of which it is not known whether they made a run; ZenML's client repeats a request under the same name. */
export function unansweredStarts({ starts }: Observations): readonly UnansweredStart[] {
  const answered = new Set(starts.flatMap(({ name, runId }) => (name === undefined || runId === undefined ? [] : name)))
  const names = new Set<string>()
  return starts.filter(({ name, runId, status }) => {
    if (runId !== undefined || isRefusal(status)) return false
    if (name === undefined) return true
    if (answered.has(name) || names.has(name)) return false
    names.add(name)
    return true
  })
}

/** Whether an answer says that no run was made; what a gateway says after its own time limit does not. */
function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && ![408, 499].includes(status)
}

/**
 * The run that an unanswered start made, if the server shows one; of starts without a name of their own the only run
 * that fits, and that is not among those `known`. Throws `ServerError`.
 */
export async function searchRun(
  client: Client,
  { name, sourceId }: UnansweredStart,
  baseline: Baseline,
  known: readonly string[],
  patience?: Patience
): Promise<Run | undefined> {
  const { accountId, projectId, sinceMs } = baseline
  if (name !== undefined) {
    // Names are unique in a project.
    const run = await client.runNamed(projectId, name, patience)
    return run !== undefined && isNew(run, baseline) ? run : undefined
  }

  if (sourceId === undefined) return undefined
  const runs = await client.runsOfAccount(projectId, accountId, sinceMs, patience)
  const fitting = runs.filter(
    run =>
      [run.sourceSnapshotId, run.originalRunId].includes(sourceId) && isNew(run, baseline) && !known.includes(run.id)
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

/** A start in words, for a person who has to look for its run. */
export function describeStart({ name, sourceId }: UnansweredStart): string {
  if (name !== undefined) return `the run ${name}`
  return sourceId === undefined ? 'a run' : `a run from ${sourceId}`
}
