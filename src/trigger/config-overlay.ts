import { isObject, type JsonObject } from '../text/json.ts'
import { isFaultKeyword, resolve } from './config-fault.ts'

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
export function asOverlay(schema: JsonObject, configuration: JsonObject): JsonObject {
  const close = (node: unknown, key: string): unknown => {
    if (Array.isArray(node)) return node.map(item => close(item, ''))
    if (!isObject(node)) return node
    if (isMap(key)) return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, close(value, '')]))
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
  const settings = settingTypes(schema)
  const aliases = settingKeys(configuration).filter(name => settings.includes(name.split(/[.:]/)[0] ?? ''))
  const properties = { ...Object.fromEntries(aliases.map(name => [name, true])), ...open['properties'] }
  return { ...overlay, $defs: { ...defs, Settings: { ...open, properties } } }
}

/** `enum` and `const` hold values, in which nothing is a keyword. */
function isValue(keyword: string): boolean {
  return keyword === 'enum' || keyword === 'const'
}

/** Under these, names of the schema's own lead to schemas. */
function isMap(keyword: string): boolean {
  return keyword === 'properties' || keyword === '$defs' || keyword === 'definitions'
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

/** What a validator may spend: steps, and time by a clock that counts ms. */
export interface Meter {
  readonly maxSteps: number
  readonly maxMs: number
  readonly elapsed: () => number
}

/**
 * The same schema, which lets a validator look at it no more often than the meter allows, weighed by how much there is
 * to look at; then it throws an Error. No timeout or cancel could end the validator, since it never waits.
 */
export function metered(schema: JsonObject, { maxSteps, maxMs, elapsed }: Meter): JsonObject {
  let left = maxSteps
  const until = elapsed() + maxMs
  const spend = (steps: number): undefined => {
    left -= steps
    if (left < 0 || elapsed() > until) throw new Error(`the schema asks for more than ${maxSteps} steps or ${maxMs} ms`)
  }
  const meter = (node: unknown, key: string): unknown => {
    if (Array.isArray(node)) return node.map(item => meter(item, ''))
    if (!isObject(node)) return node
    const under = (name: string, value: unknown) =>
      isMap(key) ? meter(value, '') : isValue(name) ? value : meter(value, name)
    const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, under(name, value)]))
    if (isMap(key)) return copy
    const steps = Object.entries(node).reduce((sum, [name, value]) => sum + sizeOf(name, value), 1)
    // The validator reads every keyword of a schema whenever it comes to it; `not` is none that an overlay has.
    return Object.defineProperty(copy, 'not', { get: () => spend(steps), enumerable: false })
  }
  return meter(schema, '') as JsonObject
}

/** How much a keyword gives a validator to look through, besides the schemas in it; a fault quotes values whole. */
function sizeOf(name: string, value: unknown): number {
  if (name === 'type' || isValue(name)) return 1 + JSON.stringify(value).length / 20
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 1
}
