import { type Checkout, treeOf } from '../command/checkout.ts'
import { judgeSnapshotCode, judgeWorkerCode } from '../trigger/code-origin.ts'
import type { ProvenCode } from '../trigger/provenance.ts'
import type { World } from '../world/world.ts'
import type { Snapshot } from '../zenml/entities.ts'
import type { Job } from './job.ts'

/** What is known about the code of a run: a sentence for log and summary, and the code if it is the event's own. */
export interface CodeOrigin {
  readonly note: string
  readonly proven: ProvenCode | undefined
}

/** Judges a snapshot's code by its code reference, whoever made it and wherever its run was started. */
export async function snapshotCode(
  { invocation, world }: Pick<Job, 'invocation'> & { readonly world: Pick<World, 'cancel' | 'clock' | 'env'> },
  { codeCommit }: Pick<Snapshot, 'codeCommit'>
): Promise<CodeOrigin> {
  const { note, proven: commit } = judgeSnapshotCode(codeCommit, invocation)
  if (commit === undefined) return { note, proven: undefined }

  // A commit's id says what its tree is, so that any repository which has the commit may be asked.
  const folder = world.env['GITHUB_WORKSPACE'] || process.cwd()
  const tree = await treeOf(folder, commit, world.env, world.cancel, world.clock)
  return { note, proven: { commit, tree } }
}

/** Judges this job's code by its clean checkout, if there is one. */
export function checkoutCode({ invocation }: Pick<Job, 'invocation'>, checkout: Checkout | undefined): CodeOrigin {
  const { note, proven: commit } = judgeWorkerCode(checkout?.commit, invocation)
  return { note, proven: commit === undefined ? undefined : { commit, tree: checkout?.tree } }
}
