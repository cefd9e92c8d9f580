// The statuses of ZenML's ExecutionStatus (0.98.0); older servers have fewer of them.
const successful = new Set(['completed', 'cached', 'skipped'])
const unsuccessful = new Set(['failed', 'stopped', 'cancelled', 'retried'])
const active = new Set([
  'initializing',
  'provisioning',
  'queued',
  'running',
  'paused',
  'resuming',
  'retrying',
  'stopping',
  'cancelling'
])

/** Whether a run or step of this status has ended for good; an unknown word is taken as still in progress. */
export function isFinished(status: string): boolean {
  return successful.has(status) || unsuccessful.has(status)
}

/** Whether a run or step of this status did what it was for. */
export function isSuccess(status: string): boolean {
  return successful.has(status)
}

/** Whether a run of this status has been asked to stop: it ends as stopped, unless it was about to end by itself. */
export function isStopping(status: string): boolean {
  return status === 'stopping' || status === 'cancelling'
}

/** Whether the status is a word that this action knows. */
export function isKnown(status: string): boolean {
  return isFinished(status) || active.has(status)
}
