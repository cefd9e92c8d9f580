import { oneLine } from '../text/foreign.ts'
import { at } from '../text/json.ts'
import { readStep, type Step } from './entities.ts'
import { requireSame } from './fit.ts'
import { itemsOf, pagesOf, SchemaError, totalOf } from './schema.ts'
import type { Patience, Session } from './session.ts'

/** Which steps are asked for: those of a run, in a project (its id), that changed in a second of the server or later. */
export interface StepsAsked {
  readonly project: string
  readonly runId: string
  /** `YYYY-MM-DDTHH:MM:SS` in UTC: the filter takes whole seconds alone (422 otherwise, measured on 0.98.0). */
  readonly since: string | undefined
  readonly page: number
  readonly size: number
}

/** One page of steps, those first that changed last, and how many pages and steps there are. */
export interface StepsPage {
  readonly items: readonly Step[]
  readonly pages: number
  readonly total: number
}

/**
 * The status of a run alone, 11 bytes instead of the run's 3,500 (measured on 0.98.0; the path exists since 0.84, source).
 * Nothing in it says which run it is about, so it is a hint: a reason to read the run itself, and never a fact.
 * Throws `ServerError`.
 */
export function statusHint(session: Session, runId: string, patience: Patience): Promise<string> {
  const read = (json: unknown): string => {
    if (typeof json !== 'string') throw new SchemaError("isn't a status: it is not a text")
    return oneLine(json, 60)
  }
  return session.read("read the run's status", `/api/v1/runs/${runId}/status`, read, patience)
}

/**
 * A page of the steps of a run, those first that changed last. A step that changes while the pages are read moves to the
 * first one, and others move back by one place: they may be read twice, but none is passed over. Throws `ServerError`.
 */
export function stepsPage(session: Session, asked: StepsAsked, patience: Patience): Promise<StepsPage> {
  const { page, project, runId, since, size } = asked
  const query = new URLSearchParams({
    project,
    pipeline_run_id: runId,
    ...(since === undefined ? {} : { updated: `gte:${since.replace('T', ' ')}` }),
    sort_by: 'desc:updated',
    page: String(page),
    size: String(size)
  })
  const read = (json: unknown): StepsPage => {
    requirePage(json, page)
    const items = itemsOf(json).map(item => stepOf(item, project, runId))
    return { items, pages: pagesOf(json), total: totalOf(json) ?? items.length }
  }
  return session.read('read the steps', `/api/v1/steps?${query}`, read, patience)
}

/** Throws {@link SchemaError} if an answer is another page of a list than was asked for. */
export function requirePage(json: unknown, page: number): void {
  const index = at(json, 'index')
  if (typeof index === 'number' && index !== page) throw new SchemaError(`is page ${index} of the list, not ${page}`)
}

/** A step of a run; throws {@link SchemaError} if the answer says that it is another's. */
export function stepOf(json: unknown, project: string, runId: string): Step {
  const step = readStep(json)
  requireSame('project', step.projectId, project)
  requireSame('run', step.runId, runId)
  return step
}
