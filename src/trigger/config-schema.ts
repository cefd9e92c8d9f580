import type { OutputUnit, Schema } from '@cfworker/json-schema'
import { Validator } from '@cfworker/json-schema'
import { InputError } from '../text/errors.ts'
import { isObject, type JsonObject } from '../text/json.ts'
import type { SnapshotShape } from '../zenml/entities.ts'
import { describeFault, type Fault, isFaultKeyword, resolve, unknownKey } from './config-fault.ts'
import { keyPlace } from './configuration.ts'

/** Faults that are named in one error at most. */
const shownFaults = 5
/** Deepest schema that is walked; those that ZenML makes have some ten levels, and a walk needs stack for each. */
const maxSchemaDepth = 100

/**
 * Checks a run configuration against the schema that the server makes for the snapshot, where the server itself would
 * silently ignore a misspelt step or key. Throws {@link InputError} naming each fault's place in `config`.
 */
export function checkConfiguration(configuration: JsonObject, shape: SnapshotShape, from = 'config'): void {
  const faults =
    shape.configSchema === undefined
      ? checkSteps(configuration, shape, from)
      : checkSchema(configuration, shape.configSchema, from)
  const [first] = faults
  if (first === undefined) return
  const others = faults.slice(1, shownFaults).map(({ where, message }) => `${where}: ${message}`)
  const more = faults.length > shownFaults ? [`and ${faults.length - shownFaults} more`] : []
  throw new InputError([first.message, ...others, ...more].join('; '), { where: first.where, remedy: first.remedy })
}

function checkSchema(configuration: JsonObject, schema: JsonObject, from: string): readonly Fault[] {
  const { errors, overlay } = validate(configuration, schema, from)
  // Every fault is reported once more at each level above it, and once for each alternative of an `anyOf`.
  const leaves = errors.filter(({ keyword }) => isFaultKeyword(keyword))
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
  from: string
): { readonly errors: readonly OutputUnit[]; readonly overlay: JsonObject } {
  const refuse = (cause?: unknown) =>
    new InputError("The server's schema for this configuration can not be used", {
      where: from,
      remedy: 'Leave the configuration out, or make a new snapshot, which has a new schema.',
      cause
    })
  if (isDeeperThan(schema, maxSchemaDepth)) throw refuse()
  try {
    const overlay = asOverlay(schema, settingTypes(schema), configuration)
    return { errors: new Validator(overlay as Schema, '2020-12', false).validate(configuration).errors, overlay }
  } catch (cause) {
    // A reference to itself or to nothing: the library ends in a RangeError, or in one that names it.
    throw refuse(cause)
  }
}

/** Whether a value is nested deeper; without recursion, since that is what the answer protects. */
function isDeeperThan(value: JsonObject, limit: number): boolean {
  let level: readonly unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true
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

/** The keywords besides those of faults that a check for misspelt keys and wrong types needs. */
const structure: ReadonlySet<string> = new Set(
  '$defs definitions $ref properties additionalProperties items prefixItems anyOf oneOf allOf'.split(' ')
)

/**
 * The server's schema, made fit for a configuration that only overrides: nothing is required, since the snapshot holds
 * a value for everything, and objects with known keys are closed, since the server drops the others without a word.
 * Above all `pattern`, `patternProperties` and `format` are left to the server: a regular expression can run for ever,
 * and nothing could end it, neither the timeout nor a cancel.
 */
function asOverlay(schema: JsonObject, settings: readonly string[], configuration: JsonObject): JsonObject {
  const close = (node: unknown, key: string): unknown => {
    if (Array.isArray(node)) return node.map(item => close(item, ''))
    if (!isObject(node)) return node
    if (key === 'properties' || key === '$defs' || key === 'definitions') {
      return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, close(value, '')]))
    }
    // Of `oneOf` no two may hold, which can't be told without the keywords that are left out.
    const kept = Object.entries(node)
      .filter(([name]) => structure.has(name) || isFaultKeyword(name))
      .map(([name, value]) => [name === 'oneOf' ? 'anyOf' : name, isValue(name) ? value : close(value, name)] as const)
    const closed: Record<string, unknown> = Object.fromEntries(kept)
    // Which further keys there may be is not known where patterns name them.
    if (node['patternProperties'] !== undefined) delete closed['additionalProperties']
    else if (isObject(node['properties']) && closed['additionalProperties'] === undefined)
      closed['additionalProperties'] = false
    return closed
  }
  const overlay = close(schema, '') as Record<string, unknown>
  const defs = isObject(overlay['$defs']) ? overlay['$defs'] : {}
  const open = isObject(defs['Settings']) ? defs['Settings'] : undefined
  if (open === undefined || !isObject(open['properties'])) return overlay
  // Settings of a component go by several names (type, type.flavor, type:name) of which the schema lists one.
  const aliases = settingKeys(configuration).filter(name => settings.includes(name.split(/[.:]/)[0] ?? ''))
  const properties = { ...Object.fromEntries(aliases.map(name => [name, true])), ...open['properties'] }
  return { ...overlay, $defs: { ...defs, Settings: { ...open, properties } } }
}

/** `enum` and `const` hold values, in which nothing is a keyword. */
function isValue(keyword: string): boolean {
  return keyword === 'enum' || keyword === 'const'
}

function settingTypes(schema: JsonObject): readonly string[] {
  const settings = resolve('#/$defs/Settings', schema)
  const known = isObject(settings) && isObject(settings['properties']) ? Object.keys(settings['properties']) : []
  return known.filter(name => /[.:]/.test(name)).map(name => name.split(/[.:]/)[0] ?? '')
}

function settingKeys(configuration: JsonObject): readonly string[] {
  const steps = isObject(configuration['steps']) ? Object.values(configuration['steps']) : []
  return [configuration, ...steps].flatMap(holder => {
    const settings = isObject(holder) ? holder['settings'] : undefined
    return isObject(settings) ? Object.keys(settings) : []
  })
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
