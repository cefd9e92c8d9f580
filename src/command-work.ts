import { conclude } from './conclusion.ts'
import { ActionError, explain } from './errors.ts'
import { follow } from './follow/follow.ts'
import { isStopped, stopRun } from './follow/stop.ts'
import { type ConnectedJob, type ContactedJob, type Ending, TimeUp } from './job.ts'
import { shortToken, tokenMarginMs } from './short-token.ts'
import { foreignLine, oneLine } from './text.ts'
import { refuseReservedTag } from './trigger/configuration.ts'
import { codeTag, identify } from './trigger/identity.ts'
import { cleanCommit } from './worker/checkout.ts'
import { checkPassEnv } from './worker/command-environment.ts'
import { splitCommand } from './worker/command-line.ts'
import type { Connection as ClientConnection } from './worker/connection.ts'
import type { Installation } from './worker/installation.ts'
import { readZenmlVersion } from './worker/installation-plan.ts'
import { readRequirements } from './worker/requirements.ts'
import { installPackages, makeConfigFolder, runCommand, workerFolder, writeCaFile } from './worker/worker.ts'
import { WorkerRuns, type WorkerTags } from './worker-runs.ts'
import { openWorkspace } from './workspace-path.ts'
import type { Run } from './zenml/entities.ts'

/** A command whose client is installed; no credential has been used so far. */
export interface PreparedCommand {
  readonly words: readonly string[]
  readonly passEnv: readonly string[]
  /** Absolute path in which the command runs. */
  readonly folder: string
  /** Absolute path of this step's own temporary folder. */
  readonly temporary: string
  readonly installation: Installation
}

/** Checks the command and installs its client and requirements, before and without any credential. */
export async function prepareCommand(
  { contacted, inputs, world }: ContactedJob,
  command: string,
  timeUp: AbortSignal
): Promise<PreparedCommand> {
  const { clock, env, log } = world
  const words = splitCommand(command)
  for (const tag of inputs.tags) refuseReservedTag(tag, 'tags')
  const passEnv = checkPassEnv(inputs.passEnv, env, process.platform)
  const workspace = await openWorkspace(env['GITHUB_WORKSPACE'] || process.cwd(), inputs.workingDirectory, world.files)
  const requirements = await readRequirements(inputs.requirements, workspace, world.files)
  const zenmlVersion = readZenmlVersion(inputs.zenmlVersion, contacted.info.version)
  const temporary = temporaryFolder(env)
  log.startGroup("Installing the command's requirements")
  try {
    const installation = await installPackages({
      zenmlVersion,
      requirements,
      python: inputs.python,
      workingDirectory: workspace.folder,
      folder: temporary,
      runner: env,
      onLine: (_, line) => log.info(`│ ${foreignLine(line, 65_536)}`),
      signal: AbortSignal.any([world.cancel, timeUp]),
      clock,
      platform: process.platform
    })
    return { words, passEnv, folder: workspace.folder, temporary, installation }
  } finally {
    log.endGroup()
  }
}

/** A folder of this step's own below RUNNER_TEMP, absolute. */
export function temporaryFolder(env: ContactedJob['world']['env']): string {
  const temp = env['RUNNER_TEMP']
  if (temp !== undefined && temp !== '') return workerFolder(temp)
  throw new ActionError('The runner did not set RUNNER_TEMP', { where: 'RUNNER_TEMP' })
}

/** How the client of this job reaches the server, but for its credential. */
export async function clientConnection(
  { caPem, connection }: ConnectedJob,
  temporary: string
): Promise<Omit<ClientConnection, 'credential'>> {
  return {
    serverUrl: connection.client.session.access.base.href.replace(/\/+$/, ''),
    stackId: connection.stack.id,
    projectId: connection.project.id,
    configFolder: await makeConfigFolder(temporary),
    caFile: caPem === undefined ? undefined : await writeCaFile(temporary, caPem)
  }
}

/** Runs the command to its end, and follows the runs that it started to theirs. */
export async function runInWorker(job: ConnectedJob, prepared: PreparedCommand, timeUp: AbortSignal): Promise<Ending> {
  const { connection, inputs, invocation, report, world } = job
  const { log } = world
  const { zenmlVersion } = prepared.installation
  if (zenmlVersion !== null && zenmlVersion !== connection.info.version) {
    log.warning(
      `The command's ZenML is ${oneLine(zenmlVersion, 40)}, the server's is ${oneLine(connection.info.version, 40)}; set zenml-version to 'server'.`
    )
  }
  const commit = await cleanCommit(prepared.folder, world.env, world.cancel, world.clock)
  const proven = commit !== undefined && commit === invocation.sha
  report.tell({ codeNote: codeNote(commit, invocation.sha) })
  if (inputs.dryRun) {
    log.info(`Dry run: would run ${oneLine(prepared.words.join(' '), 500)} on stack ${connection.stack.name}.`)
    report.tell({ dryRun: true })
    return { conclusion: 'skipped' }
  }
  const token = await shortToken(connection.client, inputs.timeoutMs + tokenMarginMs)
  const reach = await clientConnection(job, prepared.temporary)
  const runs = await WorkerRuns.begin(job, workerTags(job, proven))
  const stop = new AbortController()
  const over = AbortSignal.any([world.cancel, timeUp, stop.signal])
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
      onStart: group => runs.save({ processGroup: group }),
      signal: stopFirst(job, runs, over),
      graceMs: commandGraceMs,
      clock: world.clock
    })
    over.throwIfAborted()
    await runs.settle()
    return await endings(job, runs, end)
  } catch (error) {
    const left = await stopAll(job, runs)
    if (world.cancel.aborted) return { conclusion: 'cancelled', error: `The job was cancelled. ${left}`.trim() }
    if (error instanceof TimeUp) return { conclusion: 'timed-out', error: `${explain(error)} ${left}`.trim() }
    return { conclusion: 'failure', error: `${explain(error)} ${left}`.trim() }
  }
}

/** The tags of this step's runs; the lineage tag tells them from those of other steps, and of other attempts. */
function workerTags({ environment, inputs, invocation }: ConnectedJob, proven: boolean): WorkerTags {
  const { lineageTag, tags } = identify(invocation, environment.name, 'command', {
    command: inputs.work,
    attempt: invocation.attempt
  })
  return { lineage: lineageTag, all: [...inputs.tags, ...tags, ...(proven ? [codeTag(invocation.sha)] : [])] }
}

/** Time that an ended command gets to tidy up, ms: with the stop before it, all has to fit into the 5 s after a cancel. */
const commandGraceMs = 2_500
/** Time that the server gets to take a stop before the command itself is ended, ms. */
const stopFirstMs = 800

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

async function endings(
  job: ConnectedJob,
  runs: WorkerRuns,
  end: { readonly code: number | null; readonly signal: string | null }
): Promise<Ending> {
  const { report, until, world } = job
  const faults: string[] = []
  for (const run of runs.own) {
    const followed = await follow(job.connection, run, { signal: world.cancel, until })
    runs.update(followed.run)
    report.tell({
      steps: [...(report.facts.steps ?? []), ...followed.steps],
      failures: [...(report.facts.failures ?? []), ...followed.failures]
    })
    world.cancel.throwIfAborted()
    if (followed.end === 'deadline') throw new TimeUp(job.inputs.timeoutMs)
    if (conclude(followed.run.status) !== 'success')
      faults.push(`The run ${oneLine(run.name, 200)} ended as ${oneLine(followed.run.status, 60)}.`)
  }
  const unnamed = await runs.unnamed()
  runs.save({ settled: true })
  for (const run of unnamed) faults.push(unnamedFault(run, runs))
  if (end.code !== 0)
    faults.unshift(`The command ended with ${end.code === null ? `signal ${end.signal}` : `exit code ${end.code}`}.`)
  if (faults.length === 0 && runs.own.length === 0) {
    faults.push(
      "The command started no pipeline run that the server knows of (it looks for the run's address in the command's output)."
    )
  }
  if (faults.length === 0) return { conclusion: 'success' }
  const statuses = runs.own.map(({ status }) => conclude(status))
  // Stopped by somebody, and nothing else is wrong.
  const stopped =
    end.code === 0 &&
    unnamed.length === 0 &&
    statuses.includes('stopped') &&
    statuses.every(one => one === 'success' || one === 'stopped')
  return { conclusion: stopped ? 'stopped' : 'failure', error: faults.join(' ') }
}

/** A run that the command did not name may be anybody's who uses the account, so it is told but not stopped. */
function unnamedFault(run: Run, runs: WorkerRuns): string {
  const name = oneLine(run.name, 200)
  const there = `${oneLine(run.status, 60)} on stack ${oneLine(run.stack?.name ?? 'unknown', 80)}`
  return `The account also started the run ${name} (${there}), which the command's output does not name, so it can't be judged: let the command print what ZenML's client says, and give each workflow a service account of its own. ${runs.addressOf(run)}`
}

/** Bounds of stopping what is still active once the command has been ended, ms. */
const leftoverStopLimits = { forMs: 1_000, everyMs: 300 }

/** Tells the server to stop what the command started; settled only where nothing is left in doubt. */
async function stopAll({ connection, inputs }: ConnectedJob, runs: WorkerRuns): Promise<string> {
  if (inputs.leaveRunning) return 'Its runs go on, since leave-running is true.'
  const decided = await runs.decided(leftoverStopLimits.forMs)
  const results = await Promise.all(runs.own.map(({ id }) => stopRun(connection.client, id, leftoverStopLimits)))
  const links = runs.own.map(run => runs.addressOf(run)).join(' ')
  if (!decided || !results.every(isStopped)) {
    return `Not every run is known to be stopped; the post step goes on. ${links}`
  }
  runs.save({ settled: true })
  return results.includes('requested') ? `Its runs were told to stop. ${links}` : links
}

function codeNote(commit: string | undefined, sha: string): string {
  const short = (full: string): string => full.slice(0, 12)
  if (commit === undefined)
    return 'It is not known which commit the code in this worker is from: there is no clean git checkout.'
  return commit === sha
    ? `The code in this worker is this push's, ${short(sha)}.`
    : `The code in this worker is commit ${short(commit)}, not this push's ${short(sha)}.`
}
