import { isSuccess } from '../zenml/status.ts'

/** How the step ended, as the output `conclusion`. */
export type Conclusion = 'success' | 'failure' | 'stopped' | 'cancelled' | 'timed-out' | 'skipped' | 'triggered'

/** The conclusion of a run that has ended, by itself or stopped by somebody; only a successful run is a success. */
export function conclude(status: string): Conclusion {
  if (isSuccess(status)) return 'success'
  return status === 'stopped' || status === 'cancelled' ? 'stopped' : 'failure'
}
