import type { Stage } from '../gate/environment.ts'
import type { Baseline } from '../results/judge.ts'
import { metricsOf } from '../results/metrics.ts'
import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { findStack } from '../zenml/catalogue.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Named, Run } from '../zenml/entities.ts'
import { type DetailedModelVersion, detailedHoldersOf } from '../zenml/models.ts'
import type { Patience } from '../zenml/question.ts'
import { completedBefore, completedWith } from '../zenml/results.ts'
import { ServerError } from '../zenml/server-error.ts'
import { modelWords, versionWords } from './promotion-words.ts'
import { type ReadResults, readResults } from './read-results.ts'

/** Where a baseline is looked for. */
export interface BaselineWish {
  /** Name of the environment. */
  readonly environment: string
  /** Name or id of its stack; undefined for the stack that the step works on. */
  readonly stack: string | undefined
  /** The stage whose model version is the baseline, if there is one. */
  readonly stage: Stage | undefined
}

/** A baseline with the address of what it is, if the dashboard has a page for it. */
export type LinkedBaseline = Baseline & { readonly url?: string | undefined }

/** What a look for a baseline needs. */
interface Search {
  readonly connection: Connection
  readonly wish: BaselineWish
  readonly run: Run
  readonly patience: Patience
}

/**
 * What a run is compared with: the model version that has the environment's stage, or else the newest successful run of
 * the pipeline on the environment's stack before this one. Throws the signal's reason alone.
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
  { connection, patience, run, wish: { stage } }: Search,
  own: DetailedModelVersion | undefined
): Promise<LinkedBaseline | undefined> {
  if (stage === undefined || run.modelVersion === undefined) return undefined
  if (own === undefined) return { kind: 'unreadable', why: "The run's model version could not be read." }

  const holders = await detailedHoldersOf(connection.session, own.version, stage, patience)
  const holder = holders.find(({ version }) => version.id !== own.version.id)
  if (holder === undefined) return undefined

  const { version } = holder
  const words = `version ${versionWords(version)} of model ${modelWords(version)} (stage ${stage})`
  const url = connection.modelVersionUrl(version.id)
  const made = await runOf(connection, run, version, patience)
  if (made === undefined) {
    const metrics = metricsOf({ run: {}, steps: {}, model: holder.metadata, artifacts: [] })
    return { kind: 'found', words, url, metrics, gaps: [] }
  }
  const { gaps, metrics } = await readResults(connection, made, patience, holder)
  return { kind: 'found', words, url: url ?? connection.runUrl(made.id), metrics, gaps }
}

/** The run that has made a model version, if it is one of the same pipeline. */
async function runOf(
  { project, session }: Connection,
  { pipelineName: pipeline }: Run,
  version: Named,
  patience: Patience
): Promise<Run | undefined> {
  if (pipeline === undefined) return undefined
  return completedWith(session, { project: project.id, pipeline }, version.id, patience)
}

async function earlierRun({ connection, patience, run, wish }: Search): Promise<LinkedBaseline> {
  const { project, session } = connection
  const { pipelineName: pipeline } = run
  const stack = wish.stack === undefined ? connection.stack : await findStack(session, wish.stack, patience)
  if (stack === undefined || pipeline === undefined) {
    const what = stack === undefined ? `no stack '${oneLine(wish.stack ?? '', 80)}'` : "no pipeline's name in the run"
    return { kind: 'unreadable', why: `The server shows ${what}.` }
  }

  const earlier = await completedBefore(session, { project: project.id, pipeline, stack: stack.id }, run, patience)
  const place = `stack ${oneLine(stack.name, 80)}`
  if (earlier === undefined)
    return { kind: 'none', why: `No run of pipeline ${oneLine(pipeline, 120)} has succeeded on ${place} before.` }

  const { gaps, metrics } = await readResults(connection, earlier, patience)
  const words = `run ${oneLine(earlier.name, 200)} on ${place}`
  return { kind: 'found', words, url: connection.runUrl(earlier.id), metrics, gaps }
}
