import { readObservations, startedIds, type UnansweredStart, unansweredStarts } from './command/observations.ts'
import { awaitStopped, endRun } from './follow/stop.ts'
import { readCertificates } from './inputs/certificates.ts'
import { maskClientCertificate } from './inputs/client-certificate.ts'
import { readGateInputs } from './inputs/gate-inputs.ts'
import { readInputs } from './inputs/read-inputs.ts'
import { routeDigest } from './job/route.ts'
import { type Baseline, describeStart, isNew, maxRuns, searchRun } from './job/start-search.ts'
import { readState, type State } from './job/state.ts'
import { endAbandonedGroup } from './process/process-group.ts'
import { ActionError, explain } from './text/errors.ts'
import { oneLine } from './text/foreign.ts'
import { lookUntil } from './world/clock.ts'
import { hideProxyPasswords } from './world/proxies.ts'
import { maskSecret } from './world/secrets.ts'
import type { World } from './world/world.ts'
import { parseServerUrl } from './zenml/address.ts'
import { Client } from './zenml/client.ts'
import type { Run } from './zenml/entities.ts'
import { sender } from './zenml/http.ts'
import { refusalsPassMs } from './zenml/judge.ts'
import { type Patience, Session } from './zenml/session.ts'
import { isFinished, isStopping } from './zenml/status.ts'

/** Time for everything that post asks of the server: a request that was cut off may be worked off a minute later, ms. */
const cleanupMs = 120_000
/** Time between two looks for a run, ms. */
const everyMs = 2_000

/** One use of post: what main left, and how long there is time to see to it. */
interface Cleanup {
  readonly world: World
  readonly client: Client
  readonly state: State
  readonly baseline: Baseline
  /** Moment of `clock.elapsed()`, ms. */
  readonly until: number
  /** Where a person can look, in a sentence's end. */
  readonly place: string
}

/** What main may have left on the server. */
interface Leftovers {
  /** Ids of runs that main started. */
  readonly ids: readonly string[]
  /** Ids of other runs that its command names, which may be anybody's. */
  readonly printedIds: readonly string[]
  /** Requests to start a run to which nobody heard an answer. */
  readonly starts: readonly UnansweredStart[]
  /** Whether there can be others, since no request of a client was seen. */
  readonly isUnseen: boolean
}

/**
 * The post step: stops what main left running, also where main was killed outright. Never red and never throws, since
 * main has told the step's truth already.
 */
export async function cleanup(world: World): Promise<void> {
  const { clock, log } = world
  let place = ''
  try {
    const state = readState(world.runner)
    if (state === undefined || state.settled) return

    place = state.runUrl ?? state.server
    log.info('The main step did not see its run to an end; making sure that nothing is left running.')
    await endCommand(world, state)
    const leftovers = await leftoversOf(state)
    const until = clock.elapsed() + cleanupMs
    const client = await reconnect(world, state, until)
    await seeTo({ world, client, state, baseline: baselineOf(state), until, place }, leftovers)
  } catch (error) {
    const look = place === '' ? '' : ` Look in the dashboard: ${place}`
    log.warning(`The post step could not make sure that nothing is left running: ${explain(error)}${look}`)
  }
}

/** Ends what a killed main left running in this worker. */
async function endCommand({ clock, env, log }: World, { command }: State): Promise<void> {
  if (command?.group === undefined) return
  if (await endAbandonedGroup(command.group, 5_000, clock, env['RUNNER_TRACKING_ID']))
    log.info('The command was still running; it has been ended.')
}

async function leftoversOf({ command, runIds, runName }: State): Promise<Leftovers> {
  if (command === undefined) {
    const starts = runIds.length > 0 || runName === undefined ? [] : [{ name: runName }]
    return { ids: runIds, printedIds: [], starts, isUnseen: false }
  }

  const observed = await readObservations(command.notesFile)
  const ids = [...new Set([...runIds, ...startedIds(observed)])].slice(0, maxRuns)
  const printedIds = observed.starts.length > 0 ? [] : command.printedIds.filter(id => !ids.includes(id))
  const isUnseen =
    command.group !== undefined && !observed.client && ids.length + printedIds.length + observed.starts.length === 0
  return { ids, printedIds, starts: unansweredStarts(observed), isUnseen }
}

/** A run of a `pipeline` is known by its name, so that every run of it is new. */
function baselineOf({ accountId, command, projectId }: State): Baseline {
  return command ?? { accountId, projectId, sinceMs: 0, earlierIds: [] }
}

/** Sees to everything at once, since this process ends as soon as this returns; each warns of its own trouble. */
async function seeTo(cleanup: Cleanup, { ids, isUnseen, printedIds, starts }: Leftovers): Promise<void> {
  const { client, until, world } = cleanup
  await Promise.all([
    ...ids.map(id => warned(cleanup, () => stopById(cleanup, id, client.session.patience))),
    // One that this account may not read is not worth a wait.
    ...printedIds.map(id =>
      warned(cleanup, () => stopById(cleanup, id, { attempts: Number.POSITIVE_INFINITY, until }, true))
    ),
    ...starts.map(start => warned(cleanup, () => stopWhenShown(cleanup, start, ids))),
    ...(isUnseen ? [warned(cleanup, () => warnOfUnseen(cleanup))] : [])
  ])
  if (ids.length + printedIds.length + starts.length === 0 && !isUnseen)
    world.log.info("The server has no run that is known to be the main step's.")
}

async function warned({ place, world }: Cleanup, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    world.log.warning(
      `The post step could not make sure that nothing is left running: ${explain(error)} Look in the dashboard: ${place}`
    )
  }
}

/** Stops a run of main's. One that was only printed is another step's where it bears provenance: main saves a run's id before that. */
async function stopById(cleanup: Cleanup, id: string, patience: Patience, wasPrinted = false): Promise<void> {
  const { baseline, client, world } = cleanup
  const run = await client.findRun(id, patience)
  if (run === undefined) return world.log.info(`The server does not know a run ${id}.`)
  // What a command printed may be anybody's run.
  if (!isNew(run, baseline) || (wasPrinted && run.hasProvenance))
    return world.log.info(`The run ${id} was not started by the main step; leaving it alone.`)
  return stop(cleanup, run)
}

/** Looks for the run of a request that was cut off as long as there is time: it may be worked off a minute later. */
async function stopWhenShown(cleanup: Cleanup, start: UnansweredStart, known: readonly string[]): Promise<void> {
  const { baseline, client, place, until, world } = cleanup
  const { clock, log } = world
  const run = await lookUntil(clock, { until, everyMs }, () => searchRun(client, start, baseline, known))
  if (run !== undefined) return stop(cleanup, run)
  log.warning(
    `The server may still start ${oneLine(describeStart(start), 300)}, which was asked for before the step was cut off; if it appears, stop it in the dashboard: ${place}`
  )
}

async function stop({ client, place, state, until, world }: Cleanup, run: Run): Promise<void> {
  const { clock, log } = world
  const name = oneLine(run.name, 255)
  if (isFinished(run.status)) return log.info(`The run ${name} has ended (${oneLine(run.status, 60)}).`)

  // Addresses of one project's runs differ in their ends.
  const url = state.runUrl?.replace(/[^/]+$/, run.id) ?? `${place} (${run.id})`
  const limits = { forMs: until - clock.elapsed(), everyMs }
  const stopped = await (isStopping(run.status) ? awaitStopped(client, run, limits) : endRun(client, run.id, limits))
  switch (stopped.kind) {
    case 'ended':
      return log.info(`The run ${name} has ended (${oneLine(stopped.run?.status ?? 'gone', 60)}).`)
    case 'stopping':
      return log.warning(`The run ${name} was told to stop and has not ended yet; look at it in the dashboard: ${url}`)
    case 'pending':
      return log.warning(`The run ${name} may still be running; stop it in the dashboard: ${url}`)
  }
}

/** A command whose requests could not be observed may have started any new run of the account: that is for a person to tell. */
async function warnOfUnseen({ baseline, client, place, world }: Cleanup): Promise<void> {
  const runs = await client.runsOfAccount(baseline.projectId, baseline.accountId, baseline.sinceMs)
  const active = runs.filter(run => isNew(run, baseline) && !run.hasProvenance && !isFinished(run.status))
  if (active.length === 0) return

  const names = active.slice(0, 5).map(({ name }) => oneLine(name, 200))
  world.log.warning(
    `The command's requests could not be observed. The account started ${names.join(', ')} meanwhile; stop what is the command's in the dashboard: ${place}`
  )
}

/** Logs in again, but only where main was: the runner has evaluated the inputs anew, and a later step may have changed them. */
async function reconnect(world: World, state: State, until: number): Promise<Client> {
  const { clock, env, log, random } = world
  const { environments } = await readGateInputs(env)
  const environment = environments.find(({ name }) => name === state.environment)
  if (environment === undefined) throw changed('environments')
  const inputs = readInputs(env, environment)
  maskSecret(log, inputs.server.apiKey)
  maskClientCertificate(log, inputs.clientCertificate ?? '')
  hideProxyPasswords(log, env)
  const base = parseServerUrl(inputs.server.url, inputs.server.from, inputs.allowHttp)
  if (base.href !== state.server) throw changed(inputs.server.from)
  const certificates = await readCertificates(inputs, world)
  if (routeDigest(env, certificates) !== state.route)
    throw changed('ca-certificate, client-certificate, a proxy or a certificate variable')
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') throw changed('NODE_TLS_REJECT_UNAUTHORIZED')
  const send = sender(base, await world.network(certificates), clock, log.withoutCredentials)
  // Main had good answers, so that a role, a gateway or the server may be in change.
  const patience = { attempts: Number.POSITIVE_INFINITY, until, refusalsPassForMs: refusalsPassMs }
  const session = new Session({ base, send, clock, log, random, patience }, inputs.server.apiKey, true)
  await session.login()
  return new Client(session)
}

function changed(what: string): ActionError {
  return new ActionError(`${what} is not what the main step used, so the API key is not sent there`, {
    remedy:
      'A later step of the job has changed it. Look for the run in the dashboard, and stop it there if it is still active.'
  })
}
