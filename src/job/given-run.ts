import { runFacts } from '../report/facts.ts'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { judgeFollowedCode } from '../trigger/code-origin.ts'
import type { Run } from '../zenml/entities.ts'
import { findRun } from '../zenml/runs.ts'
import { followRun } from './follow-run.ts'
import { judgePromotable, requirePromotable } from './given-promotion.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { finishRuns } from './judge-results.ts'
import { requireStackOf } from './misplaced-run.ts'
import { plannedPromotion } from './promote-model.ts'
import { lastSeen, publishRun, runEnding } from './run-ending.ts'

const where = 'run-id'

/** What keeps a run from being stopped, in the end of a message. */
const goesOn = 'It goes on, since this step did not start it.'

/**
 * Follows a run that somebody else has started to its end, and never stops it: nothing is left for post. Throws
 * {@link ActionError} if there is none, or if it isn't on a stack of this environment.
 */
export async function followGivenRun(job: ConnectedJob, runId: string): Promise<Ending> {
  const { connection, inputs, report, world } = job
  const run = await findGivenRun(job, runId)
  publishGivenRun(job, run)
  if (inputs.dryRun) {
    const plan = `follow the run ${run.name} (${run.status})${await plannedPromotion(job, run)}`
    report.publish({ dryRun: true, plan })
    world.log.info(`Dry run: would ${oneLine(plan, 600)}.`)
    return { conclusion: 'skipped' }
  }

  const followed = await followRun(job, run)
  publishRun(job, followed)
  const url = connection.runUrl(run.id)
  switch (followed.end) {
    case 'finished':
      return finishRuns(job, await judgePromotable(job, followed.run, runEnding(job, followed)), [followed.run])
    case 'cancelled':
      return { conclusion: 'cancelled', error: `The job was cancelled. ${goesOn} ${url}` }
    case 'deadline':
      return { conclusion: 'timed-out', error: `${lastSeen(followed, inputs.timeoutMs)} ${goesOn} ${url}` }
  }
}

async function findGivenRun(job: ConnectedJob, runId: string): Promise<Run> {
  const { project, session } = job.connection
  const run = await findRun(session, runId, session.patience)
  if (run === undefined) {
    throw new ActionError(`The server has no run ${runId}, or the account may not see it`, {
      where,
      remedy: 'Give the output run-id of a job that used this server.'
    })
  }

  if (run.projectId !== project.id) {
    throw new ActionError(
      `The run ${oneLine(run.name, 200)} is in another project, not in ${oneLine(project.name, 80)}`,
      {
        where,
        remedy: 'Set project to the one that the run is in.'
      }
    )
  }
  await requireStackOf(job, run)
  requirePromotable(job, run)
  return run
}

/** Puts the run into log and outputs before anything else can go wrong. */
function publishGivenRun({ connection, invocation, report, world }: ConnectedJob, run: Run): void {
  const { note, proven } = judgeFollowedCode(run.provenance, invocation)
  const { pipelineName: pipeline } = run
  const codeSha = run.extra?.codeCommit ?? ''
  report.publish({
    runs: [runFacts(run, connection)],
    codeNote: note,
    codeSha,
    isOtherCode: proven === undefined,
    ...(pipeline === undefined ? {} : { pipeline })
  })

  const stack = oneLine(run.stack?.name ?? 'unknown', 80)
  world.log.info(`Following the run ${oneLine(run.name, 255)} on stack ${stack}: ${connection.runUrl(run.id)}`)
  world.log.info(note)
}
