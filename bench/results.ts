import { at, isObject, type JsonObject, optionalString } from '../src/text/json.ts'
import type { Sample } from './statistics.ts'

/** Where and when a row was measured. */
export interface Circumstances {
  /** Day in UTC, YYYY-MM-DD. */
  readonly date: string
  /** Short hash of the commit that was checked out. */
  readonly commit: string
  /** Version of Node, without the v. */
  readonly node: string
  readonly cores: number
  /** How many processes wanted a core in the minute before, on average: above the number of cores times say little. */
  readonly load: number
}

/** One row as it was measured last. */
export interface RowResult extends Circumstances {
  readonly figures: Readonly<Record<string, Sample>>
}

/** Rows by their names. */
export type Results = Readonly<Record<string, RowResult>>

/** Reads results as {@link writeResults} writes them; throws Error where a part is missing. */
export function readResults(text: string): Results {
  const json: unknown = JSON.parse(text)
  if (!isObject(json)) throw new Error('The results are not an object')
  return Object.fromEntries(Object.entries(json).map(([name, row]) => [name, readRow(row, name)]))
}

function readRow(row: unknown, name: string): RowResult {
  const figures = at(row, 'figures')
  if (!isObject(figures)) throw new Error(`The row ${name} has no figures`)
  return {
    date: textOf(row, 'date'),
    commit: textOf(row, 'commit'),
    node: textOf(row, 'node'),
    cores: numberOf(row, 'cores'),
    load: numberOf(row, 'load'),
    figures: Object.fromEntries(Object.entries(figures).map(([key, figure]) => [key, readSample(figure)]))
  }
}

function readSample(json: unknown): Sample {
  const raw = at(json, 'raw')
  const sample = { median: numberOf(json, 'median'), n: numberOf(json, 'n') }
  return isObject(raw) ? { ...sample, raw: numbersOf(raw) } : sample
}

function numbersOf(json: JsonObject): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(json).map(key => [key, numberOf(json, key)]))
}

function textOf(json: unknown, key: string): string {
  const text = optionalString(json, key)
  if (text === undefined) throw new Error(`'${key}' is missing in the results`)
  return text
}

function numberOf(json: unknown, key: string): number {
  const value = at(json, key)
  if (typeof value !== 'number') throw new Error(`'${key}' is not a number in the results`)
  return value
}

/** Results as JSON, with numbers of at most four digits, as nothing is measured more exactly. */
export function writeResults(results: Results): string {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value
  return `${JSON.stringify(results, rounded, 2)}\n`
}
