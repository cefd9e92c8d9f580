import { ActionError } from '../text/errors.ts'
import { at, isObject, type JsonObject } from '../text/json.ts'

/**
 * An answer that can't be read as what was asked, or is about something else; says why, naming fields and names but no
 * other value. As the answer to a question it is passing trouble: a cache or a gateway has mixed something up.
 */
export class SchemaError extends ActionError {
  /** What the answer is or lacks, as `it …` continues. */
  readonly why: string

  constructor(why: string) {
    super(`The server's answer ${why}`, hint)
    this.why = why
  }
}

/** The string at a path; throws {@link SchemaError} if there isn't one. */
export function stringAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path)
  if (typeof found !== 'string') throw new SchemaError(`has no text at '${path.join('.')}'`)
  return found
}

/** The boolean at a path, or undefined if it is missing, null or something else. */
export function optionalBoolean(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path)
  return typeof found === 'boolean' ? found : undefined
}

/** The JSON object at a path, or an empty one. */
export function objectAt(value: unknown, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path)
  return isObject(found) ? found : {}
}

/** The JSON object at a path; throws {@link SchemaError} if there isn't one. */
export function requiredObjectAt(value: unknown, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path)
  if (!isObject(found)) throw new SchemaError(`has no object at '${path.join('.')}'`)
  return found
}

/** The items of one page of a list; throws {@link SchemaError} if it isn't a page. */
export function itemsOf(page: unknown): readonly unknown[] {
  const items = at(page, 'items')
  if (!Array.isArray(items)) throw new SchemaError("isn't a list: it has no 'items'")
  return items
}

/** How many items a list has on all its pages together, as far as the page says so. */
export function totalOf(page: unknown): number | undefined {
  const total = at(page, 'total')
  return typeof total === 'number' && Number.isInteger(total) && total >= 0 ? total : undefined
}

/** How many pages a list has, at least one. */
export function pagesOf(page: unknown): number {
  const total = at(page, 'total_pages')
  return typeof total === 'number' && Number.isInteger(total) && total > 0 ? total : 1
}

/** Whether a text is a UUID, the form of every id of the server. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}

/** A time of the server in ms since the epoch; ZenML writes UTC without saying so. Undefined if it is not a time. */
export function serverTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(ms) ? undefined : ms
}

const hint = { remedy: 'Is server-url a ZenML server of a supported version (0.84 or newer)?' }
