import type { Run } from '../zenml/entities.ts'
import type { HttpAnswer } from '../zenml/http.ts'
import { NetworkError } from '../zenml/http.ts'
import type { Patience } from '../zenml/question.ts'
import { parseRetryAfter } from '../zenml/retry.ts'
import { detailOf, refusal, ServerError } from '../zenml/server-error.ts'
import { runSnapshot } from '../zenml/snapshots.ts'
import { requireMade, type Trigger } from './expected-run.ts'

/** What came of one request to start the run. */
export type StartOutcome =
  | { readonly kind: 'made'; readonly run: Run }
  | {
      readonly kind: 'refused' | 'exists' | 'not-sent' | 'unclear' | 'busy' | 'queue-full'
      readonly error: ServerError
      /** The wait that the server asked for, ms. */
      readonly retryAfterMs?: number
    }

/**
 * Asks the server once to start the run, by `until` (a moment of `clock.elapsed()`, ms). An answer about a run of another
 * name leaves it unclear whether it was made. Throws `MisplacedRun` if the run of this trigger's name is elsewhere
 * than was asked for, and what aborts `signal`.
 */
export async function tryOnce(trigger: Trigger, limits: Pick<Patience, 'signal' | 'until'>): Promise<StartOutcome> {
  const { configuration, connection, idempotencyKey, identity, snapshot } = trigger
  const request = { snapshotId: snapshot.id, runName: identity.runName, configuration, idempotencyKey }
  const patience = { attempts: 1, ...limits }

  let answer: Run | HttpAnswer
  try {
    answer = await runSnapshot(connection.session, request, patience)
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    return brokenOutcome(error)
  }

  if (!('id' in answer)) return answeredOutcome(answer, trigger)
  await requireMade(answer, trigger)
  return { kind: 'made', run: answer }
}

function brokenOutcome(error: ServerError): StartOutcome {
  const neverSent = error.cause instanceof NetworkError && !error.cause.maybeSent
  if (error.passing) return { kind: neverSent ? 'not-sent' : 'unclear', error }
  // The server has done what it was asked before it could send too much.
  return { kind: error.fault === 'too-large' ? 'unclear' : 'refused', error }
}

function answeredOutcome(answer: HttpAnswer, trigger: Trigger): StartOutcome {
  const { session } = trigger.connection
  const { exception } = detailOf(answer)
  const isFull = answer.status === 429 && exception === 'MaxConcurrentTasksError'
  const remedy = isFull ? queueFullRemedy : remedies[answer.status]
  const error = refusal('start the run', session.access.base.origin, answer, remedy)
  const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], session.serverNow()) ?? 0

  if (answer.status === 409) return { kind: 'exists', error }
  if (isFull) return { kind: 'queue-full', error, retryAfterMs }
  // "Transaction in progress": an earlier request, whose answer was lost, is still at work.
  if (answer.status === 429) return { kind: 'busy', error, retryAfterMs }
  // Any other may be a gateway's word about a request that the server has got.
  return ownRefusals.includes(answer.status) ? { kind: 'refused', error } : { kind: 'unclear', error, retryAfterMs }
}

/** What ZenML answers instead of making a run, apart from 409 and 429. */
const ownRefusals: readonly number[] = [400, 401, 402, 403, 404, 405, 413, 415, 422, 501]

const queueFullRemedy =
  "The server's run queue is full. Set a longer timeout, or let the server run more snapshots at once."

/** What to do about a refusal, by its status. */
const remedies: Readonly<Record<number, string>> = {
  400: 'Correct config: the server does not accept it for this snapshot.',
  422: 'Correct config: the server does not accept it for this snapshot.',
  402: "Running snapshots needs a feature that the server's ZenML Pro plan does not include.",
  403: 'Give the service account a role that may run this snapshot and create runs.',
  404: 'The snapshot has since been deleted, or the server is older than 0.90 and has no snapshots; use command to run in this job.',
  405: "This server can't run snapshots, since it has no workload manager; set command instead of pipeline, to run the pipeline in this job.",
  409: 'A run of this name exists, but this account cannot see it.'
}
