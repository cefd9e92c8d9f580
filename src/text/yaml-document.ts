import type { Alias, Document, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { isAlias, isMap, isNode, isScalar, LineCounter, Parser, parseDocument, visit } from 'yaml'
import { InputError } from './errors.ts'
import { oneLine } from './foreign.ts'
import { isObject } from './json.ts'

/** What a YAML input may be. */
export interface YamlRules {
  /** The input, for error messages. */
  readonly where: string
  /** Characters at most. */
  readonly maxLength: number
  /** Whether anchors and aliases may be used. */
  readonly anchors: boolean
  /** What a scalar without quotes is: a number and the like by YAML 1.2 (`core`), or always text (`failsafe`). */
  readonly schema: 'core' | 'failsafe'
  /** What to do about a fault that has no remedy of its own. */
  readonly remedy: string
}

/** A document, and where in its text a node begins. */
export interface ParsedYaml {
  readonly document: Document.Parsed
  /** The line, from 1. */
  lineOf(node: Node | null): number
}

/** Levels of nesting at most. */
export const maxDepth = 40
const quoting = "A value that starts with ! & or * needs quotes, as in '!main' or '*'."
const syntaxRemedies: ReadonlyMap<string, string> = new Map([
  ['BAD_ALIAS', quoting],
  ['TAG_RESOLVE_FAILED', quoting]
])

/** Parses one document of YAML 1.2, without tags and directives. Throws {@link InputError} that names the line. */
export function parseStrictYaml(text: string, rules: YamlRules): ParsedYaml {
  refuseSize(text, rules)
  const parsed = parse(text, rules)

  refuseDirectives(parsed, rules)
  refuseNodes(parsed, rules)
  return parsed
}

function refuseSize(text: string, { maxLength, remedy, where }: YamlRules): void {
  if (text.length > maxLength) {
    const message = `The input is longer than ${maxLength} characters`
    throw new InputError(message, { where, remedy: 'Shorten it.' })
  }

  // Measured: composing 60,000 brackets exhausts the stack, at times inside V8's RegExp compiler, which ends the process.
  if (depthOf(text) > maxDepth) {
    throw new InputError(`The YAML is nested more than ${maxDepth} levels deep`, { where, remedy })
  }
}

function parse(text: string, { remedy, schema, where }: YamlRules): ParsedYaml {
  const lineCounter = new LineCounter()
  const line = (offset: number) => lineCounter.linePos(offset).line
  const document = parseDocument(text, {
    version: '1.2',
    schema,
    strict: true,
    // Checked below: the library compares every key with every other.
    uniqueKeys: false,
    // Whole numbers keep all their digits.
    intAsBigInt: true,
    prettyErrors: false,
    // Not 'silent', with which the library takes the first of several documents without a word.
    logLevel: 'error',
    lineCounter
  })

  const [error] = document.errors
  if (error !== undefined) {
    const message = `Not valid YAML in line ${line(error.pos[0])}: ${oneLine(error.message, 200)}`
    throw new InputError(message, { where, remedy: syntaxRemedies.get(error.code) ?? remedy })
  }
  return { document, lineOf: node => line(node?.range?.[0] ?? 0) }
}

function refuseDirectives({ document }: ParsedYaml, { where }: YamlRules): void {
  const { explicit } = document.directives.yaml
  if (explicit !== true && Object.keys(document.directives.tags).length <= 1) return
  throw new InputError('YAML directives (%YAML, %TAG) are not supported', { where, remedy: 'Remove them.' })
}

/** Refuses tags, keys that aren't text or occur twice, aliases without an anchor, and, unless allowed, all anchors. */
function refuseNodes(parsed: ParsedYaml, { anchors, where }: YamlRules): void {
  const known = new Set<string>()
  visit(parsed.document, {
    Node: (_, node) => {
      // Here, and not in a visitor of maps, which would keep the one of all nodes from seeing them.
      if (isMap(node)) refuseKeys(node, parsed, where)

      const found = forbidden(node, anchors, known)
      if (found !== undefined) {
        const message = `In line ${parsed.lineOf(node)} there is a YAML ${found}`
        throw new InputError(message, { where, remedy: quoting })
      }
      if (!isAlias(node) && node.anchor !== undefined) known.add(node.anchor)
    }
  })
}

/** What a node is or has that may not be there; `known` are the anchors before it. */
function forbidden(
  node: Alias | Scalar | YAMLMap | YAMLSeq,
  anchors: boolean,
  known: ReadonlySet<string>
): string | undefined {
  if (isAlias(node)) {
    const alias = `alias (*${oneLine(node.source, 100)})`
    if (!anchors) return alias
    return known.has(node.source) ? undefined : `${alias} without an anchor before it`
  }

  const { anchor, tag } = node
  if (tag !== undefined) return `tag (${oneLine(tag, 100)})`
  return anchor === undefined || anchors ? undefined : `anchor (&${oneLine(anchor, 100)})`
}

function refuseKeys(map: YAMLMap, { lineOf }: ParsedYaml, where: string): void {
  const seen = new Set<string>()
  for (const { key } of map.items) {
    const line = lineOf(isNode(key) ? key : map)
    if (!isScalar(key)) {
      const kind = isAlias(key) ? 'an alias' : isMap(key) ? 'a mapping' : 'a list'
      const message = `Expected text as a key in line ${line}, but found ${kind}`
      throw new InputError(message, { where, remedy: 'Write each key as text.' })
    }

    // No value as a key is the empty text to whoever reads it.
    const name = String(key.value ?? '')
    if (seen.has(name)) {
      const message = `Not valid YAML in line ${line}: Map keys must be unique`
      throw new InputError(message, { where, remedy: 'Write each key once.' })
    }
    seen.add(name)
  }
}

/** How deep the values are nested, by the parser's concrete syntax, which it builds without recursion. */
function depthOf(text: string): number {
  let deepest = 0
  const pending = [...new Parser().parse(text)].map((token): Nested => ({ token, depth: 0 }))

  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { parts, isCollection } = partsOf(next.token)
    const depth = isCollection ? next.depth + 1 : next.depth
    deepest = Math.max(deepest, depth)
    for (const token of parts) pending.push({ token, depth })
  }

  return deepest
}

interface Nested {
  readonly token: unknown
  readonly depth: number
}

function partsOf(token: unknown): { readonly parts: readonly unknown[]; readonly isCollection: boolean } {
  if (!isObject(token)) return { parts: [], isCollection: false }

  const { items, key, value } = token
  const isCollection = Array.isArray(items)
  return { parts: [...(isCollection ? (items as readonly unknown[]) : []), key, value], isCollection }
}
