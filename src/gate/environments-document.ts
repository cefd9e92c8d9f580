import type { Document, ParsedNode, YAMLMap } from 'yaml'
import { isAlias, isMap, isScalar, LineCounter, Parser, parseDocument, stringify, visit } from 'yaml'
import { InputError } from '../errors.ts'
import { quoted, shown } from './shown.ts'

export type YamlNode = ParsedNode | null

/** The mapping that the text holds, and the document it belongs to. */
export interface ParsedMapping {
  readonly map: YAMLMap.Parsed
  readonly document: Document.Parsed
}

/** One key of a mapping, which is always text, and its value. */
export interface Entry {
  readonly key: string
  readonly value: YamlNode
}

const where = 'environments'
const maxLength = 64 * 1024
const maxDepth = 40
const quoting = "A value that starts with ! & or * needs quotes, as in '!main' or '*'."

/**
 * Parses the input as YAML 1.2 with the core schema, of at most 64 Ki characters, without tags, anchors, aliases or
 * directives. Throws {@link InputError} with the line.
 */
export function parseMapping(text: string): ParsedMapping {
  if (text.length > maxLength) {
    const message = `the input is longer than ${maxLength} characters`
    throw new InputError(message, { where, remedy: 'Use patterns instead of listing every branch.' })
  }
  // Measured: composing 60,000 brackets exhausts the stack, at times inside V8's RegExp compiler, which ends the process.
  if (depthOf(text) > maxDepth) {
    throw new InputError(`the YAML is nested more than ${maxDepth} levels deep`, { where, remedy: example })
  }
  const lineCounter = new LineCounter()
  const line = (offset: number) => lineCounter.linePos(offset).line
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    strict: true,
    uniqueKeys: true,
    // Whole numbers in a `config` keep all their digits.
    intAsBigInt: true,
    prettyErrors: false,
    // Not 'silent', with which the library takes the first of several documents without a word.
    logLevel: 'error',
    lineCounter
  })
  const [error] = document.errors
  if (error !== undefined) {
    const remedy = syntaxRemedies.get(error.code) ?? `${example} Patterns with * [ ] { } ! or # need quotes.`
    throw new InputError(`not valid YAML in line ${line(error.pos[0])}: ${shown(error.message)}`, { where, remedy })
  }
  if (document.directives.yaml.explicit === true || Object.keys(document.directives.tags).length > 1) {
    throw new InputError('YAML directives (%YAML, %TAG) are not supported', { where, remedy: 'Remove them.' })
  }
  visit(document, {
    Node: (_, node) => {
      const place = `in line ${line(node.range?.[0] ?? 0)}`
      if (isAlias(node)) {
        throw new InputError(`${place} there is a YAML alias (*${shown(node.source)})`, { where, remedy: quoting })
      }
      if (node.tag !== undefined) {
        throw new InputError(`${place} there is a YAML tag (${shown(node.tag)})`, { where, remedy: quoting })
      }
      if (node.anchor !== undefined) {
        throw new InputError(`${place} there is a YAML anchor (&${shown(node.anchor)})`, { where, remedy: quoting })
      }
    }
  })
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) throw noEnvironments()
  if (!isMap(contents)) {
    const message = `the input is ${describe(contents)} where a mapping of environments is due`
    throw new InputError(message, { where, remedy: example })
  }
  if (contents.items.length === 0) throw noEnvironments()
  return { map: contents, document }
}

/** How deep the values are nested, by the parser's concrete syntax, which it builds without recursion. */
function depthOf(text: string): number {
  let deepest = 0
  const pending: { readonly token: unknown; readonly depth: number }[] = []
  for (const token of new Parser().parse(text)) pending.push({ token, depth: 0 })
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next
    if (typeof token !== 'object' || token === null) continue
    deepest = Math.max(deepest, depth)
    const parts: unknown[] = 'items' in token && Array.isArray(token.items) ? token.items : []
    if ('key' in token) parts.push(token.key)
    if ('value' in token) parts.push(token.value)
    for (const part of parts) pending.push({ token: part, depth: depth + 1 })
  }
  return deepest
}

const example = "Write one line per environment, as in 'staging: develop'."
const syntaxRemedies: ReadonlyMap<string, string> = new Map([
  ['BAD_ALIAS', quoting],
  ['TAG_RESOLVE_FAILED', quoting],
  ['DUPLICATE_KEY', 'Write each environment and each of its keys once.']
])

function noEnvironments(): InputError {
  return new InputError('there are no environments', { where, remedy: example })
}

/** The keys and values of a mapping; throws {@link InputError} for a key that is not text. */
export function entriesOf(map: YAMLMap.Parsed, place: string): readonly Entry[] {
  return map.items.map(({ key, value }) => {
    if (isScalar(key) && typeof key.value === 'string') return { key: key.value, value }
    throw new InputError(`a key is ${describe(key)} where text is due`, { where: place, remedy: 'Put it in quotes.' })
  })
}

/** `a number (3)`, `a list`, …, for an error message. */
export function describe(node: YamlNode): string {
  if (node === null) return 'nothing'
  if (isMap(node)) return 'a mapping'
  if (!isScalar(node)) return 'a list'
  const { value } = node
  if (value === null) return 'nothing (null)'
  if (typeof value === 'string') return `the text ${quoted(value, 60)}`
  const kind = typeof value === 'boolean' ? 'a boolean' : 'a number'
  return `${kind} (${shown(String(node.source ?? value), 60)})`
}

/** The YAML text of a mapping, for a value that is handed on as text. */
export function textOf(map: YAMLMap.Parsed, document: Document.Parsed): string {
  return stringify(map.toJS(document, { mapAsMap: true }), { lineWidth: 0 })
}
