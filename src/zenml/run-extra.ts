import { at, isObject, optionalString } from '../text/json.ts'

/** Key of a run's `extra`, or of its metadata, under which this action writes where the run came from. */
export const provenanceKey = 'gate'

/**
 * What this action wrote into a run's `extra` when it started it. No account can change that afterwards (measured on
 * 0.98.0), so that it is the word of the account that made the run.
 */
export interface RunExtra {
  /** `owner/name`. */
  readonly repository: string | undefined
  /** Name of the environment. */
  readonly environment: string | undefined
  /** The commit of the run's code; undefined if it was not proven. */
  readonly codeCommit: string | undefined
  /** Id of that commit's git tree; undefined if it was not known. */
  readonly codeTree: string | undefined
}

/**
 * Reads what this action wrote into the `extra` of a run (with its details); undefined if there is nothing, or a copy of
 * what it wrote for another run, as ZenML hands it on with a snapshot.
 */
export function readRunExtra(json: unknown): RunExtra | undefined {
  const gate = at(json, 'metadata', 'config', 'extra', provenanceKey)
  if (gate === undefined || at(gate, 'run_name') !== at(json, 'name')) return undefined

  // An environment may have this name.
  const known = (name: string): string | undefined => {
    const value = optionalString(gate, name)
    return value === 'unknown' ? undefined : value
  }
  return {
    repository: optionalString(gate, 'repository'),
    environment: optionalString(gate, 'environment'),
    codeCommit: known('code_commit'),
    codeTree: known('code_tree')
  }
}

/** Key of a run's metadata under which this action writes what checks said of its results. */
export const verdictsKey = 'gate_verdicts'

/** What checks said of a run's results, by the environment in which they were held against it. */
export type Verdicts = Readonly<Record<string, 'passed' | 'failed'>>

/**
 * Reads what checks said of a run's results. ZenML merges the mappings of a key, the newest value first (source of
 * 0.98.0), so that each environment has its own last word.
 */
export function readVerdicts(noted: unknown): Verdicts {
  if (!isObject(noted)) return {}
  const known = Object.entries(noted).filter(([, said]) => said === 'passed' || said === 'failed')
  return Object.fromEntries(known) as Verdicts
}
