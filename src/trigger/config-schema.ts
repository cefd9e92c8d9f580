import type { OutputUnit, Schema } from '@cfworker/json-schema'
import { Validator } from '@cfworker/json-schema'
import { InputError } from '../errors.ts'
import { isObject, type JsonObject } from '../json.ts'
import { didYouMean } from '../near.ts'
import { oneLine } from '../text.ts'
import type { SnapshotShape } from '../zenml/entities.ts'

/** Faults that are named in one error at most. */
const shownFaults = 5

/**
 * Checks a run configuration against the schema that the server makes for the snapshot, where the server itself would
 * silently ignore a misspelt step or key. Throws {@link InputError} naming each fault's place in `config`.
 */
export function checkConfiguration(configuration: JsonObject, shape: SnapshotShape): void {
  const faults =
    shape.configSchema === undefined ? checkSteps(configuration, shape) : checkSchema(configuration, shape.configSchema)
  const [first] = faults
  if (first === undefined) return
  const others = faults.slice(1, shownFaults).map(({ where, message }) => `${where}: ${message}`)
  const more = faults.length > shownFaults ? [`and ${faults.length - shownFaults} more`] : []
  throw new InputError([first.message, ...others, ...more].join('; '), { where: first.where, remedy: first.remedy })
}

interface Fault {
  readonly where: string
  readonly message: string
  readonly remedy: string
}

function checkSchema(configuration: JsonObject, schema: JsonObject): readonly Fault[] {
  const overlay = asOverlay(schema, settingTypes(schema), configuration)
  const { errors } = new Validator(overlay as Schema, '2020-12', false).validate(configuration)
  // Every fault is reported once more at each level above it, and once for each alternative of an `anyOf`.
  const isLeaf = ({ keyword }: OutputUnit): boolean =>
    [
      'additionalProperties',
      'type',
      'enum',
      'const',
      'pattern',
      'minimum',
      'maximum',
      'exclusiveMinimum',
      'exclusiveMaximum',
      'minLength',
      'maxLength',
      'minItems',
      'maxItems'
    ].includes(keyword)
  const leaves = errors.filter(isLeaf)
  const deepest = leaves.filter(
    leaf =>
      !leaves.some(other => other.instanceLocation.startsWith(`${leaf.instanceLocation}/`)) &&
      !isNullAlternative(leaf, leaves)
  )
  const faults = deepest.map(leaf => describe(leaf, overlay))
  return [...new Map(faults.map(fault => [`${fault.where} ${fault.message}`, fault])).values()]
}

/** `anyOf: [X, null]` also complains that a value is not null, which helps nobody. */
function isNullAlternative(leaf: OutputUnit, leaves: readonly OutputUnit[]): boolean {
  return (
    leaf.error.includes('Expected "null"') &&
    leaves.some(other => other !== leaf && other.instanceLocation.startsWith(leaf.instanceLocation))
  )
}

function describe(leaf: OutputUnit, schema: JsonObject): Fault {
  const path = leaf.instanceLocation
    .replace(/^#\/?/, '')
    .split('/')
    .filter(part => part !== '')
    .map(unescapePointer)
  if (leaf.keyword === 'additionalProperties') {
    const key = /^Property "(.*)" does not match/s.exec(leaf.error)?.[1] ?? ''
    const known = knownKeys(leaf.keywordLocation, schema)
    const kind = path.length === 1 && path[0] === 'steps' ? 'step' : path.at(-1) === 'parameters' ? 'parameter' : 'key'
    const list =
      known.length === 0
        ? ''
        : `Known here: ${known
            .slice(0, 20)
            .map(name => oneLine(name, 60))
            .join(', ')}.`
    return {
      where: place([...path, key]),
      message: `there is no ${kind} '${oneLine(key, 80)}' ${path.length === 0 ? 'in a run configuration' : 'here'}`,
      remedy: didYouMean(key, known) || list || 'Remove it.'
    }
  }
  return {
    where: place(path),
    message: oneLine(leaf.error.replace(/\.$/, ''), 200),
    remedy: "Give the value the type that the pipeline's code declares."
  }
}

function place(path: readonly string[]): string {
  return path.length === 0 ? 'config' : `config: ${path.map(part => oneLine(part, 80)).join('.')}`
}

/** The keys that the schema knows at a place, found along the keyword's own path. */
function knownKeys(keywordLocation: string, schema: JsonObject): readonly string[] {
  let node: unknown = schema
  for (const part of keywordLocation.split('/').slice(1, -1).map(unescapePointer)) {
    if (part === '$ref')
      node = isObject(node) && typeof node['$ref'] === 'string' ? resolve(node['$ref'], schema) : undefined
    else if (Array.isArray(node)) node = node[Number(part)]
    else node = isObject(node) ? node[part] : undefined
  }
  return isObject(node) && isObject(node['properties']) ? Object.keys(node['properties']) : []
}

function resolve(reference: string, schema: JsonObject): unknown {
  const path = reference.replace(/^#\/?/, '').split('/').map(unescapePointer)
  return path.reduce<unknown>((node, part) => (isObject(node) ? node[part] : undefined), schema)
}

function unescapePointer(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}

/**
 * The server's schema, made fit for a configuration that only overrides: nothing is required, since the snapshot holds
 * a value for everything, and objects with known keys are closed, since the server drops the others without a word.
 */
function asOverlay(schema: JsonObject, settings: readonly string[], configuration: JsonObject): JsonObject {
  const close = (node: unknown, key: string): unknown => {
    if (Array.isArray(node)) return node.map(item => close(item, ''))
    if (!isObject(node)) return node
    const isMap = key === 'properties' || key === '$defs'
    const entries = Object.entries(node).filter(([name]) => isMap || name !== 'required')
    const closed: Record<string, unknown> = Object.fromEntries(
      entries.map(([name, value]) => [name, close(value, isMap ? '' : name)])
    )
    if (!isMap && isObject(node['properties']) && closed['additionalProperties'] === undefined)
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
function checkSteps(configuration: JsonObject, shape: SnapshotShape): readonly Fault[] {
  const steps = configuration['steps']
  if (steps === undefined || shape.stepNames.length === 0) return []
  if (!isObject(steps))
    return [
      { where: 'config: steps', message: 'this is no mapping', remedy: 'Write step names with their settings below.' }
    ]
  return Object.keys(steps)
    .filter(name => !shape.stepNames.includes(name))
    .map(name => ({
      where: place(['steps', name]),
      message: `there is no step '${oneLine(name, 80)}' here`,
      remedy:
        didYouMean(name, shape.stepNames) ||
        `The steps are ${shape.stepNames
          .slice(0, 20)
          .map(step => oneLine(step, 60))
          .join(', ')}.`
    }))
}
