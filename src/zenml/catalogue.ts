import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { suggest } from '../text/suggest.ts'
import {
  type Account,
  type Named,
  readAccount,
  readComponentKeys,
  readNamed,
  readServerInfo,
  type ServerInfo
} from './entities.ts'
import { requireSame, withId, withName, withNameOrId } from './fit.ts'
import type { HttpAnswer } from './http.ts'
import type { Patience } from './question.ts'
import { find, list } from './requests.ts'
import { isUuid } from './schema.ts'
import { agreed } from './server-error.ts'
import type { Session } from './session.ts'

// What an account can see before anything runs. Paths and parameters here and in the other files of questions are as
// observed on 0.98.0 (`/openapi.json` of the server lists them); the filters by which lists are held against the question
// are known to every server that the action supports (sources of 0.84.3 and 0.90.0). Each answer is read together with
// what was asked: one about something else is passing trouble, and never a fact.

/**
 * Which server this is, as the first thing that is asked of it; needs no login. `wakesForMs` is how long it may be
 * unavailable, ms. Throws `ServerError`.
 */
export function serverInfo(session: Session, wakesForMs: number): Promise<ServerInfo> {
  const what = 'read the server information'
  const request = { method: 'GET', path: '/api/v1/info' } as const
  const read = (answer: HttpAnswer): ServerInfo => readServerInfo(agreed(what, session.access.base, answer))
  return session.put({ what, request, read, firstContact: true, wakesForMs }, session.patience)
}

/** The account behind the API key; throws `ServerError`. */
export function ownAccount(session: Session, patience?: Patience): Promise<Account> {
  const read = (json: unknown): Account => {
    const account = readAccount(json)
    requireSame('account', account.id, session.accountId ?? account.id)
    return account
  }
  return session.read("read the API key's account", '/api/v1/current-user', read, patience)
}

/** The project of a name or id, or undefined if there is none; throws `ServerError`. */
export function findProject(session: Session, nameOrId: string, patience?: Patience): Promise<Named | undefined> {
  const path = `/api/v1/projects/${encodeURIComponent(nameOrId)}`
  const parse = (json: unknown): Named => withNameOrId(readNamed(json), nameOrId)
  return find(session, { what: 'find the project', path, parse }, patience)
}

/** Names of all projects that the account may see; throws `ServerError`. */
export function projectNames(session: Session): Promise<readonly string[]> {
  return list(session, { what: 'list the projects', path: '/api/v1/projects', parse: nameOf })
}

/** The error for a stack that isn't there, with near names: `where` it was named, and a `hint` on what else to do. Throws `ServerError`. */
export async function missingStack(session: Session, name: string, where: string, hint: string): Promise<InputError> {
  const names = await stackNames(session)
  return new InputError(`There is no stack '${oneLine(name, 80)}' on the server, or the account may not see it`, {
    where,
    remedy: `${suggest(name, names, 'stacks')} ${hint}`
  })
}

/** The stack of a name or id, or undefined; names match exactly. Throws `ServerError`. */
export async function findStack(session: Session, nameOrId: string, patience?: Patience): Promise<Named | undefined> {
  const what = 'find the stack'
  const path = '/api/v1/stacks'
  if (isUuid(nameOrId)) {
    const parse = (json: unknown): Named => withId(readNamed(json), nameOrId)
    const stack = await find(session, { what, path: `${path}/${nameOrId}`, parse }, patience)
    if (stack !== undefined) return stack
  }

  // `equals:` keeps a name like `contains:prod` from being read as an operator of the server's filters.
  const query = { name: `equals:${nameOrId}` }
  const parse = (json: unknown): Named => withName(readNamed(json), nameOrId)
  const stacks = await list(session, { what, path, query, parse }, patience)
  return stacks.find(stack => stack.name === nameOrId)
}

/** Names of all stacks that the account may see; throws `ServerError`. */
export function stackNames(session: Session): Promise<readonly string[]> {
  return list(session, { what: 'list the stacks', path: '/api/v1/stacks', parse: nameOf })
}

/** The keys by which settings go of a stack's components; none if the stack is gone. Throws `ServerError`. */
export async function componentKeysOf(session: Session, stackId: string): Promise<readonly string[]> {
  const path = `/api/v1/stacks/${stackId}?hydrate=true`
  const parse = (json: unknown): readonly string[] => {
    withId(readNamed(json), stackId)
    return readComponentKeys(json)
  }
  return (await find(session, { what: 'read the stack', path, parse })) ?? []
}

/** Names of all pipelines of a project, given by its id; throws `ServerError`. */
export function pipelineNames(session: Session, project: string): Promise<readonly string[]> {
  return list(session, { what: 'list the pipelines', path: '/api/v1/pipelines', query: { project }, parse: nameOf })
}

function nameOf(json: unknown): string {
  return readNamed(json).name
}
