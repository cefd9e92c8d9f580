import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { type ApiKey, readApiKey } from '../zenml/api-keys.ts'
import { keyIdOf } from '../zenml/token-owner.ts'
import type { ConnectedJob } from './job.ts'

/** Age from which on a key should be replaced, ms. */
const oldMs = 90 * 24 * 3_600_000

/** Writes a notice if the API key is old, with the command that rotates it; throws nothing. */
export async function noticeOldKey(
  { connection, inputs, world }: Pick<ConnectedJob, 'connection' | 'inputs' | 'world'>,
  signal: AbortSignal
): Promise<void> {
  const { account, session } = connection
  const keyId = keyIdOf(inputs.server.apiKey)
  if (keyId === undefined || !account.isServiceAccount) return
  try {
    const key = await readApiKey(session, account.id, keyId, { attempts: 1, signal })
    const ageMs = session.serverNow() - key.sinceMs
    if (ageMs > oldMs) world.log.notice(oldKey(key, account.name, ageMs))
  } catch (error) {
    if (!signal.aborted) world.log.debug(`Could not find out the age of the API key: ${oneLine(explain(error), 300)}`)
  }
}

function oldKey({ name }: ApiKey, account: string, ageMs: number): string {
  const days = Math.floor(ageMs / 86_400_000)
  const command = `zenml service-account api-key ${word(account, '<account>')} rotate ${word(name, '<key>')} --retain 60`
  return `api-key: The key '${oneLine(name, 80)}' of ${oneLine(account, 80)} is ${days} days old. Rotate it with '${command}', and put the new one into the secret; the old one stays valid for an hour.`
}

/** A name as a word of a command, or what stands for it if a shell or the client could read it in another way. */
function word(name: string, otherwise: string): string {
  return /^\w[\w.-]{0,119}$/.test(name) ? name : otherwise
}
