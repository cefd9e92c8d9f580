import type { Stage } from '../gate/environment.ts'
import { decimalOf } from '../results/decimal.ts'
import { type Found, type Gap, lookUpIn, type MetricSource } from '../results/find-metric.ts'
import type { Baseline } from '../results/judge.ts'
import { metricsOf } from '../results/metrics.ts'
import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { findStack } from '../zenml/catalogue.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Named, Run } from '../zenml/entities.ts'
import { isSameId } from '../zenml/fit.ts'
import { type DetailedModelVersion, detailedHoldersOf } from '../zenml/models.ts'
import type { Patience } from '../zenml/question.ts'
import { comparedPages, completedBefore, completedWith, maxCompared } from '../zenml/results.ts'
import { ServerError } from '../zenml/server-error.ts'
import { modelWords, versionWords } from './promotion-words.ts'
import { type ReadResults, readResults } from './read-results.ts'

/** Where a baseline is looked for. */
export interface BaselineWish {
  /** Name or id of the stack; undefined for the stack that the step works on. */
  readonly stack: string | undefined
  /** The stage whose model version is the baseline, if there is one. */
  readonly stage: Stage | undefined
  /** Name or id of the pipeline whose runs are compared; undefined for that of the run itself. */
  readonly pipeline: string | undefined
}

/** A baseline with the address of what it is, if the dashboard has a page for it. */
export type LinkedBaseline = Baseline & { readonly url?: string | undefined }

/** What a look for a baseline needs. */
interface Search {
  readonly connection: Connection
  readonly wish: BaselineWish
  readonly run: Run
  readonly patience: Patience
  /** Ids of the runs of this step, which are never each other's baseline. */
  readonly ownIds: readonly string[]
  /** Full names of the metrics that the baseline should have. */
  readonly wanted: readonly string[]
}

/**
 * What a run is compared with: the model version that has the environment's stage, or else the newest successful run of
 * the environment's pipeline on its stack before this one. Throws the signal's reason alone.
 */
export async function findBaseline(search: Search, own: ReadResults): Promise<LinkedBaseline> {
  try {
    return (await versionInStage(search, own.model)) ?? (await earlierRun(search))
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    return { kind: 'unreadable', why: explain(error) }
  }
}

async function versionInStage(
  search: Search,
  own: DetailedModelVersion | undefined
): Promise<LinkedBaseline | undefined> {
  const { connection, patience, run, wish } = search
  const { stage } = wish
  if (stage === undefined || run.modelVersion === undefined) return undefined
  if (own === undefined) return { kind: 'unreadable', why: "The run's model version could not be read." }

  const holders = await detailedHoldersOf(connection.session, own.version, stage, patience)
  const holder = holders.find(({ version }) => version.id !== own.version.id)
  if (holder === undefined) return undefined

  const { version } = holder
  const words = `version ${versionWords(version)} of model ${modelWords(version)} (stage ${stage})`
  const url = connection.modelVersionUrl(version.id)
  const made = await makerOf(search, version)
  if (made === undefined) {
    const metrics = metricsOf({ run: {}, steps: {}, model: holder.metadata, artifacts: [] })
    return { kind: 'found', words, url, metrics, gaps: [] }
  }
  const { gaps, metrics } = await readResults(connection, made, patience, holder)
  return { kind: 'found', words, url: url ?? connection.runUrl(made.id), metrics, gaps }
}

/** The run that made a model version, if it is one of the pipeline that is compared, or of the same one. */
async function makerOf({ connection, patience, run, wish }: Search, version: Named): Promise<Run | undefined> {
  const { project, session } = connection
  for (const pipeline of new Set([wish.pipeline, run.pipelineName])) {
    if (pipeline === undefined) continue
    const made = await completedWith(session, { project: project.id, pipeline }, version.id, hasFailed, patience)
    if (made !== undefined) return made
  }
  return undefined
}

/** Whether a run has failed its checks: no success to be measured by, or each drop would become the next run's baseline. */
function hasFailed({ verdicts }: Run): boolean {
  return Object.values(verdicts).includes('failed')
}

/** Earlier runs whose results are read at most, until one has what is wanted. */
const maxRead = 4

/** The newest earlier run that counts and has all metrics that are wanted, or else just the newest that counts. */
async function earlierRun(search: Search): Promise<LinkedBaseline> {
  const { connection, patience, run, wish } = search
  const { session } = connection
  const pipeline = wish.pipeline ?? run.pipelineName
  const stack = wish.stack === undefined ? connection.stack : await findStack(session, wish.stack, patience)
  if (stack === undefined || pipeline === undefined) {
    const noStack = `The server has no stack '${oneLine(wish.stack ?? '', 80)}'.`
    return { kind: 'unreadable', why: stack === undefined ? noStack : 'The server names no pipeline of the run.' }
  }

  const [ofPipeline, place] = [`of pipeline ${oneLine(pipeline, 120)}`, `on stack ${oneLine(stack.name, 80)}`]
  let newest: LinkedBaseline | undefined
  let read = 0
  for await (const earlier of runsBefore(search, pipeline, stack)) {
    if (earlier === 'more') {
      const why = `None of the ${maxCompared} runs ${ofPipeline} before this one ${place} can be compared with: they failed their checks, or belong to this step.`
      return newest ?? { kind: 'unreadable', why }
    }

    const { gaps, metrics } = await readEarlier(connection, earlier, run, patience)
    const words = `run ${oneLine(earlier.name, 200)} ${place}`
    const baseline = { kind: 'found', words, url: connection.runUrl(earlier.id), metrics, gaps } as const
    if (endsSearch(baseline, search.wanted)) return baseline
    newest ??= baseline
    if (++read === maxRead) return newest
  }
  return newest ?? { kind: 'none', why: `No run ${ofPipeline} has succeeded ${place} before.` }
}

/** The earlier runs that count, newest first, and `more` behind them if there are more than are looked at. */
async function* runsBefore(
  { connection, ownIds, patience, run }: Search,
  pipeline: string,
  stack: Named
): AsyncGenerator<Run | 'more'> {
  const { project, session } = connection
  const asked = { project: project.id, pipeline, stack: stack.id }
  const isOwn = ({ id }: Run): boolean => ownIds.some(own => isSameId(own, id))

  for (let page = 1; page <= comparedPages; page++) {
    const { isLast, items } = await completedBefore(session, asked, run, page, patience)
    yield* items.filter(each => !isOwn(each) && !hasFailed(each))
    if (isLast) return
  }
  yield 'more'
}

/** Whether a run is the one to compare with: it has the numbers, or could not be read and might have them. */
function endsSearch(baseline: MetricSource, wanted: readonly string[]): boolean {
  const found = wanted.map(lookUpIn(baseline))
  return found.every(isNumber) || found.some(({ kind }) => kind === 'unknown')
}

function isNumber(found: Found): boolean {
  return found.kind === 'metric' && decimalOf(found.metric.value) !== undefined
}

/** An earlier run's results; what is logged about a model version that both runs work on is the later run's, too. */
async function readEarlier(
  connection: Connection,
  earlier: Run,
  { modelVersion }: Run,
  patience: Patience
): Promise<MetricSource> {
  if (modelVersion === undefined || earlier.modelVersion?.id !== modelVersion.id)
    return readResults(connection, earlier, patience)

  const { gaps, metrics } = await readResults(connection, { ...earlier, modelVersion: undefined }, patience)
  return { metrics, gaps: [...gaps, sharedVersion] }
}

const sharedVersion: Gap = {
  of: 'model.',
  why: 'The run to compare with works on the same model version. Log the metric about the run, or let each run make a version.'
}
