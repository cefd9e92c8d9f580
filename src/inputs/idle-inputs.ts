import type { Environment } from '../gate/environment.ts'
import { placeOf as placeOfRequires, unproven } from '../gate/requires.ts'
import { InputError } from '../text/errors.ts'
import type { Inputs } from './inputs.ts'
import type { InputName } from './names.ts'
import type { Work } from './work.ts'

/** A sentence for each of the inputs that are set but have no effect here, and without which the step is as green as with them. */
export function idleInputs(inputs: Inputs): readonly string[] {
  const { comment, onRerun, tags, work } = inputs
  const startsNothing = work.kind === 'nothing' || work.kind === 'run'
  return [
    ...idleInJob(inputs).map(name => `${name} has no effect without source or command.`),
    ...(startsNothing && tags.length > 0 ? ['tags has no effect if nothing is started.'] : []),
    ...((startsNothing || work.kind === 'command') && onRerun !== 'auto'
      ? ['on-rerun has no effect without source or pipeline.']
      : []),
    ...(work.kind === 'nothing' && comment ? ['comment has no effect if nothing is run.'] : [])
  ]
}

/** The inputs that are only for what runs in this job, if nothing does. */
function idleInJob(inputs: Inputs): readonly InputName[] {
  if (inputs.work.kind === 'command' || inputs.work.kind === 'source') return []

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
export function refuseIdleInputs(inputs: Inputs, environment: Environment, required: Work | undefined): void {
  const { clientCertificate, exportCredentials, wait, work } = inputs
  if (work.kind === 'nothing' && exportCredentials === 'none') {
    throw new InputError('Neither source, pipeline nor command is set, so there is nothing to do', {
      where: 'source',
      remedy:
        "Set source (this checkout's pipeline), pipeline (a snapshot on the server) or command (run in this job); leave all out only with export-credentials: 'token' or 'api-key'."
    })
  }

  if (work.kind !== 'pipeline' && work.kind !== 'source') refusePipelineInputs(inputs)
  if (clientCertificate !== undefined) refuseForZenmlClient(inputs)
  refuseUnproven(inputs, environment, required)
  refusePromotion(inputs)
  refuseChecks(inputs)

  if (!wait) refuseNoWait(work.kind)
}

/** What there is to be said of `wait: false` by the kind of work that it can't be for. */
const noWait: Readonly<Partial<Record<Inputs['work']['kind'], string>>> = {
  command: "'false' has no meaning for a command, which runs in this job",
  run: "'false' has no meaning with run-id, which starts nothing"
}

function refuseNoWait(kind: Inputs['work']['kind']): void {
  const message = noWait[kind]
  if (message !== undefined) throw new InputError(message, { where: 'wait', remedy: 'Remove it.' })
}

function refusePipelineInputs({ config, places, runName }: Inputs): void {
  const where = config !== undefined ? places.config : runName !== undefined ? 'run-name' : undefined
  if (where === undefined) return

  const remedy = 'Remove it, or set source or pipeline; a command takes its configuration itself.'
  throw new InputError('It only applies to a pipeline that the action itself starts', { where, remedy })
}

/** A command names and describes its runs itself, so that nothing that they say of their code counts; and so do later steps. */
function refuseUnproven(
  { exportCredentials, work }: Inputs,
  { name, requires }: Environment,
  required: Work | undefined
): void {
  if (requires === undefined) return
  if (work.kind === 'command') throw unproven(name, placeOfRequires(name))
  if (required?.kind === 'command') throw unproven(requires.name, placeOfRequires(name))

  const connects = exportCredentials !== 'none' && work.kind === 'run'
  if (work.kind !== 'nothing' && !connects) return
  throw new InputError('Later steps would be connected whatever was green before, since nothing is run here', {
    where: placeOfRequires(name),
    remedy: 'Set source (or pipeline), or remove requires.'
  })
}

function refusePromotion({ places, promote, wait, work }: Inputs): void {
  if (promote === undefined) return
  const where = places.promote
  if (work.kind === 'nothing') {
    throw new InputError('This step runs nothing, so it has no model version to promote', {
      where,
      remedy: 'Set source, pipeline, command or run-id, or remove promote.'
    })
  }
  if (wait) return
  throw new InputError("Only a run that has succeeded is promoted, and with wait: 'false' nobody sees that", {
    where,
    remedy: 'Remove wait, or promote in a later job with run-id.'
  })
}

/** Results are there when a run has ended. */
function refuseChecks({ checks, places, wait, work }: Inputs): void {
  if (checks === undefined) return
  const where = places.checks
  if (work.kind === 'nothing') {
    throw new InputError('This step runs nothing, so it has no results to check', {
      where,
      remedy: 'Set source, pipeline, command or run-id, or remove checks.'
    })
  }

  if (wait) return
  throw new InputError("A run's results are there when it has ended, and with wait: 'false' nobody sees them", {
    where,
    remedy: 'Remove wait, or check them in a later job with run-id.'
  })
}

/** ZenML's own client (`RestZenStoreConfiguration` of 0.98.0) can be given authorities, but not who it is. */
function refuseForZenmlClient({ exportCredentials, work }: Inputs): void {
  const where = 'client-certificate'
  if (work.kind === 'command' || work.kind === 'source') {
    const message = "ZenML's own client has no option for it, so what runs in this job could not reach the server"
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
