import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { suggest } from '../text/suggest.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Snapshot, SnapshotShape } from '../zenml/entities.ts'
import { isUuid } from '../zenml/schema.ts'

/** Places of the two wishes, for error messages. */
export interface WishPlaces {
  readonly pipeline: string
  readonly snapshot: string
}

/** Which snapshot is asked for; at least one of the two is set. */
export interface SnapshotWish {
  /** Name or id of the pipeline. */
  readonly pipeline: string | undefined
  /** Name or id of the snapshot. */
  readonly snapshot: string | undefined
}

/**
 * Finds the snapshot to run: the newest named, runnable one of the pipeline on the resolved stack. A run can't change
 * its snapshot's stack, so a snapshot of any other stack is never taken. Throws {@link InputError} with what there is.
 */
export async function findSnapshot(
  connection: Connection,
  wish: SnapshotWish,
  places: WishPlaces = { pipeline: 'pipeline', snapshot: 'snapshot' }
): Promise<Snapshot & SnapshotShape> {
  const candidates = await listCandidates(connection, wish, places)
  // The server silently ignores filters it does not know, so every condition is checked here again.
  const onStack = candidates.filter(snapshot => snapshot.stack?.id === connection.stack.id)
  const runnable = onStack.filter(snapshot => snapshot.runnable)
  const pipelines = new Set(runnable.map(snapshot => snapshot.pipeline.id))
  if (pipelines.size > 1) {
    throw new InputError(`Several pipelines have a snapshot '${oneLine(wish.snapshot ?? '', 80)}' on this stack`, {
      where: places.snapshot,
      remedy: `Set pipeline to one of ${runnable.map(({ pipeline }) => oneLine(pipeline.name, 80)).join(', ')}.`
    })
  }
  const newest = runnable.reduce<Snapshot | undefined>(newer, undefined)
  if (newest === undefined) {
    await requireRunner(connection, wish.snapshot === undefined ? places.pipeline : places.snapshot)
    throw await explainMissing(connection, { wish, places }, candidates, onStack)
  }
  const detailed = await connection.client.snapshot(newest.id)
  if (detailed === undefined || detailed.stack?.id !== connection.stack.id) {
    throw new InputError('The snapshot was changed or deleted while the action looked at it', {
      where: wish.snapshot === undefined ? places.pipeline : places.snapshot,
      remedy: 'Re-run the job.'
    })
  }
  return detailed
}

/** Throws {@link InputError} where the server says that it can't run snapshots, whichever there are. */
export async function requireRunner({ client }: Connection, place: string): Promise<void> {
  if ((await client.runsSnapshots()) !== false) return
  throw new InputError(`This server can't run snapshots: it has no workload manager, as a plain open-source server`, {
    where: place,
    remedy: 'Set command instead of pipeline, to run the pipeline in this worker.'
  })
}

async function listCandidates(
  { client, project }: Connection,
  wish: SnapshotWish,
  places: WishPlaces
): Promise<readonly Snapshot[]> {
  const { pipeline, snapshot } = wish
  if (snapshot !== undefined && isUuid(snapshot)) {
    const found = await client.snapshot(snapshot)
    // Ids go for all projects, and a run is made in its snapshot's.
    if (found !== undefined && found.projectId !== project.id) {
      throw new InputError(`The snapshot ${snapshot} is in another project, not in ${oneLine(project.name, 80)}`, {
        where: places.snapshot,
        remedy: 'Name a snapshot of this project, or set project to the other one.'
      })
    }
    return found !== undefined && isPipeline(found, pipeline) ? [found] : []
  }
  const filter = {
    ...(snapshot === undefined ? {} : { name: snapshot }),
    ...(pipeline === undefined ? {} : { pipeline })
  }
  const all = await client.snapshots(project.id, filter)
  return all.filter(
    one => (snapshot === undefined || one.name === snapshot) && one.name !== '' && isPipeline(one, pipeline)
  )
}

function isPipeline(snapshot: Snapshot, wanted: string | undefined): boolean {
  return wanted === undefined || snapshot.pipeline.name === wanted || snapshot.pipeline.id === wanted.toLowerCase()
}

function newer(a: Snapshot | undefined, b: Snapshot): Snapshot {
  return a === undefined || (b.createdMs ?? 0) > (a.createdMs ?? 0) ? b : a
}

async function explainMissing(
  { client, project, stack }: Connection,
  { places, wish }: { readonly places: WishPlaces; readonly wish: SnapshotWish },
  candidates: readonly Snapshot[],
  onStack: readonly Snapshot[]
): Promise<InputError> {
  const stackName = oneLine(stack.name, 80)
  const pipeline = oneLine(wish.pipeline ?? candidates[0]?.pipeline.name ?? '<pipeline>', 80)
  const make = `Make one with \`zenml pipeline snapshot create <module.pipeline> --name <name> --stack ${stackName}\`, on a stack whose components are all remote.`
  if (onStack.length > 0) {
    const names = onStack.map(({ name }) => oneLine(name, 80)).join(', ')
    return new InputError(`The server can not run the snapshot ${names} on stack ${stackName}: it is not runnable`, {
      where: wish.snapshot === undefined ? places.pipeline : places.snapshot,
      remedy: `A snapshot is runnable when it has a container build and all components of its stack are remote. ${make}`
    })
  }
  if (candidates.length > 0) {
    const stacks = [...new Set(candidates.map(one => oneLine(one.stack?.name ?? 'a deleted stack', 80)))].join(', ')
    if (wish.snapshot !== undefined) {
      const message = `'${oneLine(wish.snapshot, 80)}' is on stack ${stacks}, not on ${stackName}, and a run can not change its snapshot's stack`
      return new InputError(message, {
        where: places.snapshot,
        remedy: `Name a snapshot on stack ${stackName}. ${make}`
      })
    }
    const message = `'${pipeline}' has no named snapshot on stack ${stackName}, only on ${stacks}`
    return new InputError(message, { where: places.pipeline, remedy: make })
  }
  const names = await client.pipelineNames(project.id)
  if (wish.pipeline !== undefined && !isUuid(wish.pipeline) && !names.includes(wish.pipeline)) {
    return new InputError(`There is no pipeline '${pipeline}' in project ${oneLine(project.name, 80)}`, {
      where: places.pipeline,
      remedy: suggest(wish.pipeline, names, 'pipelines')
    })
  }
  if (wish.snapshot !== undefined) {
    const all = await client.snapshots(project.id, wish.pipeline === undefined ? {} : { pipeline: wish.pipeline })
    return new InputError(
      `There is no snapshot '${oneLine(wish.snapshot, 80)}' of ${wish.pipeline === undefined ? 'any pipeline' : `pipeline ${pipeline}`}`,
      {
        where: places.snapshot,
        remedy: `${suggest(
          wish.snapshot,
          all.map(({ name }) => name),
          'snapshots'
        )} ${make}`
      }
    )
  }
  const message = `'${pipeline}' has no named snapshot on any stack`
  return new InputError(message, { where: places.pipeline, remedy: make })
}
