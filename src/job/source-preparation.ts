import { ActionError } from '../text/errors.ts'
import type { JsonObject } from '../text/json.ts'
import { checkOwnConfiguration } from '../trigger/config-check.ts'
import { readConfiguration } from '../trigger/configuration.ts'
import { requireSource } from '../trigger/source.ts'
import { workspaceOf } from '../world/workspace-path.ts'
import { type PreparedClient, prepareClient } from './command-preparation.ts'
import type { ContactedJob } from './job.ts'
import { type OwnCode, ownCheckout } from './proven-code.ts'

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
 * Throws `InputError`, also for a checkout that is not this event's commit.
 */
export async function prepareSource(job: ContactedJob, source: string, timeUp: AbortSignal): Promise<PreparedSource> {
  const { inputs, world } = job
  requireSource(source, inputs.places.source)
  const workspace = workspaceOf(world.env)
  const configuration = await readConfiguration(inputs.config, world.files, workspace, inputs.places.config)
  checkOwnConfiguration(configuration, inputs.places.config)

  const group = "Installing the pipeline's requirements"
  const inspect = (folder: string, signal: AbortSignal) => ownCheckout(job, folder, signal)
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
