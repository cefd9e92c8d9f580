import { isFinished, isSuccess } from '../zenml/status.ts'

/** How a step is shown: `waiting` is one that has not started, `retried` an attempt that another one follows. */
export type StepKind = 'done' | 'cached' | 'failed' | 'stopped' | 'retried' | 'active' | 'waiting'

/** The sign of each kind, in tables and in the graph. */
export const stepSigns: Readonly<Record<StepKind, string>> = {
  done: '✅',
  cached: '♻️',
  failed: '❌',
  stopped: '🛑',
  retried: '🔁',
  active: '⏳',
  waiting: '⚪'
}

/** How a step of a status is shown; undefined is the status of one that has not started. */
export function stepKind(status: string | undefined): StepKind {
  if (status === undefined) return 'waiting'
  if (status === 'cached' || status === 'retried') return status
  if (isSuccess(status)) return 'done'
  if (status === 'stopped' || status === 'cancelled') return 'stopped'
  return isFinished(status) ? 'failed' : 'active'
}
