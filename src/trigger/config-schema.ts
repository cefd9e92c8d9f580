import type { OutputUnit, Schema } from '@cfworker/json-schema'
import { Validator } from '@cfworker/json-schema'
import { InputError } from '../text/errors.ts'
import { isObject, type JsonObject } from '../text/json.ts'
import type { SnapshotShape } from '../zenml/entities.ts'
import { describeFault, type Fault, isFaultKeyword, unknownKey } from './config-fault.ts'
import { asOverlay, metered } from './config-overlay.ts'
import { keyPlace } from './configuration.ts'

/** Faults that are named in one error at most. */
const shownFaults = 5
/** Deepest schema that is walked; those that ZenML makes have some ten levels, and a walk needs stack for each. */
const maxSchemaDepth = 100
/** Steps and time of the validator at most: ZenML's schemas need some thousands, but references can double at each level. */
const limits = { maxSteps: 1_000_000, maxMs: 2_000 }
/** Values in a schema at most; those that ZenML makes have some hundred a step. */
const maxSchemaNodes = 300_000
/** Reports of faults that are looked into at most; each is compared with all others. */
const maxReports = 1_000

/**
 * Checks a run configuration against the schema that the server makes for the snapshot, where the server itself would
 * silently ignore a misspelt step or key; `elapsed` is a clock in ms, by which the check is given up after two seconds.
 * Throws {@link InputError} naming each fault's place in `config`.
 */
export function checkConfiguration(
  configuration: JsonObject,
  shape: SnapshotShape,
  from = 'config',
  elapsed: () => number = () => 0
): void {
  const faults =
    shape.configSchema === undefined
      ? checkSteps(configuration, shape, from)
      : checkSchema(configuration, shape.configSchema, from, elapsed)
  const [first] = faults
  if (first === undefined) return
  const others = faults.slice(1, shownFaults).map(({ where, message }) => `${where}: ${message}`)
  const more = faults.length > shownFaults ? [`and ${faults.length - shownFaults} more`] : []
  throw new InputError([first.message, ...others, ...more].join('; '), { where: first.where, remedy: first.remedy })
}

function checkSchema(
  configuration: JsonObject,
  schema: JsonObject,
  from: string,
  elapsed: () => number
): readonly Fault[] {
  const { errors, overlay } = validate(configuration, schema, from, elapsed)
  // A fault is reported once for each way that leads to it, and once for each alternative of an `anyOf`.
  const reports = errors.filter(({ keyword }) => isFaultKeyword(keyword))
  const sameAt = ({ error, instanceLocation, keyword }: OutputUnit) => `${instanceLocation} ${keyword} ${error}`
  const leaves = [...new Map(reports.map(report => [sameAt(report), report])).values()].slice(0, maxReports)
  const deepest = leaves.filter(
    leaf =>
      !leaves.some(other => other.instanceLocation.startsWith(`${leaf.instanceLocation}/`)) &&
      !isOtherAlternative(leaf, leaves)
  )
  const faults = deepest.map(leaf => describeFault(leaf, deepest, { configuration, schema: overlay, from }))
  return [...new Map(faults.map(fault => [`${fault.where} ${fault.message}`, fault])).values()]
}

function validate(
  configuration: JsonObject,
  schema: JsonObject,
  from: string,
  elapsed: () => number
): { readonly errors: readonly OutputUnit[]; readonly overlay: JsonObject } {
  const refuse = (cause?: unknown) =>
    new InputError("The server's schema for this configuration can not be used", {
      where: from,
      remedy: 'Leave the configuration out, or make a new snapshot, which has a new schema.',
      cause
    })
  if (isLargerThan(schema, maxSchemaDepth, maxSchemaNodes)) throw refuse()
  try {
    const overlay = metered(asOverlay(schema, configuration), { ...limits, elapsed })
    return { errors: new Validator(overlay as Schema, '2020-12', false).validate(configuration).errors, overlay }
  } catch (cause) {
    // A reference to itself or to nothing, in which the library ends in an error of its own, or too much to look at.
    throw refuse(cause)
  }
}

/** Whether a value is nested deeper, or has more values in it; without recursion, since that is what the answer protects. */
function isLargerThan(value: JsonObject, maxDepth: number, maxNodes: number): boolean {
  let level: readonly unknown[] = [value]
  let nodes = 0
  for (let depth = 0; level.length > 0; depth++) {
    nodes += level.length
    if (depth > maxDepth || nodes > maxNodes) return true
    level = level.flatMap(node => (typeof node === 'object' && node !== null ? Object.values(node) : []))
  }
  return false
}

/**
 * Whether a fault of type is only that of another alternative: `anyOf: [X, null]` complains that a value is not null
 * too, and `anyOf: [string, {…}]` that a mapping with a misspelt key is no string.
 */
function isOtherAlternative({ instanceLocation, keyword }: OutputUnit, leaves: readonly OutputUnit[]): boolean {
  if (keyword !== 'type') return false
  return leaves.some(other => other.instanceLocation === instanceLocation && other.keyword !== 'type')
}

/** Without a schema (an older server, a build without its stack) the names of the steps are known all the same. */
function checkSteps(configuration: JsonObject, { stepNames }: SnapshotShape, from: string): readonly Fault[] {
  const steps = configuration['steps']
  if (steps === undefined || stepNames.length === 0) return []
  if (!isObject(steps)) {
    const remedy = 'Write step names with their settings below.'
    return [{ where: keyPlace(from, ['steps']), message: 'this is no mapping', remedy }]
  }
  return Object.keys(steps)
    .filter(name => !stepNames.includes(name))
    .map(name => unknownKey(from, ['steps'], name, stepNames))
}
