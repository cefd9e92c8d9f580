import type { Invocation } from '../inputs/invocation.ts'
import { cut } from '../text/foreign.ts'
import type { JsonObject } from '../text/json.ts'

/** Prefix of the tags that only the action sets. */
export const reservedTagPrefix = 'gate:'

/** Code that is proven to be what a run runs. */
export interface ProvenCode {
  readonly commit: string
  /** Id of the commit's git tree, where git could say it. */
  readonly tree: string | undefined
}

/**
 * Where a run came from, as `extra.gate` of its configuration: it is there from the server's first answer on, isn't part
 * of the cache key, and no account can change it afterwards (measured on 0.98.0), while tags and metadata can be changed
 * by any.
 */
export function provenanceOf(
  invocation: Invocation,
  {
    code,
    environment,
    runName
  }: { readonly runName: string; readonly environment: string; readonly code: ProvenCode | undefined }
): JsonObject {
  const { actor, attempt, event, pullRequest, ref, repository, sha, workflowRun } = invocation

  return {
    // ZenML keeps a run's extra in its snapshot, and hands it on to whatever is started from that.
    run_name: runName,
    repository,
    ref,
    event,
    commit: sha,
    ...(pullRequest === undefined
      ? {}
      : { pull_request: { number: pullRequest.number, head_commit: pullRequest.head } }),
    actor,
    workflow_run: workflowRun,
    attempt: Number(attempt),
    environment,
    code_commit: code?.commit ?? 'unknown',
    code_tree: code?.tree ?? 'unknown'
  }
}

/** Longest tag name that ZenML stores (its column holds 255 characters). */
const maxTagLength = 255

/** The tags of a run: few, and the same for all runs of a repository's environment, since the server registers each. */
export function provenanceTags({ repository }: Invocation, environment: string): readonly string[] {
  return [`repository=${repository}`, `environment=${environment}`].map(tag =>
    cut(`${reservedTagPrefix}${tag}`, maxTagLength)
  )
}
