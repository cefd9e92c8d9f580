import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { type JsonObject, optionalString } from '../text/json.ts'
import { withProvenance } from '../trigger/configuration.ts'
import type { Trigger } from '../trigger/expected-run.ts'
import { misfitsOfSnapshot, type WantedSnapshot, wantedSnapshot } from '../trigger/source-snapshot.ts'
import type { Snapshot } from '../zenml/entities.ts'
import { listSnapshots, snapshotWithId } from '../zenml/snapshots.ts'
import type { Ending } from './job.ts'
import type { ProcessResult } from './observed-process.ts'
import { startAndFollow } from './pipeline.ts'
import { publishSnapshot } from './pipeline-trigger.ts'
import { requireGreen } from './requirement.ts'
import { askDriver, type SourceJob } from './source-driver.ts'
import { namedConfiguration, sourceIdentity } from './source-identity.ts'

/** What is known of the pipeline and its stack. */
export interface SourcePipeline {
  readonly pipelineName: string
  /** ZenML's own digest of the stack, by which the server refuses a snapshot that is older than a change of it. */
  readonly stackChecksum: string | undefined
}

/** Has the server run a snapshot of the source, which is made first unless it is there, and follows the run to its end. */
export async function runSourceOnServer(sourceJob: SourceJob, pipeline: SourcePipeline): Promise<Ending> {
  const { job, prepared } = sourceJob
  const made = await obtainSnapshot(sourceJob, wantedOf(sourceJob, pipeline))
  if (made.kind === 'cut') return made.ending
  publishSnapshot(job, made.value, prepared.code)
  // A build may take long, in which staging may have gone on.
  await requireGreen(job, { pipeline: pipeline.pipelineName, code: prepared.code })

  const identity = sourceIdentity(sourceJob, pipeline.pipelineName)
  // The snapshot holds the rest; what a run says of these replaces what its snapshot does.
  const { extra, tags } = prepared.configuration
  const described = { ...(extra == null ? {} : { extra }), ...(tags == null ? {} : { tags }) }
  const trigger: Trigger = {
    connection: job.connection,
    snapshot: made.value,
    identity,
    configuration: namedConfiguration(sourceJob, described, identity),
    idempotencyKey: job.world.uuid()
  }
  return startAndFollow(job, trigger)
}

function wantedOf({ job, prepared }: SourceJob, { pipelineName, stackChecksum }: SourcePipeline): WantedSnapshot {
  const { connection, environment, inputs, invocation } = job
  const contents = {
    source: prepared.source,
    configuration: compiled(prepared.configuration),
    requirements: inputs.requirements,
    integrations: inputs.integrations,
    folder: inputs.workingDirectory,
    client: prepared.clientVersion,
    stack_checksum: stackChecksum,
    // So that another service account of the same environment has snapshots of its own.
    account: connection.account.id
  }

  return wantedSnapshot(invocation, {
    pipelineName,
    stack: connection.stack,
    code: prepared.code.proven,
    environment: environment.name,
    contents
  })
}

/** What of a configuration a snapshot holds: not what only describes a run, in which a workflow may write the attempt. */
function compiled({ extra: _, run_name: __, tags: ___, ...rest }: JsonObject): JsonObject {
  return rest
}

/**
 * The snapshot of a source: the one that is there, or a new one. The server keeps a name once for a pipeline, so that of
 * two jobs that make it at once one makes the snapshot, and both use it. Throws {@link ActionError} if the name belongs
 * to another snapshot.
 */
async function obtainSnapshot(sourceJob: SourceJob, wanted: WantedSnapshot): Promise<ProcessResult<Snapshot>> {
  const { job, prepared } = sourceJob
  const { log } = job.world
  const known = await findNamed(sourceJob, wanted)
  if (known !== undefined) {
    log.info(`The snapshot of this code is there already, so nothing is built: ${wanted.name}`)
    return { kind: 'done', value: fitting(sourceJob, known, wanted) }
  }

  log.info(`ZenML's client makes the snapshot ${wanted.name}.`)
  const config = withProvenance(compiled(prepared.configuration), wanted.provenance)
  const result = await askDriver(sourceJob, 'snapshot', { config, snapshot: wanted.name })
  if (result.kind === 'cut') return result

  const id = optionalString(result.value, 'snapshot')
  const made = id === undefined ? await findNamed(sourceJob, wanted) : await snapshotWithId(job.connection.session, id)
  if (id === undefined) log.info('Another job has made the snapshot meanwhile; it is used.')
  if (made !== undefined) return { kind: 'done', value: fitting(sourceJob, made, wanted) }
  throw new ActionError(`The server doesn't show the snapshot ${wanted.name}, which was just made`, {
    where: job.inputs.places.source,
    remedy: 'Re-run the job.'
  })
}

/** The snapshot of a name, with its details; undefined if the pipeline has none. */
async function findNamed({ job }: SourceJob, wanted: WantedSnapshot): Promise<Snapshot | undefined> {
  const { project, session } = job.connection
  const { name, pipelineName: pipeline } = wanted
  const found = await listSnapshots(session, project.id, { name, pipeline })
  const named = found.find(one => one.name === name && one.pipeline.name === pipeline)
  return named === undefined ? undefined : snapshotWithId(session, named.id)
}

/** The snapshot itself, if it is the one that is wanted; throws {@link ActionError} that says what is wrong with it. */
function fitting({ job }: SourceJob, snapshot: Snapshot, wanted: WantedSnapshot): Snapshot {
  const misfits = misfitsOfSnapshot(snapshot, wanted, job.connection)
  if (misfits.length === 0) return snapshot
  throw new ActionError(
    `The snapshot ${oneLine(snapshot.name, 255)} (${snapshot.id}) has the name of this code, but ${misfits.join(', and ')}`,
    {
      where: job.inputs.places.source,
      remedy:
        'It was renamed, or is not whole. Look at it in the dashboard, rename or delete it there, and re-run the job.'
    }
  )
}
