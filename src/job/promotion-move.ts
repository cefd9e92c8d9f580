import type { ModelVersion } from '../zenml/entities.ts'

/** What one look at a stage of a model shows. */
export interface StageView {
  /** The version that is to have the stage. */
  readonly own: ModelVersion
  /** All versions of the model that have the stage. */
  readonly holders: readonly ModelVersion[]
  /** Newer versions from which this step's own writes have taken the stage, without having seen them there. */
  readonly replaced: readonly ModelVersion[]
}

/** What is to be done next. */
export type Move =
  /** Give the own version the stage, which archives the holder. */
  | { readonly kind: 'write' }
  /** Archive older versions that have the stage too. */
  | { readonly kind: 'archive'; readonly versions: readonly ModelVersion[] }
  /** Archive the own version: a newer one has the stage too. */
  | { readonly kind: 'withdraw' }
  /** Give the stage back to a newer version, from which an own write has taken it. */
  | { readonly kind: 'give back'; readonly to: ModelVersion }
  /** Nothing: a newer version has the stage alone. */
  | { readonly kind: 'refused'; readonly holder: ModelVersion }
  /** Nothing: the own version has the stage alone. */
  | { readonly kind: 'promoted' }

/**
 * What a promotion has to do next, by the rule that the newest version which asks for a stage ends up with it alone. The
 * server can't compare and set, so that a step looks, moves, and looks again, until there is nothing left to do.
 */
export function nextMove({ holders, own, replaced }: StageView): Move {
  const newest = newestOf(holders)
  const lost = newestOf(replaced)
  if (lost !== undefined && (newest === undefined || lost.number > newest.number))
    return { kind: 'give back', to: lost }

  const isNewer = newest !== undefined && newest.number > own.number
  const holds = holders.some(({ id }) => id === own.id)
  if (!holds) return isNewer ? { kind: 'refused', holder: newest } : { kind: 'write' }
  if (isNewer) return { kind: 'withdraw' }

  const others = holders.filter(({ id }) => id !== own.id)
  return others.length === 0 ? { kind: 'promoted' } : { kind: 'archive', versions: others }
}

function newestOf(versions: readonly ModelVersion[]): ModelVersion | undefined {
  return versions.toSorted((a, b) => b.number - a.number)[0]
}

/** Longest time from the first change of a transaction of the server to its second, ms: less than one as measured on 0.98.0. */
const sameTransactionMs = 50

/**
 * The archived versions that writes have replaced, given by the times of these writes, ms since the epoch. The server
 * archives what a write replaces in the same transaction, a moment before (source of 0.98.0). What was archived at another
 * time is no sign: somebody may have meant it, and each change to `archived` touches a version that was archived before.
 */
export function replacedBy(writesMs: readonly number[], archived: readonly ModelVersion[]): readonly ModelVersion[] {
  return archived.filter(({ updatedMs = Number.NaN }) =>
    writesMs.some(ms => ms - updatedMs >= 0 && ms - updatedMs <= sameTransactionMs)
  )
}
