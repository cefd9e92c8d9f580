import type { ModelVersion } from '../zenml/entities.ts'

/** What one look at a stage of a model shows. */
export interface StageView {
  /** The version that is to have the stage. */
  readonly own: ModelVersion
  /** All versions of the model that have the stage. */
  readonly holders: readonly ModelVersion[]
  /** Newer versions that are archived, of which this step's own write may have replaced one that it had not seen. */
  readonly archivedAbove: readonly ModelVersion[]
  /** Whether this step has written the stage itself. */
  readonly hasWritten: boolean
}

/** What is to be done next. */
export type Move =
  /** Give the own version the stage, which archives the holder. */
  | { readonly kind: 'write' }
  /** Archive older versions that have the stage too. */
  | { readonly kind: 'archive'; readonly versions: readonly ModelVersion[] }
  /** Archive the own version: a newer one has the stage too. */
  | { readonly kind: 'withdraw' }
  /** Give the stage back to a newer version, from which the own write has taken it. */
  | { readonly kind: 'give back'; readonly to: ModelVersion }
  /** Nothing: a newer version has the stage alone. */
  | { readonly kind: 'refused'; readonly holder: ModelVersion }
  /** Nothing: the own version has the stage alone. */
  | { readonly kind: 'promoted' }

/** Longest time from the first change of a transaction of the server to its second, ms: less than one as measured on 0.98.0. */
const sameTransactionMs = 50

/**
 * What a promotion has to do next, by the rule that the newest version which asks for a stage ends up with it alone. The
 * server can't compare and set, so that a step looks, moves, and looks again, until there is nothing left to do.
 */
export function nextMove(view: StageView): Move {
  const { holders, own } = view
  const newest = holders.filter(({ number }) => number > own.number).toSorted((a, b) => b.number - a.number)[0]
  const held = holders.find(({ id }) => id === own.id)
  if (held === undefined) return newest === undefined ? { kind: 'write' } : { kind: 'refused', holder: newest }
  if (newest !== undefined) return { kind: 'withdraw' }

  const replaced = replacedUnseen(view, held)
  if (replaced !== undefined) return { kind: 'give back', to: replaced }
  const others = holders.filter(({ id }) => id !== own.id)
  return others.length === 0 ? { kind: 'promoted' } : { kind: 'archive', versions: others }
}

/**
 * The newer version that the own write has replaced, if there is one: it got the stage between the look and the write.
 * The server archives it in the same transaction, a moment before (source of 0.98.0). Without an own write, whoever
 * archived it may have meant to; what is archived at another time is no sign either, since each change to `archived`
 * touches a version that was archived before.
 */
function replacedUnseen(
  { archivedAbove, hasWritten }: StageView,
  { updatedMs }: ModelVersion
): ModelVersion | undefined {
  if (!hasWritten || updatedMs === undefined) return undefined
  return archivedAbove
    .filter(each => {
      const beforeMs = updatedMs - (each.updatedMs ?? Number.NaN)
      return beforeMs >= 0 && beforeMs <= sameTransactionMs
    })
    .toSorted((a, b) => b.number - a.number)[0]
}
