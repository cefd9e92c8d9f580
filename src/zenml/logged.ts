import type { JsonObject } from '../text/json.ts'
import { requiredObjectAt } from './schema.ts'

/**
 * What was logged about a run, a model version or an artifact version, each with its details. The server always says it,
 * if only as `{}` (`fetch_metadata`, the same in 0.84.3 and 0.98.0): an answer without it would look as if nothing had
 * been logged. Throws {@link SchemaError}.
 */
export function loggedIn(json: unknown): JsonObject {
  return requiredObjectAt(json, 'metadata', 'run_metadata')
}
