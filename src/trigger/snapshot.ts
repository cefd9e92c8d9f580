import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { suggest } from '../text/suggest.ts'
import { pipelineNames } from '../zenml/catalogue.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Named, Snapshot, SnapshotShape } from '../zenml/entities.ts'
import { isSameId } from '../zenml/fit.ts'
import { isUuid } from '../zenml/schema.ts'
import type { SnapshotWish } from '../zenml/snapshots.ts'
import { findConfigurable, listSnapshots, saysRunsSnapshots, snapshotWithId } from '../zenml/snapshots.ts'

export type { SnapshotWish } from '../zenml/snapshots.ts'

/** Places of the two wishes, for error messages. */
export interface WishPlaces {
  readonly pipeline: string
  readonly snapshot: string
}

/**
 * Finds the snapshot to run: the newest named, runnable one of the pipeline on the resolved stack. A run can't change
 * its snapshot's stack, so a snapshot of any other stack is never taken. Throws {@link InputError} with what there is.
 */
export async function findSnapshot(
  connection: Connection,
  wish: SnapshotWish,
  places: WishPlaces = { pipeline: 'pipeline', snapshot: 'snapshot' }
): Promise<Snapshot> {
  const { glimpsed, project } = connection
  if (glimpsed?.projectId === project.id && isWanted(glimpsed, wish) && canRun(glimpsed, connection)) return glimpsed

  // The server silently ignores filters it does not know, so every condition is checked here again.
  const candidates = await listCandidates(connection, wish, places)
  const runnable = candidates.filter(snapshot => canRun(snapshot, connection))
  refuseSeveralPipelines(runnable, wish, places)
  const newest = runnable.reduce<Snapshot | undefined>(newer, undefined)
  if (newest !== undefined) return newest

  await requireRunner(connection, wishPlace(wish, places))
  throw await explainMissing(connection, { wish, places }, candidates)
}

/**
 * The snapshot with what its run configuration may hold, as it is now. Throws {@link InputError} if it has changed
 * since it was found.
 */
export async function readDetails(
  { session, stack }: Connection,
  { id }: Snapshot,
  where: string
): Promise<Snapshot & SnapshotShape> {
  const detailed = await findConfigurable(session, id)
  if (detailed !== undefined && detailed.stack?.id === stack.id) return detailed
  throw new InputError('The snapshot was changed or deleted while the action looked at it', {
    where,
    remedy: 'Re-run the job.'
  })
}

function canRun(snapshot: Snapshot, { stack }: Connection): boolean {
  return snapshot.runnable && snapshot.stack?.id === stack.id
}

/** The input that names the snapshot, or else the pipeline. */
export function wishPlace({ snapshot }: SnapshotWish, places: WishPlaces): string {
  return snapshot === undefined ? places.pipeline : places.snapshot
}

function refuseSeveralPipelines(runnable: readonly Snapshot[], { snapshot = '' }: SnapshotWish, places: WishPlaces) {
  const pipelines = new Set(runnable.map(({ pipeline }) => pipeline.id))
  if (pipelines.size <= 1) return
  throw new InputError(`Several pipelines have a snapshot '${oneLine(snapshot, 80)}' on this stack`, {
    where: places.snapshot,
    remedy: `Set pipeline to one of ${runnable.map(({ pipeline }) => oneLine(pipeline.name, 80)).join(', ')}.`
  })
}

/** Throws {@link InputError} if the server says that it can't run snapshots, whichever there are. */
export async function requireRunner({ session }: Connection, place: string): Promise<void> {
  if ((await saysRunsSnapshots(session)) !== false) return
  throw new InputError(`This server can't run snapshots: it has no workload manager, like a plain open-source server`, {
    where: place,
    remedy: 'Set command instead of pipeline, to run the pipeline in this job.'
  })
}

async function listCandidates(
  { session, project }: Connection,
  wish: SnapshotWish,
  places: WishPlaces
): Promise<readonly Snapshot[]> {
  const { pipeline, snapshot } = wish
  if (snapshot !== undefined && isUuid(snapshot)) {
    const found = await snapshotWithId(session, snapshot)
    if (found !== undefined) requireProject(found, project, places.snapshot)
    return found !== undefined && isWanted(found, wish) ? [found] : []
  }

  return (await listSnapshots(session, project.id, { name: snapshot, pipeline })).filter(one => isWanted(one, wish))
}

/** Throws {@link InputError} if a snapshot is elsewhere: ids go for all projects, and a run is made in its snapshot's. */
function requireProject({ id, projectId }: Snapshot, project: Named, where: string): void {
  if (projectId === project.id) return
  throw new InputError(`The snapshot ${id} is in another project, not in ${oneLine(project.name, 80)}`, {
    where,
    remedy: 'Name a snapshot of this project, or set project to the other one.'
  })
}

/** Whether a snapshot is what is asked for, wherever it runs. One without a name is what some run left behind. */
function isWanted({ id, name, pipeline }: Snapshot, wish: SnapshotWish): boolean {
  const { snapshot } = wish
  const isIt =
    snapshot !== undefined && isUuid(snapshot) ? isSameId(id, snapshot) : [undefined, name].includes(snapshot)
  return isIt && (name !== '' || snapshot !== undefined) && isPipeline(pipeline, wish.pipeline)
}

function isPipeline({ id, name }: Named, wanted: string | undefined): boolean {
  return wanted === undefined || name === wanted || id === wanted.toLowerCase()
}

function newer(a: Snapshot | undefined, b: Snapshot): Snapshot {
  return a === undefined || (b.createdMs ?? 0) > (a.createdMs ?? 0) ? b : a
}

/** What a missing snapshot is explained by. */
interface Missing {
  readonly wish: SnapshotWish
  readonly places: WishPlaces
  /** Name of the stack, to be shown. */
  readonly stack: string
  /** The pipeline as it is to be named. */
  readonly pipeline: string
  /** How to make the snapshot. */
  readonly make: string
}

async function explainMissing(
  connection: Connection,
  { places, wish }: Pick<Missing, 'places' | 'wish'>,
  candidates: readonly Snapshot[]
): Promise<InputError> {
  const stack = oneLine(connection.stack.name, 80)
  const pipeline = oneLine(wish.pipeline ?? candidates[0]?.pipeline.name ?? '<pipeline>', 80)
  const make = `Make one with \`zenml pipeline snapshot create <module.pipeline> --name <name> --stack ${stack}\`, on a stack whose components are all remote.`
  const missing = { wish, places, stack, pipeline, make }

  const onStack = candidates.filter(one => one.stack?.id === connection.stack.id)
  if (onStack.length > 0) return notRunnable(missing, onStack)
  return candidates.length > 0 ? onOtherStacks(missing, candidates) : nowhere(connection, missing)
}

function notRunnable({ make, places, stack, wish }: Missing, onStack: readonly Snapshot[]): InputError {
  const names = onStack.map(({ name }) => oneLine(name, 80)).join(', ')
  return new InputError(`The server cannot run the snapshot ${names} on stack ${stack}: it is not runnable`, {
    where: wishPlace(wish, places),
    remedy: `A snapshot is runnable when it has a container build and all components of its stack are remote. ${make}`
  })
}

function onOtherStacks({ make, pipeline, places, stack, wish }: Missing, candidates: readonly Snapshot[]): InputError {
  const stacks = [...new Set(candidates.map(one => oneLine(one.stack?.name ?? 'a deleted stack', 80)))].join(', ')
  if (wish.snapshot === undefined) {
    const message = `'${pipeline}' has no named snapshot on stack ${stack}, only on ${stacks}`
    return new InputError(message, { where: places.pipeline, remedy: make })
  }
  const message = `'${oneLine(wish.snapshot, 80)}' is on stack ${stacks}, not on ${stack}, and a run cannot change its snapshot's stack`
  return new InputError(message, {
    where: places.snapshot,
    remedy: `Name a snapshot on stack ${stack}. ${make}`
  })
}

async function nowhere(
  { session, project }: Connection,
  { make, pipeline, places, wish }: Missing
): Promise<InputError> {
  const pipelines = await pipelineNames(session, project.id)
  if (wish.pipeline !== undefined && !isUuid(wish.pipeline) && !pipelines.includes(wish.pipeline)) {
    return new InputError(`There is no pipeline '${pipeline}' in project ${oneLine(project.name, 80)}`, {
      where: places.pipeline,
      remedy: suggest(wish.pipeline, pipelines, 'pipelines')
    })
  }
  if (wish.snapshot === undefined) {
    const message = `'${pipeline}' has no named snapshot on any stack`
    return new InputError(message, { where: places.pipeline, remedy: make })
  }

  const all = await listSnapshots(session, project.id, { pipeline: wish.pipeline })
  const names = all.map(({ name }) => name)
  const of = wish.pipeline === undefined ? 'any pipeline' : `pipeline ${pipeline}`
  return new InputError(`There is no snapshot '${oneLine(wish.snapshot, 80)}' of ${of}`, {
    where: places.snapshot,
    remedy: `${suggest(wish.snapshot, names, 'snapshots')} ${make}`
  })
}
