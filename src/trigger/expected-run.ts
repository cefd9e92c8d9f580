import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run, Snapshot } from '../zenml/entities.ts'
import { ServerError } from '../zenml/server-error.ts'
import type { Session } from '../zenml/session.ts'
import { snapshotWithId } from '../zenml/snapshots.ts'
import type { Identity } from './run-identity.ts'

/** One trigger: everything that the run it makes has to fit. */
export interface Trigger {
  readonly connection: Connection
  readonly snapshot: Snapshot
  readonly identity: Identity
  readonly configuration: Readonly<Record<string, unknown>>
  /** A random UUIDv4 of this trigger alone. */
  readonly idempotencyKey: string
}

/**
 * Throws unless a run of this trigger's name is its own: same account, project, stack and snapshot. The name itself
 * holds digests of the trigger and is unique in the project, so that no clock has to say how old the run is.
 */
export async function requireFit(run: Run, trigger: Trigger): Promise<void> {
  const misfits = await misfitsOf(run, trigger)
  if (misfits.length === 0) return

  throw new ActionError(
    `The run named ${oneLine(run.name, 200)} (${run.id}) is not this trigger's: ${misfits.join(', ')}`,
    {
      where: 'run',
      remedy: 'Look at that run in the dashboard; set run-name to a prefix of your own, then re-run the job.'
    }
  )
}

/** The run that this trigger made, by its name, is not where it was asked for; it is this trigger's anyway, and has to be stopped. */
export class MisplacedRun extends ActionError {
  readonly run: Run

  constructor(run: Run, why: string) {
    super(`The server started the run ${oneLine(run.name, 200)} (${run.id}), but ${why}`, {
      where: 'run',
      remedy:
        'Look at the run, its snapshot and its stack in the dashboard. If this account started it, it is being stopped.'
    })
    this.run = run
  }
}

/** Throws {@link MisplacedRun} unless the run of its name that the server says it just made is where it was asked for. */
export async function requireMade(run: Run, trigger: Trigger): Promise<void> {
  const misfits = await misfitsOf(run, trigger)
  if (misfits.length > 0) throw new MisplacedRun(run, misfits.join(', '))
}

async function misfitsOf(run: Run, { connection, snapshot }: Trigger): Promise<readonly string[]> {
  return [
    run.accountId === connection.account.id ? [] : ['another account started it'],
    run.projectId === connection.project.id ? [] : ['it is in another project'],
    run.stack?.id === connection.stack.id ? [] : [`it runs on stack ${oneLine(run.stack?.name ?? 'unknown', 80)}`],
    (await isFrom(run, snapshot, connection.session)) ? [] : ['it comes from another snapshot']
  ].flat()
}

/**
 * Whether a run can be one of a snapshot. The server names the nearest snapshot with a name that a run comes from, and
 * none if there isn't one (source of 0.98.0): a snapshot may have no name, or lose it to a newer one meanwhile. What a
 * snapshot was itself made from stands in its details, which are long, so that only a run from elsewhere makes them worth reading.
 */
async function isFrom({ snapshotId, sourceSnapshotId }: Run, snapshot: Snapshot, session: Session): Promise<boolean> {
  if (sourceSnapshotId === undefined) return snapshotId !== undefined
  if (snapshotId === snapshot.id || [snapshot.id, snapshot.sourceId].includes(sourceSnapshotId)) return true
  try {
    return (await snapshotWithId(session, snapshot.id))?.sourceId === sourceSnapshotId
  } catch (error) {
    if (error instanceof ServerError) return false
    throw error
  }
}
