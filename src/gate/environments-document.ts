import type { ParsedNode, YAMLMap } from 'yaml'
import { isMap, isScalar } from 'yaml'
import { InputError } from '../text/errors.ts'
import { parseStrictYaml } from '../text/yaml-document.ts'
import { quoted, shown } from './shown.ts'

/** A node of the input, `null` if a key has no value. */
export type YamlNode = ParsedNode | null

/** One key of a mapping, which is always text, and its value. */
export interface Entry {
  readonly key: string
  readonly value: YamlNode
}

const where = 'environments'

/**
 * Parses the input as YAML 1.2 with the core schema, of at most 64 Ki characters, without tags, anchors, aliases or
 * directives. Throws {@link InputError} with the line.
 */
export function parseMapping(text: string): YAMLMap.Parsed {
  const { document } = parseStrictYaml(text, {
    where,
    maxLength: 64 * 1024,
    anchors: false,
    schema: 'core',
    remedy: `${example} Patterns with * [ ] { } ! or # need quotes.`
  })

  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) throw noEnvironments()
  if (!isMap(contents)) {
    const message = `Expected a mapping of environments, but found ${describe(contents)}`
    throw new InputError(message, { where, remedy: example })
  }
  if (contents.items.length === 0) throw noEnvironments()
  return contents
}

const example = "Write one line per environment, as in 'staging: develop'."

function noEnvironments(): InputError {
  return new InputError('There are no environments', { where, remedy: example })
}

/** The keys and values of a mapping; throws {@link InputError} for a key that is not text. */
export function entriesOf(map: YAMLMap.Parsed, place: string): readonly Entry[] {
  return map.items.map(({ key, value }) => {
    if (isScalar(key) && typeof key.value === 'string') return { key: key.value, value }

    const message = `Expected text as a key, but found ${describe(key)}`
    throw new InputError(message, { where: place, remedy: 'Put it in quotes.' })
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

/**
 * A mapping as it is written in a text, each line in its place, for a value that is handed on as text: whoever reads it may
 * have other rules for what is a number.
 */
export function textOf({ flow, range: [start, end] }: YAMLMap.Parsed, text: string): string {
  const before = text.slice(0, start).split('\n')
  const indentation = flow === true ? '' : ' '.repeat(before.at(-1)?.length ?? 0)
  return `${'\n'.repeat(before.length - 1)}${indentation}${text.slice(start, end)}`
}
