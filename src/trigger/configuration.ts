import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { isObject, type JsonObject } from '../text/json.ts'
import { readPythonYaml } from '../text/python-yaml.ts'
import { pathInside } from '../world/workspace-path.ts'
import type { Files } from '../world/world.ts'
import { provenanceKey } from '../zenml/run-extra.ts'

const example = "'steps: {train: {parameters: {rows: 100}}}'"
const yamlRemedy = `Write it like ${example}, each key once; text with a colon before a space, or with # [ ] { } , & * ! or % at its start, needs quotes.`
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
  const value = readPythonYaml(text, { where: from, maxLength: maxConfigBytes, remedy: yamlRemedy })
  if (value === null) return {}
  if (!isObject(value)) {
    throw new InputError('Not a run configuration: it is not a mapping', {
      where: from,
      remedy: `Write it like ${example}, or give the path of a YAML file in the workspace.`
    })
  }
  return value
}

/** A path is one line without a colon before a space; a list is not a path either, and is reported as not a mapping. */
function isInline(config: string): boolean {
  return config.includes('\n') || /:(?:\s|$)/.test(config) || /^(?:\{|- |\[.*\]$)/.test(config)
}

async function readFile(path: string, files: Files, workspace: string, from: string): Promise<string> {
  const place = `${from}: ${oneLine(path, 200)}`
  const remedy = 'Check the path, and that actions/checkout runs before this step.'
  const real = await pathInside(path, { root: workspace, folder: workspace }, files, from)
  if (real === undefined) throw new InputError('There is no such file in the workspace', { where: place, remedy })

  const text = await files.readText(real, maxConfigBytes).catch((cause: unknown) => {
    throw new InputError('The file cannot be read, or is larger than 128 KiB', { where: place, remedy, cause })
  })

  // It stands for bytes that are not a character.
  if (text.includes('\uFFFD')) {
    throw new InputError('The file is in another encoding than UTF-8 or UTF-16', {
      where: place,
      remedy: 'Save it as UTF-8.'
    })
  }
  return text
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
  return { ...withProvenance(configuration, provenance), run_name: runName, tags: [...own, ...tags] }
}

/** A configuration with its provenance in `extra`, beside its own. */
export function withProvenance(configuration: JsonObject, provenance: JsonObject): JsonObject {
  const extra = isObject(configuration['extra']) ? configuration['extra'] : {}
  return { ...configuration, extra: { ...extra, [provenanceKey]: provenance } }
}
