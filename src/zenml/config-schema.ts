import { InputError } from '../text/errors.ts'
import { field, isObject, type JsonObject } from '../text/json.ts'
import { byNearness } from '../text/suggest.ts'

/** Something in a run configuration that a schema has no place for. */
export type Finding = { readonly path: readonly string[] } & (
  | { readonly kind: 'unknown key'; readonly key: string; readonly known: readonly string[] }
  | { readonly kind: 'type'; readonly expected: readonly string[]; readonly value: unknown }
  | { readonly kind: 'choice'; readonly allowed: readonly unknown[]; readonly value: unknown }
  | { readonly kind: 'limit'; readonly message: string }
)

/** Keywords that let a schema depend on the value in ways that are not followed here; pydantic makes none of them. */
const notFollowed = [
  ...['if', 'not', 'contains', 'propertyNames', 'patternProperties', 'unevaluatedItems', 'unevaluatedProperties'],
  ...['dependentSchemas', 'dependencies', '$dynamicRef', '$recursiveRef']
]

const numberOf = (value: unknown) => (typeof value === 'number' ? value : NaN)
const lengthOf = (value: unknown) => (typeof value === 'string' ? Array.from(value).length : NaN)
const countOf = (value: unknown) => (Array.isArray(value) ? value.length : NaN)

/** Limits: what of a value is measured, when it passes the limit, and words for that. */
const limits: Readonly<Record<string, [(value: unknown) => number, (size: number, limit: number) => boolean, string]>> =
  {
    minimum: [numberOf, (size, limit) => size < limit, 'The number is less than #'],
    maximum: [numberOf, (size, limit) => size > limit, 'The number is greater than #'],
    exclusiveMinimum: [numberOf, (size, limit) => size <= limit, 'The number is not greater than #'],
    exclusiveMaximum: [numberOf, (size, limit) => size >= limit, 'The number is not less than #'],
    minLength: [lengthOf, (size, limit) => size < limit, 'The string has fewer than # characters'],
    maxLength: [lengthOf, (size, limit) => size > limit, 'The string has more than # characters'],
    minItems: [countOf, (size, limit) => size < limit, 'The list has fewer than # items'],
    maxItems: [countOf, (size, limit) => size > limit, 'The list has more than # items']
  }

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: value => value === null,
  boolean: value => typeof value === 'boolean',
  integer: value => Number.isInteger(value),
  number: value => typeof value === 'number',
  string: value => typeof value === 'string',
  array: value => Array.isArray(value),
  object: isObject
}

/**
 * Holds a value against a JSON schema as one that only overrides: nothing is required, since the snapshot holds a value
 * for everything, and an object with known keys takes no others, since the server drops those without a word. `pattern`
 * and `format` are left to the server. Throws {@link InputError} if the schema can't be followed, rather than let a
 * misspelt key pass.
 */
export class ConfigSchema {
  readonly #root: JsonObject
  readonly #from: string

  /** `from` is where the configuration is from, for error messages. */
  constructor(root: JsonObject, from: string) {
    this.#root = root
    this.#from = from
  }

  /** All that is wrong with a configuration. */
  findingsOf(configuration: JsonObject): readonly Finding[] {
    const parts = this.#parts(this.#root)
    if (!parts.some(part => isObject(part['properties']))) throw this.#unusable('names no keys')
    return this.#check(configuration, parts, [])
  }

  /** The keys that are known at a place, in any of its alternatives. */
  keysAt(path: readonly string[]): readonly string[] {
    const parts = path.reduce(
      (level, name) => level.flatMap(part => this.#named(part, name)).flatMap(part => this.#alternatives(part)),
      this.#parts(this.#root)
    )
    return [...new Set(parts.flatMap(keysOf))]
  }

  #alternatives(part: JsonObject): readonly JsonObject[] {
    return [part, ...listOf(part['anyOf'] ?? part['oneOf']).flatMap(schema => this.#parts(schema))]
  }

  /**
   * A schema as those that hold together: itself, what it refers to, and the parts of `allOf`. `above` are the schemas of
   * the same value that lead to it.
   */
  #parts(schema: unknown, above: readonly unknown[] = []): readonly JsonObject[] {
    if (schema === true) return []
    if (schema === false) return [{ type: [] }]
    if (!isObject(schema)) throw this.#unusable('has something else where a schema belongs')
    if (above.includes(schema)) throw this.#unusable('refers to itself')

    const keyword = notFollowed.find(name => schema[name] !== undefined)
    if (keyword !== undefined) throw this.#unusable(`uses '${keyword}'`)

    const { $ref: reference, allOf, ...rest } = schema
    const referred = reference === undefined ? [] : [resolve(reference, this.#root)]
    return [rest, ...[...referred, ...listOf(allOf)].flatMap(inner => this.#parts(inner, [...above, schema]))]
  }

  #check(
    value: unknown,
    parts: readonly JsonObject[],
    path: readonly string[],
    above: readonly unknown[] = []
  ): readonly Finding[] {
    const branching = parts.find(part => part['anyOf'] !== undefined || part['oneOf'] !== undefined)
    if (branching === undefined) return this.#checkPlain(value, parts, path)

    // Each alternative stands beside the rest, so that it may name keys that the rest doesn't.
    const keyword = branching['anyOf'] === undefined ? 'oneOf' : 'anyOf'
    const { [keyword]: alternatives, ...rest } = branching
    const others = parts.map(part => (part === branching ? rest : part))
    const found = listOf(alternatives).map(one =>
      this.#check(value, [...others, ...this.#parts(one, above)], path, [...above, one])
    )
    return nearest(found, path)
  }

  #checkPlain(value: unknown, parts: readonly JsonObject[], path: readonly string[]): readonly Finding[] {
    const expected = parts.filter(part => part['type'] !== undefined).map(part => listOf(part['type']).map(String))
    if (expected.flat().some(name => types[name] === undefined)) throw this.#unusable('names an unknown type')
    const wrong = expected.find(names => !names.some(name => types[name]?.(value)))
    if (wrong !== undefined) return [{ kind: 'type', path, expected: wrong, value }]

    const found = [...choiceFindings(value, parts, path), ...limitFindings(value, parts, path)]
    if (Array.isArray(value)) return [...found, ...this.#checkItems(value, parts, path)]
    return isObject(value) ? [...found, ...this.#checkKeys(value, parts, path)] : found
  }

  #checkItems(values: readonly unknown[], parts: readonly JsonObject[], path: readonly string[]): readonly Finding[] {
    return values.flatMap((value, index) => {
      const schemas = parts.map(part => listOf(part['prefixItems'])[index] ?? part['items'] ?? true)
      const inner = schemas.flatMap(schema => this.#parts(schema))
      return this.#check(value, inner, [...path, String(index)])
    })
  }

  #checkKeys(value: JsonObject, parts: readonly JsonObject[], path: readonly string[]): readonly Finding[] {
    const known = [...new Set(parts.flatMap(keysOf))]
    const isOpen =
      parts.some(isOpenPart) ||
      !parts.some(part => part['properties'] !== undefined || part['additionalProperties'] === false)

    return Object.entries(value).flatMap(([key, inner]): readonly Finding[] => {
      // Where any key is taken, as in the settings of a component, one near a known one is a misspelt one, which has no effect.
      if (!known.includes(key) && (!isOpen || byNearness(key, known, Math.floor(key.length / 4)).length > 0))
        return [{ kind: 'unknown key', path, key, known }]
      const schemas = parts.flatMap(part => this.#named(part, key))
      return this.#check(inner, schemas, [...path, key])
    })
  }

  /** What a part of a schema says of a key's value. */
  #named({ additionalProperties, properties }: JsonObject, key: string): readonly JsonObject[] {
    const named = isObject(properties) ? field(properties, key) : undefined
    if (named !== undefined) return this.#parts(named)
    return isObject(additionalProperties) ? this.#parts(additionalProperties) : []
  }

  #unusable(why: string): InputError {
    return new InputError(`The server's schema for this configuration cannot be used: it ${why}`, {
      where: this.#from,
      remedy: 'Leave the configuration out, or make a new snapshot, which has a new schema.'
    })
  }
}

/** What is wrong by the alternative that was meant: of the value's own kind, and with the fewest faults. */
function nearest(found: readonly (readonly Finding[])[], path: readonly string[]): readonly Finding[] {
  const isWhole = (one: Finding) => one.path.length === path.length && (one.kind === 'type' || one.kind === 'choice')
  const inside = found.filter(findings => !findings.some(isWhole))
  const [best] = inside.toSorted((a, b) => a.length - b.length)
  if (best !== undefined) return best

  // None fits as a whole: all that may stand here is said at once.
  const whole = found.flatMap(findings => findings.filter(isWhole))
  const choices = whole.flatMap(one => (one.kind === 'choice' ? [one] : []))
  const [first] = choices
  if (first !== undefined) return [{ ...first, allowed: choices.flatMap(({ allowed }) => allowed) }]
  return whole
    .slice(0, 1)
    .map(one => ({ ...one, expected: whole.flatMap(other => (other.kind === 'type' ? other.expected : [])) }))
}

function choiceFindings(value: unknown, parts: readonly JsonObject[], path: readonly string[]): readonly Finding[] {
  return parts
    .map(part => ('const' in part ? [part['const']] : part['enum']))
    .filter(allowed => Array.isArray(allowed) && !allowed.includes(value))
    .map(allowed => ({ kind: 'choice', path, allowed: listOf(allowed), value }))
}

function limitFindings(value: unknown, parts: readonly JsonObject[], path: readonly string[]): readonly Finding[] {
  return parts.flatMap(part =>
    Object.entries(limits).flatMap(([keyword, [measure, passes, words]]) => {
      const limit = part[keyword]
      if (typeof limit !== 'number' || !passes(measure(value), limit)) return []
      return [{ kind: 'limit', path, message: words.replace('#', String(limit)) } as const]
    })
  )
}

function keysOf(part: JsonObject): readonly string[] {
  return isObject(part['properties']) ? Object.keys(part['properties']) : []
}

/** Whether there may be keys that have no name in a part of a schema. */
function isOpenPart({ additionalProperties = false }: JsonObject): boolean {
  return additionalProperties !== false
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly unknown[]) : [value]
}

/** The schema that a reference such as `#/$defs/Name` leads to. */
function resolve(reference: unknown, root: JsonObject): unknown {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined
  const names = reference
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  return names.reduce<unknown>((node, name) => (isObject(node) ? field(node, name) : undefined), root)
}
