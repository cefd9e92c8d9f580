import { type Followed, follow } from '../follow/follow.ts'
import type { Questions } from '../follow/questions.ts'
import type { Run } from '../zenml/entities.ts'
import { isFinished } from '../zenml/status.ts'
import { type PlacingJob, placeFinder } from './failure-place.ts'
import type { ConnectedJob } from './job.ts'

/** What following a run needs of its job. */
export interface FollowedJob extends PlacingJob, Pick<ConnectedJob, 'connection' | 'until'> {
  readonly inputs: Pick<ConnectedJob['inputs'], 'logs' | 'workingDirectory'>
}

/** Follows a run to its end as the inputs say, with the logs of its steps; throws as {@link follow} does. */
export function followRun(job: FollowedJob, run: Run): Promise<Followed> {
  return followWith(job, run, true)
}

/**
 * Follows a run of a process in this job, which has ended. What its steps printed stands in the output of that process
 * already, unless they ran elsewhere: if the server started the run from a snapshot, or if it still goes on. `questions`
 * knows what the run has asked a person by now.
 */
export function followOwnRun(job: FollowedJob, run: Run, questions: Questions): Promise<Followed> {
  return followWith(job, run, run.sourceSnapshotId !== undefined || !isFinished(run.status), questions)
}

function followWith(job: FollowedJob, run: Run, showsLogs: boolean, questions?: Questions): Promise<Followed> {
  const { connection, inputs, until, world } = job
  const logs = inputs.logs === 'none' || !showsLogs ? undefined : inputs.logs
  return follow(connection, run, { signal: world.cancel, until, logs, findPlace: placeFinder(job), questions })
}
