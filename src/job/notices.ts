import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { atMost } from '../world/clock.ts'
import type { ConnectedJob } from './job.ts'
import { noticeOldKey } from './key-age.ts'

/** The job as far as notices need it. */
export type NoticeJob = Pick<ConnectedJob, 'connection' | 'environment' | 'inputs' | 'invocation' | 'report' | 'world'>

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
