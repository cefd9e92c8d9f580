import { formatDuration } from './clock.ts'
import { conclude } from './conclusion.ts'
import { ActionError, explain } from './errors.ts'
import type { Followed } from './follow/follow.ts'
import { follow } from './follow/follow.ts'
import { cancelStopLimits, deadlineStopLimits, isStopped, stopRun } from './follow/stop.ts'
import type { ConnectedJob, Ending } from './job.ts'
import { type State, saveState } from './state.ts'
import { oneLine } from './text.ts'
import { checkConfiguration } from './trigger/config-schema.ts'
import { readConfiguration, refuseReservedTag } from './trigger/configuration.ts'
import { codeTag, identify } from './trigger/identity.ts'
import { chooseOnRerun } from './trigger/rerun.ts'
import { findOwnRun, MisplacedRun, startRun, type Trigger } from './trigger/server-side.ts'
import { findSnapshot, type SnapshotWish } from './trigger/snapshot.ts'
import type { Run, Snapshot } from './zenml/entities.ts'

/** Starts the pipeline on the server, or takes up the earlier attempt's run, and follows it to its end. */
export async function runPipeline(job: ConnectedJob, wish: SnapshotWish): Promise<Ending> {
  const trigger = await prepare(job, wish)
  const { inputs, world, report, connection } = job
  if (inputs.dryRun) {
    world.log.info(
      `Dry run: would start ${trigger.snapshot.name} on stack ${connection.stack.name} as ${trigger.identity.runName}.`
    )
    report.tell({ dryRun: true })
    return { conclusion: 'skipped' }
  }
  const state: State = { ...job.state, runName: trigger.identity.runName, snapshotId: trigger.snapshot.id }
  const run = await begin(job, trigger, state)
  const running = announce(job, run, state)
  if (!inputs.wait) {
    saveState(world.runner, { ...running, settled: true })
    return { conclusion: 'triggered' }
  }
  return watch(job, run, running.runUrl, running)
}

/** Tells log, outputs and state of the run before anything else can go wrong; returns what post has to know of it. */
function announce({ connection, report, world }: ConnectedJob, run: Run, state: State): State & { runUrl: string } {
  const runUrl = connection.runUrl(run.id)
  const running = { ...state, runIds: [run.id], runUrl }
  saveState(world.runner, running)
  report.tell({ triggered: true, runs: [{ id: run.id, name: run.name, status: run.status, url: runUrl }] })
  world.log.info(`Run ${oneLine(run.name, 255)}: ${runUrl}`)
  return running
}

/** Finds and checks everything that the trigger consists of, without changing anything on the server. */
async function prepare(job: ConnectedJob, wish: SnapshotWish): Promise<Trigger> {
  const { connection, environment, inputs, invocation, report, world } = job
  for (const tag of inputs.tags) refuseReservedTag(tag, 'tags')
  const snapshot = await findSnapshot(connection, wish)
  const workspace = world.env['GITHUB_WORKSPACE'] || process.cwd()
  const configuration = await readConfiguration(inputs.config, world.files, workspace)
  checkConfiguration(configuration, snapshot)
  const { note, proven } = judgeCode(snapshot, invocation.sha)
  report.tell({ snapshot, pipeline: snapshot.pipeline.name, codeNote: note })
  world.log.info(`Snapshot ${describe(snapshot, connection.client.session.serverNow())}`)
  world.log.info(note)
  const identity = identify(invocation, environment.name, inputs.runName ?? snapshot.pipeline.name, {
    server: connection.client.session.access.base.href,
    project: connection.project.id,
    stack: connection.stack.id,
    environment: environment.name,
    wish: { pipeline: wish.pipeline, snapshot: wish.snapshot },
    configuration,
    runName: inputs.runName
  })
  const own = [...identity.tags, ...(proven ? [codeTag(invocation.sha)] : [])]
  const configured = Array.isArray(configuration['tags']) ? (configuration['tags'] as unknown[]) : []
  return {
    connection,
    snapshot,
    identity,
    configuration: { ...configuration, run_name: identity.runName, tags: [...configured, ...inputs.tags, ...own] },
    idempotencyKey: world.uuid(),
    startedMs: job.state.startedMs
  }
}

async function begin(job: ConnectedJob, trigger: Trigger, state: State): Promise<Run> {
  const { inputs, invocation, until, world } = job
  const choice = await chooseOnRerun(trigger, invocation.attempt, inputs.onRerun)
  if (choice.kind === 'attach') {
    world.log.info(`Re-run: attaching to the earlier attempt's run, since ${choice.why}.`)
    return choice.run
  }
  if (choice.kind === 'replace') await awaitEnd(job, choice.run, choice.why)
  else if (Number(invocation.attempt) > 1) world.log.info(`Re-run: starting a new run, since ${choice.why}.`)
  let mayExist = false
  // Saved before each request: whatever happens to this process, post can find the run by its name.
  const remember = (value: boolean): void => {
    mayExist = value
    saveState(world.runner, { ...state, settled: state.settled || !mayExist })
  }
  try {
    return await startRun(trigger, { signal: world.cancel, until, remember })
  } catch (error) {
    if (world.cancel.aborted && mayExist) await stopUnseen(job, trigger, state)
    if (error instanceof MisplacedRun && error.run.accountId === state.accountId) {
      const running = announce(job, error.run, state)
      await stop(job, error.run.id, running, false)
    }
    throw error
  }
}

/** Waits until the earlier attempt's run has stopped, so that no two runs of this job are active side by side. */
async function awaitEnd({ connection, until, world }: ConnectedJob, run: Run, why: string): Promise<void> {
  world.log.info(
    `Re-run: waiting for a run to end and then starting a new one, since ${why}: ${connection.runUrl(run.id)}`
  )
  const followed = await follow(connection, run, { signal: world.cancel, until })
  world.cancel.throwIfAborted()
  if (followed.end === 'finished') return
  throw new ActionError(`The earlier attempt's run is still ${oneLine(followed.run.status, 60)}`, {
    where: 'on-rerun',
    remedy: `Look at it in the dashboard (${connection.runUrl(run.id)}); on-rerun: 'new' starts another one beside it.`
  })
}

/** On cancel in the middle of the request: the run may exist all the same. Post goes on where time runs out here. */
async function stopUnseen(job: ConnectedJob, trigger: Trigger, state: State): Promise<void> {
  const { connection, inputs, world } = job
  try {
    const run = await awaitOwnRun(trigger)
    if (run === undefined) return
    const running = announce(job, run, state)
    if (inputs.leaveRunning) return
    const result = await stopRun(connection.client, run.id, { forMs: 1_500, everyMs: 500 })
    saveState(world.runner, { ...running, settled: isStopped(result) })
  } catch (error) {
    world.log.info(`Could not look for the run: ${explain(error)} The post step will.`)
  }
}

/** The run of an unanswered request, as soon as the server shows it, within the time that a cancel leaves. */
async function awaitOwnRun(trigger: Trigger): Promise<Run | undefined> {
  const { clock } = trigger.connection.client.session.access
  const until = clock.elapsed() + 2_000
  for (;;) {
    const run = await findOwnRun(trigger, { until })
    if (run !== undefined || clock.elapsed() >= until) return run
    await clock.sleep(250)
  }
}

async function watch(job: ConnectedJob, run: Run, url: string, state: State): Promise<Ending> {
  const { connection, report, until, world } = job
  let followed: Followed
  try {
    followed = await follow(connection, run, { signal: world.cancel, until })
  } catch (error) {
    await stop(job, run.id, state, false)
    throw error
  }
  tell(report, followed, url)
  switch (followed.end) {
    case 'finished':
      saveState(world.runner, { ...state, settled: true })
      if (conclude(followed.run.status) === 'success')
        world.log.info(`The run succeeded on stack ${connection.stack.name}: ${url}`)
      return finished(followed, connection.stack.name, url)
    case 'cancelled': {
      const { text } = await stop(job, run.id, state, false)
      return { conclusion: 'cancelled', error: `The job was cancelled. ${text} ${url}` }
    }
    case 'deadline': {
      const { ended, text } = await stop(job, run.id, state, true)
      const late = ended ? await lastWord(job, run) : undefined
      if (late !== undefined) {
        tell(report, late, url)
        return finished(late, connection.stack.name, url)
      }
      const waited = formatDuration(job.inputs.timeoutMs)
      const status = `The run is still ${oneLine(followed.run.status, 60)} after the timeout of ${waited}.`
      return { conclusion: 'timed-out', error: `${status} ${text} ${url}` }
    }
  }
}

function tell(report: ConnectedJob['report'], { failures, run, steps }: Followed, url: string): void {
  report.tell({
    runs: [{ id: run.id, name: run.name, status: run.status, url }],
    steps,
    failures,
    metadata: run.metadata
  })
}

/** The fate of a run that had ended by itself when it was told to stop, be it that nobody could see it end before. */
async function lastWord({ connection, world }: ConnectedJob, run: Run): Promise<Followed | undefined> {
  const limits = { signal: world.cancel, until: world.clock.elapsed() }
  const followed = await follow(connection, run, limits).catch(() => undefined)
  if (followed?.end !== 'finished') return undefined
  // A stop whose answer was lost is no end of its own.
  return conclude(followed.run.status) === 'stopped' ? undefined : followed
}

function finished({ run, failures }: Followed, stack: string, url: string): Ending {
  const conclusion = conclude(run.status)
  if (conclusion === 'success') return { conclusion }
  return {
    conclusion,
    error: `The run on stack ${oneLine(stack, 80)} ended as ${oneLine(run.status, 60)}${cause(run, failures)}. ${url}`
  }
}

/** Why a run did not succeed, as far as the server knows: a step's exception, the run's own, or its status reason. */
function cause(run: Run, [first]: Followed['failures']): string {
  if (first !== undefined) {
    const message = first.failure === undefined ? '' : ` with ${oneLine(first.failure.message, 300)}`
    return `: step ${oneLine(first.step.name, 120)} ${oneLine(first.step.status, 40)}${message}`
  }
  const reason = run.failure?.message ?? run.statusReason
  return reason === undefined ? '' : `: ${oneLine(reason, 300)}`
}

/** Stops the run unless it is to be left running; says what came of it. */
async function stop(
  job: ConnectedJob,
  runId: string,
  state: State,
  patient: boolean
): Promise<{ readonly ended: boolean; readonly text: string }> {
  const { connection, inputs, world } = job
  if (inputs.leaveRunning) {
    saveState(world.runner, { ...state, settled: true })
    return { ended: false, text: 'The run goes on, since leave-running is true.' }
  }
  const limits = patient ? { ...deadlineStopLimits, signal: world.cancel } : cancelStopLimits
  const result = await stopRun(connection.client, runId, limits)
  const settled = isStopped(result)
  saveState(world.runner, { ...state, settled })
  if (result === 'ended') return { ended: true, text: 'The run had ended already.' }
  const text = settled ? 'The run was told to stop.' : 'The run could not be stopped yet; the post step tries again.'
  return { ended: false, text }
}

function describe(snapshot: Snapshot, now: number): string {
  const author = snapshot.author === undefined ? '' : ` by ${oneLine(snapshot.author, 80)}`
  const age =
    snapshot.createdMs === undefined ? '' : `, made ${formatDuration(Math.max(0, now - snapshot.createdMs))} ago`
  return `${oneLine(snapshot.name, 120)} of pipeline ${oneLine(snapshot.pipeline.name, 120)}${age}${author} (${snapshot.id})`
}

/** What is known about the code in a snapshot, and whether it is proven to be the commit that triggered. */
export function judgeCode(snapshot: Snapshot, triggerSha: string): { readonly note: string; readonly proven: boolean } {
  const short = (sha: string): string => oneLine(sha, 64).slice(0, 12)
  if (snapshot.codeCommit === undefined) {
    const note = `The snapshot does not say which commit its code is from: it runs the code it was made with, not necessarily this push's ${short(triggerSha)}.`
    return { note, proven: false }
  }
  if (snapshot.codeCommit.toLowerCase() === triggerSha.toLowerCase()) {
    return { note: `The snapshot holds this push's code, ${short(triggerSha)}.`, proven: true }
  }
  const note = `The snapshot holds the code of commit ${short(snapshot.codeCommit)}, not this push's ${short(triggerSha)}.`
  return { note, proven: false }
}
