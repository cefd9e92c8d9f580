import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { suggest } from '../text/suggest.ts'
import { Client } from './client.ts'
import type { Account, Named, ServerInfo } from './entities.ts'
import { runUrls } from './run-url.ts'
import { ServerError } from './server-error.ts'
import type { Access } from './session.ts'
import { Session } from './session.ts'

/** Oldest server whose API the action speaks: projects, stops and statuses are as they are since then. */
export const oldestVersion = '0.84'

/** Oldest server that can be asked to run a snapshot over its API. */
export const oldestSnapshotVersion = '0.90'

/**
 * How long a server may take to start when it is asked, ms: half of the time that there is, within these. Containers that
 * were scaled to nothing, with their database, take a minute or two.
 */
const [minWakeMs, maxWakeMs] = [20_000, 5 * 60_000]

/** A server that has answered, with nothing sent to it yet but the question who it is. */
export interface Contact {
  readonly access: Access
  readonly info: ServerInfo
}

/** A logged-in connection with the project and stack that the action works on. */
export interface Connection {
  readonly client: Client
  readonly info: ServerInfo
  readonly account: Account
  readonly project: Named
  readonly stack: Named
  /** Address of a run of the project in the dashboard. */
  runUrl(runId: string): string
}

/** Asks a server who it is, without any credential; throws {@link ServerError} where no supported ZenML answers. */
export async function contact(access: Access): Promise<Contact> {
  const session = new Session(access)
  const { patience } = session
  const leftMs = (patience.until ?? Number.POSITIVE_INFINITY) - access.clock.elapsed()
  const wakesForMs = Math.min(maxWakeMs, Math.max(minWakeMs, leftMs / 2))
  const info = await new Client(session).info({ ...patience, firstContact: true, wakesForMs })
  requireVersion(info, oldestVersion, access.base, `Upgrade the server to ${oldestVersion} or newer.`)
  return { access, info }
}

/** Throws {@link ServerError} with the remedy where a server is older than a version, written `major.minor`. */
export function requireVersion(info: ServerInfo, version: string, base: URL, remedy: string): void {
  const [major = 0, minor = 0] = info.version.split('.').map(Number)
  const [oldMajor = 0, oldMinor = 0] = version.split('.').map(Number)
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return
  throw new ServerError(`The server runs ZenML ${oneLine(info.version, 40)}, which is too old for this`, {
    where: base.origin,
    remedy
  })
}

/** Logs in with the API key and finds project and stack; throws with the names that are near where there is none. */
export async function connect(
  { access, info }: Contact,
  apiKey: string,
  wanted: { readonly project: string; readonly stack: string; readonly stackFrom: string }
): Promise<Connection> {
  const session = new Session(access, apiKey)
  await session.login()
  const client = new Client(session)
  const account = await client.account()
  if (!account.isServiceAccount) {
    access.log.warning(
      `The API key belongs to ${oneLine(account.name, 80)}, which is not a service account; give CI a service account of its own.`
    )
  }
  const project = await findProject(client, wanted.project)
  const stack = await findStack(client, wanted.stack, wanted.stackFrom)
  return { client, info, account, project, stack, runUrl: runUrls(info, access.base, project) }
}

async function findProject(client: Client, name: string): Promise<Named> {
  const project = await client.project(name)
  if (project !== undefined) return project
  const names = (await client.projects()).map(other => other.name)
  throw new InputError(`There is no project '${oneLine(name, 80)}' on the server, or the account may not see it`, {
    where: 'project',
    remedy: suggest(name, names, 'projects')
  })
}

async function findStack(client: Client, name: string, where: string): Promise<Named> {
  const stack = await client.stack(name)
  if (stack !== undefined) return stack
  const names = await client.stackNames()
  throw new InputError(`There is no stack '${oneLine(name, 80)}' on the server, or the account may not see it`, {
    where,
    remedy: `${suggest(name, names, 'stacks')} An environment can name its stack with 'stack: <name or id>'.`
  })
}
