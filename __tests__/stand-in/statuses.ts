// ZenML's ExecutionStatus as recorded from 0.98.0, written down again here: the model must not share the action's table.
const ends: Readonly<Record<string, 'success' | 'failure' | 'stopped'>> = {
  completed: 'success',
  cached: 'success',
  skipped: 'success',
  failed: 'failure',
  retried: 'failure',
  stopped: 'stopped',
  cancelled: 'stopped'
}

/** What a run of this status came to, or undefined where it goes on. */
export function fateOf(status: string): 'success' | 'failure' | 'stopped' | undefined {
  return ends[status]
}
