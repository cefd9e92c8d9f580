import { follow } from '../follow/follow.ts'
import { explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { judgeWorkerCode } from '../trigger/code.ts'
import { codeTag, identify } from '../trigger/identity.ts'
import { cleanCommit } from '../worker/checkout.ts'
import { showOutput } from '../worker/shown-output.ts'
import { runCommand } from '../worker/worker.ts'
import { shortToken, tokenMarginMs } from '../zenml/short-token.ts'
import { clientConnection } from './client-access.ts'
import { CommandCut, commandGraceMs } from './command-cut.ts'
import { concludeCommand, unnamedFault } from './command-ending.ts'
import type { PreparedCommand } from './command-preparation.ts'
import { type ConnectedJob, type Ending, TimeUp } from './job.ts'
import { runEnding } from './run-ending.ts'
import { WorkerRuns, type WorkerTags } from './worker-runs.ts'

/** Runs the command to its end, and follows the runs that it started to theirs. */
export async function runInWorker(job: ConnectedJob, prepared: PreparedCommand, timeUp: AbortSignal): Promise<Ending> {
  const { connection, inputs, invocation, report, state, world } = job
  const { log } = world
  const { zenmlVersion } = prepared.installation
  if (zenmlVersion !== null && zenmlVersion !== connection.info.version) {
    log.warning(
      `The command's ZenML is ${oneLine(zenmlVersion, 40)}, the server's is ${oneLine(connection.info.version, 40)}; set zenml-version to 'server'.`
    )
  }
  const interrupted = AbortSignal.any([world.cancel, timeUp])
  const commit = await cleanCommit(prepared.folder, world.env, interrupted, world.clock)
  const { note, proven } = judgeWorkerCode(commit, invocation.sha)
  report.tell({ codeNote: note })
  if (inputs.dryRun) {
    const command = prepared.words.join(' ')
    log.info(`Dry run: would run ${oneLine(command, 500)} on stack ${connection.stack.name}.`)
    report.tell({ dryRun: true, plan: `${command} on stack ${connection.stack.name}` })
    return { conclusion: 'skipped' }
  }
  const token = await shortToken(connection.client, inputs.timeoutMs + tokenMarginMs)
  const reach = await clientConnection(job, prepared.temporary)
  const runs = await WorkerRuns.begin(job, workerTags(job, proven))
  const stop = new AbortController()
  const over = AbortSignal.any([interrupted, stop.signal])
  const cut = new CommandCut(job, runs, over)
  try {
    over.throwIfAborted()
    const command = runCommand({
      command: prepared.words,
      workingDirectory: prepared.folder,
      installation: prepared.installation,
      connection: { ...reach, credential: { kind: 'token', token } },
      passEnv: prepared.passEnv,
      runner: world.env,
      platform: process.platform,
      onLine: (_, line) => showOutput(log, line),
      redact: log.redact,
      onRunId: id =>
        void runs.take(id).then(
          error => (error === undefined ? cut.stopRuns() : stop.abort(error)),
          (error: unknown) => stop.abort(error)
        ),
      onStart: group => runs.started(group),
      signal: cut.end,
      graceMs: commandGraceMs,
      clock: world.clock
    })
    const end = await cut.waitFor(command)
    cut.commandEnded()
    await runs.settle(over)
    const { statuses, faults } = await followAll(job, runs)
    const unnamed = await runs.unnamed()
    state.save({ settled: true })
    for (const run of unnamed) faults.push(unnamedFault(run, connection.runUrl(run.id)))
    return concludeCommand(end, statuses, faults, unnamed.length > 0)
  } catch (error) {
    const cause: unknown = over.aborted ? over.reason : error
    const left = await cut.finish()
    // Post looks again in any case: the command may have started a run that it had no time to name.
    if (!runs.wasStarted) state.save({ settled: true })
    if (world.cancel.aborted) return { conclusion: 'cancelled', error: `The job was cancelled. ${left}`.trim() }
    const isSame = error === cause || (error instanceof TimeUp && cause instanceof TimeUp)
    const told = [explain(cause), ...(isSame ? [] : [explain(error)]), left].join(' ').trim()
    return { conclusion: cause instanceof TimeUp ? 'timed-out' : 'failure', error: told }
  }
}

/** The tags of this step's runs; the lineage tag tells them from those of other steps, and of other attempts. */
function workerTags({ environment, inputs, invocation }: ConnectedJob, proven: boolean): WorkerTags {
  const { attempt, jobInstance, stepFile } = invocation
  const request = { command: inputs.work, attempt, jobInstance, stepFile }
  const { lineageTag, tags } = identify(invocation, environment.name, 'command', request)
  return { lineage: lineageTag, all: [...inputs.tags, ...tags, ...(proven ? [codeTag(invocation.sha)] : [])] }
}

/** Follows every run of the command to its end; throws {@link TimeUp} at the deadline, and the reason of a cancel. */
async function followAll(
  job: ConnectedJob,
  runs: WorkerRuns
): Promise<{ readonly statuses: readonly string[]; readonly faults: string[] }> {
  const { connection, inputs, report, until, world } = job
  const faults: string[] = []
  for (const run of runs.own) {
    const followed = await follow(connection, run, { signal: world.cancel, until })
    runs.update(followed.run)
    report.tell({
      steps: [...(report.facts.steps ?? []), ...followed.steps],
      stepCount: (report.facts.stepCount ?? 0) + followed.stepCount,
      failures: [...(report.facts.failures ?? []), ...followed.failures]
    })
    world.cancel.throwIfAborted()
    if (followed.end === 'deadline') throw new TimeUp(inputs.timeoutMs)
    const { error } = runEnding(job, followed, runs.own.length > 1)
    if (error !== undefined) faults.push(error)
  }
  return { statuses: runs.own.map(({ status }) => status), faults }
}
