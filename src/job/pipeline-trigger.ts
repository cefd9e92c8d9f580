import { awaitStopped, endRun, type Stopped } from '../follow/stop.ts'
import { cancelStopLimits, lateStopLimits, type StopLimits } from '../follow/stop-limits.ts'
import { runFacts } from '../report/facts.ts'
import { ActionError, explain } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { JsonObject } from '../text/json.ts'
import { refuseReservedTag, requireConfigurable } from '../trigger/config-check.ts'
import { completed, readConfiguration } from '../trigger/configuration.ts'
import { MisplacedRun, type Trigger } from '../trigger/expected-run.ts'
import { provenanceOf, provenanceTags } from '../trigger/provenance.ts'
import { chooseOnRerun, earlierRunStoppingMs } from '../trigger/rerun.ts'
import { type Identity, identify } from '../trigger/run-identity.ts'
import { findSnapshot, type SnapshotWish } from '../trigger/snapshot.ts'
import { findOwnRun, startRun } from '../trigger/start-run.ts'
import { formatDuration, lookUntil } from '../world/clock.ts'
import { workspaceOf } from '../world/workspace-path.ts'
import type { Run, Snapshot } from '../zenml/entities.ts'
import { snapshotWithId } from '../zenml/snapshots.ts'
import { requireCheckedCode } from './attached-code.ts'
import type { ConnectedJob } from './job.ts'
import { type CodeOrigin, snapshotCode } from './proven-code.ts'
import { requireGreen } from './requirement.ts'

/** Finds and checks everything that the trigger consists of, without changing anything on the server. */
export async function prepareTrigger(job: ConnectedJob, wish: SnapshotWish): Promise<Trigger> {
  const { connection, environment, inputs, invocation, world } = job
  for (const tag of inputs.tags) refuseReservedTag(tag, 'tags')

  const snapshot = await findSnapshot(connection, wish, inputs.places)
  const workspace = workspaceOf(world.env)
  const configuration = await readConfiguration(inputs.config, world.files, workspace, inputs.places.config)
  await requireConfigurable(configuration, { connection, snapshot, wish }, inputs.places)

  const code = await snapshotCode(job, snapshot)
  publishSnapshot(job, snapshot, code)
  await requireGreen(job, { pipeline: snapshot.pipeline.name, code })

  const identity = identityOf(job, wish, snapshot, configuration)
  const { runName } = identity
  return {
    connection,
    snapshot,
    identity,
    configuration: completed(configuration, {
      runName,
      tags: [...inputs.tags, ...provenanceTags(invocation, environment.name)],
      provenance: provenanceOf(invocation, { runName, environment: environment.name, code: code.proven })
    }),
    idempotencyKey: world.uuid()
  }
}

/** What makes a run the one of this job: where it runs, and what was asked for. */
function identityOf(
  {
    connection,
    environment,
    inputs,
    invocation
  }: Pick<ConnectedJob, 'connection' | 'environment' | 'inputs' | 'invocation'>,
  wish: SnapshotWish,
  snapshot: Snapshot,
  configuration: JsonObject
): Identity {
  // Without tags, `extra` and `run-name`: a workflow may write the attempt into what only describes a run.
  const { extra: _, tags: __, ...asked } = configuration
  return identify(invocation, {
    prefix: inputs.runName ?? snapshot.pipeline.name,
    environment: environment.name,
    request: {
      server: connection.session.access.base.href,
      project: connection.project.id,
      stack: connection.stack.id,
      environment: environment.name,
      wish: { pipeline: wish.pipeline, snapshot: wish.snapshot },
      configuration: asked
    }
  })
}

/** Says which snapshot is run, and which code it has. */
export function publishSnapshot(
  { connection, report, world }: Pick<ConnectedJob, 'connection' | 'report' | 'world'>,
  snapshot: Snapshot,
  { note, proven }: CodeOrigin
): void {
  const { createdMs } = snapshot
  const ageMs = createdMs === undefined ? undefined : Math.max(0, connection.session.serverNow() - createdMs)
  const isSaid = report.facts.codeNote === note
  report.publish({
    snapshot: { ...snapshot, ageMs },
    pipeline: snapshot.pipeline.name,
    codeNote: note,
    codeSha: proven?.commit ?? ''
  })
  world.log.info(`Snapshot ${describe(snapshot, ageMs)}`)
  if (!isSaid) world.log.info(note)
}

/** The run to follow: the earlier attempt's if a re-run attaches to it, else a new one; it is announced before it is returned. */
export async function obtainRun(job: ConnectedJob, trigger: Trigger): Promise<Run> {
  const { inputs, invocation, world } = job
  const choice = await chooseOnRerun(trigger, invocation.attempt, inputs.onRerun)
  if (choice.kind === 'attach') {
    await requireCheckedCode(job, choice.run, trigger)
    world.log.info(`Re-run: attaching, since ${choice.why}.`)
    announce(job, choice.run)
    await publishItsSnapshot(job, choice.run, trigger.snapshot)
    return choice.run
  }

  if (choice.kind === 'replace') await awaitEnd(job, choice.run, choice.why)
  else if (Number(invocation.attempt) > 1) world.log.info(`Re-run: starting a new run, since ${choice.why}.`)
  const run = await start(job, trigger)
  announce(job, run)
  return run
}

/** Of an earlier attempt's run: its snapshot need not be the one that was found now. Only display, so that it throws nothing. */
async function publishItsSnapshot(job: ConnectedJob, run: Run, found: Snapshot): Promise<void> {
  const id = run.sourceSnapshotId ?? run.snapshotId
  if (id === found.id) return

  const { session } = job.connection
  const snapshot = id === undefined ? undefined : await snapshotWithId(session, id).catch(() => undefined)
  const code = await snapshotCode(job, { codeCommit: snapshot?.codeCommit })
  if (snapshot !== undefined) return publishSnapshot(job, snapshot, code)
  job.report.publish({ codeNote: code.note, codeSha: code.proven?.commit ?? '' })
  job.world.log.info(code.note)
}

async function start(job: ConnectedJob, trigger: Trigger): Promise<Run> {
  const { inputs, report, state, until, world } = job
  let mayExist = false

  // Saved before each request: whatever happens to this process, post can find the run by its name.
  const remember = (value: boolean): void => {
    mayExist = value
    report.publish({ isInDoubt: value })
    const { idempotencyKey, identity } = trigger
    state.save({ settled: inputs.leaveRunning || !mayExist, runName: identity.runName, idempotencyKey })
  }

  try {
    return await startRun(trigger, { signal: world.cancel, until, remember })
  } catch (error) {
    if (world.cancel.aborted && mayExist) await stopUnseen(job, trigger)
    else if (mayExist) sayMayStart(job, trigger)
    if (error instanceof MisplacedRun && error.run.accountId === state.current.accountId) {
      announce(job, error.run)
      // Also with leave-running, which is about runs that are where they should be.
      const { kind } = await endRun(job.connection.session, error.run.id, cancelStopLimits)
      state.save({ settled: kind === 'ended' })
    }
    throw error
  }
}

/** Puts the run into log, outputs and state before anything else can go wrong. */
function announce(
  {
    connection,
    inputs,
    report,
    state,
    world
  }: Pick<ConnectedJob, 'connection' | 'inputs' | 'report' | 'state' | 'world'>,
  run: Run
): void {
  const url = connection.runUrl(run.id)
  state.save({ settled: inputs.leaveRunning || !inputs.wait, runIds: [run.id], runUrl: url })
  report.publish({ triggered: true, runs: [runFacts(run, connection)] })
  world.log.info(`Run ${oneLine(run.name, 255)}: ${url}`)
}

/** Waits for the earlier attempt's run to stop, so that no two runs of this job are active side by side; not for good, since one may hang. */
async function awaitEnd(
  { connection, until, world }: Pick<ConnectedJob, 'connection' | 'until' | 'world'>,
  run: Run,
  why: string
): Promise<void> {
  const { clock, log } = world
  const url = connection.runUrl(run.id)
  const forMs = Math.min(earlierRunStoppingMs, (until - clock.elapsed()) / 2)
  log.info(`Re-run: waiting for a run to end and then starting a new one, since ${why}: ${url}`)

  const stopped = await awaitStopped(connection.session, run, { forMs, everyMs: 2_000, signal: world.cancel })
  world.cancel.throwIfAborted()
  if (stopped.kind === 'ended') return
  if (stopped.kind === 'pending') {
    throw new ActionError("It is not known whether the earlier attempt's run is being stopped", {
      where: 'on-rerun',
      remedy: `Look at it in the dashboard (${url}); on-rerun: 'new' starts another one beside it.`
    })
  }
  log.warning(
    `The earlier attempt's run has been stopping for ${formatDuration(forMs)} and more; a new one is started beside it. Look at the earlier one in the dashboard: ${url}`
  )
}

/** On cancel in the middle of the request: the run may exist anyway. Post goes on where time runs out here. */
async function stopUnseen(job: ConnectedJob, trigger: Trigger): Promise<void> {
  try {
    const run = await awaitOwnRun(trigger)
    if (run === undefined) return sayMayStart(job, trigger)
    announce(job, run)
    await stopUnlessLeft(job, run.id, lateStopLimits)
  } catch (error) {
    job.world.log.info(`Could not look for the run: ${explain(error)} The post step will.`)
  }
}

function sayMayStart({ world }: Pick<ConnectedJob, 'world'>, { identity }: Trigger): void {
  world.log.info(`The server may still start the run ${identity.runName}; the post step looks for it.`)
}

/** Stops an announced run, and saves whether post has to go on; undefined if the run is to be left running. */
export async function stopUnlessLeft(
  { connection, inputs, state }: Pick<ConnectedJob, 'connection' | 'inputs' | 'state'>,
  runId: string,
  limits: StopLimits
): Promise<Stopped | undefined> {
  if (inputs.leaveRunning) return undefined
  const stopped = await endRun(connection.session, runId, limits)
  state.save({ settled: stopped.kind === 'ended' })
  return stopped
}

/** The run of an unanswered request, as soon as the server shows it, within the time that a cancel leaves. */
function awaitOwnRun(trigger: Trigger): Promise<Run | undefined> {
  const { clock } = trigger.connection.session.access
  const until = clock.elapsed() + 2_000
  return lookUntil(clock, { until, everyMs: 250 }, () => findOwnRun(trigger, { until }))
}

function describe(snapshot: Snapshot, ageMs: number | undefined): string {
  const author = snapshot.author === undefined ? '' : ` by ${oneLine(snapshot.author, 80)}`
  const age = ageMs === undefined ? '' : `, made ${formatDuration(ageMs)} ago`
  return `${oneLine(snapshot.name, 120)} of pipeline ${oneLine(snapshot.pipeline.name, 120)}${age}${author} (${snapshot.id})`
}
