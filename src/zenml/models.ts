import type { JsonObject } from '../text/json.ts'
import { type ModelVersion, readModelVersion } from './entities.ts'
import { requireProject, requireSame, withId } from './fit.ts'
import { loggedIn } from './logged.ts'
import type { Patience } from './question.ts'
import { changeAndRead, list, type Query } from './requests.ts'
import { SchemaError } from './schema.ts'
import type { Session } from './session.ts'

const versionsPath = '/api/v1/model_versions'

/** A model version with its metadata. */
export interface DetailedModelVersion {
  readonly version: ModelVersion
  readonly metadata: JsonObject
}

/** The model version of an id in a project (given by its id); throws `ServerError`. */
export function getModelVersion(
  session: Session,
  project: string,
  id: string,
  patience?: Patience
): Promise<DetailedModelVersion> {
  const read = (json: unknown): DetailedModelVersion => {
    const detailed = readDetailed(json)
    requireProject(withId(detailed.version, id), project)
    return detailed
  }
  return session.read('read the model version', `${versionsPath}/${id}?hydrate=true`, read, patience)
}

function readDetailed(json: unknown): DetailedModelVersion {
  return { version: readModelVersion(json), metadata: loggedIn(json) }
}

/** The versions of a model that have a stage: mostly one, and several after two promotions at once. Throws `ServerError`. */
export function holdersOf(
  session: Session,
  { model, projectId }: ModelVersion,
  stage: string,
  patience?: Patience
): Promise<readonly ModelVersion[]> {
  const query = { project: projectId, model: model.id, stage: `equals:${stage}` }
  const hold = (version: ModelVersion): void => requireStage(version, stage)
  return listVersions(session, query, hold, patience)
}

/** The same with their metadata, the newest first. Throws `ServerError`. */
export async function detailedHoldersOf(
  session: Session,
  { model, projectId }: ModelVersion,
  stage: string,
  patience: Patience
): Promise<readonly DetailedModelVersion[]> {
  const query = { project: projectId, model: model.id, stage: `equals:${stage}`, hydrate: 'true' }
  const parse = (json: unknown): DetailedModelVersion => {
    const detailed = readDetailed(json)
    requireSame('model', detailed.version.model.id, model.id)
    requireStage(detailed.version, stage)
    return detailed
  }
  const holders = await list(session, { what: "list the model's versions", path: versionsPath, query, parse }, patience)
  return holders.toSorted((a, b) => b.version.number - a.version.number)
}

/** The archived versions of a model that are newer than one of its versions; throws `ServerError`. */
export function archivedAbove(
  session: Session,
  { model, number, projectId }: ModelVersion,
  patience?: Patience
): Promise<readonly ModelVersion[]> {
  const query = { project: projectId, model: model.id, stage: 'equals:archived', number: `gt:${number}` }
  const hold = (version: ModelVersion): void => {
    requireStage(version, 'archived')
    if (version.number <= number) throw new SchemaError(`lists version ${version.number}, which is not above ${number}`)
  }
  return listVersions(session, query, hold, patience)
}

function listVersions(
  session: Session,
  query: Query & { readonly model: string },
  hold: (version: ModelVersion) => void,
  patience?: Patience
): Promise<readonly ModelVersion[]> {
  const parse = (json: unknown): ModelVersion => {
    const version = readModelVersion(json)
    requireSame('model', version.model.id, query.model)
    hold(version)
    return version
  }
  return list(session, { what: "list the model's versions", path: versionsPath, query, parse }, patience)
}

/**
 * Gives a model version a stage, and archives the version that has it. Without `force`, an occupied stage gives a 500;
 * with it one holder is archived, in the same transaction, even if there are several (source of 0.98.0, and measured). The
 * server can't be asked to do so only if the holder is still the same. Returns the version as it is then; throws
 * `ServerError`.
 */
export async function setStage(session: Session, id: string, stage: string, patience: Patience): Promise<ModelVersion> {
  const what = stage === 'archived' ? 'archive the model version' : `give the model version the stage ${stage}`
  const read = (json: unknown): ModelVersion => {
    const version = withId(readModelVersion(json), id)
    requireStage(version, stage)
    return version
  }
  const wanted = { what, method: 'PUT', path: `${versionsPath}/${id}`, body: { stage, force: true }, read } as const
  return changeAndRead(session, wanted, patience)
}

function requireStage({ id, stage }: ModelVersion, asked: string): void {
  if (stage !== asked) throw new SchemaError(`says that the model version ${id} has not the stage ${asked}`)
}
