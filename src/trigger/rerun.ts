import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Run } from '../zenml/entities.ts'
import { runsNamedLike } from '../zenml/runs.ts'
import { isFinished, isStopping } from '../zenml/status.ts'
import type { Trigger } from './expected-run.ts'
import { attemptOf } from './run-identity.ts'

/** What to do about a run that an earlier attempt of this job started. */
export type RerunPolicy = 'auto' | 'attach' | 'new'

/** What a re-run does, and why, in a sentence for the log. */
export type RerunChoice =
  | { readonly kind: 'new'; readonly why: string }
  | { readonly kind: 'attach'; readonly run: Run; readonly why: string }
  /** The run is being stopped: a new one is to be started once it has ended. */
  | { readonly kind: 'replace'; readonly run: Run; readonly why: string }

/** How long the run of an earlier attempt gets to end once it is being stopped, ms. */
export const earlierRunStoppingMs = 120_000

/**
 * Chooses between an earlier attempt's run and a new one. Only runs of this account, pipeline and stack whose name has
 * this step's lineage count. Throws {@link ActionError} if several are active and none is the obvious one.
 */
export async function chooseOnRerun(trigger: Trigger, attempt: string, policy: RerunPolicy): Promise<RerunChoice> {
  if (Number(attempt) <= 1) return { kind: 'new', why: 'this is the first attempt of the workflow run' }
  if (policy === 'new') return { kind: 'new', why: 'on-rerun is new' }

  const { project, session } = trigger.connection
  const found = await runsNamedLike(session, project.id, trigger.identity.lineage)
  const earlier = found.filter(run => isEarlier(run, trigger, attempt))
  const active = earlier.filter(run => !isFinished(run.status))

  // If none is active, auto starts a new one, whichever was this step's.
  if (active.length > 0 || policy === 'attach') refuseTwins(earlier, trigger)
  if (active.length > 1) {
    throw new ActionError(
      `Several runs of earlier attempts are still active: ${active.map(run => oneLine(run.name, 200)).join(', ')}`,
      { where: 'on-rerun', remedy: "Stop all but one of them, or set on-rerun: 'new' to start another one." }
    )
  }

  const [running] = active
  if (running !== undefined && policy === 'auto' && isStopping(running.status))
    return { kind: 'replace', run: running, why: `${nameOf(running)} is being stopped` }
  if (running !== undefined) return attach(running, 'is still active')

  const [last] = earlier
  if (last === undefined) return { kind: 'new', why: 'no earlier attempt started a run' }
  if (policy === 'attach') return attach(last, 'has ended, and on-rerun is attach')
  return {
    kind: 'new',
    why: `${nameOf(last)} has ended (${oneLine(last.status, 40)})`
  }
}

/** Throws if one attempt started several runs: two steps look alike, and taking up the other's run could be a wrong green. */
function refuseTwins(earlier: readonly Run[], { identity }: Trigger): void {
  const attempts = earlier.map(({ name }) => attemptOf(name, identity))
  if (new Set(attempts).size === attempts.length) return

  const names = earlier.map(run => oneLine(run.name, 200)).join(', ')
  throw new ActionError(
    `Cannot tell which earlier run belongs to this step, since one attempt started several: ${names}`,
    {
      where: 'on-rerun',
      remedy:
        "Give steps that look alike to GitHub (a reusable workflow that is called twice, for one) a run-name each, or set on-rerun: 'new'."
    }
  )
}

function attach(run: Run, state: string): RerunChoice {
  return { kind: 'attach', run, why: `${nameOf(run)} ${state}` }
}

function nameOf(run: Run): string {
  return `the earlier attempt's run ${oneLine(run.name, 200)}`
}

/** Anybody may give a run such a name, so that account, stack and pipeline have to fit as well. */
function isEarlier(run: Run, trigger: Trigger, attempt: string): boolean {
  const { account, stack } = trigger.connection
  const its = attemptOf(run.name, trigger.identity)
  return (
    run.accountId === account.id &&
    run.stack?.id === stack.id &&
    run.pipelineName === trigger.snapshot.pipeline.name &&
    its !== undefined &&
    its < Number(attempt)
  )
}
