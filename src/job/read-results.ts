import type { Gap, MetricSource } from '../results/find-metric.ts'
import { metricsOf } from '../results/metrics.ts'
import { explain } from '../text/errors.ts'
import type { JsonObject } from '../text/json.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run } from '../zenml/entities.ts'
import { type DetailedModelVersion, getModelVersion } from '../zenml/models.ts'
import type { Patience } from '../zenml/question.ts'
import { artifactsProducedBy, type DetailedArtifact, metadataOfRun } from '../zenml/results.ts'
import { ServerError } from '../zenml/server-error.ts'

/** A run's results, and its model version if it has one that could be read. */
export interface ReadResults extends MetricSource {
  readonly artifacts: readonly DetailedArtifact[]
  readonly model: DetailedModelVersion | undefined
}

/**
 * Reads what was logged about a run, its steps, its model version and its artifacts, all at once. What can't be read is a
 * gap, with the reason; throws the signal's reason alone. `known` is the run's model version if it has been read already.
 */
export async function readResults(
  { project, session }: Pick<Connection, 'project' | 'session'>,
  run: Pick<Run, 'id' | 'modelVersion'>,
  patience: Patience,
  known?: DetailedModelVersion
): Promise<ReadResults> {
  const { modelVersion } = run
  const version = known ?? (modelVersion && getModelVersion(session, project.id, modelVersion.id, patience))
  const [ofRun, produced, model] = await Promise.all([
    attempt(metadataOfRun(session, run.id, patience)),
    attempt(artifactsProducedBy(session, project.id, run.id, patience)),
    attempt(Promise.resolve(version))
  ])

  const artifacts = produced.value?.artifacts ?? []
  return {
    artifacts,
    model: model.value,
    metrics: metricsOf({
      run: ofRun.value?.run ?? none,
      steps: ofRun.value?.steps ?? none,
      model: model.value?.metadata ?? none,
      artifacts
    }),
    gaps: [
      ...gapsOf(ofRun, 'run.', 'steps.'),
      ...gapsOf(model, 'model.'),
      ...gapsOf(produced, 'artifacts.'),
      ...(produced.value?.isCut === true ? [tooManyArtifacts] : [])
    ]
  }
}

const none: Readonly<Record<string, JsonObject>> = {}

const tooManyArtifacts: Gap = {
  of: 'artifacts.',
  why: 'The run has more artifacts than are read (300). What can be checked is what was logged about the rest.'
}

/** Something that was read, or why it could not be. */
interface Attempt<T> {
  readonly value?: T
  readonly why?: string
}

async function attempt<T>(reading: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await reading }
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    return { why: explain(error) }
  }
}

function gapsOf({ why }: Attempt<unknown>, ...of: readonly Gap['of'][]): readonly Gap[] {
  return why === undefined ? [] : of.map(each => ({ of: each, why }))
}
