import type { ParsedNode, YAMLMap } from 'yaml'
import { isMap, isScalar } from 'yaml'
import { InputError } from '../text/errors.ts'
import { oneLine, unseenIn } from '../text/foreign.ts'
import { didYouMean } from '../text/suggest.ts'
import { parseStrictYaml } from '../text/yaml-document.ts'
import { type Check, type Checks, type Limit, type LimitName, limitNames } from './checks.ts'
import { compare, parseDecimal } from './decimal.ts'

const example = "Write one line per metric, as in 'accuracy: {min: 0.8, max-drop: 1%}'."

/** The key that names no metric. */
const baselineKey = 'baseline'

/** Characters of the input at most, and checks in it. */
const [maxLength, maxChecks] = [32 * 1024, 200]

type YamlNode = ParsedNode | null

/** Reads checks from YAML; throws {@link InputError} naming the place in `where`, as in `checks.accuracy.min`. */
export function readChecks(text: string, where: string): Checks {
  // Without a schema of numbers each of them keeps the digits that were written.
  const rules = { where, maxLength, anchors: false, schema: 'failsafe', remedy: example } as const
  const { contents } = parseStrictYaml(text, rules).document
  const entries = entriesOf(contents, where, example)
  if (entries.length === 0) throw new InputError('There are no checks', { where, remedy: example })
  if (entries.length > maxChecks) {
    throw new InputError(`There are more than ${maxChecks} checks`, { where, remedy: 'Remove some.' })
  }

  const metrics = entries.filter(([key]) => key !== baselineKey)
  const baseline = entries.find(([key]) => key === baselineKey)
  const checks = {
    checks: metrics.map(([key, node]) => readCheck(key, node, where)),
    ...readBaseline(baseline?.[1], `${where}.${baselineKey}`, baseline !== undefined)
  }
  if (metrics.length === 0 && !checks.needsBaseline)
    throw new InputError('There are no checks', { where, remedy: example })
  return checks
}

function readCheck(metric: string, node: YamlNode, where: string): Check {
  refuseName(metric, where)
  const place = `${where}.${oneLine(metric, 80)}`
  const limits = entriesOf(node, place, example).map(([key, value]) => readLimit(key, value, place))
  if (limits.length === 0) {
    const remedy = `Write at least one of ${limitNames.join(', ')}.`
    throw new InputError('The metric has no limits', { where: place, remedy })
  }

  refuseEmptyRange(limits, place)
  return { metric, limits }
}

function refuseName(metric: string, where: string): void {
  const unseen = unseenIn(metric)
  if (metric.trim() === metric && metric !== '' && unseen === undefined) return
  const problem = unseen === undefined ? 'is empty, or has a space around it' : `has the invisible character ${unseen}`
  throw new InputError(`The metric's name '${oneLine(metric, 80)}' ${problem}`, { where, remedy: 'Write it again.' })
}

function readLimit(key: string, node: YamlNode, place: string): Limit {
  const name = knownKey(key, limitNames, place)
  const where = `${place}.${name}`
  const text = textOf(node, where)
  const [, number = '', percent] = /^(.*?)(\s*%)?$/.exec(text) ?? []
  const [value, isPercent] = [parseDecimal(number), percent !== undefined]

  const shown = oneLine(text, 60)
  if (value === undefined) {
    const remedy = `Write it as in 0.8${isChange(name) ? ' or 1%' : ''}.`
    throw new InputError(`'${shown}' is not a number`, { where, remedy })
  }
  if (isPercent && !isChange(name)) {
    const remedy = 'Write a number; max-drop and max-rise can be a percentage of the baseline.'
    throw new InputError(`'${shown}' is a percentage, and ${name} is a limit of the metric itself`, { where, remedy })
  }
  if (isChange(name) && value.units < 0n) {
    throw new InputError(`'${shown}' is below zero`, {
      where,
      remedy: 'Write how far it may change, without a sign: the name says in which direction.'
    })
  }
  return { name, value, isPercent, text: shown }
}

function isChange(name: LimitName): boolean {
  return name === 'max-drop' || name === 'max-rise'
}

function refuseEmptyRange(limits: readonly Limit[], where: string): void {
  const [min, max] = (['min', 'max'] as const).map(name => limits.find(limit => limit.name === name))
  if (min === undefined || max === undefined || compare(min.value, max.value) <= 0) return
  throw new InputError(`The min of ${min.text} is above the max of ${max.text}`, {
    where,
    remedy: 'Exchange them.'
  })
}

function readBaseline(
  node: YamlNode | undefined,
  where: string,
  isSet: boolean
): Pick<Checks, 'baselineFrom' | 'needsBaseline'> {
  if (!isSet) return { baselineFrom: undefined, needsBaseline: false }
  const remedy =
    "Write as in 'baseline: {environment: production, required: true}'; a metric of this name needs its full one, as in 'run.baseline'."
  const keys = ['environment', 'required'] as const
  const values = new Map(
    entriesOf(node ?? null, where, remedy).map(([key, value]) => [knownKey(key, keys, where), value] as const)
  )

  const environment = values.get('environment')
  const required = values.get('required')
  return {
    baselineFrom: environment === undefined ? undefined : textOf(environment, `${where}.environment`),
    needsBaseline: required !== undefined && readFlag(textOf(required, `${where}.required`), `${where}.required`)
  }
}

function readFlag(text: string, where: string): boolean {
  if (/^(?:true|True|TRUE)$/.test(text)) return true
  if (/^(?:false|False|FALSE)$/.test(text)) return false
  throw new InputError(`'${oneLine(text, 40)}' is neither true nor false`, { where, remedy: 'Write true or false.' })
}

function knownKey<T extends string>(key: string, known: readonly T[], where: string): T {
  const found = known.find(each => each === key)
  if (found !== undefined) return found
  const remedy = didYouMean(key, known) || `The keys are ${known.join(', ')}.`
  throw new InputError(`Unknown key '${oneLine(key, 60)}'`, { where, remedy })
}

/** The keys of a mapping, which are text, and their values. */
function entriesOf(node: YamlNode, where: string, remedy: string): readonly (readonly [string, YamlNode])[] {
  if (!isMap(node)) throw new InputError(`Expected a mapping, but found ${describe(node)}`, { where, remedy })
  const { items } = node as YAMLMap.Parsed
  return items.map(({ key, value }) => [isScalar(key) ? String(key.value ?? '') : '', value])
}

function textOf(node: YamlNode, where: string): string {
  if (isScalar(node) && typeof node.value === 'string' && node.value.trim() !== '') return node.value.trim()
  throw new InputError(`Expected one value, but found ${describe(node)}`, { where, remedy: example })
}

function describe(node: YamlNode): string {
  if (isMap(node)) return 'a mapping'
  if (node !== null && !isScalar(node)) return 'a list'
  const text = node === null ? '' : String(node.value ?? '').trim()
  return text === '' ? 'nothing' : `'${oneLine(text, 60)}'`
}
