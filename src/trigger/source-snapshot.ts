import type { Invocation } from '../inputs/invocation.ts'
import { digest } from '../text/digest.ts'
import { oneLine } from '../text/foreign.ts'
import type { JsonObject } from '../text/json.ts'
import type { Named, Snapshot } from '../zenml/entities.ts'
import { provenanceKey } from '../zenml/run-extra.ts'
import { type ProvenCode, provenanceOf } from './provenance.ts'
import { slug } from './run-identity.ts'

/** What the snapshot of a source is made of. */
export interface SnapshotParts {
  readonly pipelineName: string
  readonly stack: Named
  readonly code: ProvenCode
  /** Name of the environment. */
  readonly environment: string
  /** All else that decides what is in it: source, configuration, requirements, version of the client and the like. */
  readonly contents: JsonObject
}

/** The snapshot that a job needs: its name, and what its configuration says of where it came from. */
export interface WantedSnapshot {
  /** Unique for its pipeline on the server; of at most 255 characters, none of which ZenML forbids in it. */
  readonly name: string
  readonly pipelineName: string
  readonly provenance: JsonObject
}

/** Names the snapshot of a source, so that the same code, asked for in the same way, has one name. */
export function wantedSnapshot(invocation: Invocation, parts: SnapshotParts): WantedSnapshot {
  const { code, contents, environment, pipelineName, stack } = parts
  const { repository } = invocation
  const of = digest({ ...contents, repository, environment, pipeline: pipelineName, stack: stack.id, ...code })
  const name = `${slug(pipelineName, 100)}-${slug(stack.name, 60)}-${slug(code.commit, 12)}-${of.slice(0, 16)}`

  // It is not a run, so that nothing takes it for what a run says of itself.
  const { run_name: _, ...provenance } = provenanceOf(invocation, { runName: name, environment, code })
  return { name, pipelineName, provenance: { snapshot: name, ...provenance } }
}

/** What a snapshot's provenance has to say as well, beside its name: the name's digest holds the rest. */
const provenKeys = ['snapshot', 'repository', 'environment', 'code_commit', 'code_tree'] as const

/**
 * Why a snapshot (with its details) is not the one that is wanted, in words that continue "but"; none if it is. Any
 * account may change a snapshot's name, but nobody its configuration and account (measured on 0.98.0).
 */
export function misfitsOfSnapshot(
  snapshot: Snapshot,
  wanted: WantedSnapshot,
  place: { readonly account: Named; readonly project: Named; readonly stack: Named }
): readonly string[] {
  const { account, project, stack } = place
  const isProven = provenKeys.every(key => snapshot.provenance[key] === wanted.provenance[key])
  return [
    snapshot.accountId === account.id
      ? []
      : [`${snapshot.author === undefined ? 'another account' : oneLine(snapshot.author, 80)} made it`],
    isProven ? [] : [`its extra.${provenanceKey} says that it was made of something else`],
    snapshot.projectId === project.id ? [] : ['it is in another project'],
    snapshot.pipeline.name === wanted.pipelineName ? [] : [`it is of pipeline ${oneLine(snapshot.pipeline.name, 80)}`],
    snapshot.stack?.id === stack.id ? [] : [`it is on stack ${oneLine(snapshot.stack?.name ?? 'unknown', 80)}`],
    snapshot.runnable ? [] : ["the server can't run it: it has no container build on this stack"]
  ].flat()
}
