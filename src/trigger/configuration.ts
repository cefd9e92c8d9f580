import { InputError } from '../text/errors.ts'
import { oneLine, unseenIn } from '../text/foreign.ts'
import { at, isObject, type JsonObject } from '../text/json.ts'
import { parseStrictYaml } from '../text/yaml-document.ts'
import { pathInside } from '../world/workspace-path.ts'
import type { Files } from '../world/world.ts'
import { provenanceKey } from '../zenml/entities.ts'
import { reservedTagPrefix } from './provenance.ts'

const example = "'steps: {train: {parameters: {rows: 100}}}'"
/** Largest run configuration that is read, bytes: what the parser needs for a faulty one of 1 MiB is half a minute. */
const maxConfigBytes = 128 * 1024

/**
 * Reads the input `config`: a mapping written inline, or the path of a file inside the workspace, links resolved,
 * since a run configuration can name code to run. Throws {@link InputError}, which names where the value is `from`.
 */
export async function readConfiguration(
  config: string | undefined,
  files: Files,
  workspace: string,
  from = 'config'
): Promise<JsonObject> {
  if (config === undefined) return {}
  const text = isInline(config) ? config : await readFile(config, files, workspace, from)
  const value = parseYaml(text, from)
  if (value === null || value === undefined) return {}
  if (!isObject(value)) {
    throw new InputError('This is no run configuration: it is not a mapping', {
      where: from,
      remedy: `Write it like ${example}, or give the path of a YAML file in the workspace.`
    })
  }
  return refuseOwned(value, from)
}

/** A path is one line without a colon before a space; a list is none either, and told to be no mapping. */
function isInline(config: string): boolean {
  return config.includes('\n') || /:(?:\s|$)/.test(config) || /^(?:\{|- |\[.*\]$)/.test(config)
}

async function readFile(path: string, files: Files, workspace: string, from: string): Promise<string> {
  const place = `${from}: ${oneLine(path, 200)}`
  const remedy = 'Check the path, and that actions/checkout runs before this step.'
  const real = await pathInside(path, { root: workspace, folder: workspace }, files, from)
  if (real === undefined) throw new InputError('There is no such file in the workspace', { where: place, remedy })
  const text = await files.readText(real, maxConfigBytes).catch((cause: unknown) => {
    throw new InputError('The file can not be read, or is larger than 128 KiB', { where: place, remedy, cause })
  })
  // What stands for bytes that are no character.
  if (text.includes('\uFFFD')) {
    throw new InputError('The file is in another encoding than UTF-8 or UTF-16', {
      where: place,
      remedy: 'Save it as UTF-8.'
    })
  }
  return text
}

function parseYaml(text: string, where: string): unknown {
  const document = parseStrictYaml(text, {
    where,
    maxLength: maxConfigBytes,
    anchors: true,
    remedy: `Write it like ${example}, each key once; text with a colon before a space, or with # [ ] { } , & * ! or % at its start, needs quotes.`
  })
  try {
    // The limit stops aliases that would unfold into gigabytes.
    return plainNumbers(document.toJS({ maxAliasCount: 100 }) as unknown, where)
  } catch (cause) {
    if (cause instanceof InputError) throw cause
    throw new InputError('The YAML uses too many aliases', { where, remedy: 'Write values out.', cause })
  }
}

/** Numbers as JSON can carry them; throws {@link InputError} for a whole number that would become another, and for no number. */
function plainNumbers(value: unknown, where: string): unknown {
  if (typeof value === 'bigint') {
    if (Number.isSafeInteger(Number(value))) return Number(value)
    throw new InputError(`The number ${value} is too large to be handed on exactly`, {
      where,
      remedy: 'Write it in quotes.'
    })
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InputError(`The number ${value} can not be handed on`, { where, remedy: 'Write it in quotes.' })
  }
  if (Array.isArray(value)) return value.map(item => plainNumbers(item, where))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainNumbers(item, where)]))
}

/** The place of a key, as in `config: steps.train` or `environments: staging.config.steps.train`. */
export function keyPlace(from: string, path: readonly string[]): string {
  if (path.length === 0) return from
  return `${from}${from.includes(': ') ? '.' : ': '}${path.map(part => oneLine(part, 80)).join('.')}`
}

/** Keys of a run configuration that only the action sets. */
export const ownedKeys: readonly string[] = ['run_name']

/** Keys that the action sets itself, and tags of its own prefix, are not taken from a configuration. */
function refuseOwned(configuration: JsonObject, from: string): JsonObject {
  if (configuration['run_name'] !== undefined) {
    throw new InputError('The name of the run is set by the action', {
      where: keyPlace(from, ['run_name']),
      remedy: 'Set run-name to a prefix; the action appends what makes the name unique.'
    })
  }
  const tags = configuration['tags'] ?? []
  const where = keyPlace(from, ['tags'])
  if (!Array.isArray(tags)) throw new InputError('This is no list', { where, remedy: 'Write [first, second].' })
  for (const tag of tags) refuseReservedTag(isObject(tag) ? tag['name'] : tag, where)

  if (at(configuration, 'extra', provenanceKey) !== undefined) {
    throw new InputError(`The key '${provenanceKey}' holds where the run came from, and is set by the action alone`, {
      where: keyPlace(from, ['extra', provenanceKey]),
      remedy: 'Use another key.'
    })
  }
  return configuration
}

/** A configuration with the run's name, further tags, and its provenance in `extra`, beside its own. */
export function completed(
  configuration: JsonObject,
  {
    provenance,
    runName,
    tags
  }: { readonly runName: string; readonly tags: readonly string[]; readonly provenance: JsonObject }
): JsonObject {
  const own = Array.isArray(configuration['tags']) ? (configuration['tags'] as readonly unknown[]) : []
  const extra = isObject(configuration['extra']) ? configuration['extra'] : {}
  return {
    ...configuration,
    run_name: runName,
    tags: [...own, ...tags],
    extra: { ...extra, [provenanceKey]: provenance }
  }
}

/** Throws {@link InputError} where a tag is empty, too long, or one that only the action may set. */
export function refuseReservedTag(tag: unknown, where: string): void {
  if (typeof tag !== 'string' || tag === '' || tag.length > 255) {
    throw new InputError('A tag is a text of 1 to 255 characters', {
      where,
      remedy: 'Quote numbers; shorten long tags.'
    })
  }
  const unseen = unseenIn(tag)
  if (unseen !== undefined) {
    throw new InputError(`The tag '${oneLine(tag, 80)}' contains the invisible character ${unseen}`, {
      where,
      remedy: 'Write it anew, without what can not be seen.'
    })
  }
  if (tag.toLowerCase().startsWith(reservedTagPrefix)) {
    throw new InputError(`Tags that begin with '${reservedTagPrefix}' are set by the action alone`, {
      where: `${where}: ${oneLine(tag, 80)}`,
      remedy: 'Use another prefix.'
    })
  }
}
