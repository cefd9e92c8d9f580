import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { formatDuration } from '../world/clock.ts'
import type { Connection } from '../zenml/connect.ts'
import type { Run, Snapshot } from '../zenml/entities.ts'
import { readRun } from '../zenml/entities.ts'
import type { HttpAnswer } from '../zenml/http.ts'
import { NetworkError } from '../zenml/http.ts'
import { delayMs, parseRetryAfter } from '../zenml/retry.ts'
import { SchemaError } from '../zenml/schema.ts'
import { detailOf, refusal, ServerError } from '../zenml/server-error.ts'
import type { Patience } from '../zenml/session.ts'
import type { Identity } from './identity.ts'

/** One trigger: everything that the run it makes has to fit. */
export interface Trigger {
  readonly connection: Connection
  readonly snapshot: Snapshot
  readonly identity: Identity
  readonly configuration: Readonly<Record<string, unknown>>
  /** A random UUIDv4 of this trigger alone. */
  readonly idempotencyKey: string
  /** The server's time when the trigger began, ms since the epoch. */
  readonly startedMs: number
}

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
/** How far the clock behind the `Date` header, maybe a gateway's, may be ahead of the one that dates the runs, ms. */
const clockSlackMs = 10 * 60_000
/** Least time for looking whether an unclear request made a run, also after the deadline, ms. */
const lookUpMs = 10_000
/** Time between two such looks, ms. */
const lookUpEveryMs = 1_000

/**
 * Makes the server start the run, once: the run's name is unique in the project, so a repeated request can never make
 * a second one, and after every unclear answer the run is looked up by name before anything else.
 * Throws {@link ServerError} with the remedy for each refusal.
 */
export async function startRun(trigger: Trigger, limits: TriggerLimits): Promise<Run> {
  const { client } = trigger.connection
  const { clock, log, random } = client.access
  const left = () => limits.until - clock.elapsed()
  let unclear = 0
  let busy = 0
  let inDoubt = false
  for (let attempt = 1; ; attempt++) {
    limits.signal.throwIfAborted()
    if (left() <= 0) throw tooLate(client.access.base)
    limits.remember(true)
    const outcome = await tryOnce(trigger, limits)
    if (outcome.kind === 'made') return outcome.run
    inDoubt ||= ['unclear', 'exists', 'busy'].includes(outcome.kind)
    if (!inDoubt) limits.remember(false)
    if (outcome.kind === 'refused') throw outcome.error
    const known = outcome.kind === 'not-sent' ? undefined : await lookUp(trigger, limits)
    if (known !== undefined) {
      log.info(`The server has the run ${known.name} already; following it.`)
      return known
    }
    if (outcome.kind === 'exists') throw outcome.error
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
 * The run of this trigger's name. Before the deadline one look is enough, since the request can be repeated; after it
 * the run of a request that a slow server still works on is waited for.
 */
async function lookUp(trigger: Trigger, { signal, until }: TriggerLimits): Promise<Run | undefined> {
  const { clock } = trigger.connection.client.access
  const last = Math.max(until, clock.elapsed() + lookUpMs)
  for (;;) {
    const run = await findOwnRun(trigger, { signal, until: last })
    const now = clock.elapsed()
    if (run !== undefined || now + lookUpEveryMs < until || now + lookUpEveryMs >= last) return run
    await clock.sleep(lookUpEveryMs, signal)
  }
}

function tooLate(base: URL): ServerError {
  return new ServerError('There was no time left to start the run', {
    where: base.origin,
    remedy: 'Set a longer timeout; it counts from the beginning of the step.'
  })
}

/** The run of this trigger's name, if the server has it and it fits; throws where a foreign run has the name. */
export async function findOwnRun(
  trigger: Trigger,
  limits: Pick<Patience, 'signal' | 'until'>
): Promise<Run | undefined> {
  const { client, project } = trigger.connection
  // As patient as following: the run may be there, and nothing else is worth doing before that is known.
  const patience = { ...limits, attempts: Number.POSITIVE_INFINITY }
  const run = await client.runNamed(project.id, trigger.identity.runName, patience)
  if (run !== undefined) requireFit(run, trigger)
  return run
}

/** Throws unless a run is this trigger's own: same account, snapshot, stack, and made since the trigger began. */
export function requireFit(run: Run, trigger: Trigger): void {
  const misfits = [...placeMisfits(run, trigger)]
  if ((run.createdMs ?? 0) < trigger.startedMs - clockSlackMs) misfits.push('it is older than this trigger')
  if (misfits.length === 0) return
  throw new ActionError(
    `The run named ${oneLine(run.name, 200)} (${run.id}) is not this trigger's: ${misfits.join(', ')}`,
    {
      where: 'run',
      remedy: 'Look at that run in the dashboard; set run-name to a prefix of your own, then re-run the job.'
    }
  )
}

/** The run that this trigger made is not what was asked for; it is this trigger's all the same, and has to be stopped. */
export class MisplacedRun extends ActionError {
  readonly run: Run

  constructor(run: Run, why: string) {
    super(`The server started the run ${oneLine(run.name, 200)} (${run.id}), but ${why}`, {
      where: 'run',
      remedy:
        'Look at the run, its snapshot and its stack in the dashboard. Where this account started it, it is told to stop.'
    })
    this.run = run
  }
}

/** Throws {@link MisplacedRun} unless the run that the server says it just made is on the right stack, from the right snapshot. */
function requireMade(run: Run, trigger: Trigger): void {
  const misfits = [...placeMisfits(run, trigger)]
  if (run.name !== trigger.identity.runName) misfits.push('it has another name')
  if (misfits.length > 0) throw new MisplacedRun(run, misfits.join(', '))
}

function placeMisfits(run: Run, { connection, snapshot }: Trigger): readonly string[] {
  return [
    run.accountId === connection.account.id ? [] : ['another account started it'],
    run.projectId === connection.project.id ? [] : ['it is in another project'],
    run.stack?.id === connection.stack.id ? [] : [`it runs on stack ${oneLine(run.stack?.name ?? 'unknown', 80)}`],
    [run.sourceSnapshotId, run.snapshotId].includes(snapshot.id) ? [] : ['it comes from another snapshot']
  ].flat()
}

type Outcome =
  | { readonly kind: 'made'; readonly run: Run }
  | {
      readonly kind: 'refused' | 'exists' | 'not-sent' | 'unclear' | 'busy' | 'queue-full'
      readonly error: ServerError
      /** The wait that the server asked for, ms. */
      readonly retryAfterMs?: number
    }

async function tryOnce(trigger: Trigger, limits: TriggerLimits): Promise<Outcome> {
  const { client } = trigger.connection
  let answer: HttpAnswer
  try {
    answer = await client.startRun(trigger.snapshot.id, trigger.configuration, trigger.idempotencyKey, {
      attempts: 1,
      signal: limits.signal,
      // Not cut off at the deadline itself: a request that is under way may make the run all the same.
      until: limits.until + lookUpMs
    })
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    return brokenOutcome(error)
  }
  return answer.status === 200 ? madeOutcome(answer, trigger) : answeredOutcome(answer, trigger)
}

function brokenOutcome(error: ServerError): Outcome {
  const neverSent = error.cause instanceof NetworkError && !error.cause.maybeSent
  if (error.passing) return { kind: neverSent ? 'not-sent' : 'unclear', error }
  // The server has done what it was asked before it could send too much.
  return { kind: error.fault === 'too-large' ? 'unclear' : 'refused', error }
}

function madeOutcome(answer: HttpAnswer, trigger: Trigger): Outcome {
  try {
    const run = readRun(answer.json)
    requireMade(run, trigger)
    return { kind: 'made', run }
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error
    const unreadable = new ServerError('The server started something, but its answer is not a run', {
      where: trigger.connection.client.access.base.origin,
      status: 200,
      cause: error
    })
    return { kind: 'unclear', error: unreadable }
  }
}

function answeredOutcome(answer: HttpAnswer, trigger: Trigger): Outcome {
  const { session } = trigger.connection.client
  const { exception } = detailOf(answer)
  const isFull = answer.status === 429 && exception === 'MaxConcurrentTasksError'
  const remedy = isFull ? queueFullRemedy : remedyOf(answer.status)
  const error = refusal('start the run', session.access.base.origin, answer, remedy)
  const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], session.serverNow()) ?? 0
  if (answer.status === 409) return { kind: 'exists', error }
  if (isFull) return { kind: 'queue-full', error, retryAfterMs }
  // "Transaction in progress": an earlier request, whose answer was lost, is still at work.
  if (answer.status === 429) return { kind: 'busy', error, retryAfterMs }
  // Any other may be a gateway's word about a request that the server has got.
  return ownRefusals.includes(answer.status) ? { kind: 'refused', error } : { kind: 'unclear', error, retryAfterMs }
}

/** What ZenML answers instead of making a run, besides 409 and 429. */
const ownRefusals: readonly number[] = [400, 401, 402, 403, 404, 405, 413, 415, 422, 501]

const queueFullRemedy =
  "The server's run queue is full. Set a longer timeout, or let the server run more snapshots at once."

function remedyOf(status: number): string | undefined {
  switch (status) {
    case 400:
    case 422:
      return 'Correct config: the server does not take it for this snapshot.'
    case 402:
      return "Running snapshots needs a feature that the server's ZenML Pro plan does not include."
    case 403:
      return 'Give the service account a role that may run this snapshot and create runs.'
    case 404:
      return 'The snapshot was deleted meanwhile, or the server is older than 0.90 and has no snapshots; use command to run in this worker.'
    case 405:
      return 'This server can not run snapshots, since it has no workload manager; use command to run the pipeline in this worker.'
    case 409:
      return 'A run of this name exists, and it is not visible to this account.'
    default:
      return undefined
  }
}
