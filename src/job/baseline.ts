import type { Stage } from '../gate/environment.ts'
import { decimalOf } from '../results/decimal.ts'
import { type Found, type Gap, type MetricSource, metricNamed } from '../results/find-metric.ts'
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
import { completedBefore, completedWith } from '../zenml/results.ts'
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
  const made = await runOf(search, version)
  if (made === undefined) {
    const metrics = metricsOf({ run: {}, steps: {}, model: holder.metadata, artifacts: [] })
    return { kind: 'found', words, url, metrics, gaps: [] }
  }
  const { gaps, metrics } = await readResults(connection, made, patience, holder)
  return { kind: 'found', words, url: url ?? connection.runUrl(made.id), metrics, gaps }
}

/** The run that has made a model version, if it is one of the pipeline that is compared, or of the same one. */
async function runOf({ connection, patience, run, wish }: Search, version: Named): Promise<Run | undefined> {
  const { project, session } = connection
  for (const pipeline of new Set([wish.pipeline, run.pipelineName])) {
    if (pipeline === undefined) continue
    const made = await completedWith(session, { project: project.id, pipeline }, version.id, patience)
    if (made !== undefined) return made
  }
  return undefined
}

/** Earlier runs whose results are read at most, until one has what is wanted. */
const maxRead = 4

/**
 * The newest earlier run that has all metrics that are wanted, or else just the newest. One that failed its checks is
 * not a success to be measured by: each drop would become the next run's baseline.
 */
async function earlierRun({ connection, ownIds, patience, run, wanted, wish }: Search): Promise<LinkedBaseline> {
  const { project, session } = connection
  const pipeline = wish.pipeline ?? run.pipelineName
  const stack = wish.stack === undefined ? connection.stack : await findStack(session, wish.stack, patience)
  if (stack === undefined || pipeline === undefined) {
    const noStack = `The server has no stack '${oneLine(wish.stack ?? '', 80)}'.`
    return { kind: 'unreadable', why: stack === undefined ? noStack : 'The server names no pipeline of the run.' }
  }

  const isLeftOut = ({ id, verdicts }: Run): boolean =>
    ownIds.some(own => isSameId(own, id)) || Object.values(verdicts).includes('failed')
  const asked = { project: project.id, pipeline, stack: stack.id }
  const earlier = await completedBefore(session, asked, run, isLeftOut, patience)
  const place = `stack ${oneLine(stack.name, 80)}`

  let newest: LinkedBaseline | undefined
  for (const each of earlier.slice(0, maxRead)) {
    const { gaps, metrics } = await readEarlier(connection, each, run, patience)
    const words = `run ${oneLine(each.name, 200)} on ${place}`
    const found = { kind: 'found', words, url: connection.runUrl(each.id), metrics, gaps } as const
    if (wanted.every(name => isNumber(metricNamed(found, name)))) return found
    newest ??= found
  }
  return (
    newest ?? { kind: 'none', why: `No run of pipeline ${oneLine(pipeline, 120)} has succeeded on ${place} before.` }
  )
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
