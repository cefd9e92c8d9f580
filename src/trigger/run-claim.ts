import type { Log } from '../world/log.ts'
import type { Client } from '../zenml/client.ts'
import type { Run } from '../zenml/entities.ts'
import { saysGone } from '../zenml/server-error.ts'
import { isClaimedBy, reservedTagPrefix } from './identity.ts'

/** Projects at most in which runs that a command does not name are looked for. */
const maxProjects = 50

/** Time in which another job of the same account has tagged the run that it just started, ms. */
export const taggingMs = 2_000

/** What tells the runs of one command from all others. */
export interface CommandMark {
  /** Tag of the command's runs that no other step's runs have. */
  readonly lineageTag: string
  /**
   * Runs made before this time are older than the command, ms since the epoch. By the times of the server's own runs,
   * since the clock of its answers may be a gateway's and go differently.
   */
  readonly sinceMs: number
  /** Runs made since then that were there before the command began. */
  readonly earlierIds: readonly string[]
}

/**
 * Whose a run is, as far as can be told: `own` is claimed by the command's tags; `unclaimed` was made by the account
 * since the command began, and no step claims it; `other` is neither.
 */
export function claimOf(run: Run, accountId: string, mark: CommandMark): 'own' | 'unclaimed' | 'other' {
  const { earlierIds, lineageTag, sinceMs } = mark
  const isNew = run.createdMs !== undefined && run.createdMs >= sinceMs && !earlierIds.includes(run.id)
  if (run.accountId !== accountId || !isNew) return 'other'
  if (isClaimedBy(lineageTag, run)) return 'own'
  const lineages = run.tags.filter(tag => tag.startsWith(`${reservedTagPrefix}lineage=`))
  return lineages.some(lineage => isClaimedBy(lineage, run)) ? 'other' : 'unclaimed'
}

/** Runs of some projects that an account made since a time of the server (ms); one that was just deleted has none. */
export async function runsOfProjects(
  client: Client,
  projectIds: readonly string[],
  accountId: string,
  sinceMs: number
): Promise<readonly Run[]> {
  const found: Run[] = []
  for (const id of projectIds) found.push(...(await unlessGone(client.runsOfAccount(id, accountId, sinceMs), [])))
  return found
}

/** The answer about a project, or another one where somebody deleted the project a moment ago. */
export async function unlessGone<T>(question: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await question
  } catch (error) {
    if (saysGone(error)) return otherwise
    throw error
  }
}

/** Ids of the projects in which a command could start a run, its own first. */
export async function watchedProjects(client: Client, own: string, log: Log): Promise<readonly string[]> {
  const others = (await client.projects()).map(({ id }) => id).filter(id => id !== own)
  if (others.length >= maxProjects)
    log.info(
      `The account sees ${others.length + 1} projects; runs that are not named are looked for in ${maxProjects} of them.`
    )
  return [own, ...others].slice(0, maxProjects)
}
