import { CommandOutput } from '../command/command-output.ts'
import { type Observer, placeObserver } from '../command/observer.ts'
import { type CommandRequest, environmentOf, runCommand, withheldFrom } from '../command/run-command.ts'
import { type Followed, follow } from '../follow/follow.ts'
import { commandGraceMs } from '../follow/stop-limits.ts'
import type { Installation } from '../installation/install-packages.ts'
import { showOutput } from '../process/shown-output.ts'
import type { ProcessEnd } from '../process/start-process.ts'
import type { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { shortToken, tokenMarginMs } from '../zenml/short-token.ts'
import { clientConnection } from './client-access.ts'
import { concludeCommand, cutShort } from './command-ending.ts'
import type { PreparedCommand } from './command-preparation.ts'
import { CommandRuns } from './command-runs.ts'
import { settleRuns } from './command-settling.ts'
import { CommandStop } from './command-stop.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { promoteModel, promotionPlan } from './promote-model.ts'
import { type CodeOrigin, checkoutCode } from './proven-code.ts'
import { runEnding } from './run-ending.ts'
import { readBaseline } from './start-search.ts'
import { TimeUp } from './timeout.ts'

/** Runs the command to its end, and follows the runs that it started to theirs. */
export async function runInWorker(job: ConnectedJob, prepared: PreparedCommand, timeUp: AbortSignal): Promise<Ending> {
  warnOfOtherVersion(job, prepared.installation)
  const code = checkoutCode(job, prepared.checkout)
  if (job.inputs.dryRun) return planCommand(job, prepared, code)

  const observer = await placeObserver(prepared.temporary)
  const [request, baseline] = await Promise.all([requestOf(job, prepared, observer), readBaseline(job.connection)])
  const command = { ...baseline, notesFile: observer.notesFile, printedIds: [] }
  const runs = new CommandRuns(job, code, command, environmentOf(request))
  const ending = await perform(job, runs, request, AbortSignal.any([job.world.cancel, timeUp]))
  return promoteModel(job, ending, runs.own)
}

function warnOfOtherVersion(
  { connection, world }: Pick<ConnectedJob, 'connection' | 'world'>,
  { zenmlVersion }: Installation
): void {
  const { version } = connection.info
  if (zenmlVersion === null || zenmlVersion === version) return
  world.log.warning(
    `The command's ZenML is ${oneLine(zenmlVersion, 40)}, the server's is ${oneLine(version, 40)}; set zenml-version to 'server'.`
  )
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

/** What there is to know of a command before it starts. */
type Planned = Omit<CommandRequest, 'onLine' | 'onStart' | 'signal'>

async function requestOf(job: ConnectedJob, prepared: PreparedCommand, observer: Observer): Promise<Planned> {
  const { connection, inputs, world } = job
  const token = await shortToken(connection.session, inputs.timeoutMs + tokenMarginMs)
  const reach = await clientConnection(job, prepared.temporary)

  return {
    command: prepared.words,
    workingDirectory: prepared.folder,
    installation: prepared.installation,
    connection: { ...reach, credential: { kind: 'token', token } },
    observer,
    passEnv: prepared.passEnv,
    env: world.env,
    redact: world.log.redact,
    graceMs: commandGraceMs,
    clock: world.clock
  }
}

/** Runs the command and sees to its runs, until all have ended or `interrupted` aborts. */
async function perform(
  job: ConnectedJob,
  runs: CommandRuns,
  request: Planned,
  interrupted: AbortSignal
): Promise<Ending> {
  const fault = new AbortController()
  const over = AbortSignal.any([interrupted, fault.signal])
  const stop = new CommandStop(job, runs, over)

  try {
    over.throwIfAborted()
    const output = new CommandOutput(withheldFrom(request))
    const end = await runToEnd(job, runs, request, { output, stop, onFault: error => fault.abort(error) })
    const { faults, mayStart } = await settleRuns(job, runs, over)
    const { failures, statuses } = await followAll(job, runs, output)
    job.state.save({ settled: job.inputs.leaveRunning || !mayStart })
    stop.callOff()
    return concludeCommand(end, statuses, failures, faults, output)
  } catch (error) {
    return cutShort(job.world.cancel, error, over.aborted ? over.reason : error, await stop.finish())
  }
}

/** Runs the command itself to its end, while its runs are taken up as they start. */
async function runToEnd(
  { world }: Pick<ConnectedJob, 'world'>,
  runs: CommandRuns,
  request: Planned,
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

/** Follows every run of the command to its end; throws {@link TimeUp} at the deadline, and the reason of a cancel. */
async function followAll(
  job: ConnectedJob,
  runs: CommandRuns,
  output: CommandOutput
): Promise<{ readonly statuses: readonly string[]; readonly failures: readonly string[] }> {
  const { connection, inputs, report, until, world } = job
  const failures: string[] = []
  for (const run of runs.own) {
    const followed = await follow(connection, run, { signal: world.cancel, until })
    runs.update(followed.run)
    report.publish({
      steps: [...(report.facts.steps ?? []), ...followed.steps],
      stepCount: (report.facts.stepCount ?? 0) + followed.stepCount,
      failures: [...(report.facts.failures ?? []), ...followed.failures]
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
