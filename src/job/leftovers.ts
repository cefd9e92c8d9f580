import { readObservations, startedIds, type UnansweredStart, unansweredStarts } from '../command/observed-starts.ts'
import { type Baseline, maxRuns } from './start-search.ts'
import type { State } from './state.ts'

/** What main may have left on the server. */
export interface Leftovers {
  /** Ids of runs that main started. */
  readonly ids: readonly string[]
  /** Ids of other runs that its command names, which may be anybody's. */
  readonly printedIds: readonly string[]
  /** Requests to start a run to which nobody heard an answer. */
  readonly starts: readonly UnansweredStart[]
  /** Whether there can be others, since no request of a client was seen. */
  readonly isUnseen: boolean
}

/** Reads what main has left, from its state and from what was observed of its command. */
export async function readLeftovers({ command, runIds, runName }: State): Promise<Leftovers> {
  if (command === undefined) {
    const starts = runIds.length > 0 || runName === undefined ? [] : [{ name: runName }]
    return { ids: runIds, printedIds: [], starts, isUnseen: false }
  }

  const observed = await readObservations(command.notesFile)
  const ids = [...new Set([...runIds, ...startedIds(observed)])].slice(0, maxRuns)
  const printedIds = observed.starts.length > 0 ? [] : command.printedIds.filter(id => !ids.includes(id))
  const isUnseen =
    command.group !== undefined && !observed.client && ids.length + printedIds.length + observed.starts.length === 0
  return { ids, printedIds, starts: unansweredStarts(observed), isUnseen }
}

/** A run of a `pipeline` is known by its name, so that every run of it is new. */
export function baselineOf({ accountId, command, projectId }: State): Baseline {
  return command ?? { accountId, projectId, sinceMs: 0, earlierIds: [] }
}
