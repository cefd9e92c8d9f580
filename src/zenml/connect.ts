import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { suggest } from '../text/suggest.ts'
import { findProject, findStack, missingStack, ownAccount, projectNames } from './catalogue.ts'
import { type DashboardUrls, dashboardUrls } from './dashboard-urls.ts'
import type { Account, Named, ServerInfo, Snapshot } from './entities.ts'
import type { Contact } from './first-contact.ts'
import type { Patience } from './question.ts'
import { isUuid } from './schema.ts'
import { ServerError } from './server-error.ts'
import { Session } from './session.ts'
import { newestSnapshot, type SnapshotWish, snapshotWithId } from './snapshots.ts'

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
