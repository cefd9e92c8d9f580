import type { Followed } from '../follow/follow.ts'
import type { Outcome } from '../follow/observation.ts'
import { conclude } from '../report/conclusion.ts'
import { runFacts } from '../report/facts.ts'
import { oneLine } from '../text/foreign.ts'
import { formatDuration } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import type { Run, StepFailure } from '../zenml/entities.ts'
import type { ConnectedJob, Ending } from './job.ts'

/** Puts what is known of the only run into outputs and summary. */
export function publishRun(
  { connection, report }: Pick<ConnectedJob, 'connection' | 'report'>,
  { failures, run, stepCount, steps }: Outcome
): void {
  report.publish({ runs: [runFacts(run, connection)], steps, stepCount, failures, metadata: run.metadata })
}

/** How a run was when the timeout (ms) came, as far as it could be known, in sentences. */
export function lastSeen({ run, trouble }: Followed, timeoutMs: number): string {
  const [status, waited] = [oneLine(run.status, 60), formatDuration(timeoutMs)]
  if (trouble === undefined) return `The run is still ${status} after the timeout of ${waited}.`
  const ago = formatDuration(trouble.unseenMs)
  return `Timed out after ${waited}; the run was last seen as ${status} ${ago} ago. Since then: ${trouble.problem}`
}

/** How a run ended, and why if it did not succeed; a success is logged here. One of many is named. */
export function runEnding(
  { connection, world }: Pick<ConnectedJob, 'connection'> & { readonly world: Pick<World, 'log'> },
  outcome: Outcome,
  isOneOfMany = false
): Ending {
  const { failures, run } = outcome
  const conclusion = conclude(run.status)
  const stack = `${oneLine(run.stack?.name ?? connection.stack.name, 80)}${isOneOfMany ? ` (${oneLine(run.name, 200)})` : ''}`
  const url = connection.runUrl(run.id)
  if (conclusion === 'success') {
    world.log.info(`The run succeeded on stack ${stack}: ${url}`)
    return { conclusion }
  }
  const cause = causeOf(run, failures)
  return { conclusion, error: `The run on stack ${stack} ended as ${oneLine(run.status, 60)}${cause}. ${url}` }
}

/** Why a run did not succeed, as far as the server knows: a step's exception, the run's own, or its status reason. */
function causeOf(run: Run, [first]: Outcome['failures']): string {
  if (first !== undefined) {
    const exception = first.failure === undefined ? '' : `: ${exceptionOf(first.failure)}`
    return `: step ${oneLine(first.step.name, 120)} ${oneLine(first.step.status, 40)}${exception}`
  }
  if (run.failure !== undefined) return `: ${exceptionOf(run.failure)}`
  return run.statusReason === undefined ? '' : `: ${sentence(run.statusReason)}`
}

/** An exception as Python prints it, `ValueError: no data`: the server's message has no type, its traceback has. */
function exceptionOf({ message, traceback = '' }: StepFailure): string {
  const at = traceback.lastIndexOf(`: ${message}`)
  const type = at < 0 ? undefined : /(?:^|\n)([A-Za-z_][\w.]*)$/.exec(traceback.slice(Math.max(0, at - 200), at))?.[1]
  return sentence(type === undefined ? message : `${type}: ${message}`)
}

/** Without the end that the sentence around it has. */
function sentence(text: string): string {
  return oneLine(text, 300).replace(/\.$/, '')
}
