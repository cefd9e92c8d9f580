import type { Run } from '../zenml/entities.ts'
import { reservedTagPrefix } from './identity.ts'

/** What tells the runs of one command from all others. */
export interface CommandMark {
  /** Tag of the command's runs that no other step's runs have. */
  readonly lineageTag: string
  /**
   * Runs made before this time are older than the command, ms since the epoch. By the times of the server's own runs,
   * since the clock of its answers may be a gateway's and go differently.
   */
  readonly sinceMs: number
  /** Runs made since then that were there before the command began. */
  readonly earlierIds: readonly string[]
}

/**
 * Whose a run is, as far as can be told: `own` carries the command's tag; `unclaimed` was made by the account since the
 * command began, and no step has tagged it; `other` is neither.
 */
export function claimOf(run: Run, accountId: string, mark: CommandMark): 'own' | 'unclaimed' | 'other' {
  const { earlierIds, lineageTag, sinceMs } = mark
  const isNew = run.createdMs !== undefined && run.createdMs >= sinceMs && !earlierIds.includes(run.id)
  if (run.accountId !== accountId || !isNew) return 'other'
  const claims = run.tags.filter(tag => tag.startsWith(`${reservedTagPrefix}lineage=`))
  if (claims.includes(lineageTag)) return 'own'
  return claims.length === 0 ? 'unclaimed' : 'other'
}
