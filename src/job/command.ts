import { warnOfOtherVersion } from '../installation/zenml-version.ts'
import { oneLine } from '../text/foreign.ts'
import { concludeCommand } from './command-ending.ts'
import { followAll } from './command-following.ts'
import type { PreparedCommand } from './command-preparation.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { finishRuns } from './judge-results.ts'
import { clientSetup, runObserved } from './observed-process.ts'
import { promotionPlan } from './promote-model.ts'
import { type CodeOrigin, checkoutCode } from './proven-code.ts'

/** Runs the command to its end, and follows the runs that it started to theirs. */
export async function runInWorker(job: ConnectedJob, prepared: PreparedCommand, timeUp: AbortSignal): Promise<Ending> {
  warnOfOtherVersion(job.world.log, prepared.installation.zenmlVersion, job.connection.info.version)
  const code = checkoutCode(job, prepared.checkout)
  if (job.inputs.dryRun) return planCommand(job, prepared, code)

  const setup = await clientSetup(job, prepared)
  const asked = { words: prepared.words, folder: prepared.temporary, code }
  const result = await runObserved(job, setup, asked, timeUp, async ended => {
    const { end, output, runs, settled } = ended
    const { failures, statuses } = await followAll(job, ended)
    return { ending: concludeCommand(end, statuses, failures, settled.faults, output), runs: runs.own }
  })
  return result.kind === 'cut' ? result.ending : finishRuns(job, result.value.ending, result.value.runs)
}

/** Says what a command would do, without doing it. */
function planCommand(
  { connection, inputs, report, world }: Pick<ConnectedJob, 'connection' | 'inputs' | 'report' | 'world'>,
  { words }: PreparedCommand,
  { note }: CodeOrigin
): Ending {
  const command = words.join(' ')
  const place = `on stack ${connection.stack.name}${promotionPlan(inputs)}`
  report.publish({ codeNote: note, dryRun: true, plan: `${command} ${place}` })
  world.log.info(`Dry run: would run ${oneLine(command, 500)} ${place}.`)
  return { conclusion: 'skipped' }
}
