import type { CommandOutput } from '../command/command-output.ts'
import type { Followed } from '../follow/follow.ts'
import type { CommandQuestions } from './command-questions.ts'
import type { CommandRuns } from './command-runs.ts'
import { followOwnRun } from './follow-run.ts'
import type { ConnectedJob } from './job.ts'
import { runEnding } from './run-ending.ts'
import { TimeUp } from './timeout.ts'

/** What following the runs of a command goes by. */
interface Followable {
  readonly runs: CommandRuns
  readonly output: CommandOutput
  readonly questions: CommandQuestions
}

/** Follows every run of the command to its end; throws {@link TimeUp} at the deadline, and the reason of a cancel. */
export async function followAll(
  job: ConnectedJob,
  { output, questions, runs }: Followable
): Promise<{ readonly statuses: readonly string[]; readonly failures: readonly string[] }> {
  const { inputs, report, world } = job
  const failures: string[] = []
  for (const run of runs.own) {
    const followed = await followOwnRun(job, run, questions.handOver(run))
    runs.update(followed.run)
    report.publish({
      steps: [...(report.facts.steps ?? []), ...followed.steps],
      stepCount: (report.facts.stepCount ?? 0) + followed.stepCount,
      failures: [...(report.facts.failures ?? []), ...followed.failures],
      tails: [...(report.facts.tails ?? []), ...followed.tails]
    })
    hearFailures(output, followed, world.log.redact)

    world.cancel.throwIfAborted()
    if (followed.end === 'deadline') throw new TimeUp(inputs.timeoutMs)

    const { error } = runEnding(job, followed, runs.own.length > 1)
    if (error !== undefined) failures.push(error)
  }
  return { statuses: runs.own.map(({ status }) => status), failures }
}

/** What steps failed of may say what their command lacked. */
function hearFailures(output: CommandOutput, { failures }: Followed, redact: (text: string) => string): void {
  const said = failures.map(({ failure }) => redact(failure?.traceback ?? failure?.message ?? ''))
  for (const line of said.flatMap(text => text.split('\n'))) output.hear(line, 'step')
}
