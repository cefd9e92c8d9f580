import type { Outcome } from '../follow/observation.ts'
import { runFacts } from '../report/facts.ts'
import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { judgeFollowedCode } from '../trigger/code-origin.ts'
import { isBy } from '../trigger/green.ts'
import { findStack } from '../zenml/catalogue.ts'
import type { Run } from '../zenml/entities.ts'
import { findRun } from '../zenml/runs.ts'
import { followRun } from './follow-run.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { plannedPromotion, promoteModel } from './promote-model.ts'
import { leftUndone } from './requirement.ts'
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
      return promoteModel(job, await endingOf(job, followed), [followed.run])
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
    throw new ActionError(`There is no run ${runId} on the server, or the account may not see it`, {
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
  requireOwn(job, run)
  return run
}

/** Time for a look at the steps of a run that has ended, ms. */
const stepsMs = 30_000

/** How a run ended; with `requires` one that is to be promoted has to be completed with all its steps, too. Throws `ServerError`. */
async function endingOf(job: ConnectedJob, outcome: Outcome): Promise<Ending> {
  const ending = runEnding(job, outcome)
  if (!isConditional(job) || ending.conclusion !== 'success') return ending

  // However little of the timeout is left: the run has ended.
  const until = job.world.clock.elapsed() + stepsMs
  const left = await leftUndone({ ...job, until }, outcome.run).catch((error: unknown) => {
    if (job.world.cancel.aborted) throw error
    return `it is not known whether its steps are done: ${explain(error).replace(/\.$/, '')}`
  })
  if (left === undefined) return ending
  return {
    conclusion: 'failure',
    error: `The run ${oneLine(outcome.run.name, 200)} calls itself completed, but ${left}.`
  }
}

/** Whether only a run that counts may be promoted. */
function isConditional({ environment, inputs }: Pick<ConnectedJob, 'environment' | 'inputs'>): boolean {
  return environment.requires !== undefined && inputs.promote !== undefined
}

/**
 * With `requires`, throws {@link ActionError} unless a run that is to be promoted was made for this repository, in this
 * environment or the required one, by this key's account or the one whose runs count there.
 */
function requireOwn(job: ConnectedJob, run: Run): void {
  const { connection, environment, inputs, invocation } = job
  if (!isConditional(job)) return

  const { account = connection.account.id, name = environment.name } = environment.requires ?? {}
  const isOurs = [connection.account.id, account].some(each => isBy(run, each))
  const isHere =
    run.extra?.repository === invocation.repository && [environment.name, name].includes(run.extra.environment ?? '')
  if (isOurs && isHere) return

  const maker = oneLine(run.serviceAccount ?? 'a person', 80)
  const place = oneLine(run.extra?.environment ?? 'no environment that it names', 80)
  const repository = oneLine(run.extra?.repository ?? 'no repository that it names', 200)
  throw new ActionError(
    `The run ${oneLine(run.name, 200)} was made by ${maker}, in ${place}, for ${repository}, so that it can't be promoted here`,
    {
      where: inputs.places.promote,
      remedy: `Give a run that this action made for ${oneLine(invocation.repository, 200)} in ${oneLine(name, 80)}, with the account whose runs count there.`
    }
  )
}

/** Throws {@link ActionError} unless a run is on the stack of this environment, or of the one that it requires. */
async function requireStackOf({ connection, environment }: ConnectedJob, { name, stack }: Run): Promise<void> {
  const { session, stack: own } = connection
  if (stack?.id === own.id) return
  const wanted = environment.requires?.stack
  const required = wanted === undefined ? undefined : await findStack(session, wanted)
  if (required !== undefined && stack?.id === required.id) return

  const stacks = [own.name, ...(wanted === undefined ? [] : [required?.name ?? wanted])].map(each => oneLine(each, 80))
  const there = oneLine(stack?.name ?? 'unknown', 80)
  throw new ActionError(`The run ${oneLine(name, 200)} is on stack ${there}, not on ${stacks.join(' or ')}`, {
    where,
    remedy: 'Give a run of this environment, or of the one that it requires.'
  })
}

/** Puts the run into log and outputs before anything else can go wrong. */
function publishGivenRun({ connection, invocation, report, world }: ConnectedJob, run: Run): void {
  const { note } = judgeFollowedCode(run.provenance, invocation)
  const { pipelineName: pipeline } = run
  const codeSha = run.extra?.codeCommit ?? ''
  report.publish({
    runs: [runFacts(run, connection)],
    codeNote: note,
    codeSha,
    ...(pipeline === undefined ? {} : { pipeline })
  })

  const stack = oneLine(run.stack?.name ?? 'unknown', 80)
  world.log.info(`Following the run ${oneLine(run.name, 255)} on stack ${stack}: ${connection.runUrl(run.id)}`)
  world.log.info(note)
}
