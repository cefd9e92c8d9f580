import { type Followed, readOutcome } from '../follow/follow.ts'
import type { Outcome } from '../follow/observation.ts'
import { cancelStopLimits, deadlineStopLimits, type StopLimits } from '../follow/stop-limits.ts'
import { conclude } from '../report/conclusion.ts'
import { runFacts } from '../report/facts.ts'
import { oneLine } from '../text/foreign.ts'
import type { Trigger } from '../trigger/expected-run.ts'
import { requireRunner, type SnapshotWish } from '../trigger/snapshot.ts'
import type { Run } from '../zenml/entities.ts'
import { followRun } from './follow-run.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { finishRuns } from './judge-results.ts'
import { obtainRun, prepareTrigger, stopUnlessLeft } from './pipeline-trigger.ts'
import { promotionPlan } from './promote-model.ts'
import { lastSeen, publishRun, runEnding } from './run-ending.ts'

/** Starts the pipeline on the server, or takes up the earlier attempt's run, and follows it to its end. */
export async function runPipeline(job: ConnectedJob, wish: SnapshotWish): Promise<Ending> {
  const trigger = await prepareTrigger(job, wish)
  const { inputs, world, report, connection } = job
  if (inputs.dryRun) {
    await requireRunner(connection, inputs.places.pipeline)
    const plan = `${trigger.snapshot.name} on stack ${connection.stack.name} as ${trigger.identity.runName}${promotionPlan(inputs)}`
    world.log.info(`Dry run: would start ${plan}.`)
    report.publish({ dryRun: true, plan })
    return { conclusion: 'skipped' }
  }

  return startAndFollow(job, trigger)
}

/** Starts what a trigger consists of, or takes up the earlier attempt's run, and follows it to its end. */
export async function startAndFollow(job: ConnectedJob, trigger: Trigger): Promise<Ending> {
  const run = await obtainRun(job, trigger)
  if (job.inputs.wait) return watch(job, run)
  job.world.log.info('The step does not wait for the run, since wait is false.')
  return { conclusion: 'triggered' }
}

async function watch(job: ConnectedJob, run: Run): Promise<Ending> {
  const { connection, inputs, state, world } = job
  const url = connection.runUrl(run.id)
  let followed: Followed
  try {
    followed = await followRun(job, run)
  } catch (error) {
    const { late } = await stop(job, run, cancelStopLimits)
    if (late === undefined) throw error

    // How it ended counts, even if it could not be followed.
    return ended(job, late)
  }
  publishRun(job, followed)
  switch (followed.end) {
    case 'finished':
      state.save({ settled: true })
      return ended(job, followed)
    case 'cancelled': {
      const { text } = await stop(job, run, cancelStopLimits)
      return { conclusion: 'cancelled', error: `The job was cancelled. ${text} ${url}` }
    }
    case 'deadline': {
      const { late, text } = await stop(job, run, { ...deadlineStopLimits, signal: world.cancel })
      if (late !== undefined) return ended(job, late)
      return { conclusion: 'timed-out', error: `${lastSeen(followed, inputs.timeoutMs)} ${text} ${url}` }
    }
  }
}

/** How the step ends with a run that has ended by itself. */
function ended(job: ConnectedJob, outcome: Outcome): Promise<Ending> {
  publishRun(job, outcome)
  return finishRuns(job, runEnding(job, outcome), [outcome.run])
}

/**
 * Stops the run unless it is to be left running. Returns what came of it in words, and the outcome of a run that had
 * ended by itself before anybody could see it.
 */
async function stop(
  job: ConnectedJob,
  run: Run,
  limits: StopLimits
): Promise<{ readonly late?: Outcome; readonly text: string }> {
  const stopped = await stopUnlessLeft(job, run.id, limits)

  switch (stopped?.kind) {
    case undefined:
      return { text: 'The run goes on, since leave-running is true.' }
    case 'stopping':
      job.report.publish({ runs: [runFacts(stopped.run, job.connection)] })
      return { text: 'The run was told to stop and has not ended yet; the post step sees to it.' }
    case 'pending':
      return { text: 'The run could not be stopped yet; the post step tries again.' }
    case 'ended': {
      if (stopped.run === undefined) return { text: 'The server no longer knows the run.' }
      job.report.publish({ runs: [runFacts(stopped.run, job.connection)], questions: [] })
      // What a stop has ended did not end by itself.
      if (conclude(stopped.run.status) === 'stopped') return { text: 'The run was told to stop and has ended.' }
      const text = `The run has ended (${oneLine(stopped.run.status, 60)}).`
      return { text, late: await readOutcome(job.connection, stopped.run, job.world.cancel) }
    }
  }
}
