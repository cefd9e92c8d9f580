import { readCheckout } from '../command/checkout.ts'
import { ActionError, InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { JsonObject } from '../text/json.ts'
import { checkOwnConfiguration } from '../trigger/config-check.ts'
import { readConfiguration } from '../trigger/configuration.ts'
import type { ProvenCode } from '../trigger/provenance.ts'
import { requireSource } from '../trigger/source.ts'
import { workspaceOf } from '../world/workspace-path.ts'
import { type PreparedClient, prepareClient } from './command-preparation.ts'
import type { ContactedJob } from './job.ts'
import { type CodeOrigin, checkoutCode } from './proven-code.ts'

/** Code that is proven to be this event's own. */
export type OwnCode = CodeOrigin & {
  readonly proven: ProvenCode
  /** Absolute path of the checkout's top folder. */
  readonly root: string
}

/** A source whose client is installed; no credential has been used so far. */
export interface PreparedSource extends Omit<PreparedClient<OwnCode>, 'checkout'> {
  readonly source: string
  /** Its run configuration, as ZenML's client takes it. */
  readonly configuration: JsonObject
  readonly code: OwnCode
  /** Version of ZenML's client. */
  readonly clientVersion: string
}

/**
 * Checks source, configuration and checkout, then installs what the pipeline needs, before and without any credential.
 * Throws {@link InputError}, also for a checkout that is not this event's commit.
 */
export async function prepareSource(job: ContactedJob, source: string, timeUp: AbortSignal): Promise<PreparedSource> {
  const { inputs, world } = job
  requireSource(source, inputs.places.source)
  const workspace = workspaceOf(world.env)
  const configuration = await readConfiguration(inputs.config, world.files, workspace, inputs.places.config)
  checkOwnConfiguration(configuration, inputs.places.config)

  const group = "Installing the pipeline's requirements"
  const inspect = (folder: string, signal: AbortSignal) => requireCheckout(job, folder, signal)
  const client = await prepareClient(job, { group, inspect }, timeUp)
  const { zenmlVersion } = client.installation
  if (zenmlVersion === null) {
    throw new ActionError('The Python for the pipeline has no zenml', {
      where: inputs.python === undefined ? 'zenml-version' : 'python',
      remedy: "Leave zenml-version at 'server', or name zenml in the requirements."
    })
  }
  const { checkout: code, ...rest } = client
  return { ...rest, source, configuration, code, clientVersion: zenmlVersion }
}

/** Changed files that an error names at most. */
const maxChanges = 10

/** The code of the checkout, if that is clean and this event's commit; throws {@link InputError} that lists what differs. */
async function requireCheckout(
  job: Pick<ContactedJob, 'inputs' | 'invocation' | 'world'>,
  folder: string,
  signal: AbortSignal
): Promise<OwnCode> {
  const { inputs, world } = job
  const where = inputs.places.source
  const state = await readCheckout(folder, world.env, signal, world.clock)
  if (state === undefined) {
    throw new InputError('There is no git checkout that could prove which code runs', {
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
