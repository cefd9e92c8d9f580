import { formatDuration } from '../world/clock.ts'
import type { Run } from '../zenml/entities.ts'
import { type Patience, refusalsPassMs, shortPatience } from '../zenml/question.ts'
import { delayMs } from '../zenml/retry.ts'
import { runNamed } from '../zenml/runs.ts'
import { ServerError } from '../zenml/server-error.ts'
import { requireFit, type Trigger } from './expected-run.ts'
import { type StartOutcome, tryOnce } from './start-attempt.ts'

/** Bounds of the trigger. */
export interface TriggerLimits {
  readonly signal: AbortSignal
  /** Moment of `clock.elapsed()`, ms, after which nothing new is tried. */
  readonly until: number
  /**
   * Called with true before each request, and with false as soon as it is certain that none of them made a run: what
   * has to be remembered in case that this process is cut off.
   */
  readonly remember: (mayExist: boolean) => void
}

/** Tries after an answer that leaves open whether the run was made; waiting for a queue slot does not count. */
const maxUnclear = 6
/** Tries while the server says that an earlier request of this trigger is still at work: with its waits, about five minutes. */
const maxBusy = 30
/** Waits between two tries for a slot of the server's run queue, ms. */
const slotBackoff = { firstMs: 1_000, capMs: 10_000 }
/** Least time for looking whether an unclear request made a run, also after the deadline, ms. */
const lookUpMs = 10_000
/** How long a run that the server says exists may not be visible: replicas may lag, ms. */
const visibleAfterMs = 30_000
/** Time between two such looks, ms. */
const lookUpEveryMs = 1_000

/**
 * Makes the server start the run, once: the run's name is unique in the project, so a repeated request can never make
 * a second one, and after every unclear answer the run is looked up by name before anything else.
 * Throws {@link ServerError} with the remedy for each refusal.
 */
export async function startRun(trigger: Trigger, limits: TriggerLimits): Promise<Run> {
  const { session } = trigger.connection
  const { clock, log, random } = session.access
  const left = () => limits.until - clock.elapsed()

  let unclear = 0
  let busy = 0
  let inDoubt = false
  for (let attempt = 1; ; attempt++) {
    limits.signal.throwIfAborted()
    if (left() <= 0) throw tooLate(session.access.base)

    limits.remember(true)
    // Not cut off at the deadline itself: a request that is under way may make the run anyway.
    const outcome = await tryOnce(trigger, { signal: limits.signal, until: limits.until + lookUpMs })
    if (outcome.kind === 'made') return outcome.run

    inDoubt ||= ['unclear', 'exists', 'busy'].includes(outcome.kind)
    if (!inDoubt && outcome.kind !== 'refused') limits.remember(false)

    const known = await lookUp(trigger, limits, outcome)
    if (known !== undefined) {
      log.info(`The server already has the run ${known.name}; following it.`)
      return known
    }
    if (!inDoubt) limits.remember(false)

    if (outcome.kind === 'refused' || outcome.kind === 'exists') throw outcome.error
    const isWait = outcome.kind === 'queue-full' || outcome.kind === 'busy'
    if (outcome.kind === 'busy') busy++
    else if (!isWait) unclear++
    if (unclear >= maxUnclear || busy >= maxBusy || left() <= 0) throw outcome.error

    const wanted = delayMs(isWait ? attempt : unclear, random(), outcome.retryAfterMs, isWait ? slotBackoff : undefined)
    const wait = Math.min(wanted, left())
    const tries = isWait ? '' : ` (attempt ${unclear} of ${maxUnclear})`
    log.info(`${outcome.error.message}${tries}; trying again in ${formatDuration(wait)}.`)

    await clock.sleep(wait, limits.signal)
    if (left() <= 0) throw outcome.error
  }
}

/**
 * The run of this trigger's name, after an outcome that leaves open whether there is one. Before the deadline one look is
 * enough, since the request can be repeated; after it the run of a request that a slow server still works on is waited
 * for, and one that the server says exists for some seconds in any case.
 */
async function lookUp(
  trigger: Trigger,
  { signal, until }: TriggerLimits,
  { error, kind }: Exclude<StartOutcome, { kind: 'made' }>
): Promise<Run | undefined> {
  if (kind === 'not-sent') return undefined
  const { clock } = trigger.connection.session.access

  if (kind === 'refused')
    return lookUpRefused(trigger, { signal, until: Math.max(until, clock.elapsed() + lookUpMs) }, error)

  const visible = kind === 'exists' ? clock.elapsed() + visibleAfterMs : 0
  const last = Math.max(until, visible, clock.elapsed() + lookUpMs)
  for (;;) {
    const run = await findOwnRun(trigger, { signal, until: last })
    const next = clock.elapsed() + lookUpEveryMs
    if (run !== undefined || (next < until && next >= visible) || next >= last) return run
    await clock.sleep(lookUpEveryMs, signal)
  }
}

/** A refusal may be the answer to somebody else's request; it stands if the run can't be looked for either. */
async function lookUpRefused(
  trigger: Trigger,
  limits: { readonly signal: AbortSignal; readonly until: number },
  refusal: ServerError
): Promise<Run | undefined> {
  try {
    return await runOfName(trigger, { ...shortPatience, ...limits })
  } catch (error) {
    limits.signal.throwIfAborted()
    throw error instanceof ServerError ? refusal : error
  }
}

function tooLate(base: URL): ServerError {
  return new ServerError('There was no time left to start the run', {
    where: base.origin,
    remedy: 'Set a longer timeout; it counts from the beginning of the step.'
  })
}

/** The run of this trigger's name, if the server has it and it fits; throws if a foreign run has the name. */
export function findOwnRun(trigger: Trigger, limits: Pick<Patience, 'signal' | 'until'>): Promise<Run | undefined> {
  // As patient as following: the run may be there, and nothing else is worth doing before that is known.
  return runOfName(trigger, {
    ...limits,
    attempts: Number.POSITIVE_INFINITY,
    refusalsPassForMs: refusalsPassMs
  })
}

async function runOfName(trigger: Trigger, patience: Patience): Promise<Run | undefined> {
  const { project, session } = trigger.connection
  const run = await runNamed(session, project.id, trigger.identity.runName, patience)
  if (run !== undefined) await requireFit(run, trigger)
  return run
}
