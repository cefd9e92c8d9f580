import { ActionError, explain } from '../text/errors.ts'
import type { ModelVersion } from '../zenml/entities.ts'
import { archivedAbove, holdersOf, setStage } from '../zenml/models.ts'
import type { Patience } from '../zenml/question.ts'
import { ServerError } from '../zenml/server-error.ts'
import type { Session } from '../zenml/session.ts'
import { type Move, nextMove, replacedBy, type StageView } from './promotion-move.ts'

/** Moves at most: two for a stage that is free or held, and as many again for each promotion at the same time. */
const maxMoves = 12
/** Wait before the next look, after a change that came to nothing, ms. */
const troubleWaitMs = 1_000

/** The way of one model version to a stage, and what has been seen and done on it. */
export class StageChange {
  readonly #session: Session
  readonly #own: ModelVersion
  readonly #stage: string
  readonly #patience: Patience
  #before: readonly ModelVersion[] | undefined
  #hasWritten = false
  /** Whether the answer to the last write has not been heard. */
  #isUnheard = false
  /** Times at which own writes were carried out, by the server's clock, ms since the epoch. */
  readonly #writesMs: number[] = []

  constructor(session: Session, own: ModelVersion, stage: string, patience: Patience) {
    this.#session = session
    this.#own = own
    this.#stage = stage
    this.#patience = patience
  }

  /** The versions that had the stage at the first look; undefined before that. */
  get before(): readonly ModelVersion[] | undefined {
    return this.#before
  }

  /** Whether the server may have carried out a change. */
  get hasWritten(): boolean {
    return this.#hasWritten
  }

  /** The versions that have the stage now; throws `ServerError`. */
  async holders(): Promise<readonly ModelVersion[]> {
    const holders = await holdersOf(this.#session, this.#own, this.#stage, this.#patience)
    this.#before ??= holders
    return holders
  }

  /**
   * Looks and moves until there is nothing left to do, and says how it ended; `beforeWrite` is waited for once, before
   * the first change. Throws `ServerError`, the reason of a cancel, and {@link ActionError} if it doesn't come to an end.
   */
  async settle(beforeWrite: () => Promise<void>): Promise<Extract<Move, { kind: 'promoted' | 'refused' }>> {
    let trouble: string | undefined
    for (let moves = 0; moves < maxMoves; moves++) {
      const move = nextMove(await this.#look())
      if (move.kind === 'promoted' || move.kind === 'refused') return move

      if (!this.#hasWritten) await beforeWrite()
      trouble = await this.#carryOut(move)
      if (trouble !== undefined) await this.#session.access.clock.sleep(troubleWaitMs, this.#patience.signal)
    }
    const why = trouble ?? 'others change it again and again.'
    throw new ActionError(`The stage ${this.#stage} could not be settled: ${why}`)
  }

  async #look(): Promise<StageView> {
    const holders = await this.holders()
    if (this.#isUnheard) this.#wroteAt(holders.find(({ id }) => id === this.#own.id))
    this.#isUnheard = false

    const hasReplaced = this.#writesMs.length > 0
    const archived = hasReplaced ? await archivedAbove(this.#session, this.#own, this.#patience) : []
    return { own: this.#own, holders, replaced: replacedBy(this.#writesMs, archived) }
  }

  #wroteAt(version: ModelVersion | undefined): void {
    if (version?.updatedMs !== undefined) this.#writesMs.push(version.updatedMs)
  }

  /** Makes one change; returns what kept it from being known, since the next look says whether it was made. */
  async #carryOut(move: Exclude<Move, { kind: 'promoted' | 'refused' }>): Promise<string | undefined> {
    const wrote = this.#hasWritten
    this.#hasWritten = true
    this.#isUnheard = move.kind === 'write'

    // Never sent twice: of two on their way, one might arrive when the stage has gone on to a newer version.
    const patience = { ...this.#patience, attempts: 1 }
    try {
      for (const [id, stage] of changesOf(move, this.#own.id, this.#stage)) {
        const changed = await setStage(this.#session, id, stage, patience)
        if (stage === this.#stage) this.#wroteAt(changed)
      }
      this.#isUnheard = false
      return undefined
    } catch (error) {
      if (!(error instanceof ServerError)) throw error
      if (error.passing || error.status === undefined || error.status >= 500) return explain(error)

      // A refusal may be the answer to somebody else's request: it stands unless the change is there.
      if (await this.#isMade(move)) return undefined
      this.#hasWritten = wrote
      throw error
    }
  }

  /** Whether all that a move changes is there; throws `ServerError`. */
  async #isMade(move: Exclude<Move, { kind: 'promoted' | 'refused' }>): Promise<boolean> {
    const holders = await this.holders()
    return changesOf(move, this.#own.id, this.#stage).every(
      ([id, stage]) => holders.some(holder => holder.id === id) === (stage === this.#stage)
    )
  }
}

/** What a move changes: ids of model versions, and the stages that they get. */
function changesOf(
  move: Exclude<Move, { kind: 'promoted' | 'refused' }>,
  own: string,
  stage: string
): readonly (readonly [id: string, stage: string])[] {
  switch (move.kind) {
    case 'write':
      return [[own, stage]]
    case 'withdraw':
      return [[own, 'archived']]
    case 'give back':
      return [[move.to.id, stage]]
    case 'archive':
      return move.versions.map(({ id }) => [id, 'archived'])
  }
}
