import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Account } from '../zenml/entities.ts'
import { isSameId } from '../zenml/fit.ts'
import type { ConnectedJob } from './job.ts'

/** Throws {@link ActionError} unless the API key is one of the service account that the environment names, if it names one. */
export function requireAccount({
  connection: { account },
  environment: { account: wanted, name }
}: {
  readonly connection: { readonly account: Account }
  readonly environment: Pick<ConnectedJob['environment'], 'account' | 'name'>
}): void {
  if (wanted === undefined) return
  if (account.isServiceAccount && (account.name === wanted || isSameId(account.id, wanted))) return

  const kind = account.isServiceAccount ? 'the service account' : 'the user'
  throw new ActionError(
    `The API key belongs to ${kind} ${oneLine(account.name, 80)}, not to the service account ${oneLine(wanted, 80)}`,
    {
      where: `environments: ${oneLine(name, 80)}.account`,
      remedy: `Put the key of ${oneLine(wanted, 80)} into the secret that this job uses for ${oneLine(name, 80)}, or correct account.`
    }
  )
}
