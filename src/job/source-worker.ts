import { oneLine } from '../text/foreign.ts'
import type { Run } from '../zenml/entities.ts'
import { concludeCommand, sourceWords } from './command-ending.ts'
import { followAll } from './command-following.ts'
import type { Ending } from './job.ts'
import { promoteModel } from './promote-model.ts'
import { drive, type SourceJob } from './source-driver.ts'
import { namedConfiguration, sourceIdentity } from './source-identity.ts'

/** Lets ZenML's client run the pipeline from this job, under this trigger's name, and follows the run to its end. */
export async function runSourceHere(sourceJob: SourceJob, pipelineName: string): Promise<Ending> {
  const { job, prepared } = sourceJob
  const identity = sourceIdentity(sourceJob, pipelineName)
  const config = namedConfiguration(sourceJob, prepared.configuration, identity)

  const result = await drive(sourceJob, 'run', { config }, async ({ end, output, runs, settled }) => {
    const { failures, statuses } = await followAll(job, runs, output)
    const faults = [...settled.faults, ...strangers(runs.own, identity.runName)]
    return { ending: concludeCommand(end, statuses, failures, faults, output, sourceWords), runs: runs.own }
  })
  return result.kind === 'cut' ? result.ending : promoteModel(job, result.value.ending, result.value.runs)
}

/** Runs that don't have this trigger's name and provenance: only the pipeline's code can have started those. */
function strangers(runs: readonly Run[], runName: string): readonly string[] {
  return runs
    .filter(run => run.name !== runName || !run.hasProvenance)
    .map(
      ({ name }) =>
        `The pipeline's process started the run ${oneLine(name, 200)}, which is not the run that was asked for.`
    )
}
