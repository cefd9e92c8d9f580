import { type Checkout, readCheckout, treeOf } from '../command/checkout.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { judgeSnapshotCode, judgeWorkerCode } from '../trigger/code-origin.ts'
import type { ProvenCode } from '../trigger/provenance.ts'
import type { World } from '../world/world.ts'
import type { Snapshot } from '../zenml/entities.ts'
import type { ContactedJob, Job } from './job.ts'

/** What is known about the code of a run: a sentence for log and summary, and the code if it is the event's own. */
export interface CodeOrigin {
  readonly note: string
  readonly proven: ProvenCode | undefined
}

/** Code that is proven to be this event's own. */
export type OwnCode = CodeOrigin & {
  readonly proven: ProvenCode
  /** Absolute path of the checkout's top folder. */
  readonly root: string
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

/** Changed files that an error names at most. */
const maxChanges = 10

/** The code of the checkout, if that is clean and this event's commit; throws {@link InputError} that lists what differs. */
export async function ownCheckout(
  job: Pick<ContactedJob, 'inputs' | 'invocation' | 'world'>,
  folder: string,
  signal: AbortSignal
): Promise<OwnCode> {
  const { inputs, world } = job
  const where = inputs.places.source
  const state = await readCheckout(folder, world.env, signal, world.clock)
  if (state === undefined) {
    throw new InputError('Without a git checkout nothing proves which code runs', {
      where,
      remedy:
        'Run actions/checkout before this step. In a container git has to be installed, and to trust the folder: git config --global --add safe.directory "$GITHUB_WORKSPACE".'
    })
  }

  const { changes, root, ...checkout } = state
  const { note, proven } = checkoutCode(job, checkout)
  if (proven === undefined) {
    throw new InputError(note, {
      where,
      remedy:
        "Check the event's own commit out: actions/checkout does so without ref, or in a pull request with github.event.pull_request.head.sha as ref."
    })
  }
  if (changes.length > 0) throw dirty(changes, checkout.commit, where)
  return { note, proven, root }
}

function dirty(changes: readonly string[], commit: string, where: string): InputError {
  const shown = changes.slice(0, maxChanges).map(line => oneLine(line.trim(), 120))
  const more = changes.length > maxChanges ? ` and ${changes.length - maxChanges} more` : ''
  const files = changes.length === 1 ? '1 file' : `${changes.length} files`
  return new InputError(
    `The checkout differs from commit ${commit.slice(0, 12)} in ${files}: ${shown.join(', ')}${more}`,
    {
      where,
      remedy:
        'Commit what belongs to the pipeline; let earlier steps write to RUNNER_TEMP, or name their files in .gitignore.'
    }
  )
}
