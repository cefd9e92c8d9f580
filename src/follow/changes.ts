import { oneLine } from '../text/foreign.ts'
import { formatDuration } from '../world/clock.ts'
import type { Run, Step } from '../zenml/entities.ts'
import { isFinished, isKnown, isSuccess } from '../zenml/status.ts'

/** Steps of a run by id, in the order in which they were first seen. */
export type Steps = ReadonlyMap<string, Step>

/** What happened to a step between two looks. */
export interface StepChange {
  readonly step: Step
  /** One line for the log, safe to print. */
  readonly line: string
  readonly failed: boolean
}

/** The steps after a look that returned those in `changed`, and a line for each whose status is new. */
export function mergeSteps(
  before: Steps,
  changed: readonly Step[]
): { readonly steps: Steps; readonly changes: readonly StepChange[] } {
  const steps = new Map(before)
  const changes: StepChange[] = []
  for (const step of changed) {
    if (steps.get(step.id)?.status !== step.status) {
      changes.push({ step, line: stepLine(step), failed: hasFailed(step) })
    }
    steps.set(step.id, step)
  }
  return { steps, changes }
}

/** Whether a step did not do what it was for; an attempt that was retried has not failed, since another one follows it. */
function hasFailed({ status }: Step): boolean {
  return isFinished(status) && !isSuccess(status) && status !== 'retried'
}

/** The latest change time among steps, as the server wrote it; undefined if there is none. */
export function lastUpdate(steps: Steps): string | undefined {
  return [...steps.values()].reduce<string | undefined>(
    (latest, { updated }) => (updated !== undefined && (latest === undefined || updated > latest) ? updated : latest),
    undefined
  )
}

/** A line for the log if a run's status is new, or undefined. */
export function runLine(before: string | undefined, run: Run): string | undefined {
  if (before === run.status) return undefined
  const reason = run.statusReason === undefined ? '' : ` (${oneLine(run.statusReason, 300)})`
  const unknown = isKnown(run.status) ? '' : ' — a status this action does not know; taken as still in progress'
  return `Run: ${oneLine(run.status, 60)}${reason}${unknown}`
}

function stepLine(step: Step): string {
  const took =
    isFinished(step.status) && step.startMs !== undefined && step.endMs !== undefined
      ? ` in ${formatDuration(step.endMs - step.startMs)}`
      : ''
  return `Step ${oneLine(step.name, 120)}: ${oneLine(step.status, 60)}${took}`
}
