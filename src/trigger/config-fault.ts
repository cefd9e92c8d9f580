import { oneLine } from '../text/foreign.ts'
import { isObject } from '../text/json.ts'
import { byNearness, didYouMean } from '../text/suggest.ts'
import type { ConfigSchema, Finding } from '../zenml/config-schema.ts'
import { refusalOf } from './config-reasons.ts'

/** One fault of a configuration, in words. */
export interface Fault {
  readonly path: readonly string[]
  readonly message: string
  readonly remedy: string
}

/** Keys of a run configuration that only the action sets. */
const ownedKeys: readonly string[] = ['run_name']
/** Names that are listed at most; more than a run configuration has keys of its own. */
const maxListed = 30

/** The types of JSON Schema, as what is expected and how it is written in YAML. */
const types: Readonly<Record<string, { readonly name: string; readonly hint: string }>> = {
  boolean: { name: 'a boolean', hint: 'true or false, without quotes' },
  integer: { name: 'a whole number', hint: 'a whole number, without quotes' },
  number: { name: 'a number', hint: 'a number, without quotes' },
  string: { name: 'a string', hint: 'a string (a number or boolean meant as one needs quotes)' },
  array: { name: 'a list', hint: 'a list, as in [first, second]' },
  object: { name: 'a mapping', hint: 'a mapping, as in {key: value}' }
}

/** Words for what a schema found. */
export function describeFinding(finding: Finding, schema: ConfigSchema): Fault {
  const { path } = finding
  switch (finding.kind) {
    case 'unknown key':
      return unknownKey(finding, schema)
    case 'type':
      return { path, ...wrongType(finding.expected, finding.value) }
    case 'choice':
      return { path, ...wrongChoice(finding.allowed.map(String), finding.value) }
    case 'limit':
      return { path, message: finding.message, remedy: 'Change the value.' }
  }
}

function wrongChoice(allowed: readonly string[], value: unknown): Omit<Fault, 'path'> {
  const remedy = (typeof value === 'string' && didYouMean(value, allowed)) || 'Use one of these.'
  return { message: `The value is not one of ${listed(allowed)}`, remedy }
}

function unknownKey({ key, known, path }: Finding & { kind: 'unknown key' }, schema: ConfigSchema): Fault {
  const at = [...path, key]
  const refused = refusalOf(path, key, known)
  if (refused !== undefined) {
    const remedy = refused.remedy.replace(
      '{parameters}',
      () => listed(stepParameters(schema), 5) || 'steps.<step>.parameters'
    )
    return { path: at, message: refused.reason, remedy }
  }

  const isTop = path.length === 0
  const kind = path.length === 1 && path[0] === 'steps' ? 'step' : path.at(-1) === 'parameters' ? 'parameter' : 'key'
  const message = `There is no ${kind} '${oneLine(key, 80)}' ${isTop ? 'in a run configuration' : 'here'}`
  const offered = known.filter(name => !isTop || !ownedKeys.includes(name))
  const near = didYouMean(key, offered)
  const lower = near === '' ? placesBelow(path, key, schema) : []
  if (lower.length > 0) return { path: at, message, remedy: `Write it as ${listed(lower)}.` }
  return {
    path: at,
    message,
    remedy: near || (offered.length === 0 ? 'Remove it.' : `Known here: ${nearest(key, offered)}.`)
  }
}

/** The places of all parameters of steps, as in `steps.train.parameters.rows`. */
function stepParameters(schema: ConfigSchema): readonly string[] {
  return schema.keysAt(['steps']).flatMap(step => {
    const names = schema.keysAt(['steps', step, 'parameters'])
    return names.map(name => `steps.${step}.parameters.${name}`)
  })
}

/** Where a key would stand rightly that was written too high: below `steps`, or below `parameters` of a step. */
function placesBelow(path: readonly string[], key: string, schema: ConfigSchema): readonly string[] {
  const above = path.map(part => `${part}.`).join('')
  const steps = schema.keysAt(['steps']).map(step => `steps.${step}`)
  return [...steps, ...stepParameters(schema)].filter(place => place.startsWith(above) && place.endsWith(`.${key}`))
}

function nearest(key: string, names: readonly string[]): string {
  return listed(names.length > maxListed ? byNearness(key, names) : names)
}

function listed(names: readonly string[], limit = maxListed): string {
  const shown = names.slice(0, limit).map(name => oneLine(name, 60))
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

function wrongType(expected: readonly string[], value: unknown): Omit<Fault, 'path'> {
  // Null is not worth naming: leaving the key out is the same.
  const known = [...new Set(expected)].flatMap(name => types[name] ?? [])
  if (known.length === 0) return { message: `Expected nothing, but found ${kindOf(value)}`, remedy: 'Remove it.' }
  const names = known.map(({ name }) => name).join(' or ')
  const message = `Expected ${names}, but found ${kindOf(value)}`

  // Numbers to YAML 1.2, and text to PyYAML.
  const isMeant = typeof value === 'string' && /^[-+]?(?:\d+e[-+]?\d+|\d+\.\d*e\d+|\.\d+|0\d*[89]\d*)$/i.test(value)
  if (isMeant && known.some(({ name }) => name.endsWith('number'))) {
    return { message, remedy: `ZenML's YAML reads ${oneLine(value, 40)} as text: write it like 8, 0.5 or 1.0e-3.` }
  }
  return { message, remedy: `Write ${known.map(({ hint }) => hint).join(', or ')}.` }
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing (null)'
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'a mapping'
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a number with a fraction'
  return typeof value === 'boolean' ? 'a boolean' : 'a string'
}
