import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { suggest } from '../text/suggest.ts'
import type { Access } from './access.ts'
import { findProject, findStack, missingStack, ownAccount, projectNames, serverInfo } from './catalogue.ts'
import { type DashboardUrls, dashboardUrls } from './dashboard-urls.ts'
import type { Account, Named, ServerInfo, Snapshot } from './entities.ts'
import type { Patience } from './question.ts'
import { isUuid } from './schema.ts'
import { ServerError } from './server-error.ts'
import { Session } from './session.ts'
import { newestSnapshot, type SnapshotWish, snapshotWithId } from './snapshots.ts'

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
export interface Connection extends DashboardUrls {
  readonly session: Session
  readonly info: ServerInfo
  readonly account: Account
  readonly project: Named
  readonly stack: Named
  /**
   * The snapshot that the server found by the names that are wanted, asked together with everything else; undefined if
   * none was wanted, or if the quick question came to nothing, whatever the reason. It has not been held against them.
   */
  readonly glimpsed: Snapshot | undefined
}

/** Asks a server who it is, without any credential; throws {@link ServerError} if no supported ZenML answers. */
export async function contact(access: Access): Promise<Contact> {
  const session = new Session(access)
  const leftMs = (session.patience.until ?? Number.POSITIVE_INFINITY) - access.clock.elapsed()
  const wakesForMs = Math.min(maxWakeMs, Math.max(minWakeMs, leftMs / 2))
  const info = await serverInfo(session, wakesForMs)
  requireVersion(info, oldestVersion, access.base, `Upgrade the server to ${oldestVersion} or newer.`)
  return { access, info }
}

/** Throws {@link ServerError} with the remedy if a server is older than a version, written `major.minor`. */
export function requireVersion(info: ServerInfo, version: string, base: URL, remedy: string): void {
  if (isAtLeast(info, version)) return
  throw new ServerError(`The server runs ZenML ${oneLine(info.version, 40)}, which is too old for this`, {
    where: base.origin,
    remedy
  })
}

/** Whether a server is of a version, written `major.minor`, or newer. */
export function isAtLeast(info: Pick<ServerInfo, 'version'>, version: string): boolean {
  const [major = 0, minor = 0] = info.version.split('.').map(Number)
  const [oldMajor = 0, oldMinor = 0] = version.split('.').map(Number)
  return major > oldMajor || (major === oldMajor && minor >= oldMinor)
}

/** What to connect to, by names or ids. */
export interface Wanted {
  readonly project: string
  readonly stack: string
  /** The place that names the stack, for error messages. */
  readonly stackFrom: string
  /** The snapshot that is to be run, unless nothing is started on the server. */
  readonly snapshot: SnapshotWish | undefined
}

/** Logs in with the API key and finds project and stack; throws with the names that are near if there is none. */
export async function connect({ access, info }: Contact, apiKey: string, wanted: Wanted): Promise<Connection> {
  const session = new Session(access, apiKey)
  await session.login()

  const found = await findAll(session, wanted)
  return { session, info, ...found, ...dashboardUrls(info, access.base, found.project) }
}

/** Asks for everything at once. The first failure in the order account, project, stack counts, and ends the others. */
async function findAll(
  session: Session,
  wanted: Wanted
): Promise<Pick<Connection, 'account' | 'project' | 'stack' | 'glimpsed'>> {
  const over = new AbortController()
  const { patience } = session
  const signal = AbortSignal.any([over.signal, ...(patience.signal === undefined ? [] : [patience.signal])])
  const asked = {
    account: ownAccount(session, { ...patience, signal }),
    project: findProject(session, wanted.project, { ...patience, signal }),
    stack: findStack(session, wanted.stack, { ...patience, signal }),
    glimpsed: glimpse(session, wanted, { ...patience, signal, attempts: 1 })
  }
  const settled = Promise.allSettled(Object.values(asked))

  try {
    const account = await asked.account
    warnOfPerson(session, account)
    const project = (await asked.project) ?? (await failProject(session, wanted.project))
    const stack = (await asked.stack) ?? (await failStack(session, wanted.stack, wanted.stackFrom))
    return { account, project, stack, glimpsed: await asked.glimpsed }
  } finally {
    over.abort()
    await settled
  }
}

/** A quick look for the snapshot, of which nothing depends on but time: there is a long way with all explanations. */
async function glimpse(
  session: Session,
  { project, snapshot: wish, stack }: Wanted,
  patience: Patience
): Promise<Snapshot | undefined> {
  if (wish === undefined) return undefined
  try {
    const { snapshot } = wish
    return snapshot !== undefined && isUuid(snapshot)
      ? await snapshotWithId(session, snapshot, patience)
      : await newestSnapshot(session, { ...wish, project, stack }, patience)
  } catch (error) {
    if (error instanceof ServerError) return undefined
    throw error
  }
}

function warnOfPerson({ access }: Session, { isServiceAccount, name }: Account): void {
  if (isServiceAccount) return
  access.log.warning(
    `The API key belongs to ${oneLine(name, 80)}, which is not a service account; give CI a service account of its own.`
  )
}

async function failProject(session: Session, name: string): Promise<never> {
  const names = await projectNames(session)
  throw new InputError(`There is no project '${oneLine(name, 80)}' on the server, or the account may not see it`, {
    where: 'project',
    remedy: suggest(name, names, 'projects')
  })
}

async function failStack(session: Session, name: string, where: string): Promise<never> {
  throw await missingStack(session, name, where, "An environment can name its stack with 'stack: <name or id>'.")
}
