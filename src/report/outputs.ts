import { writeExactJson } from '../text/exact-json.ts'
import { oneLine } from '../text/foreign.ts'
import type { JsonObject } from '../text/json.ts'
import { type Facts, modelsOf } from './facts.ts'

/** Every output that `action.yml` declares; a test holds the two together. */
export const outputNames = [
  'environment',
  'stack',
  'stack-id',
  'triggered',
  'reason',
  'run-id',
  'run-ids',
  'run-name',
  'run-url',
  'snapshot-id',
  'code-sha',
  'model-name',
  'model-version',
  'model-version-id',
  'status',
  'conclusion',
  'metadata',
  'metrics',
  'verdict',
  'server-version'
] as const

/** The name of an output. */
export type OutputName = (typeof outputNames)[number]

/** Longest `metadata`, and longest `metrics`, that is handed on, characters: all outputs of a job share 1 MB (docs.github.com, usage limits). */
export const maxMetadataLength = 200_000

/** The outputs that facts are known for. */
export function outputsOf(facts: Facts): Readonly<Partial<Record<OutputName, string>>> {
  const { metadata, results, runs, stack } = facts
  const first = runs?.[0]
  const [model, ...others] = modelsOf(runs ?? [])
  // Of several none is the model version, also where the first one was known before the others.
  const only = others.length === 0 ? model : { name: '', modelName: '', id: '' }

  return known({
    environment: facts.environment,
    stack: stack === undefined ? undefined : oneLine(stack.name, 255),
    'stack-id': stack?.id,
    triggered: facts.triggered === undefined ? undefined : String(facts.triggered),
    reason: facts.reason,
    'run-id': first?.id,
    'run-ids': runs === undefined ? undefined : JSON.stringify(runs.map(({ id }) => id)),
    'run-name': first === undefined ? undefined : oneLine(first.name, 255),
    'run-url': first?.url,
    'snapshot-id': facts.snapshot?.id,
    'code-sha': facts.codeSha,
    status: first?.status,
    conclusion: facts.conclusion,
    'model-name': only?.modelName === undefined ? undefined : oneLine(only.modelName, 255),
    'model-version': only === undefined ? undefined : oneLine(only.name, 255),
    'model-version-id': only?.id,
    metadata: optionalJson(metadata),
    metrics: optionalJson(results?.runs[0]?.metrics),
    verdict: results?.verdict,
    'server-version': facts.serverVersion
  })
}

function optionalJson(values: JsonObject | undefined): string | undefined {
  if (values === undefined) return undefined
  const json = toJson(values)
  return json.length > maxMetadataLength ? '{}' : json
}

/** JSON of a value from outside; an empty object if it is nested too deeply to be written. */
export function toJson(value: JsonObject, indent?: number): string {
  try {
    return writeExactJson(value, indent)
  } catch {
    return '{}'
  }
}

function known(values: Readonly<Record<OutputName, string | undefined>>): Partial<Record<OutputName, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
