import { oneLine } from '../text/foreign.ts'
import type { Identity } from '../trigger/run-identity.ts'
import type { Run } from '../zenml/entities.ts'
import { runsNamedLike } from '../zenml/runs.ts'
import { isFinished } from '../zenml/status.ts'
import { concludeCommand, sourceWords } from './command-ending.ts'
import { followAll } from './command-following.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { finishRuns } from './judge-results.ts'
import { drive, type SourceJob } from './source-driver.ts'
import { namedConfiguration, sourceIdentity } from './source-identity.ts'

/** Lets ZenML's client run the pipeline from this job, under this trigger's name, and follows the run to its end. */
export async function runSourceHere(sourceJob: SourceJob, pipelineName: string): Promise<Ending> {
  const { job, prepared } = sourceJob
  const identity = sourceIdentity(sourceJob, pipelineName)
  const config = namedConfiguration(sourceJob, prepared.configuration, identity)

  await warnOfEarlierRun(job, identity)
  const result = await drive(sourceJob, 'run', { config }, async ended => {
    const { end, output, runs, settled } = ended
    const { failures, statuses } = await followAll(job, ended)
    const faults = [...settled.faults, ...strangers(runs.own, identity.runName)]
    return { ending: concludeCommand(end, statuses, failures, faults, output, sourceWords), runs: runs.own }
  })
  return result.kind === 'cut' ? result.ending : finishRuns(job, result.value.ending, result.value.runs)
}

/** Says which run of an earlier attempt is still in progress: one whose process was in another job can't be taken up here. */
async function warnOfEarlierRun({ connection, invocation, world }: ConnectedJob, identity: Identity): Promise<void> {
  if (Number(invocation.attempt) <= 1) return
  const { account, project, session } = connection
  const runs = await runsNamedLike(session, project.id, identity.lineage)
  for (const run of runs.filter(each => each.accountId === account.id && !isFinished(each.status))) {
    world.log.warning(
      `Re-run: the earlier attempt's run ${oneLine(run.name, 200)} is still ${oneLine(run.status, 40)}, and a new one is started beside it, since the pipeline runs in this job: ${connection.runUrl(run.id)}`
    )
  }
}

/** Runs that don't have this trigger's name and provenance: only the pipeline's code can have started those. */
function strangers(runs: readonly Run[], runName: string): readonly string[] {
  return runs
    .filter(run => run.name !== runName || run.provenance === undefined)
    .map(
      ({ name }) =>
        `The pipeline's process started the run ${oneLine(name, 200)}, which is not the run that was asked for.`
    )
}
