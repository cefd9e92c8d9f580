import { isObject, type JsonObject } from '../text/json.ts'

/** A value that was logged, under the name by which checks know it. */
export interface Metric {
  readonly name: string
  /** As JSON has it: a number (or a `bigint`), a text, a list, …, but no mapping that has keys. */
  readonly value: unknown
  /** Whether it was a part of a value. */
  readonly isNested: boolean
}

/** What was logged about one run, as the server has it. */
export interface Logged {
  readonly run: JsonObject
  /** By the names of the steps. */
  readonly steps: Readonly<Record<string, JsonObject>>
  /** About the run's model version, if it has one. */
  readonly model: JsonObject
  /** About the artifacts that the run itself has produced. */
  readonly artifacts: readonly LoggedArtifact[]
}

/** What was logged about one artifact. */
export interface LoggedArtifact {
  readonly name: string
  readonly metadata: JsonObject
}

/** Beginning of the keys under which a promotion stands in a model version's metadata. */
export const promotionNotePrefix = 'gate_promotion_'

/** What ZenML notes of each artifact by itself (0.98.0), which is not a result. */
const ofEachArtifact = new Set(['storage_size', 'string_representation'])

/** Levels of nesting that get a name of their own; what is deeper stays one value. */
const maxDepth = 10

/** All that was logged about a run, nested values each under their path: `run.k`, `steps.<step>.k`, `model.k`, `artifacts.<name>.k`. */
export function metricsOf({ artifacts, model, run, steps }: Logged): readonly Metric[] {
  return [
    ...flatten('run', run),
    ...flatten(
      'model',
      without(model, key => key.startsWith(promotionNotePrefix))
    ),
    ...Object.entries(steps).flatMap(([name, metadata]) => flatten(`steps.${name}`, metadata)),
    ...artifacts.flatMap(({ metadata, name }) =>
      flatten(
        `artifacts.${name}`,
        without(metadata, key => ofEachArtifact.has(key))
      )
    )
  ]
}

function without(metadata: JsonObject, isLeftOut: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !isLeftOut(key)))
}

function flatten(owner: string, values: JsonObject, depth = 0): readonly Metric[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const name = `${owner}.${key}`
    if (isObject(value) && Object.keys(value).length > 0 && depth < maxDepth) return flatten(name, value, depth + 1)
    return [{ name, value, isNested: depth > 0 }]
  })
}

/** The metrics by their names as one object, without those whose name stands for several values. */
export function byName(metrics: readonly Metric[]): JsonObject {
  const groups = Map.groupBy(metrics, ({ name }) => name)
  return Object.fromEntries(
    [...groups].flatMap(([name, [only, ...others]]) => (others.length > 0 ? [] : [[name, only?.value]]))
  )
}
