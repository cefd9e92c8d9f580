import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { isBy, notGreenWords } from '../trigger/requirement-rules.ts'
import type { Run } from '../zenml/entities.ts'
import { verdictsOf } from '../zenml/runs.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { leftUndone } from './left-undone.ts'
import { requireGreen } from './requirement.ts'

/** Time for what is asked about a run that has ended, however little of the timeout is left, ms. */
const askedMs = 30_000

/** Whether only a run that counts may be promoted. */
function isConditional({ environment, inputs }: Pick<ConnectedJob, 'environment' | 'inputs'>): boolean {
  return environment.requires !== undefined && inputs.promote !== undefined
}

/**
 * With `requires`, throws {@link ActionError} unless a run that is to be promoted was made for this repository, in this
 * environment or the required one, by this key's account or the one whose runs count there, and says which commit its
 * code is from.
 */
export function requirePromotable(job: ConnectedJob, run: Run): void {
  const { connection, environment, inputs, invocation } = job
  if (!isConditional(job)) return

  const { account = connection.account.id, name = environment.name } = environment.requires ?? {}
  const isOurs = [connection.account.id, account].some(each => isBy(run, each))
  const isHere =
    run.extra?.repository === invocation.repository && [environment.name, name].includes(run.extra.environment ?? '')
  if (!isOurs || !isHere) {
    const maker = oneLine(run.serviceAccount ?? 'a person', 80)
    const place = oneLine(run.extra?.environment ?? 'no environment that it names', 80)
    const repository = oneLine(run.extra?.repository ?? 'no repository that it names', 200)
    throw new ActionError(
      `The run ${oneLine(run.name, 200)} was made by ${maker}, in ${place}, for ${repository}, so that it can't be promoted here`,
      {
        where: inputs.places.promote,
        remedy: `Give a run that this action made for ${oneLine(invocation.repository, 200)} in ${oneLine(name, 80)}, with the account whose runs count there.`
      }
    )
  }

  if (run.extra?.codeCommit !== undefined) return
  throw new ActionError(
    `The run ${oneLine(run.name, 200)} doesn't say which commit its code is from, so that it can't be promoted where ${oneLine(name, 80)} is required`,
    {
      where: inputs.places.promote,
      remedy:
        'Start it with source from a clean checkout, or from a snapshot with a code reference to the commit of its event.'
    }
  )
}

/**
 * How a followed run ends the step. With `requires` one that is to be promoted has to be completed with all its steps,
 * and its code green in the required environment. Throws what a cancel throws.
 */
export async function judgePromotable(job: ConnectedJob, run: Run, ending: Ending): Promise<Ending> {
  if (!isConditional(job) || ending.conclusion !== 'success') return ending

  const until = Math.max(job.until, job.world.clock.elapsed() + askedMs)
  try {
    const left = await leftUndone({ ...job, until }, run).catch((error: unknown) => {
      if (job.world.cancel.aborted) throw error
      return `it is not known whether its steps are done: ${explain(error).replace(/\.$/, '')}`
    })
    if (left !== undefined) {
      const error = `The run ${oneLine(run.name, 200)} calls itself completed, but ${left}.`
      return { conclusion: 'failure', error }
    }

    const refused = await refusedByChecks({ ...job, until }, run)
    if (refused !== undefined) return { conclusion: 'failure', error: refused }
    await requireGreen({ ...job, until }, { pipeline: run.pipelineName ?? '', code: codeOf(run) })
    return ending
  } catch (error) {
    if (job.world.cancel.aborted) throw error
    return { conclusion: 'failure', error: explain(error) }
  }
}

/**
 * What checks of the required environment say against a run, in a sentence; undefined if nothing. It is asked again: the
 * run as it was followed may be without its details, or older than what the checks said. Throws `ServerError`.
 */
async function refusedByChecks({ connection, environment, until, world }: ConnectedJob, run: Run) {
  const { name = '', overrides } = environment.requires ?? {}
  const patience = { attempts: 6, until, signal: world.cancel }
  const verdicts = await verdictsOf(connection.session, run.id, patience)

  const isChecked = overrides?.checks !== undefined && run.extra?.environment === name
  const words = notGreenWords({ ...run, verdicts }, { environment: name, isChecked })
  return words === undefined ? undefined : `The run ${oneLine(run.name, 200)} ${words} in ${oneLine(name, 80)}.`
}

/** The code that a run says it has, in its `extra`, which no other account can write. */
function codeOf({ extra, name }: Run): Parameters<typeof requireGreen>[1]['code'] {
  const note = `The run ${oneLine(name, 200)} does not say which commit its code is from.`
  if (extra?.codeCommit === undefined) return { note, proven: undefined }
  return { note, proven: { commit: extra.codeCommit, tree: extra.codeTree } }
}
