import { optionalString } from '../text/json.ts'
import { type FailedStep, readNamed, readStep, readStepFailure, type Step, type StepFailure } from './entities.ts'
import { requireSame, withId } from './fit.ts'
import type { Patience } from './question.ts'
import { find, list, type Page, readPage, withQuery } from './requests.ts'
import { itemsOf, totalOf } from './schema.ts'
import type { Session } from './session.ts'

const stepsPath = '/api/v1/steps'

/** Which steps are asked for: those of a run, in a project (its id), that changed in a second of the server or later. */
export interface StepsAsked {
  readonly project: string
  readonly runId: string
  /** `YYYY-MM-DDTHH:MM:SS` in UTC: the filter takes whole seconds alone (422 otherwise, measured on 0.98.0). */
  readonly since: string | undefined
  readonly page: number
  readonly size: number
}

/**
 * A page of the steps of a run, those first that changed last. A step that changes while the pages are read moves to the
 * first one, and others move back by one place: they may be read twice, but none is passed over. Throws `ServerError`.
 */
export function stepsPage(session: Session, asked: StepsAsked, patience: Patience): Promise<Page<Step>> {
  const { page, project, runId, since, size } = asked
  const path = withQuery(stepsPath, {
    project,
    pipeline_run_id: runId,
    updated: since === undefined ? undefined : `gte:${since.replace('T', ' ')}`,
    sort_by: 'desc:updated',
    page: String(page),
    size: String(size)
  })

  const parse = (item: unknown): Step => stepOf(item, project, runId)
  return session.read('read the steps', path, json => readPage(json, page, parse), patience)
}

/** All steps of a run, in a project (its id); throws `ServerError`. */
export async function stepsOf(
  session: Session,
  project: string,
  runId: string,
  patience: Patience
): Promise<readonly Step[]> {
  const query = { project, pipeline_run_id: runId, sort_by: 'asc:created' }
  const parse = (item: unknown): Step => stepOf(item, project, runId)
  return list(session, { what: 'read the steps', path: stepsPath, query, parse }, patience)
}

/** The items of a list that were read, and how many the server has of them if those are not all. */
export interface Listed<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** The first 50 failed steps of a run, each with why it failed, and how many there are; throws `ServerError`. */
export function failedSteps(
  session: Session,
  project: string,
  runId: string,
  patience: Patience
): Promise<Listed<FailedStep>> {
  const status = 'failed'
  const filter = { project, pipeline_run_id: runId, status }
  const path = withQuery(stepsPath, { ...filter, sort_by: 'asc:created', hydrate: 'true', size: '50' })

  const read = (json: unknown): Listed<FailedStep> => {
    const all = itemsOf(json).map(item => ({ step: stepOf(item, project, runId), failure: readStepFailure(item) }))
    const items = all.filter(({ step }) => step.status === status)
    return { items, total: items.length < all.length ? items.length : (totalOf(json) ?? items.length) }
  }
  return session.read('read the failed steps', path, read, patience)
}

/** Why a step of a run failed, if the server knows an exception; throws `ServerError`. */
export function stepFailure(
  session: Session,
  runId: string,
  stepId: string,
  patience: Patience
): Promise<StepFailure | undefined> {
  const read = (json: unknown): StepFailure | undefined => {
    requireSame('run', withId(readStep(json), stepId).runId, runId)
    return readStepFailure(json)
  }
  return session.read('read why a step failed', `${stepsPath}/${stepId}?hydrate=true`, read, patience)
}

/** The id of the run that a step belongs to, or undefined if there is no such step; throws `ServerError`. */
export function runOfStep(session: Session, stepId: string, patience: Patience): Promise<string | undefined> {
  const path = `${stepsPath}/${stepId}?hydrate=true`
  const parse = (json: unknown): string | undefined => {
    withId(readNamed(json), stepId)
    return optionalString(json, 'metadata', 'pipeline_run_id')
  }
  return find(session, { what: 'read the step', path, parse }, patience)
}

/** A step of a run; throws `SchemaError` if the answer says that it is another's. */
function stepOf(json: unknown, project: string, runId: string): Step {
  const step = readStep(json)
  requireSame('project', step.projectId, project)
  requireSame('run', step.runId, runId)
  return step
}
