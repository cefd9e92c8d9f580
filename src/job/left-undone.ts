import { oneLine } from '../text/foreign.ts'
import { undone } from '../trigger/requirement-rules.ts'
import type { Run } from '../zenml/entities.ts'
import { stepNamesOf } from '../zenml/snapshots.ts'
import { stepsOf } from '../zenml/steps.ts'
import type { ConnectedJob } from './job.ts'

/** What a run that calls itself completed has left undone, as a sentence goes on after "but"; undefined if nothing. Throws `ServerError`. */
export async function leftUndone(
  { connection, until, world }: Pick<ConnectedJob, 'connection' | 'until' | 'world'>,
  run: Run
): Promise<string | undefined> {
  const { project, session } = connection
  const patience = { attempts: 6, until, signal: world.cancel }
  const [steps, expected] = await Promise.all([
    stepsOf(session, project.id, run.id, patience),
    run.snapshotId === undefined ? undefined : stepNamesOf(session, run.snapshotId, patience)
  ])
  const cached = steps.filter(({ status }) => status === 'cached').length
  if (cached > 0) {
    const some = cached === steps.length ? 'All of its steps were' : `${cached} of its ${steps.length} steps were`
    world.log.info(
      `${some} taken from ZenML's cache, which compares a step's own source and inputs, and not the modules that it imports: ${connection.runUrl(run.id)}`
    )
  }
  const left = undone(steps, expected, run.accountId)
  return left === undefined ? undefined : oneLine(left, 300)
}
