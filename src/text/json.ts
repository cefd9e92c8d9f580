/** A JSON object from outside, none of whose fields has been checked. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object (not null, not an array). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A field itself, never one that the object inherits; undefined if there is none. */
export function field(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** A path of fields into a JSON value, or undefined if a field on the way is missing or not an object. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value
  for (const key of path) {
    if (!isObject(current)) return undefined
    current = field(current, key)
  }
  return current
}

/** Deepest level of JSON that is worked with; each takes some of the stack, and nothing that is asked for has ten. */
const maxDepth = 1_000

/** JSON with every text in it, keys too, as `change` makes it; what is nested more than 1,000 levels deep becomes null. */
export function mapTexts(value: unknown, change: (text: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= maxDepth) return null
  if (Array.isArray(value)) return value.map(item => mapTexts(item, change, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change, depth + 1)])
  )
}

/** The string at a path, or undefined if it is missing, null or something else. */
export function optionalString(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : undefined
}
