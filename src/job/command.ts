import { CommandOutput } from '../command/command-output.ts'
import { placeObserver } from '../command/observer.ts'
import { type CommandRequest, environmentOf, runCommand, withheldFrom } from '../command/run-command.ts'
import { follow } from '../follow/follow.ts'
import { commandGraceMs } from '../follow/stop-limits.ts'
import { showOutput } from '../process/shown-output.ts'
import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { shortToken, tokenMarginMs } from '../zenml/short-token.ts'
import { clientConnection } from './client-access.ts'
import { concludeCommand } from './command-ending.ts'
import type { PreparedCommand } from './command-preparation.ts'
import { CommandRuns } from './command-runs.ts'
import { settleRuns } from './command-settling.ts'
import { CommandStop } from './command-stop.ts'
import { type ConnectedJob, type Ending, TimeUp } from './job.ts'
import { checkoutCode } from './proven-code.ts'
import { runEnding } from './run-ending.ts'

/** Runs the command to its end, and follows the runs that it started to theirs. */
export async function runInWorker(job: ConnectedJob, prepared: PreparedCommand, timeUp: AbortSignal): Promise<Ending> {
  const { connection, inputs, report, world } = job
  const { log } = world
  const { zenmlVersion } = prepared.installation
  if (zenmlVersion !== null && zenmlVersion !== connection.info.version) {
    log.warning(
      `The command's ZenML is ${oneLine(zenmlVersion, 40)}, the server's is ${oneLine(connection.info.version, 40)}; set zenml-version to 'server'.`
    )
  }

  const code = checkoutCode(job, prepared.checkout)
  if (inputs.dryRun) {
    const command = prepared.words.join(' ')
    report.tell({ codeNote: code.note })
    log.info(`Dry run: would run ${oneLine(command, 500)} on stack ${connection.stack.name}.`)
    report.tell({ dryRun: true, plan: `${command} on stack ${connection.stack.name}` })
    return { conclusion: 'skipped' }
  }

  const token = await shortToken(connection.client, inputs.timeoutMs + tokenMarginMs)
  const reach = await clientConnection(job, prepared.temporary)
  const observer = await placeObserver(prepared.temporary)
  const request = {
    command: prepared.words,
    workingDirectory: prepared.folder,
    installation: prepared.installation,
    connection: { ...reach, credential: { kind: 'token', token } },
    observer,
    passEnv: prepared.passEnv,
    env: world.env,
    redact: log.redact,
    graceMs: commandGraceMs,
    clock: world.clock
  } as const
  const runs = await CommandRuns.begin(job, code, observer.notesFile, environmentOf(request))
  return perform(job, runs, request, AbortSignal.any([world.cancel, timeUp]))
}

/** Runs the command and sees to its runs, until all have ended or `interrupted` aborts. */
async function perform(
  job: ConnectedJob,
  runs: CommandRuns,
  request: Omit<CommandRequest, 'onLine' | 'onStart' | 'signal'>,
  interrupted: AbortSignal
): Promise<Ending> {
  const { inputs, state, world } = job
  const fault = new AbortController()
  const over = AbortSignal.any([interrupted, fault.signal])
  const stop = new CommandStop(job, runs, over)
  const ended = new AbortController()
  const output = new CommandOutput(withheldFrom(request))
  try {
    over.throwIfAborted()
    const watching = runs.watch(ended.signal, error => (error === undefined ? stop.stopRuns() : fault.abort(error)))
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

    const { faults, mayStart } = await settleRuns(job, runs, over)
    const { failures, statuses } = await followAll(job, runs, output)
    state.save({ settled: inputs.leaveRunning || !mayStart })
    return concludeCommand(end, statuses, failures, faults, output)
  } catch (error) {
    const cause: unknown = over.aborted ? over.reason : error
    const left = await stop.finish()
    if (world.cancel.aborted) return { conclusion: 'cancelled', error: `The job was cancelled. ${left}`.trim() }

    const isSame = error === cause || (error instanceof TimeUp && cause instanceof TimeUp)
    const told = [explain(cause), ...(isSame ? [] : [explain(error)]), left].join(' ').trim()
    return { conclusion: cause instanceof TimeUp ? 'timed-out' : 'failure', error: told }
  }
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
    report.tell({
      steps: [...(report.facts.steps ?? []), ...followed.steps],
      stepCount: (report.facts.stepCount ?? 0) + followed.stepCount,
      failures: [...(report.facts.failures ?? []), ...followed.failures]
    })
    for (const { failure } of followed.failures) {
      const said = world.log.redact(failure?.traceback ?? failure?.message ?? '')
      for (const line of said.split('\n')) output.hear(line, 'step')
    }
    world.cancel.throwIfAborted()
    if (followed.end === 'deadline') throw new TimeUp(inputs.timeoutMs)

    const { error } = runEnding(job, followed, runs.own.length > 1)
    if (error !== undefined) failures.push(error)
  }
  return { statuses: runs.own.map(({ status }) => status), failures }
}
