import { CommandOutput } from '../command/command-output.ts'
import { placeObserver } from '../command/observer.ts'
import { type CommandRequest, environmentOf, runCommand, withheldFrom } from '../command/run-command.ts'
import { showOutput } from '../process/shown-output.ts'
import type { ProcessEnd } from '../process/start-process.ts'
import type { ActionError } from '../text/errors.ts'
import { shortToken, tokenMarginMs } from '../zenml/short-token.ts'
import { clientConnection } from './client-access.ts'
import { cutShort } from './command-ending.ts'
import type { PreparedClient } from './command-preparation.ts'
import { CommandQuestions } from './command-questions.ts'
import { CommandRuns } from './command-runs.ts'
import { type Settled, settleRuns } from './command-settling.ts'
import { CommandStop } from './command-stop.ts'
import { commandGraceMs } from './command-stop-limits.ts'
import type { ConnectedJob, Ending } from './job.ts'
import type { CodeOrigin } from './proven-code.ts'
import { readBaseline } from './start-search.ts'
import { TimeUp } from './timeout.ts'

/** What all processes of ZenML's client in this job have in common. */
export type ClientSetup = Omit<CommandRequest, 'command' | 'observer' | 'onLine' | 'onStart' | 'signal'>

/** The environment and connection of ZenML's client in this job, with a short-lived token. Throws `ServerError`. */
export async function clientSetup(
  job: ConnectedJob,
  prepared: Omit<PreparedClient<unknown>, 'checkout'>
): Promise<ClientSetup> {
  const { connection, inputs, world } = job
  const token = await shortToken(connection.session, inputs.timeoutMs + tokenMarginMs)
  const reach = await clientConnection(job, prepared.temporary)

  return {
    workingDirectory: prepared.folder,
    installation: prepared.installation,
    connection: { ...reach, credential: { kind: 'token', token } },
    passEnv: prepared.passEnv,
    env: world.env,
    redact: world.log.redact,
    graceMs: commandGraceMs,
    clock: world.clock
  }
}

/** One process of ZenML's client. */
export interface AskedProcess {
  readonly words: readonly string[]
  /** Absolute path of a folder of the process's own, for what is observed of it. */
  readonly folder: string
  /** The code in this job. */
  readonly code: CodeOrigin
  /** Whether its runs are to say themselves where they came from, so that nothing is written to them afterwards. */
  readonly saysOrigin?: boolean
}

/** A process that ended by itself, and what is known of the runs that it started. */
export interface EndedProcess {
  readonly end: ProcessEnd
  readonly output: CommandOutput
  readonly runs: CommandRuns
  readonly questions: CommandQuestions
  readonly settled: Settled
}

/** What came of a process: what was made of its end, or how the step ends that was cut off before. */
export type ProcessResult<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'cut'; readonly ending: Ending }

/**
 * Runs a process of ZenML's client to its end, observed, and hands what is known to `then`. Whatever is cut off by a
 * cancel, the timeout or an error, in `then` too, has its runs stopped.
 */
export async function runObserved<T>(
  job: ConnectedJob,
  setup: ClientSetup,
  { code, folder, saysOrigin = false, words }: AskedProcess,
  timeUp: AbortSignal,
  then: (ended: EndedProcess) => Promise<T>
): Promise<ProcessResult<T>> {
  const [observer, baseline] = await Promise.all([placeObserver(folder), readBaseline(job.connection)])
  const request = { ...setup, command: words, observer }
  const command = { ...baseline, notesFile: observer.notesFile, printedIds: [] }
  const runs = new CommandRuns(job, { ...code, saysOrigin }, command, environmentOf(request))

  const fault = new AbortController()
  const over = AbortSignal.any([job.world.cancel, timeUp, fault.signal])
  const stop = new CommandStop(job, runs, over)

  const questions = new CommandQuestions(job, runs)
  const done = new AbortController()
  const asking = questions.watch(AbortSignal.any([over, done.signal]))
  try {
    over.throwIfAborted()
    const output = new CommandOutput(withheldFrom(request))
    const end = await runToEnd(job, runs, request, { output, stop, onFault: error => fault.abort(error) })
    const settled = await settleRuns(job, runs, over)
    const value = await then({ end, output, runs, questions, settled })
    job.state.save({ settled: job.inputs.leaveRunning || !settled.mayStart })
    stop.callOff()
    return { kind: 'done', value }
  } catch (error) {
    const cause: unknown = over.aborted ? over.reason : error
    // A run that is stopped has its question aborted.
    const waiting = cause instanceof TimeUp ? questions.waiting : []
    const left = await stop.finish()
    questions.publish()
    return {
      kind: 'cut',
      ending: cutShort(job.world.cancel, error, cause, `${questions.words(waiting)} ${left}`.trim())
    }
  } finally {
    done.abort()
    await asking
  }
}

/** Runs the process itself to its end, while its runs are taken up as they start. */
async function runToEnd(
  { world }: Pick<ConnectedJob, 'world'>,
  runs: CommandRuns,
  request: Omit<CommandRequest, 'onLine' | 'onStart' | 'signal'>,
  {
    onFault,
    output,
    stop
  }: {
    readonly output: CommandOutput
    readonly stop: CommandStop
    /** Hears of a run that is not where it should be. */
    readonly onFault: (fault: ActionError) => void
  }
): Promise<ProcessEnd> {
  const ended = new AbortController()
  const watching = runs.watch(ended.signal, fault => (fault === undefined ? stop.stopRuns() : onFault(fault)))
  const command = runCommand({
    ...request,
    onLine: (_, line) => {
      output.hear(showOutput(world.log, line))
      runs.hear(line)
    },
    onStart: group => runs.started(group),
    signal: stop.end
  })

  const end = await stop.waitFor(command).finally(() => ended.abort())
  stop.commandEnded()
  await watching
  return end
}
