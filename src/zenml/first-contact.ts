import { oneLine } from '../text/foreign.ts'
import type { Access } from './access.ts'
import { serverInfo } from './catalogue.ts'
import type { ServerInfo } from './entities.ts'
import { ServerError } from './server-error.ts'
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
