import { isMap, isScalar, isSeq } from 'yaml'
import { readChecks } from '../results/read-checks.ts'
import { InputError } from '../text/errors.ts'
import { unseenIn } from '../text/foreign.ts'
import { didYouMean } from '../text/suggest.ts'
import { type EnvironmentOverrides, type Stage, stages } from './environment.ts'
import { describe, textOf, type YamlNode } from './environments-document.ts'
import { type GateEventName, gateEventNames, standingOf } from './event-policy.ts'
import { quoted } from './shown.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

const overrideKeys = {
  'server-url': 'serverUrl',
  project: 'project',
  pipeline: 'pipeline',
  snapshot: 'snapshot',
  command: 'command',
  source: 'source'
} as const satisfies Readonly<Record<string, keyof EnvironmentOverrides>>

/** Reads the overrides among an environment's values, written in `text`; throws {@link InputError} naming the place. */
export function readOverrides(
  values: ReadonlyMap<string, YamlNode>,
  place: string,
  text: string
): EnvironmentOverrides {
  const overrides: Writable<EnvironmentOverrides> = {}

  for (const [key, property] of Object.entries(overrideKeys)) {
    if (values.has(key)) overrides[property] = textValue(values.get(key), `${place}.${key}`, key === 'command')
  }

  if (values.has('promote')) {
    const where = `${place}.promote`
    overrides.promote = stageOf(textValue(values.get('promote'), where), where)
  }

  const yamlOf = (key: 'config' | 'checks'): string => {
    const value = values.get(key)
    return isMap(value) ? textOf(value, text) : textValue(value, `${place}.${key}`, true)
  }
  if (values.has('config')) overrides.config = yamlOf('config')
  if (values.has('checks')) overrides.checks = readChecks(yamlOf('checks'), `${place}.checks`)

  return overrides
}

/** Reads `events`, a word or a list; throws {@link InputError} saying why an event can't be listed. */
export function readEventNames(value: YamlNode | undefined, place: string): readonly GateEventName[] {
  const items = isSeq(value) ? value.items : [value]
  if (items.length === 0) {
    throw new InputError('The list of events is empty', { where: place, remedy: 'Write one, or remove it.' })
  }

  const names = items.map((item, index) => readEventName(item ?? null, `${place}[${index}]`))
  return [...new Set(names)]
}

function readEventName(item: YamlNode, place: string): GateEventName {
  const name = textValue(item, place)
  const standing = standingOf(name)
  if (standing.kind === 'decides') return standing.event

  const allowed = `The events are ${gateEventNames.join(', ')}.`
  if (standing.kind === 'unknown') {
    const remedy = [didYouMean(name, gateEventNames), allowed].filter(part => part !== '').join(' ')
    throw new InputError(`Unknown event ${quoted(name)}`, { where: place, remedy })
  }
  throw new InputError(`${name} can't start a pipeline: it ${standing.why}`, { where: place, remedy: allowed })
}

/** A value that is true or false; throws {@link InputError} for anything else. */
export function flagValue(value: YamlNode | undefined, place: string): boolean {
  if (isScalar(value) && typeof value.value === 'boolean') return value.value

  const message = `Expected true or false, but found ${describe(value ?? null)}`
  throw new InputError(message, { where: place, remedy: 'Write true or false, without quotes, or remove the key.' })
}

/** Reads the name of a stage, written at a place; throws {@link InputError} for what can't be promoted to. */
export function stageOf(text: string, place: string): Stage {
  const stage = stages.find(each => each === text)
  if (stage !== undefined) return stage

  throw new InputError(`${quoted(text, 40)} is not a stage that a model version can be promoted to`, {
    where: place,
    remedy: didYouMean(text, stages) || `Write ${stages.join(' or ')}, or remove it to promote nothing.`
  })
}

function refuseControl(text: string, place: string): void {
  if (!/[^\P{Cc}\n\r\t]/u.test(text)) return
  throw new InputError(`The value ${quoted(text)} contains a control character`, {
    where: place,
    remedy: 'Remove it.'
  })
}

/** Refuses a name that would look like another, since a character of it is not seen; throws {@link InputError}. */
export function refuseUnseen(name: string, place: string): void {
  const unseen = unseenIn(name)
  if (unseen === undefined) return
  throw new InputError(`${quoted(name)} contains the invisible character ${unseen}`, {
    where: place,
    remedy: 'Write it again on one line, without what was copied along with it.'
  })
}

/**
 * A value's text, which is not empty and, unless `multiline`, of one line that is seen whole; throws {@link InputError}
 * for anything else, also for a number or boolean, since YAML would have it rewritten (1.10 as 1.1).
 */
export function textValue(value: YamlNode | undefined, place: string, multiline = false): string {
  if (!isScalar(value) || typeof value.value !== 'string') {
    const message = `Expected text, but found ${describe(value ?? null)}`
    throw new InputError(message, { where: place, remedy: 'Put it in quotes, or remove the key.' })
  }

  const text = value.value
  if (text.trim() === '') {
    throw new InputError('The value is empty', { where: place, remedy: 'Write it, or remove the key.' })
  }

  if (multiline) refuseControl(text, place)
  else {
    refuseUnseen(text, place)
    refuseOuterSpace(text, place)
  }
  return text
}

/** Refuses a name with a space around it, which a message would hardly show; ZenML would look for just that name. */
function refuseOuterSpace(text: string, place: string): void {
  const trimmed = text.trim()
  if (text === trimmed) return

  const side = text.startsWith(trimmed) ? 'ends' : text.endsWith(trimmed) ? 'begins' : 'begins and ends'
  throw new InputError(`${quoted(text)} ${side} with a space`, { where: place, remedy: `Write ${quoted(trimmed)}.` })
}
