import type { Invocation } from '../inputs/invocation.ts'
import { promotionNotePrefix } from '../results/metrics.ts'
import { at, isObject, type JsonObject, optionalString } from '../text/json.ts'
import type { ModelVersion, Named } from '../zenml/entities.ts'

/** How far a promotion has come, as its note says. */
export type Progress = 'asked' | 'promoted' | 'withdrawn'

/** A version that had the stage before, as a note keeps it. */
export type Replaced = Pick<ModelVersion, 'id' | 'name' | 'number'>

/** Key of a model version's metadata under which its promotion to a stage stands. */
export function noteKey(stage: string): string {
  return `${promotionNotePrefix}${stage}`
}

/** What there is to write down of a promotion. */
export interface Promotion {
  readonly stage: string
  readonly progress: Progress
  readonly environment: string
  readonly run: Named
  /** The commit that the run's code is proven to be from. */
  readonly codeCommit: string | undefined
  /** Undefined if it is not known what had the stage before. */
  readonly replaced: readonly Replaced[] | undefined
}

/** A promotion as it stands in the model version's metadata, which any account can change: it is for people. */
export function promotionNote(
  { actor, attempt, repository, sha, workflowRun }: Invocation,
  { codeCommit, environment, progress, replaced, run, stage }: Promotion
): JsonObject {
  return {
    stage,
    progress,
    replaced: replaced?.map(({ id, name, number }) => ({ id, name, number })) ?? 'unknown',
    run_id: run.id,
    run_name: run.name,
    environment,
    repository,
    commit: sha,
    code_commit: codeCommit ?? 'unknown',
    workflow_run: workflowRun,
    attempt: Number(attempt),
    actor
  }
}

/** What an earlier attempt has written down of the promotion to a stage; undefined if none has. */
export function readPromotionNote(
  metadata: JsonObject,
  stage: string
): (Pick<Promotion, 'replaced'> & { readonly progress: string | undefined }) | undefined {
  const note = at(metadata, noteKey(stage))
  if (!isObject(note)) return undefined
  const replaced = note['replaced']
  return {
    progress: optionalString(note, 'progress'),
    replaced: Array.isArray(replaced) ? replaced.flatMap(each => readReplaced(each) ?? []) : undefined
  }
}

function readReplaced(json: unknown): Replaced | undefined {
  const [id, name, number] = [optionalString(json, 'id'), optionalString(json, 'name'), at(json, 'number')]
  if (id === undefined || !/^[\w-]{1,64}$/.test(id) || name === undefined || typeof number !== 'number')
    return undefined
  return { id, name, number }
}
