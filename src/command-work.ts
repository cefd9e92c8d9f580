import { clientConnection } from './client-access.ts'
import { concludeCommand, unnamedFault } from './command-ending.ts'
import type { PreparedCommand } from './command-preparation.ts'
import { conclude } from './conclusion.ts'
import { explain } from './errors.ts'
import { follow } from './follow/follow.ts'
import { isSettled, stopRun } from './follow/stop.ts'
import { type ConnectedJob, type Ending, TimeUp } from './job.ts'
import { shortToken, tokenMarginMs } from './short-token.ts'
import { foreignLine, oneLine } from './text.ts'
import { judgeWorkerCode } from './trigger/code.ts'
import { codeTag, identify } from './trigger/identity.ts'
import { cleanCommit } from './worker/checkout.ts'
import { runCommand } from './worker/worker.ts'
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
    log.info(`Dry run: would run ${oneLine(prepared.words.join(' '), 500)} on stack ${connection.stack.name}.`)
    report.tell({ dryRun: true })
    return { conclusion: 'skipped' }
  }
  const token = await shortToken(connection.client, inputs.timeoutMs + tokenMarginMs)
  const reach = await clientConnection(job, prepared.temporary)
  const runs = await WorkerRuns.begin(job, workerTags(job, proven))
  const stop = new AbortController()
  const over = AbortSignal.any([interrupted, stop.signal])
  try {
    const end = await runCommand({
      command: prepared.words,
      workingDirectory: prepared.folder,
      installation: prepared.installation,
      connection: { ...reach, credential: { kind: 'token', token } },
      passEnv: prepared.passEnv,
      runner: world.env,
      platform: process.platform,
      onLine: (_, line) => log.info(`│ ${foreignLine(line, 65_536)}`),
      onRunId: id =>
        void runs.take(id).then(
          error => error !== undefined && stop.abort(error),
          (error: unknown) => stop.abort(error)
        ),
      onStart: group => runs.started(group),
      signal: stopFirst(job, runs, over),
      graceMs: commandGraceMs,
      clock: world.clock
    })
    await runs.settle(over)
    const { statuses, faults } = await followAll(job, runs)
    const unnamed = await runs.unnamed()
    state.save({ settled: true })
    for (const run of unnamed) faults.push(unnamedFault(run, connection.runUrl(run.id)))
    return concludeCommand(end, statuses, faults, unnamed.length > 0)
  } catch (error) {
    const left = await stopAll(job, runs)
    if (world.cancel.aborted) return { conclusion: 'cancelled', error: `The job was cancelled. ${left}`.trim() }
    if (error instanceof TimeUp) return { conclusion: 'timed-out', error: `${explain(error)} ${left}`.trim() }
    return { conclusion: 'failure', error: `${explain(error)} ${left}`.trim() }
  }
}

/** The tags of this step's runs; the lineage tag tells them from those of other steps, and of other attempts. */
function workerTags({ environment, inputs, invocation }: ConnectedJob, proven: boolean): WorkerTags {
  const { attempt, jobInstance, stepFile } = invocation
  const request = { command: inputs.work, attempt, jobInstance, stepFile }
  const { lineageTag, tags } = identify(invocation, environment.name, 'command', request)
  return { lineage: lineageTag, all: [...inputs.tags, ...tags, ...(proven ? [codeTag(invocation.sha)] : [])] }
}

/** Time that an ended command gets to tidy up, ms: with the stop before it, all has to fit into the 5 s after a cancel. */
const commandGraceMs = 2_500
/** Time that the server gets to take a stop before the command itself is ended, ms. */
const stopFirstMs = 800
/** Bounds of stopping what is still active once the command has been ended, ms. */
const leftoverStopLimits = { forMs: 1_000, everyMs: 300 }

/**
 * A signal that follows `over` once the server has been told to stop the runs: interrupted first, ZenML's client would
 * report its run as failed instead of stopped (measured on 0.98.0).
 */
function stopFirst({ connection, inputs }: ConnectedJob, runs: WorkerRuns, over: AbortSignal): AbortSignal {
  const end = new AbortController()
  const stop = async (): Promise<void> => {
    const asked = inputs.leaveRunning ? [] : runs.own
    const patience = { attempts: 1, signal: AbortSignal.timeout(stopFirstMs) }
    await Promise.allSettled(asked.map(({ id }) => connection.client.stopRun(id, patience)))
    end.abort(over.reason)
  }
  if (over.aborted) void stop()
  else over.addEventListener('abort', () => void stop(), { once: true })
  return end.signal
}

/** Follows every run of the command to its end; throws {@link TimeUp} at the deadline, and the reason of a cancel. */
async function followAll(
  { connection, inputs, report, until, world }: ConnectedJob,
  runs: WorkerRuns
): Promise<{ readonly statuses: readonly string[]; readonly faults: string[] }> {
  const faults: string[] = []
  for (const run of runs.own) {
    const followed = await follow(connection, run, { signal: world.cancel, until })
    runs.update(followed.run)
    report.tell({
      steps: [...(report.facts.steps ?? []), ...followed.steps],
      failures: [...(report.facts.failures ?? []), ...followed.failures]
    })
    world.cancel.throwIfAborted()
    if (followed.end === 'deadline') throw new TimeUp(inputs.timeoutMs)
    if (conclude(followed.run.status) !== 'success')
      faults.push(`The run ${oneLine(run.name, 200)} ended as ${oneLine(followed.run.status, 60)}.`)
  }
  return { statuses: runs.own.map(({ status }) => status), faults }
}

/**
 * Tells the server to stop what the command started. Post looks again in any case: the command may have started a run
 * that it had no time to name.
 */
async function stopAll({ connection, inputs, state }: ConnectedJob, runs: WorkerRuns): Promise<string> {
  if (inputs.leaveRunning) return 'Its runs go on, since leave-running is true.'
  if (!runs.wasStarted) {
    state.save({ settled: true })
    return ''
  }
  const results = await Promise.all(runs.own.map(({ id }) => stopRun(connection.client, id, leftoverStopLimits)))
  const links = runs.own.map(({ id }) => connection.runUrl(id)).join(' ')
  if (!runs.isDecided || !results.every(isSettled))
    return `Not every run is known to be stopped; the post step goes on. ${links}`
  return results.some(({ kind }) => kind === 'requested') ? `Its runs were told to stop. ${links}` : links
}
