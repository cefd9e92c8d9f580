import { InputError } from '../text/errors.ts'
import type { Inputs } from './inputs.ts'
import type { InputName } from './names.ts'

/** The inputs that are set but only have an effect on a command, if none is to be run. */
export function idleInputs(inputs: Inputs): readonly InputName[] {
  if (inputs.work.kind === 'command') return []

  const ofCommand: readonly (readonly [name: InputName, isSet: boolean])[] = [
    ['requirements', inputs.requirements !== ''],
    ['integrations', inputs.integrations.length > 0],
    ['python', inputs.python !== undefined],
    ['install-env', inputs.installEnv.length > 0],
    ['pass-env', inputs.passEnv.length > 0]
  ]
  return ofCommand.filter(([, isSet]) => isSet).map(([name]) => name)
}

/** Refuses inputs that can't have the effect on this kind of work that they promise; throws {@link InputError}. */
export function refuseIdleInputs(inputs: Inputs): void {
  const { clientCertificate, exportCredentials, wait, work } = inputs
  if (work.kind === 'nothing' && exportCredentials === 'none') {
    throw new InputError('Neither pipeline nor command is set, so there is nothing to do', {
      where: 'pipeline',
      remedy:
        "Set pipeline (started on the server) or command (run in this job); leave both out only with export-credentials: 'token' or 'api-key'."
    })
  }

  if (work.kind !== 'pipeline') refusePipelineInputs(inputs)
  if (clientCertificate !== undefined) refuseForZenmlClient(inputs)

  if (work.kind === 'command' && !wait) {
    const message = "'false' has no meaning for a command, which runs in this job"
    throw new InputError(message, { where: 'wait', remedy: 'Remove it.' })
  }
}

function refusePipelineInputs({ config, places, runName }: Inputs): void {
  const where = config !== undefined ? places.config : runName !== undefined ? 'run-name' : undefined
  if (where === undefined) return

  const remedy = 'Remove it, or set pipeline instead of command; a command takes its configuration itself.'
  throw new InputError('It only applies to a pipeline that is started on the server', { where, remedy })
}

/** ZenML's own client (`RestZenStoreConfiguration` of 0.98.0) can be given authorities, but not who it is. */
function refuseForZenmlClient({ exportCredentials, work }: Inputs): void {
  const where = 'client-certificate'
  if (work.kind === 'command') {
    const message = "ZenML's own client has no option for it, so the command could not reach the server"
    const remedy =
      'Set pipeline, which the action itself starts, or let this runner reach the server without the certificate.'
    throw new InputError(message, { where, remedy })
  }

  if (exportCredentials !== 'none') {
    const message = "ZenML's own client has no option for it, so later steps could not reach the server"
    const remedy = "Set export-credentials to 'none', or let this runner reach the server without the certificate."
    throw new InputError(message, { where, remedy })
  }
}
