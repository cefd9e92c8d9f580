import type { Outcome } from '../follow/observation.ts'
import { conclude } from '../report/conclusion.ts'
import { oneLine } from '../text/foreign.ts'
import type { World } from '../world/world.ts'
import type { Run, StepFailure } from '../zenml/entities.ts'
import type { ConnectedJob, Ending } from './job.ts'

/** How a run ended, and why where it did not succeed; a success is told here. One of many is told by its name. */
export function runEnding(
  { connection, world }: Pick<ConnectedJob, 'connection'> & { readonly world: Pick<World, 'log'> },
  outcome: Outcome,
  isOneOfMany = false
): Ending {
  const { failures, run } = outcome
  const conclusion = conclude(run.status)
  const stack = `${oneLine(connection.stack.name, 80)}${isOneOfMany ? ` (${oneLine(run.name, 200)})` : ''}`
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
