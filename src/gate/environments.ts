import { isMap, isScalar, isSeq } from 'yaml'
import { InputError } from '../text/errors.ts'
import { unseenIn } from '../text/foreign.ts'
import { didYouMean } from '../text/suggest.ts'
import { refuseUnknownBaselines } from './baseline.ts'
import { defaultEvents, type Environment, environmentKeys } from './environment.ts'
import { flagValue, readEventNames, readOverrides, textValue } from './environment-fields.ts'
import { describe, type Entry, entriesOf, parseMapping, type YamlNode } from './environments-document.ts'
import { type Pattern, parsePatterns } from './pattern.ts'
import { resolveRequired, type WrittenEnvironment } from './requires.ts'
import { quoted, shown } from './shown.ts'

// GitHub: "Environment names ... may not exceed 255 characters" and "are not case sensitive"
// (https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments).
const maxNameLength = 255
const where = 'environments'

/** Reads the input `environments`; throws {@link InputError} naming the place, as in `environments: staging.branches[1]`. */
export function parseEnvironments(text: string): readonly Environment[] {
  const environments = entriesOf(parseMapping(text), where).map(entry => readEnvironment(entry, text))

  refuseTwins(environments.map(({ name }) => name))
  refuseUnknownBaselines(environments)
  return resolveRequired(environments)
}

function refuseTwins(names: readonly string[]): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    const folded = name.normalize('NFC').toUpperCase().toLowerCase()
    const other = seen.get(folded)
    if (other !== undefined) {
      const message = `${quoted(other)} and ${quoted(name)} are the same environment to GitHub, which ignores case`
      throw new InputError(message, { where, remedy: 'Rename or merge them.' })
    }

    seen.set(folded, name)
  }
}

function readEnvironment({ key: name, value }: Entry, text: string): WrittenEnvironment {
  checkName(name)
  const place = `${where}: ${shown(name)}`
  if (isSeq(value) || (isScalar(value) && typeof value.value === 'string')) {
    const branches = readPatterns(value, place)
    const rest = { tags: [], events: defaultEvents, forcePushes: false, stack: name, overrides: {} }
    return { name, branches, ...rest, requires: undefined }
  }

  const values = readValues(value, place)
  return {
    name,
    branches: values.has('branches') ? readPatterns(values.get('branches'), `${place}.branches`) : [],
    tags: values.has('tags') ? readPatterns(values.get('tags'), `${place}.tags`) : [],
    events: values.has('events') ? readEventNames(values.get('events'), `${place}.events`) : defaultEvents,
    forcePushes: values.has('force-pushes') && flagValue(values.get('force-pushes'), `${place}.force-pushes`),
    stack: values.has('stack') ? textValue(values.get('stack'), `${place}.stack`) : name,
    ...(values.has('account') ? { account: textValue(values.get('account'), `${place}.account`) } : {}),
    requires: values.has('requires') ? textValue(values.get('requires'), `${place}.requires`) : undefined,
    overrides: readOverrides(values, place, text)
  }
}

/** The values of an environment's mapping by their keys, which are known and say what may reach it. */
function readValues(value: YamlNode, place: string): ReadonlyMap<string, YamlNode> {
  if (!isMap(value)) {
    const message = `Expected a branch, a list of branches or a mapping, but found ${describe(value)}`
    throw new InputError(message, { where: place, remedy: `Write as in 'staging: develop'; a number needs quotes.` })
  }

  const values = new Map(entriesOf(value, place).map(entry => [entry.key, entry.value]))
  const unknown = [...values.keys()].find(key => !environmentKeys.some(known => known === key))
  if (unknown !== undefined) {
    const remedy = didYouMean(unknown, environmentKeys) || `The keys are ${environmentKeys.join(', ')}.`
    throw new InputError(`Unknown key ${quoted(unknown)}`, { where: place, remedy })
  }

  if (!values.has('branches') && !values.has('tags')) {
    const remedy = "Write the branches or tags that may reach it, as in 'branches: develop'."
    const message = 'The environment has neither branches nor tags, so nothing could reach it'
    throw new InputError(message, { where: place, remedy })
  }
  return values
}

function checkName(name: string): void {
  const problem = nameProblem(name)
  if (problem === undefined) return

  const remedy = 'Give it a name of one line, without spaces around it.'
  throw new InputError(`The environment name ${quoted(name)} ${problem}`, { where, remedy })
}

function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'is empty'
  if (name !== name.trim()) return 'starts or ends with a space'
  if (Array.from(name).length > maxNameLength) return `is longer than ${maxNameLength} characters`
  const unseen = unseenIn(name)
  return unseen === undefined ? undefined : `contains the invisible character ${unseen}`
}

function readPatterns(value: YamlNode | undefined, place: string): readonly Pattern[] {
  const items = isSeq(value) ? value.items : [value]
  const sources = items.map((item, index) => {
    if (isScalar(item) && typeof item.value === 'string') return item.value
    const message = `Expected text as the pattern, but found ${describe(item ?? null)}`
    throw new InputError(message, { where: `${place}[${index}]`, remedy: "Put it in quotes, as in '1.0'." })
  })
  return parsePatterns(sources, place)
}
