import { at, type JsonObject } from '../text/json.ts'
import type { HttpAnswer } from './http.ts'
import type { Patience } from './question.ts'
import { itemsOf, pagesOf, SchemaError, totalOf } from './schema.ts'
import { agreed, isGone } from './server-error.ts'
import type { Session } from './session.ts'

const pageSize = 100
/** Pages of one list that are read at most, of {@link pageSize} items each. */
const maxPages = 20

/** Parameters of a query; an undefined one is left out. The server silently ignores names it does not know. */
export type Query = Readonly<Record<string, string | undefined>>

/** A path with a query. */
export function withQuery(path: string, parameters: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) search.append(name, value)
  return `${path}?${search.toString()}`
}

/** What is asked for at a path, and how its JSON is read. */
export interface Wanted<T> {
  /** As `Could not …` continues. */
  readonly what: string
  readonly path: string
  /** Throws {@link SchemaError} if the answer isn't about what was asked. */
  readonly parse: (json: unknown) => T
  /** Whether an answer says that there is nothing; by default ZenML's 404, and 422 for what isn't a valid id or name. */
  readonly isAbsent?: (answer: HttpAnswer) => boolean
}

/** What the JSON at a path is parsed to, or undefined if ZenML says that there is nothing; throws `ServerError`. */
export function find<T>(session: Session, wanted: Wanted<T>, patience?: Patience): Promise<T | undefined> {
  const { isAbsent = answer => isGone(answer) || answer.status === 422, parse, path, what } = wanted
  const read = (answer: HttpAnswer): T | undefined =>
    isAbsent(answer) ? undefined : parse(agreed(what, session.access.base, answer))
  return session.put({ what, request: { method: 'GET', path }, read }, patience ?? session.patience)
}

/** A list, by the parameters of its query, and how each of its items is read. */
export interface WantedList<T> extends Omit<Wanted<T>, 'isAbsent'> {
  readonly query?: Query
}

/** The items of a list, page by page, the first {@link maxPages} pages at most; throws `ServerError`. */
export async function list<T>(session: Session, wanted: WantedList<T>, patience?: Patience): Promise<readonly T[]> {
  const { parse, path, query, what } = wanted
  const all: T[] = []
  for (let page = 1; ; page++) {
    const paged = withQuery(path, { ...query, page: String(page), size: String(pageSize) })
    const { items, pages } = await session.read(what, paged, json => readPage(json, page, parse), patience)
    all.push(...items)
    if (page >= pages || page >= maxPages) return all
  }
}

/** One page of a list, and how many pages and items the list has. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly pages: number
  readonly total: number
}

/** Reads a page of a list; throws {@link SchemaError} if it is another page than was asked for. */
export function readPage<T>(json: unknown, page: number, parse: (item: unknown) => T): Page<T> {
  const index = at(json, 'index')
  if (typeof index === 'number' && index !== page) throw new SchemaError(`is page ${index} of the list, not ${page}`)

  const items = itemsOf(json).map(parse)
  return { items, pages: pagesOf(json), total: totalOf(json) ?? items.length }
}

/** Something to change. */
interface Wish {
  /** As `Could not …` continues. */
  readonly what: string
  readonly method: 'PUT' | 'POST'
  readonly path: string
  readonly body: JsonObject
}

/** Something to change, and how the server's answer is held against it. */
export interface Change extends Wish {
  /** Throws {@link SchemaError} if the answer isn't about what was changed. */
  readonly check?: (json: unknown) => unknown
}

/** Changes something; throws `ServerError` unless the server agrees, with an answer in which `check` finds no fault. */
export async function change(session: Session, { check, ...wish }: Change, patience?: Patience): Promise<void> {
  await changeAndRead(session, { ...wish, read: json => check?.(json) }, patience ?? session.patience)
}

/** Changes something, and returns what `read`, which may throw {@link SchemaError}, makes of the answer; throws `ServerError`. */
export function changeAndRead<T>(
  session: Session,
  { body, method, path, read, what }: Wish & { readonly read: (json: unknown) => T },
  patience: Patience
): Promise<T> {
  const request = { method, path, headers: jsonHeaders, body: JSON.stringify(body) }
  const readAnswer = (answer: HttpAnswer): T => read(agreed(what, session.access.base, answer))
  return session.put({ what, request, read: readAnswer }, patience)
}

/** Headers of a request with a body of JSON. */
export const jsonHeaders = { 'content-type': 'application/json' } as const
