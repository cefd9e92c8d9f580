import { InputError } from '../text/errors.ts'
import { oneLine, unseenIn } from '../text/foreign.ts'
import { at, isObject, type JsonObject } from '../text/json.ts'
import { componentKeysOf } from '../zenml/catalogue.ts'
import { ConfigSchema, type Finding } from '../zenml/config-schema.ts'
import type { SnapshotShape } from '../zenml/entities.ts'
import { provenanceKey } from '../zenml/run-extra.ts'
import { describeFinding, type Fault } from './config-fault.ts'
import type { Trigger } from './expected-run.ts'
import { reservedTagPrefix } from './provenance.ts'
import { readDetails, type SnapshotWish, type WishPlaces, wishPlace } from './snapshot.ts'

/** Faults that are named in one error at most. */
const maxFaults = 10

/** What a run configuration is held against: what its snapshot and the stack's components let it hold. */
export interface ConfigBounds extends SnapshotShape {
  /** The keys by which settings go of the stack's components. */
  readonly componentKeys: readonly string[]
}

/**
 * Checks a run configuration against what its snapshot and the stack's components let it hold, which is asked for only
 * if there is a configuration. Throws {@link InputError}, also if the snapshot has changed since it was found.
 */
export async function requireConfigurable(
  configuration: JsonObject,
  { connection, snapshot, wish }: Pick<Trigger, 'connection' | 'snapshot'> & { readonly wish: SnapshotWish },
  places: WishPlaces & { readonly config: string }
): Promise<void> {
  if (Object.keys(configuration).length === 0) return

  const { session, stack } = connection
  const details = await readDetails(connection, snapshot, wishPlace(wish, places))
  const componentKeys = hasSettings(configuration) ? await componentKeysOf(session, stack.id) : []
  checkConfiguration(configuration, { ...details, componentKeys }, places.config)
}

/** Whether a configuration has settings, so that the keys of the stack's components have to be known. */
function hasSettings(configuration: JsonObject): boolean {
  const { steps } = configuration
  const holders = [configuration, ...(isObject(steps) ? Object.values(steps) : [])]
  return holders.some(holder => isObject(holder) && isObject(holder['settings']))
}

/**
 * Checks a run configuration against the schema that the server makes for the snapshot, where the server itself would
 * silently ignore a misspelt step or key. Throws {@link InputError} with all faults, each with its place in `config`.
 */
export function checkConfiguration(configuration: JsonObject, bounds: ConfigBounds, from = 'config'): void {
  if (Object.keys(configuration).length === 0) return
  const usual = new ConfigSchema(usualSchema(bounds), from)
  const schema = bounds.configSchema === undefined ? usual : new ConfigSchema(bounds.configSchema, from)
  const all = [schema, usual].flatMap(one => one.findingsOf(configuration)).filter(one => !isTaken(one, bounds))
  const findings = [...new Map(all.map(finding => [placeOf(finding).join('\0'), finding])).values()]

  const own = [...(configuration['run_name'] === undefined ? [] : [ownName]), ...ownFaults(configuration)]
  refuseFaults(own, findings, { schema, from })
}

/** Throws {@link InputError} with all faults, if there are any, each with its place. */
function refuseFaults(
  own: readonly Fault[],
  findings: readonly Finding[],
  { from, schema }: { readonly schema: ConfigSchema; readonly from: string }
): void {
  // Words are made for what is shown only: there may be thousands.
  const count = own.length + findings.length
  const shown = [...own, ...findings.slice(0, maxFaults).map(one => describeFinding(one, schema))].slice(0, maxFaults)
  const [first] = shown
  if (first === undefined) return
  if (count === 1) throw new InputError(first.message, { where: keyPlace(from, first.path), remedy: first.remedy })

  const listed = shown.map(({ message, path, remedy }, nth) => `(${nth + 1}) ${nameOf(path)}: ${message}. ${remedy}`)
  const more = count > maxFaults ? [`… and ${count - maxFaults} more.`] : []
  throw new InputError([`There are ${count} faults:`, ...listed, ...more].join(' '), { where: from })
}

function placeOf(finding: Finding): readonly string[] {
  return finding.kind === 'unknown key' ? [...finding.path, finding.key] : finding.path
}

/** What is known of any configuration, even if an older server or a build without its stack gives no schema. */
function usualSchema({ stepNames }: SnapshotShape): JsonObject {
  const steps = { type: 'object', properties: Object.fromEntries(stepNames.map(name => [name, true])) }
  const tag = { type: ['string', 'object'], properties: { name: { type: 'string' } }, additionalProperties: true }
  return {
    additionalProperties: true,
    properties: {
      ...(stepNames.length === 0 ? {} : { steps }),
      tags: { type: ['array', 'null'], items: tag },
      // The server's schema takes any value here, and then the server refuses what isn't text (measured on 0.98.0).
      environment: { type: ['object', 'null'], additionalProperties: { type: 'string' } }
    }
  }
}

/** What the server takes although its schema doesn't say so (measured on 0.98.0). */
function isTaken(finding: Finding, { componentKeys }: ConfigBounds): boolean {
  const name = finding.path.at(-1)
  const isOfRunOrStep = finding.path.length === 1 || (finding.path.length === 3 && finding.path[0] === 'steps')
  if (!isOfRunOrStep) return false
  if (finding.kind === 'type') return name === 'cache_policy' && /^default$/i.test(String(finding.value))
  return finding.kind === 'unknown key' && name === 'settings' && componentKeys.includes(finding.key)
}

/** Faults in what the action sets itself or adds to. */
function ownFaults(configuration: JsonObject): readonly Fault[] {
  const tags: readonly unknown[] = Array.isArray(configuration['tags']) ? configuration['tags'] : []
  return [
    ...tags.flatMap((tag, nth) => inTags(isObject(tag) ? tag['name'] : tag, nth)),
    ...(at(configuration, 'extra', provenanceKey) === undefined ? [] : [ownExtra])
  ]
}

/** What a run configuration of a source is held against, as the client of this job says. */
export interface SourceBounds {
  /** JSON schemas of the client's own models. */
  readonly configSchema: JsonObject
  readonly dockerSchema: JsonObject
  /** The steps that a configuration can name; undefined if the client could not say. */
  readonly stepNames: readonly string[] | undefined
}

/**
 * Checks what can be known of a source's run configuration before anything is installed. Throws {@link InputError} with
 * all faults in what the action sets itself, and for a schedule.
 */
export function checkOwnConfiguration(configuration: JsonObject, from: string): void {
  const { run_name: name = null, schedule = null } = configuration
  const own = [
    ...(name === null || typeof name === 'string' ? [] : [textName]),
    ...(schedule === null ? [] : [noSchedule]),
    ...ownFaults(configuration)
  ]
  refuseFaults(own, [], { schema: new ConfigSchema({ properties: {} }, from), from })
}

/**
 * Checks a source's run configuration against the client's own models, since the client drops keys and steps that it
 * doesn't know (`_parse_config_file` and `Compiler._apply_run_configuration`, 0.84.3 to 0.98.0). Throws
 * {@link InputError} with all faults.
 */
export function checkSourceConfiguration(configuration: JsonObject, bounds: SourceBounds, from: string): void {
  const { configSchema, dockerSchema, stepNames } = bounds
  const schema = new ConfigSchema(configSchema, from)
  const steps = stepNames === undefined ? {} : Object.fromEntries(stepNames.map(name => [name, true]))
  const named = { properties: { steps: { properties: steps, additionalProperties: stepNames === undefined } } }

  const docker = at(configuration, 'settings', 'docker')
  const ofDocker = isObject(docker) ? new ConfigSchema(dockerSchema, from).findingsOf(docker) : []
  const findings = [
    ...schema.findingsOf(configuration),
    ...new ConfigSchema({ ...named, additionalProperties: true }, from)
      .findingsOf(configuration)
      .filter(({ path }) => path[0] === 'steps'),
    ...ofDocker.map(one => ({ ...one, path: ['settings', 'docker', ...one.path] }))
  ]
  refuseFaults([], findings, { schema, from })
}

const textName: Fault = {
  path: ['run_name'],
  message: "Not a text, so that it can't begin the run's name",
  remedy: 'Put it in quotes, or remove it.'
}
const noSchedule: Fault = {
  path: ['schedule'],
  message: 'A push starts one run at once, and a schedule would start others that nobody follows',
  remedy: "Remove it, and write 'on: schedule' in the workflow."
}
const ownName: Fault = {
  path: ['run_name'],
  message: 'The name of the run is set by the action',
  remedy: 'Remove it, and set run-name to a prefix; the action appends what makes the name unique.'
}
const ownExtra: Fault = {
  path: ['extra', provenanceKey],
  message: `The key '${provenanceKey}' holds where the run came from, and is set by the action alone`,
  remedy: 'Use another key.'
}

function inTags(tag: unknown, nth: number): readonly Fault[] {
  // Anything but text is up to the schema.
  const fault = typeof tag === 'string' ? tagFault(tag) : undefined
  return fault === undefined ? [] : [{ ...fault, path: ['tags', String(nth)] }]
}

function tagFault(tag: unknown): Omit<Fault, 'path'> | undefined {
  if (typeof tag !== 'string' || tag === '' || tag.length > 255) {
    return { message: 'A tag is a text of 1 to 255 characters', remedy: 'Quote numbers; shorten long tags.' }
  }
  const shown = `'${oneLine(tag, 80)}'`
  const unseen = unseenIn(tag)
  if (unseen !== undefined) {
    const remedy = 'Type it again, without the invisible character.'
    return { message: `The tag ${shown} contains the invisible character ${unseen}`, remedy }
  }
  if (!tag.toLowerCase().startsWith(reservedTagPrefix)) return undefined
  const message = `The tag ${shown} begins with '${reservedTagPrefix}', as only tags of the action itself do`
  return { message, remedy: 'Use another prefix.' }
}

/** Throws {@link InputError} if a tag is empty, too long, or one that only the action may set. */
export function refuseReservedTag(tag: unknown, where: string): void {
  const fault = tagFault(tag)
  if (fault !== undefined) throw new InputError(fault.message, { where, remedy: fault.remedy })
}

/** The place of a key, as in `config: steps.train` or `environments: staging.config.steps.train`. */
function keyPlace(from: string, path: readonly string[]): string {
  return `${from}${from.includes(': ') ? '.' : ': '}${nameOf(path)}`
}

function nameOf(path: readonly string[]): string {
  return path.map(part => oneLine(part, 80)).join('.')
}
