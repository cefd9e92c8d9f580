import { type Description, readDescription } from '../command/driver.ts'
import { warnOfOtherVersion } from '../installation/zenml-version.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { JsonObject } from '../text/json.ts'
import { checkSourceConfiguration } from '../trigger/config-check.ts'
import { isAtLeast, oldestSnapshotVersion } from '../zenml/first-contact.ts'
import { runsSnapshots } from '../zenml/snapshots.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { clientSetup } from './observed-process.ts'
import { promotionPlan } from './promote-model.ts'
import { requireGreen, requireKnown } from './requirement.ts'
import { askDriver, type SourceJob } from './source-driver.ts'
import type { PreparedSource } from './source-preparation.ts'
import { runSourceOnServer } from './source-server.ts'
import { chooseSourceWay, type SourceWay } from './source-way.ts'
import { runSourceHere } from './source-worker.ts'

/** Runs the pipeline of the checkout where it can run, and follows it to its end. */
export async function runSource(job: ConnectedJob, prepared: PreparedSource, timeUp: AbortSignal): Promise<Ending> {
  const { connection, report, world } = job
  warnOfOtherVersion(world.log, prepared.installation.zenmlVersion, connection.info.version)
  const { note, proven } = prepared.code
  world.log.info(note)
  report.publish({ codeNote: note, codeSha: proven.commit })

  await requireKnown(job, prepared.code)
  const sourceJob = { job, prepared, setup: await clientSetup(job, prepared), timeUp }
  const described = await askDriver(sourceJob, 'describe', { config: prepared.configuration })
  if (described.kind === 'cut') return described.ending
  const description = checkedDescription(sourceJob, described.value)
  report.publish({ pipeline: oneLine(description.pipeline, 255) })

  const way = await chooseWay(job, description)
  // Nothing has been changed on the server so far.
  await requireGreen(job, { pipeline: description.pipeline, code: prepared.code })
  if (job.inputs.dryRun) return plan(sourceJob, description, way)

  const { pipeline: pipelineName, stackChecksum } = description
  if (way.kind === 'worker') return runSourceHere(sourceJob, pipelineName)
  return runSourceOnServer(sourceJob, { pipelineName, stackChecksum })
}

/** What the client says of the source; throws {@link InputError} for a configuration that it would not take, or not whole. */
function checkedDescription({ job, prepared }: SourceJob, answer: JsonObject): Description {
  const { places } = job.inputs
  const description = readDescription(answer)
  checkSourceConfiguration(prepared.configuration, description, places.config)
  if (description.problem === undefined) return description

  const problem = oneLine(job.world.log.redact(description.problem), 600)
  throw new InputError(`ZenML's client can't prepare the pipeline: ${problem}`, {
    where: job.inputs.config === undefined ? places.source : places.config,
    remedy: 'Correct the configuration, or the pipeline.'
  })
}

/** Chooses where the pipeline runs, and says it. Throws `ServerError`, and {@link InputError} for inputs that it rules out. */
async function chooseWay(
  { connection, inputs, report, world }: Pick<ConnectedJob, 'connection' | 'inputs' | 'report' | 'world'>,
  { types, unfit }: Description
): Promise<SourceWay> {
  const knowsSnapshots = isAtLeast(connection.info, oldestSnapshotVersion)
  const way = chooseSourceWay({
    knowsSnapshots,
    runsSnapshots: knowsSnapshots ? await runsSnapshots(connection.session) : false,
    unfit,
    hasRegistry: types.includes('container_registry')
  })

  const place =
    way.kind === 'snapshot' ? 'on the server, from a snapshot of this code' : "in this job, by ZenML's client"
  world.log.info(`The pipeline runs ${place}, since ${way.why}.`)
  report.publish({ way: `${place}: ${way.why}` })
  if (way.kind === 'snapshot' || inputs.wait) return way

  throw new InputError(`'false' has no meaning here: the pipeline runs in this job, since ${way.why}`, {
    where: 'wait',
    remedy: 'Remove it.'
  })
}

/** Says what would run, without changing anything on the server. */
function plan(
  { job: { connection, inputs, report, world }, prepared }: SourceJob,
  { pipeline }: Description,
  { kind }: SourceWay
): Ending {
  const { name } = connection.stack
  const where = kind === 'snapshot' ? 'from a snapshot of this code' : 'in this job'
  const how = `${where}${promotionPlan(inputs)}`
  report.publish({ dryRun: true, plan: `${prepared.source} (pipeline ${pipeline}) on stack ${name}, ${how}` })
  world.log.info(`Dry run: would run pipeline ${oneLine(pipeline, 120)} on stack ${name}, ${how}.`)
  return { conclusion: 'skipped' }
}
