import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { at } from '../text/json.ts'
import type { Trigger } from '../trigger/expected-run.ts'
import type { Run } from '../zenml/entities.ts'
import { provenanceKey } from '../zenml/run-extra.ts'
import { getRun } from '../zenml/runs.ts'
import type { ConnectedJob } from './job.ts'

/**
 * Throws {@link ActionError} if an earlier attempt's run is not of the code that was found to be green in the required
 * environment: it may have been started from another snapshot, before anything was required.
 */
export async function requireCheckedCode(
  { connection, environment, until, world }: Pick<ConnectedJob, 'connection' | 'environment' | 'until' | 'world'>,
  { id, name }: Run,
  { configuration }: Trigger
): Promise<void> {
  if (environment.requires === undefined) return
  const { extra } = await getRun(connection.session, id, { attempts: 6, until, signal: world.cancel }, true)
  const checked = at(configuration, 'extra', provenanceKey, 'code_commit')
  if (extra?.codeCommit !== undefined && extra.codeCommit === checked) return

  const required = oneLine(environment.requires.name, 80)
  throw new ActionError(
    `The earlier attempt's run ${oneLine(name, 200)} doesn't say that it has the code that was green in ${required}: ${connection.runUrl(id)}`,
    { where: 'on-rerun', remedy: "Stop it and re-run the job, or set on-rerun: 'new' to start another one beside it." }
  )
}
