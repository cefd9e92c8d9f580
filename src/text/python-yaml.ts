import { type Alias, isAlias, isMap, isScalar, type ParsedNode, Scalar, type YAMLMap } from 'yaml'
import { InputError } from './errors.ts'
import { oneLine } from './foreign.ts'
import { isObject } from './json.ts'
import { maxDepth, type ParsedYaml, parseStrictYaml, type YamlRules } from './yaml-document.ts'

/** What a scalar without quotes is to PyYAML: the kind, how it is written, and its value if JSON has such values. */
interface Kind {
  readonly name: string
  readonly test: RegExp
  /** Undefined for what looks like one and isn't, at which PyYAML fails. */
  readonly read?: (text: string) => boolean | number | bigint | null | undefined
}

/**
 * YAML 1.1 as PyYAML 6 reads it with `safe_load`, which ZenML reads its files with (`zenml/utils/yaml_utils.py`). It
 * departs from the standard: `1e3` and `-.5` are text, and `08` is too. Whatever is of none of these kinds is text.
 */
const kinds: readonly Kind[] = [
  { name: 'nothing (null)', test: /^(?:~|null|Null|NULL|)$/, read: () => null },
  {
    name: 'a boolean',
    test: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
    read: text => /yes|true|on/i.test(text)
  },
  {
    name: 'a number',
    test: /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    read: readFloat
  },
  {
    name: 'a number',
    test: /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
    read: readInteger
  },
  {
    name: 'a date',
    test: /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/
  },
  { name: "a sign of YAML's own", test: /^(?:=|<<)$/ }
]

/** Values that all aliases stand for at most, so that they don't unfold into gigabytes. */
const maxValues = 100_000
const quoting = 'Write it in quotes.'

/**
 * Reads one YAML document into JSON as PyYAML does, merge keys (`<<`) included. Refuses what JSON has no value for, keys
 * that aren't text, and keys that occur twice; throws {@link InputError} that names the line.
 */
export function readPythonYaml(text: string, rules: Omit<YamlRules, 'anchors' | 'schema'>): unknown {
  refuseCharacters(text, rules.where)
  const { document, lineOf } = parseStrictYaml(text, { ...rules, anchors: true, schema: 'failsafe' })
  return new Reader(rules.where, lineOf).read(document.contents, 0)
}

class Reader {
  readonly #where: string
  readonly #lineOf: ParsedYaml['lineOf']
  /** The values that have an anchor, as soon as they are whole. */
  readonly #anchored = new Map<string, unknown>()
  /** How many values the aliases so far stand for. */
  #unfolded = 0

  constructor(where: string, lineOf: ParsedYaml['lineOf']) {
    this.#where = where
    this.#lineOf = lineOf
  }

  read(node: ParsedNode | null, depth: number): unknown {
    if (isAlias(node)) return this.#readAlias(node, depth)
    const value = this.#readNode(node, depth)
    if (node?.anchor !== undefined) this.#anchored.set(node.anchor, value)
    return value
  }

  #readNode(node: Exclude<ParsedNode, Alias.Parsed> | null, depth: number): unknown {
    if (node === null) return null
    if (isMap(node)) return this.#readMapping(node, depth)
    return isScalar(node) ? this.#readScalar(node) : node.items.map(item => this.read(item, depth + 1))
  }

  #readAlias(node: Alias.Parsed, depth: number): unknown {
    if (!this.#anchored.has(node.source)) {
      throw this.#refusal(
        node,
        `*${oneLine(node.source, 80)} is used inside the value that it refers to`,
        'Write it out.'
      )
    }
    const value = this.#anchored.get(node.source)

    const { count, height } = measure(value)
    this.#unfolded += count
    if (this.#unfolded > maxValues || depth + height > maxDepth) {
      throw new InputError('The YAML uses too many aliases', { where: this.#where, remedy: 'Write values out.' })
    }
    return value
  }

  #readMapping(map: YAMLMap.Parsed, depth: number): unknown {
    const own: (readonly [string, unknown])[] = []
    const merged: unknown[] = []
    for (const { key, value } of map.items) {
      const inner = this.read(value, depth + 1)
      if (isMergeKey(key)) merged.push(...(Array.isArray(inner) ? inner : [inner]))
      else own.push([this.#readKey(key), inner])
    }
    if (!merged.every(isObject)) {
      throw this.#refusal(
        map,
        'the key << has something other than mappings',
        'Write <<: *name, or <<: [*one, *other].'
      )
    }

    // Own keys win wherever << stands, and what is merged first wins over what is merged after it.
    const inherited = merged.toReversed().flatMap(one => Object.entries(one))
    return Object.fromEntries([...inherited, ...own])
  }

  #readKey(key: ParsedNode): string {
    const kind = kindOf(key)
    if (isScalar(key) && kind === undefined) return String(key.value)
    throw this.#refusal(key, `the key '${sourceOf(key)}' is ${kind?.name ?? 'not text'} to ZenML's YAML`, quoting)
  }

  #readScalar(node: Scalar.Parsed): unknown {
    const kind = kindOf(node)
    if (kind === undefined) return node.value

    const value = kind.read?.(String(node.value))
    if (value !== undefined && isCarried(value)) return typeof value === 'bigint' ? Number(value) : value
    const what = `there is ${kind.name} (${sourceOf(node)}), which cannot be passed to the server unchanged`
    throw this.#refusal(node, what, quoting)
  }

  #refusal(node: ParsedNode, message: string, remedy: string): InputError {
    return new InputError(`In line ${this.#lineOf(node)} ${message}`, { where: this.#where, remedy })
  }
}

function isMergeKey(key: ParsedNode): boolean {
  return isScalar(key) && key.type === Scalar.PLAIN && key.value === '<<'
}

/** The kind of a scalar; undefined for text, and for what is quoted or isn't a scalar at all. */
function kindOf(node: ParsedNode): Kind | undefined {
  if (!isScalar(node) || node.type !== Scalar.PLAIN) return undefined
  const text = String(node.value)
  return kinds.find(({ test }) => test.test(text))
}

function sourceOf(node: ParsedNode): string {
  return isScalar(node) ? oneLine(String(node.value), 80) : ''
}

/** PyYAML refuses characters that aren't printable, and ends a line at three that others take as text. */
function refuseCharacters(text: string, where: string): void {
  const index = text.search(/[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
  const code = text.codePointAt(index)
  if (code === undefined) return
  const point = code.toString(16).toUpperCase().padStart(4, '0')
  const line = text.slice(0, index).split('\n').length
  throw new InputError(`In line ${line} there is the character U+${point}, which ZenML's YAML does not accept`, {
    where,
    remedy: `Remove it, or write it as "\\u${point}" in double quotes.`
  })
}

/** Whether JSON has exactly this value: not NaN, no infinity, and no whole number that its readers may round. */
function isCarried(value: boolean | number | bigint | null): boolean {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value))
  return typeof value !== 'number' || Number.isFinite(value)
}

/** NaN for `.inf` as well: JSON has neither. */
function readFloat(text: string): number {
  const { digits, isNegative } = withoutSign(text)
  // `1:30.5` is 90.5: each part counts 60 times the one after it.
  const parts = digits.split(':').toReversed()
  const value = parts.reduce((total, part, nth) => total + Number(part) * 60 ** nth, 0)
  return isNegative ? -value : value
}

function readInteger(text: string): bigint | undefined {
  const { digits, isNegative } = withoutSign(text)
  if (/^0[bx]$/.test(digits)) return undefined
  const value = digits.includes(':')
    ? digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
    : BigInt(digits.replace(/^0+(?=[0-7])/, '0o'))
  return isNegative ? -value : value
}

function withoutSign(text: string): { readonly digits: string; readonly isNegative: boolean } {
  return { digits: text.replaceAll('_', '').replace(/^[-+]/, ''), isNegative: text.startsWith('-') }
}

/** How many values there are in a value, and how deep they are nested. */
function measure(value: unknown): { readonly count: number; readonly height: number } {
  if (typeof value !== 'object' || value === null) return { count: 1, height: 0 }
  const inner = Object.values(value).map(measure)
  return {
    count: inner.reduce((sum, { count }) => sum + count, 1),
    height: 1 + inner.reduce((most, { height }) => Math.max(most, height), 0)
  }
}
