import { readWaitCondition, type WaitCondition } from './entities.ts'
import { requireSame } from './fit.ts'
import type { HttpAnswer } from './http.ts'
import type { Patience } from './question.ts'
import { find, jsonHeaders, withQuery } from './requests.ts'
import { itemsOf } from './schema.ts'
import type { Session } from './session.ts'

const conditionsPath = '/api/v1/run_wait_conditions'

/**
 * The questions of a run to a person that are open; an older server has none. An answer without any has 61 bytes (measured
 * on 0.98.0). Throws `ServerError`.
 */
export async function openQuestions(
  session: Session,
  project: string,
  runId: string,
  patience: Patience
): Promise<readonly WaitCondition[]> {
  const path = withQuery(conditionsPath, { project, pipeline_run: runId, status: 'pending', hydrate: 'true' })
  const parseOne = (item: unknown): WaitCondition => {
    const condition = readWaitCondition(item)
    requireSame('run', condition.runId, runId)
    return condition
  }
  const parse = (json: unknown) => itemsOf(json).map(parseOne)

  const found = await find(
    session,
    { what: 'read what the run waits for', path, parse, isAbsent: isMissingPath },
    patience
  )
  return (found ?? []).filter(({ status }) => status === 'pending')
}

/**
 * Answers a question of a run to a person with `abort`, which ends the run as stopped, also one that is `stopping`
 * already and would stay so for good (measured on 0.98.0); returns the answer, whatever it is. Throws `ServerError` if
 * there is none.
 */
export function abortQuestion(session: Session, questionId: string, patience: Patience): Promise<HttpAnswer> {
  const path = `${conditionsPath}/${questionId}/resolve`
  const request = { method: 'PUT', path, headers: jsonHeaders, body: JSON.stringify({ resolution: 'abort' }) } as const
  return session.ask("abort the run's question", request, patience)
}

/** Whether a server is too old for a path. */
function isMissingPath({ status }: HttpAnswer): boolean {
  return status === 404 || status === 405
}
