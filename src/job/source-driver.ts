import { join } from 'node:path'
import { type DriverMode, type DriverRequest, placeDriver, readDriverAnswer } from '../command/driver.ts'
import { ActionError, InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { JsonObject } from '../text/json.ts'
import { concludeCommand, sourceWords } from './command-ending.ts'
import type { ConnectedJob } from './job.ts'
import { type ClientSetup, type EndedProcess, type ProcessResult, runObserved } from './observed-process.ts'
import type { PreparedSource } from './source-preparation.ts'

/** A prepared source with the means to run ZenML's client on it. */
export interface SourceJob {
  readonly job: ConnectedJob
  readonly prepared: PreparedSource
  readonly setup: ClientSetup
  readonly timeUp: AbortSignal
}

/** What the driver is asked, beside the source. */
export type Asked = Omit<DriverRequest, 'checkout' | 'source'>

/** Runs the driver, and hands what is known of its end to `then`, with the path of its answer. */
export async function drive<T>(
  { job, prepared, setup, timeUp }: SourceJob,
  mode: DriverMode,
  asked: Asked,
  then: (ended: EndedProcess, answerFile: string) => Promise<T>
): Promise<ProcessResult<T>> {
  const folder = join(prepared.temporary, mode)
  const request = { ...asked, checkout: prepared.code.root, source: prepared.source }
  const { answerFile, words } = await placeDriver(folder, prepared.installation.python, mode, request)
  return runObserved(job, setup, { words, folder, code: prepared.code, saysOrigin: true }, timeUp, ended =>
    then(ended, answerFile)
  )
}

/** Asks the driver for something that starts no run: the step ends if it fails, or if a run was started anyway. */
export async function askDriver(
  sourceJob: SourceJob,
  mode: 'describe' | 'snapshot',
  asked: Asked
): Promise<ProcessResult<JsonObject>> {
  const { job } = sourceJob
  const result = await drive(sourceJob, mode, asked, async ({ end, output, runs, settled }, answerFile) => {
    const { places } = job.inputs
    const { error } = concludeCommand(end, [], [], settled.faults, output, sourceWords)
    if (error !== undefined && (end.code !== 0 || settled.faults.length > 0))
      throw new ActionError(error, { where: places.source })

    const [run] = runs.own
    if (run === undefined) return agreed(await readDriverAnswer(answerFile), places.source)
    throw new ActionError(`The module of the source started the run ${oneLine(run.name, 200)} while it was imported`, {
      where: places.source,
      remedy: "Call the pipeline only under if __name__ == '__main__'."
    })
  })
  if (result.kind === 'done') job.state.forgetCommand()
  return result
}

/** The driver's answer; throws {@link InputError} with its own words if the source doesn't name a pipeline. */
function agreed(answer: JsonObject, where: string): JsonObject {
  const { refusal } = answer
  if (typeof refusal !== 'string') return answer
  throw new InputError(oneLine(refusal, 500), {
    where,
    remedy:
      "Its root is the folder of 'zenml init' around working-directory, or else working-directory itself; name the pipeline from there, as 'zenml pipeline run' takes it."
  })
}
