import { oneLine } from '../text/foreign.ts'
import type { Named, Run } from './entities.ts'
import { SchemaError } from './schema.ts'

/** Whether two texts are the same id; the server takes an id in capitals, and one without dashes, too. */
export function isSameId(a: string, b: string): boolean {
  return plain(a) === plain(b)
}

function plain(id: string): string {
  return id.toLowerCase().replaceAll('-', '')
}

/** Whether something is what a name or an id asks for; databases of the server may ignore the case of names. */
export function isAskedFor({ id, name }: Named, nameOrId: string): boolean {
  return isSameId(id, nameOrId) || isSameName(name, nameOrId)
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** The entity itself, if it has the id that was asked for; throws {@link SchemaError} if it is another one. */
export function withId<T extends Named>(entity: T, id: string): T {
  return isSameId(entity.id, id) ? entity : refuse(entity, id)
}

/** The entity itself, if it has the name or the id that was asked for; throws {@link SchemaError} otherwise. */
export function withNameOrId<T extends Named>(entity: T, nameOrId: string): T {
  return isAskedFor(entity, nameOrId) ? entity : refuse(entity, nameOrId)
}

/** The entity itself, if it has the name that was asked for, whatever its case; throws {@link SchemaError} otherwise. */
export function withName<T extends Named>(entity: T, name: string): T {
  return isSameName(entity.name, name) ? entity : refuse(entity, name)
}

/** Throws {@link SchemaError} if an id is known and another than was asked for; `kind` names what it is the id of. */
export function requireSame(kind: string, known: string | undefined, asked: string): void {
  if (known !== undefined && !isSameId(known, asked))
    throw new SchemaError(`is about the ${kind} ${oneLine(known, 80)}, not ${oneLine(asked, 80)}`)
}

/** Throws {@link SchemaError} if a run or a model version isn't in the project that was asked for. */
export function requireProject({ projectId }: Pick<Run, 'projectId'>, project: string): void {
  requireSame('project', projectId, project)
}

function refuse({ id, name }: Named, asked: string): never {
  throw new SchemaError(`is about ${oneLine(name, 200)} (${id}), not ${oneLine(asked, 200)}`)
}
