import type { OutputUnit } from '@cfworker/json-schema'
import { oneLine } from '../text/foreign.ts'
import { isObject, type JsonObject } from '../text/json.ts'
import { byNearness, didYouMean } from '../text/near.ts'
import { keyPlace, ownedKeys } from './configuration.ts'

/** One fault of a configuration, in words. */
export interface Fault {
  readonly where: string
  readonly message: string
  readonly remedy: string
}

/** What a fault was found in: the configuration, the schema it was held against, and where it is from. */
interface Checked {
  readonly configuration: JsonObject
  readonly schema: JsonObject
  readonly from: string
}

/** Names that are listed at most; more than a run configuration has keys of its own. */
const maxListed = 30

const limits: Readonly<Record<string, (limit: string) => string>> = {
  minimum: limit => `the number is less than ${limit}`,
  maximum: limit => `the number is greater than ${limit}`,
  exclusiveMinimum: limit => `the number is not greater than ${limit}`,
  exclusiveMaximum: limit => `the number is not less than ${limit}`,
  minLength: limit => `the string has fewer than ${limit} characters`,
  maxLength: limit => `the string has more than ${limit} characters`,
  minItems: limit => `the list has fewer than ${limit} items`,
  maxItems: limit => `the list has more than ${limit} items`
}

/** Whether a fault is told by this keyword of a schema, and not by those below it. */
export function isFaultKeyword(keyword: string): boolean {
  return ['additionalProperties', 'type', 'enum', 'const'].includes(keyword) || Object.hasOwn(limits, keyword)
}

/** Words for one of the faults that the validator found at the deepest places. */
export function describeFault(leaf: OutputUnit, deepest: readonly OutputUnit[], checked: Checked): Fault {
  const { from, schema } = checked
  const path = pathOf(leaf.instanceLocation)
  const node = nodeAt(leaf.keywordLocation, schema)
  const where = keyPlace(from, path)
  const rule = node[leaf.keyword]
  switch (leaf.keyword) {
    case 'additionalProperties': {
      const key = /^Property "(.*)" does not match/s.exec(leaf.error)?.[1] ?? ''
      return unknownKey(from, path, key, isObject(node['properties']) ? Object.keys(node['properties']) : [])
    }
    case 'type': {
      const here = deepest.filter(other => other.keyword === 'type' && other.instanceLocation === leaf.instanceLocation)
      const expected = here.flatMap(other => nodeAt(other.keywordLocation, schema)['type'])
      return { where, ...wrongType(expected, valueAt(path, checked.configuration)) }
    }
    case 'enum':
    case 'const': {
      const values = (leaf.keyword === 'enum' && Array.isArray(rule) ? rule : [rule]).map(String)
      const value = valueAt(path, checked.configuration)
      const remedy = (typeof value === 'string' && didYouMean(value, values)) || 'Use one of these.'
      return { where, message: `the value is not one of ${listed(values)}`, remedy }
    }
    default: {
      const message = limits[leaf.keyword]?.(oneLine(String(rule), 40)) ?? 'the value does not fit'
      return { where, message, remedy: 'Change the value.' }
    }
  }
}

/** A key where no such key is known; what only the action may set is not offered. */
export function unknownKey(from: string, path: readonly string[], key: string, known: readonly string[]): Fault {
  const atTop = path.length === 0
  const kind = path.length === 1 && path[0] === 'steps' ? 'step' : path.at(-1) === 'parameters' ? 'parameter' : 'key'
  const offered = atTop ? known.filter(name => !ownedKeys.includes(name)) : known
  return {
    where: keyPlace(from, [...path, key]),
    message: `there is no ${kind} '${oneLine(key, 80)}' ${atTop ? 'in a run configuration' : 'here'}`,
    remedy: didYouMean(key, offered) || (offered.length === 0 ? 'Remove it.' : `Known here: ${near(key, offered)}.`)
  }
}

/** What a JSON pointer into the schema, such as a `$ref`, points to. */
export function resolve(reference: string, schema: JsonObject): unknown {
  return pathOf(reference).reduce<unknown>((node, part) => (isObject(node) ? node[part] : undefined), schema)
}

function near(key: string, names: readonly string[]): string {
  return listed(names.length > maxListed ? byNearness(key, names) : names)
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, maxListed).map(name => oneLine(name, 60))
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

/** The types of JSON Schema, as what is expected and how it is written in YAML. */
const types: Readonly<Record<string, { readonly name: string; readonly hint: string }>> = {
  boolean: { name: 'a boolean', hint: 'true or false, without quotes' },
  integer: { name: 'a whole number', hint: 'a whole number, without quotes' },
  number: { name: 'a number', hint: 'a number, without quotes' },
  string: { name: 'a string', hint: 'a string (a number or boolean meant as one needs quotes)' },
  array: { name: 'a list', hint: 'a list, as in [first, second]' },
  object: { name: 'a mapping', hint: 'a mapping, as in {key: value}' }
}

function wrongType(expected: readonly unknown[], value: unknown): Omit<Fault, 'where'> {
  // Null is no alternative worth a word: to leave the key out is the same.
  const known = [...new Set(expected)].flatMap(name => types[String(name)] ?? [])
  if (known.length === 0) return { message: `nothing is expected, not ${kindOf(value)}`, remedy: 'Remove it.' }
  const message = `${known.map(({ name }) => name).join(' or ')} is expected, not ${kindOf(value)}`
  return { message, remedy: `Write ${known.map(({ hint }) => hint).join(', or ')}.` }
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing (null)'
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'a mapping'
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a number with a fraction'
  return typeof value === 'boolean' ? 'a boolean' : 'a string'
}

function valueAt(path: readonly string[], configuration: JsonObject): unknown {
  return path.reduce<unknown>((node, part) => {
    if (Array.isArray(node)) return node[Number(part)] as unknown
    return isObject(node) ? node[part] : undefined
  }, configuration)
}

/** The schema that a keyword stands in, found along the keyword's own path. */
function nodeAt(keywordLocation: string, schema: JsonObject): JsonObject {
  let node: unknown = schema
  for (const part of keywordLocation.split('/').slice(1, -1).map(unescapePointer)) {
    if (part === '$ref')
      node = isObject(node) && typeof node['$ref'] === 'string' ? resolve(node['$ref'], schema) : undefined
    else if (Array.isArray(node)) node = node[Number(part)]
    else node = isObject(node) ? node[part] : undefined
  }
  return isObject(node) ? node : {}
}

/** The parts of a JSON pointer. An empty one is the whole, or a key that is empty: nothing here tells them apart. */
function pathOf(pointer: string): readonly string[] {
  return pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter(part => part !== '')
    .map(unescapePointer)
}

function unescapePointer(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
