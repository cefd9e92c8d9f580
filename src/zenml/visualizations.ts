import { at, optionalString } from '../text/json.ts'
import type { HttpAnswer } from './http.ts'
import type { Patience } from './question.ts'
import { SchemaError, stringAt } from './schema.ts'
import { refusal } from './server-error.ts'
import type { Session } from './session.ts'

/** How an artifact can be shown. */
export interface Visualization {
  /** Its place among those of the artifact, from 0. */
  readonly index: number
  /** `csv`, `html`, `image`, `json` or `markdown` (`VisualizationType` of 0.98.0). */
  readonly type: string
}

/** Largest answer with a visualization that is read, bytes. */
const maxBytes = 2 * 1024 * 1024

/**
 * The files of values that steps return as they are: numbers, texts, lists, data classes, bytes. ZenML gives nearly every
 * one of them a visualization, which is the file itself (measured on 0.98.0; the materializers of 0.84.3 say the same).
 */
const plainValue = /(?:^|\/)data(?:_v\d+)?\.(?:json|txt)$/

/** The visualizations of an artifact's version that somebody made to be looked at, and not those that are its plain value. */
export function visualizationsOf(artifactVersion: unknown): readonly Visualization[] {
  const all = at(artifactVersion, 'metadata', 'visualizations')
  if (!Array.isArray(all)) return []
  return all.flatMap((each: unknown, index) => {
    const type = optionalString(each, 'body', 'type')
    const isValue = plainValue.test(optionalString(each, 'body', 'uri') ?? '')
    return type === undefined || isValue ? [] : [{ index, type }]
  })
}

/**
 * The text of a visualization of an artifact's version (its id), which isn't an image. Nothing in the answer says whose
 * it is, so that it is only for showing. Throws `ServerError`, also for one that is larger than 2 MiB.
 */
export function readVisualization(
  session: Session,
  artifactId: string,
  { index, type }: Visualization,
  patience: Patience
): Promise<string> {
  const what = 'read the report'
  const path = `/api/v1/artifact_versions/${artifactId}/visualize?index=${index}`
  const read = (answer: HttpAnswer): string => {
    if (answer.status !== 200) throw refusal(what, session.access.base.origin, answer, remedy)
    const { json } = answer
    if (stringAt(json, 'type') !== type) throw new SchemaError('is a visualization of another type')
    return stringAt(json, 'value')
  }
  return session.put({ what, request: { method: 'GET', path, maxBytes }, read }, patience)
}

/** The server answers 403 for a local artifact store, and 501 for one that it can't open (measured on 0.98.0). */
const remedy = 'The server itself has to be able to read the artifact store.'
