import type { Inputs } from '../inputs/inputs.ts'
import type { RunResultsFacts } from '../report/facts.ts'
import { isRelative } from '../results/checks.ts'
import { decimalOf } from '../results/decimal.ts'
import { findMetric, type MetricSource } from '../results/find-metric.ts'
import { byName } from '../results/metrics.ts'
import { rowsOf } from '../results/rows.ts'
import { type JudgedRun, judgeRuns, type RunResults } from '../results/verdict.ts'
import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { World } from '../world/world.ts'
import type { Run } from '../zenml/entities.ts'
import type { Patience } from '../zenml/question.ts'
import { verdictsKey } from '../zenml/run-extra.ts'
import { noteMetadata } from '../zenml/runs.ts'
import { type BaselineWish, findBaseline, type LinkedBaseline } from './baseline.ts'
import type { Ending } from './job.ts'
import { type PromotionJob, promoteModel } from './promote-model.ts'
import { type ReadResults, readResults } from './read-results.ts'
import { reportFactsOf } from './reports.ts'

/** What judging results needs of its job. */
export interface ResultsJob extends PromotionJob {
  readonly inputs: PromotionJob['inputs'] & Pick<Inputs, 'checks'>
  readonly world: Pick<World, 'cancel' | 'clock' | 'log'>
}

/** Time for reading results: if checks hang on it, and if they are only shown, ms. */
const [checkedMs, shownMs] = [120_000, 15_000]

/** Runs of a command whose results are read at most. */
const maxRuns = 20

/**
 * What is left to do when runs have ended: their results are read, shown and held against the checks, and unless that
 * makes the step red, the model version is promoted. Returns how the step ends. Never throws.
 */
export async function finishRuns(job: ResultsJob, ending: Ending, runs: readonly Run[]): Promise<Ending> {
  return promoteModel(job, await judgeResults(job, ending, runs), runs)
}

/** Nothing is read of runs that did not all succeed: they are red already, and no check could say more. */
async function judgeResults(job: ResultsJob, ending: Ending, runs: readonly Run[]): Promise<Ending> {
  if (ending.conclusion !== 'success' || ending.error !== undefined) return ending
  const { inputs, report, world } = job
  const { checks } = inputs
  try {
    if (checks !== undefined) refuseMany(runs, inputs.places.checks)
    const read = await readAll(job, runs.slice(0, maxRuns))
    const judged = checks === undefined ? [] : judgeRuns(checks, read)
    const faults = judged.flatMap(each => each.faults)
    const isJudged = judged.some(({ outcomes }) => outcomes.length > 0) || checks?.needsBaseline === true

    const verdict = faults.length > 0 ? 'failed' : isJudged ? 'passed' : 'none'
    if (verdict !== 'none') await noteVerdicts(job, runs, judged)
    const reports = read.flatMap(({ id, own }) => reportFactsOf(id, own.artifacts))
    report.publish({ results: { verdict, runs: read.map((each, index) => runFactsOf(each, judged[index])) }, reports })
    for (const note of judged.flatMap(({ notes }) => notes)) world.log.info(note)
    if (verdict === 'none') return ending
    if (verdict === 'passed') {
      world.log.info(
        `The results passed the checks (${checks?.checks.map(({ metric }) => oneLine(metric, 80)).join(', ')}).`
      )
      return ending
    }
    return { ...ending, error: explain(checksFailed(faults, inputs.places.checks)) }
  } catch (error) {
    return unread(job, ending, runs, error)
  }
}

function refuseMany(runs: readonly Run[], where: string): void {
  if (runs.length <= maxRuns) return
  throw new ActionError(`There are ${runs.length} runs, but at most ${maxRuns} can be checked`, {
    where,
    remedy: 'Start fewer runs in one step.'
  })
}

function checksFailed(faults: readonly string[], where: string): ActionError {
  const what = faults.length === 1 ? 'a check' : `${faults.length} checks`
  return new ActionError(`The run succeeded, but its results failed ${what}: ${faults.join(' ')}`, { where })
}

/** How the step ends if results could not be read or judged: that is red only if there are checks. */
async function unread(job: ResultsJob, ending: Ending, runs: readonly Run[], error: unknown): Promise<Ending> {
  const { inputs, report, world } = job
  if (inputs.checks === undefined) {
    if (!world.cancel.aborted) world.log.info(`The results could not be read: ${explain(error)}`)
    return ending
  }
  report.publish({ results: { verdict: 'failed', runs: report.facts.results?.runs ?? [] } })
  if (world.cancel.aborted)
    return { conclusion: 'cancelled', error: 'The job was cancelled before the results were checked.' }
  await noteVerdicts(job, runs.slice(0, maxRuns), []).catch(() => undefined)
  return { ...ending, error: explain(error) }
}

type ReadRun = RunResults & {
  readonly id: string
  readonly url: string
  readonly own: ReadResults
  readonly baseline: LinkedBaseline
}

async function readAll(job: ResultsJob, runs: readonly Run[]): Promise<readonly ReadRun[]> {
  const { inputs, world } = job
  const isChecked = inputs.checks !== undefined
  const patience: Patience = {
    ...(isChecked ? { attempts: 6 } : { attempts: 2 }),
    signal: world.cancel,
    until: world.clock.elapsed() + (isChecked ? checkedMs : shownMs)
  }

  const ownIds = runs.map(({ id }) => id)
  const read: ReadRun[] = []
  for (const run of runs) read.push(await readOne(job, run, ownIds, patience))
  return read
}

async function readOne(
  { connection, inputs, world }: ResultsJob,
  run: Run,
  ownIds: readonly string[],
  patience: Patience
): Promise<ReadRun> {
  const own = await readResults(connection, run, patience)
  for (const { of, why } of own.gaps) world.log.info(`Could not read all results (${of}…): ${why}`)

  const hasNumbers = own.metrics.some(({ value }) => decimalOf(value) !== undefined)
  const wish: BaselineWish = inputs.checks?.baseline ?? {
    stack: undefined,
    stage: inputs.promote,
    pipeline: undefined
  }
  const isWanted = hasNumbers || inputs.checks?.needsBaseline === true
  const baseline: LinkedBaseline = isWanted
    ? await findBaseline({ connection, wish, run, ownIds, patience, wanted: comparedIn(inputs.checks, own) }, own)
    : { kind: 'none', why: 'The run logged no numbers.' }
  return { id: run.id, name: run.name, url: connection.runUrl(run.id), own, baseline }
}

function runFactsOf(read: ReadRun, judged: JudgedRun | undefined): RunResultsFacts {
  const { baseline, name, own, url } = read
  const shown = { name, url, metrics: byName(own.metrics), rows: rowsOf(read, judged ?? { outcomes: [] }) }
  const notes = judged?.notes ?? []
  if (baseline.kind !== 'found') {
    const isSaid = baseline.kind === 'none' && notes.length === 0 && shown.rows.length > 0
    return { ...shown, notes: isSaid ? [`There is nothing to compare with: ${baseline.why}`] : notes }
  }
  return { ...shown, baseline: { words: baseline.words, url: baseline.url }, notes }
}

/** The full names of the metrics that checks compare with a baseline. */
function comparedIn(checks: Inputs['checks'], own: MetricSource): readonly string[] {
  return (checks?.checks ?? []).flatMap(({ limits, metric }) => {
    const found = findMetric(own, metric)
    return limits.some(isRelative) && found.kind === 'metric' ? [found.metric.name] : []
  })
}

/** Time for writing down what the checks said, ms. */
const noteMs = 30_000

/**
 * Writes what the checks said into the metadata of the runs, where later baselines and `requires` look for it. What
 * can't be written is a warning: this step has its colour anyway.
 */
async function noteVerdicts(
  { connection, environment, world }: ResultsJob,
  runs: readonly Run[],
  judged: readonly Pick<JudgedRun, 'faults'>[]
): Promise<void> {
  const { project, session } = connection
  const patience = { attempts: 6, signal: world.cancel, until: world.clock.elapsed() + noteMs }
  for (const [index, { id, name }] of runs.entries()) {
    const said = judged[index]?.faults.length === 0 ? 'passed' : 'failed'
    try {
      const owner = { id, type: 'pipeline_run' } as const
      await noteMetadata(session, project.id, owner, verdictsKey, { [environment.name]: said }, patience)
    } catch (error) {
      if (world.cancel.aborted) throw error
      world.log.warning(`Could not record that the run ${oneLine(name, 200)} ${said} its checks: ${explain(error)}`)
    }
  }
}
