import type { Document, Node, YAMLMap } from 'yaml'
import { isAlias, isMap, isNode, isScalar, LineCounter, Parser, parseDocument, visit } from 'yaml'
import { InputError } from './errors.ts'
import { oneLine } from './foreign.ts'

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
  /** What to do about a fault that says nothing more special. */
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
export function parseStrictYaml(text: string, { where, maxLength, anchors, schema, remedy }: YamlRules): ParsedYaml {
  if (text.length > maxLength) {
    const message = `the input is longer than ${maxLength} characters`
    throw new InputError(message, { where, remedy: 'Shorten it.' })
  }
  // Measured: composing 60,000 brackets exhausts the stack, at times inside V8's RegExp compiler, which ends the process.
  if (depthOf(text) > maxDepth) {
    throw new InputError(`the YAML is nested more than ${maxDepth} levels deep`, { where, remedy })
  }
  const lineCounter = new LineCounter()
  const line = (offset: number) => lineCounter.linePos(offset).line
  const lineOf = (node: Node | null) => line(node?.range?.[0] ?? 0)
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
    const message = `not valid YAML in line ${line(error.pos[0])}: ${oneLine(error.message, 200)}`
    throw new InputError(message, { where, remedy: syntaxRemedies.get(error.code) ?? remedy })
  }
  if (document.directives.yaml.explicit === true || Object.keys(document.directives.tags).length > 1) {
    throw new InputError('YAML directives (%YAML, %TAG) are not supported', { where, remedy: 'Remove them.' })
  }
  const refuseTwins = (map: YAMLMap): void => {
    const seen = new Set<string>()
    for (const { key } of map.items) {
      const place = lineOf(isNode(key) ? key : map)
      if (!isScalar(key)) {
        const kind = isAlias(key) ? 'an alias' : isMap(key) ? 'a mapping' : 'a list'
        const message = `in line ${place} a key is ${kind} where text is due`
        throw new InputError(message, { where, remedy: 'Write each key as text.' })
      }
      // No value as a key is the empty text to whoever reads it.
      const name = String(key.value ?? '')
      if (seen.has(name)) {
        throw new InputError(`not valid YAML in line ${place}: Map keys must be unique`, {
          where,
          remedy: 'Write each key once.'
        })
      }
      seen.add(name)
    }
  }
  const known = new Set<string>()
  visit(document, {
    Node: (_, node) => {
      const refuse = (what: string) => {
        throw new InputError(`in line ${lineOf(node)} there is a YAML ${what}`, { where, remedy: quoting })
      }
      if (isAlias(node)) {
        if (!anchors) refuse(`alias (*${oneLine(node.source, 100)})`)
        if (!known.has(node.source)) refuse(`alias (*${oneLine(node.source, 100)}) without an anchor before it`)
        return
      }
      // Here, and not in a visitor of maps, which would keep the one of all nodes from seeing them.
      if (isMap(node)) refuseTwins(node)
      if (node.tag !== undefined) refuse(`tag (${oneLine(node.tag, 100)})`)
      if (node.anchor !== undefined && !anchors) refuse(`anchor (&${oneLine(node.anchor, 100)})`)
      if (node.anchor !== undefined) known.add(node.anchor)
    }
  })
  return { document, lineOf }
}

/** How deep the values are nested, by the parser's concrete syntax, which it builds without recursion. */
function depthOf(text: string): number {
  let deepest = 0
  const pending: { readonly token: unknown; readonly depth: number }[] = []
  for (const token of new Parser().parse(text)) pending.push({ token, depth: 0 })
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next
    if (typeof token !== 'object' || token === null) continue
    const items: readonly unknown[] | undefined =
      'items' in token && Array.isArray(token.items) ? token.items : undefined
    const own = items === undefined ? depth : depth + 1
    deepest = Math.max(deepest, own)
    const parts: unknown[] = [...(items ?? [])]
    if ('key' in token) parts.push(token.key)
    if ('value' in token) parts.push(token.value)
    for (const part of parts) pending.push({ token: part, depth: own })
  }
  return deepest
}
