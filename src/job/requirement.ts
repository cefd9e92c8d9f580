import { pollIntervalMs } from '../follow/follow.ts'
import { runFacts } from '../report/facts.ts'
import { ActionError, InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { ProvenCode } from '../trigger/provenance.ts'
import { notGreenWords, type Requirement, verdictOf } from '../trigger/requirement-rules.ts'
import { findStack, missingStack } from '../zenml/catalogue.ts'
import type { Named, Run } from '../zenml/entities.ts'
import { type Patience, refusalsPassMs } from '../zenml/question.ts'
import { getRun } from '../zenml/runs.ts'
import { isFinished } from '../zenml/status.ts'
import { treesOf } from './commit-trees.ts'
import type { ConnectedJob } from './job.ts'
import { leftUndone } from './left-undone.ts'
import type { CodeOrigin } from './proven-code.ts'
import { findNewest } from './required-runs.ts'
import { explainMissing } from './requirement-missing.ts'

/** What asking about the required environment needs of its job. */
export type RequiringJob = Pick<
  ConnectedJob,
  'connection' | 'environment' | 'inputs' | 'invocation' | 'report' | 'until' | 'world'
>

/** What is about to run. */
export interface AboutToRun {
  /** Name of the pipeline. */
  readonly pipeline: string
  readonly code: CodeOrigin
}

/**
 * Lets code run in an environment only if the one that it requires has had a good run of the same code, for which it
 * waits if that is still in progress. Asks, and changes nothing on the server. Throws {@link ActionError} with what is
 * missing.
 */
export async function requireGreen(job: RequiringJob, { code, pipeline }: AboutToRun): Promise<void> {
  const { requires } = job.environment
  if (requires === undefined) return
  if (code.proven === undefined) throw unprovenCode(job, code.note)

  const requirement = await requirementOf(job, pipeline, code.proven)
  const run = await newestEnded(job, requirement)
  if (run === undefined) return
  const left = await leftUndone(job, run)
  if (left !== undefined) throw notGreen(job, run, `calls itself completed, but ${left}`)

  if (job.report.facts.required?.run.id === run.id) return
  job.report.publish({ required: { environment: requires.name, run: runFacts(run, job.connection) } })
  job.world.log.info(
    `This code was green in ${oneLine(requires.name, 80)}: run ${oneLine(run.name, 200)}, commit ${shortCommit(run)}, ${job.connection.runUrl(run.id)}`
  )
}

/**
 * Refuses code of which the required environment has had no run, or only failed ones, of whatever pipeline. For a source:
 * its pipeline's name is only known once its module has been imported, with a token of this environment at hand.
 */
export async function requireKnown(job: RequiringJob, code: CodeOrigin): Promise<void> {
  if (job.environment.requires === undefined) return
  if (code.proven === undefined) throw unprovenCode(job, code.note)

  const requirement = await requirementOf(job, undefined, code.proven)
  const trees = treesOf(job, code.proven)
  const { run, ...found } = await findNewest(job, requirement, trees)
  // With others' pipelines on the stack it may be further back.
  if (found.among !== undefined) return
  if (run === undefined) throw await explainMissing(job, { requirement, trees, ...found }, placeOf(job.environment))
  if (verdictOf(run, requirement) !== 'failed') return

  const isGood = (each: Run): boolean => verdictOf(each, requirement) !== 'failed'
  const good = await findNewest(job, requirement, trees, isGood)
  if (good.run === undefined && good.among === undefined)
    throw notGreen(job, run, notGreenWords(run, requirement) ?? '')
}

function unprovenCode({ environment }: RequiringJob, note: string): ActionError {
  return new ActionError(`The code that would run is not proven to be this event's. ${note}`, {
    where: placeOf(environment),
    remedy:
      'Run this checkout with source, or make the snapshot from a clean checkout with a code repository registered in ZenML.'
  })
}

function placeOf({ name }: RequiringJob['environment']): string {
  return `environments: ${oneLine(name, 80)}.requires`
}

async function requirementOf(job: RequiringJob, pipeline: string | undefined, code: ProvenCode): Promise<Requirement> {
  const { connection, environment, invocation } = job
  const { requires = environment } = environment
  return {
    environment: requires.name,
    stack: await requiredStack(job, requires.stack),
    account: requires.account ?? connection.account.id,
    repository: invocation.repository,
    pipeline,
    code,
    isChecked: requires.overrides.checks !== undefined
  }
}

async function requiredStack({ connection, environment }: RequiringJob, stack: string): Promise<Named> {
  const found = await findStack(connection.session, stack)
  if (found !== undefined) return found
  const where = `environments: ${oneLine(environment.requires?.name ?? '', 80)}`
  const hint = `${oneLine(environment.name, 80)} requires this environment, whose stack it can name with 'stack: <name or id>'.`
  throw await missingStack(connection.session, stack, where, hint)
}

/**
 * The newest run of this code, which has completed; undefined if a dry run would have to wait for it. Throws
 * {@link ActionError} if there is none, or if it ended in another way.
 */
async function newestEnded(job: RequiringJob, requirement: Requirement): Promise<Run | undefined> {
  const trees = treesOf(job, requirement.code)
  for (;;) {
    const { run, ...found } = await findNewest(job, requirement, trees)
    if (run === undefined) throw await explainMissing(job, { requirement, trees, ...found }, placeOf(job.environment))

    switch (verdictOf(run, requirement)) {
      case 'completed':
        return run
      case 'failed':
        throw notGreen(job, run, notGreenWords(run, requirement) ?? '')
      case 'active':
        if (job.inputs.dryRun) {
          job.world.log.info(`Dry run: would wait for the run ${named(job, run)} of this code.`)
          return undefined
        }
        await awaitEnd(job, run)
    }
  }
}

/** Waits until a run of the required environment has ended; throws at the timeout. */
async function awaitEnd(job: RequiringJob, first: Run): Promise<void> {
  const { connection, environment, inputs, until, world } = job
  const required = oneLine(environment.requires?.name ?? '', 80)
  if (!inputs.wait) {
    throw new InputError(
      `The run of this code in ${required} is still in progress, and with wait: 'false' nobody sees its end`,
      {
        where: 'wait',
        remedy: `Remove wait, or re-run this job once the run has ended: ${connection.runUrl(first.id)}`
      }
    )
  }

  const { clock, log } = world
  log.info(
    `Waiting for the run of this code in ${required}, which is ${oneLine(first.status, 40)}: ${named(job, first)}`
  )
  const patience: Patience = {
    attempts: Number.POSITIVE_INFINITY,
    until,
    signal: world.cancel,
    refusalsPassForMs: refusalsPassMs
  }
  const beganMs = clock.elapsed()
  for (let run = first; !isFinished(run.status); ) {
    await clock.sleep(
      Math.min(2 * pollIntervalMs(clock.elapsed() - beganMs), Math.max(0, until - clock.elapsed())),
      world.cancel
    )
    if (clock.elapsed() >= until) throw notGreen(job, run, `is still ${oneLine(run.status, 40)}`)
    run = await getRun(connection.session, first.id, patience)
  }
}

function notGreen(job: RequiringJob, run: Run, how: string): ActionError {
  const required = oneLine(job.environment.requires?.name ?? '', 80)
  return new ActionError(`The newest run of this code in ${required} ${how}: ${named(job, run)}`, {
    where: placeOf(job.environment),
    remedy: `Let this code run in ${required} until it is green there, then re-run this job.`
  })
}

function named({ connection }: RequiringJob, run: Run): string {
  return `${oneLine(run.name, 200)}, ${connection.runUrl(run.id)}`
}

function shortCommit({ extra }: Run): string {
  return oneLine(extra?.codeCommit ?? 'unknown', 64).slice(0, 12)
}
