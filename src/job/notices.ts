import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { atMost } from '../world/clock.ts'
import { type ApiKey, readApiKey } from '../zenml/api-keys.ts'
import { keyIdOf } from '../zenml/token-owner.ts'
import type { ConnectedJob } from './job.ts'

/** The job as far as notices need it. */
export type NoticeJob = Pick<ConnectedJob, 'connection' | 'environment' | 'inputs' | 'invocation' | 'report' | 'world'>

/** Age from which on a key should be replaced, ms. */
const oldMs = 90 * 24 * 3_600_000
/** Time that the looks get once the work is done, ms. */
const graceMs = 3_000

/**
 * Does work, and looks at the set-up beside it as soon as a run is known: the age of the key, and the GitHub environment
 * if there is a token for that. What is found becomes a notice; what can't be found out changes nothing.
 */
export async function withNotices<T>(job: NoticeJob, work: () => Promise<T>): Promise<T> {
  const { report, world } = job
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, world.cancel])
  const looks = report.hasRun.then(() => Promise.all([noticeOldKey(job, signal), noticeMisfit(job, signal)]))

  try {
    return await work()
  } finally {
    if ((report.facts.runs ?? []).length > 0) await atMost(world.clock, graceMs, looks)
    over.abort('the step is over')
  }
}

async function noticeOldKey({ connection, inputs, world }: NoticeJob, signal: AbortSignal): Promise<void> {
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

async function noticeMisfit({ environment, inputs, invocation, world }: NoticeJob, signal: AbortSignal): Promise<void> {
  const { githubToken: token } = inputs
  if (token === undefined) return
  const { clock, env, log } = world
  try {
    const { findMisfits } = await import('./github-environment.ts')
    const access = { token, apiUrl: env['GITHUB_API_URL'] || undefined, repository: invocation.repository }
    const found = await findMisfits({ ...access, clock, signal }, environment)
    for (const sentence of found)
      log.notice(`environments: ${sentence} Compare it with the rules in the repository's settings.`)
  } catch (error) {
    const why = error instanceof ActionError ? explain(error) : String(error)
    if (!signal.aborted) log.debug(`Could not read the GitHub environment: ${oneLine(why, 300)}`)
  }
}
