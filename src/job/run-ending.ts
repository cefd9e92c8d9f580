import type { Followed } from '../follow/follow.ts'
import type { Outcome } from '../follow/observation.ts'
import { endingInQuestion } from '../follow/questions.ts'
import { exceptionWords } from '../follow/traceback.ts'
import { conclude } from '../report/conclusion.ts'
import { questionFacts, runFacts } from '../report/facts.ts'
import { oneLine } from '../text/foreign.ts'
import { formatDuration } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import type { Run } from '../zenml/entities.ts'
import { isFinished } from '../zenml/status.ts'
import type { ConnectedJob, Ending } from './job.ts'

/** Puts what is known of the only run into outputs and summary. */
export function publishRun(
  { connection, report }: Pick<ConnectedJob, 'connection' | 'report'>,
  { failures, question, run, stepCount, steps, tails }: Outcome & Partial<Pick<Followed, 'tails'>>
): void {
  report.publish({
    runs: [runFacts(run, connection)],
    steps,
    stepCount,
    failures,
    metadata: run.metadata,
    ...(tails === undefined ? {} : { tails }),
    // A run that has ended asks nobody any longer.
    questions:
      question === undefined || isFinished(run.status) ? [] : [questionFacts(question, connection.runUrl(run.id))]
  })
}

/** How a run was when the timeout (ms) came, as far as it could be known, in sentences. */
export function lastSeen({ question, run, trouble }: Followed, timeoutMs: number): string {
  const [status, waited] = [oneLine(run.status, 60), formatDuration(timeoutMs)]
  const asked = question && endingInQuestion(question)
  if (trouble === undefined) {
    const asks = asked === undefined ? '' : ` It waits for a person to answer ${asked}`
    return `The run is still ${status} after the timeout of ${waited}.${asks}`
  }

  const ago = formatDuration(trouble.unseenMs)
  const asks = asked === undefined ? '' : ` It waited for a person to answer ${asked}`
  return `Timed out after ${waited}; the run was last seen as ${status} ${ago} ago.${asks} Since then: ${trouble.problem}`
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
function causeOf(run: Run, failures: Outcome['failures']): string {
  // Siblings of a step that failed are stopped, which may be seen before.
  const failed = failures.filter(({ step }) => step.status === 'failed')
  const first = failed.find(({ failure }) => failure !== undefined) ?? failed[0] ?? failures[0]
  if (first !== undefined) {
    const exception = first.failure === undefined ? '' : `: ${sentence(exceptionWords(first.failure))}`
    return `: step ${oneLine(first.step.name, 120)} ${oneLine(first.step.status, 40)}${exception}`
  }
  if (run.failure !== undefined) return `: ${sentence(exceptionWords(run.failure))}`
  return run.statusReason === undefined ? '' : `: ${sentence(run.statusReason)}`
}

/** Without the end that the sentence around it has. */
function sentence(text: string, limit = 300): string {
  return oneLine(text, limit).replace(/\.$/, '')
}
