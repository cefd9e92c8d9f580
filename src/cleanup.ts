import { stopRun } from './follow/stop.ts'
import { readCertificates } from './inputs/certificates.ts'
import { readGateInputs, readInputs } from './inputs/inputs.ts'
import { readState, routeDigest, type State } from './job/state.ts'
import { ActionError, explain } from './text/errors.ts'
import { oneLine } from './text/foreign.ts'
import { claimOf, runsOfProjects, taggingMs, watchedProjects } from './trigger/run-claim.ts'
import { endAbandonedGroup } from './worker/process-group.ts'
import { maskSecret } from './world/secrets.ts'
import type { World } from './world/world.ts'
import { parseServerUrl } from './zenml/address.ts'
import { Client } from './zenml/client.ts'
import { sender } from './zenml/http.ts'
import { Session } from './zenml/session.ts'
import { isFinished } from './zenml/status.ts'

/** Time for everything that post asks of the server: a run that still initializes can be stopped only later, ms. */
const cleanupMs = 120_000
/** How long to look for a run that main asked for without hearing of it: a slow server may be at it still, ms. */
const appearanceMs = 60_000
/** Time between two tries, ms. */
const everyMs = 2_000

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
    place = ` Look in the dashboard: ${state.runUrl ?? state.server}`
    log.info('The main step did not see its run to an end; making sure that nothing is left running.')
    await endCommand(world, state)
    const until = clock.elapsed() + cleanupMs
    const client = await reconnect(world, state, until)
    const found = findRuns(log, client, state, until)
    const listed = found.catch((): readonly string[] => [])
    const stop = (runId: string) => stopOne(world, client, runId, state, { until, wasReadable: true })
    // What a command printed may be a run that this account could never read; one that a list shows is worth a wait.
    const tryToStop = (runId: string) =>
      stopOne(world, client, runId, state, { until, wasReadable: false }).catch(async (error: unknown) => {
        if (!(await listed).includes(runId)) throw error
        return stop(runId)
      })
    // Runs that are known are stopped beside the search for others, and each has its try before the first trouble is
    // told: this process ends as soon as this returns.
    const outcomes = await Promise.all([
      Promise.allSettled(state.runIds.map(id => (isOwn(state, id) ? stop(id) : tryToStop(id)))),
      Promise.allSettled([found]),
      listed.then(ids => Promise.allSettled(ids.filter(id => !state.runIds.includes(id)).map(stop)))
    ])
    const failed = outcomes.flat().find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    if (state.runIds.length + (await listed).length === 0)
      log.info("The server has no run that is known to be the main step's.")
  } catch (error) {
    log.warning(`The post step could not make sure that nothing is left running: ${explain(error)}${place}`)
  }
}

/** Whether the server has confirmed to main that a run of the state is its own. */
function isOwn({ command }: State, runId: string): boolean {
  return command === undefined || command.ownIds.includes(runId)
}

/** Ends what a killed main left running in this worker. */
async function endCommand({ clock, env, log }: World, { command }: State): Promise<void> {
  if (command?.group === undefined) return
  if (await endAbandonedGroup(command.group, 5_000, clock, env['RUNNER_TRACKING_ID']))
    log.info('The command was still running; it has been ended.')
}

/** Ids of further runs that are main's to stop: those that it could not hear of any more. */
async function findRuns(log: World['log'], client: Client, state: State, until: number): Promise<readonly string[]> {
  const { accountId, command, projectId, runIds, runName } = state
  if (command === undefined)
    return runIds.length > 0 || runName === undefined ? [] : awaitRun(client, state, runName, until)
  const { unclaimedIds } = command
  // Whoever started one of these has tagged it by then.
  if (unclaimedIds.length > 0) await client.access.clock.sleep(taggingMs)
  const projects = await watchedProjects(client, projectId, log)
  const found: string[] = []
  for (const run of await runsOfProjects(client, projects, accountId, command.sinceMs)) {
    const claim = claimOf(run, accountId, command)
    if (claim === 'other' || isOwn(state, run.id) || run.isScheduled || isFinished(run.status)) continue
    const isNamed = claim === 'own' || runIds.includes(run.id)
    const isMine = isNamed || unclaimedIds.includes(run.id)
    if (isMine) found.push(run.id)
    if (isNamed) continue
    const what = `The run ${oneLine(run.name, 200)} (${oneLine(run.status, 60)}) was started by this account while the command ran, which did not name it`
    if (isMine) log.info(`${what}; no other step claims it, so it is taken for the command's.`)
    else log.warning(`${what}; if it is the command's, stop it in the dashboard: ${state.server}`)
  }
  return found
}

/** Stops a run by `until`; only one that was readable before is worth asking for again where it is refused. */
async function stopOne(
  world: World,
  client: Client,
  runId: string,
  state: State,
  { until, wasReadable }: { readonly until: number; readonly wasReadable: boolean }
): Promise<void> {
  const { clock, log } = world
  const { patience } = client.session
  const run = await client.findRun(runId, wasReadable ? patience : { attempts: patience.attempts, until })
  if (run === undefined) return log.info(`The server knows no run ${runId}.`)
  // What a command printed in the worker may be anybody's run.
  const { accountId, command } = state
  const isMine = command === undefined ? run.accountId === accountId : claimOf(run, accountId, command) !== 'other'
  if (!isMine) return log.info(`The run ${runId} was not started by the main step; leaving it alone.`)
  if (isFinished(run.status)) return log.info(`The run ${runId} has ended (${run.status}).`)
  const place = state.runUrl ?? state.server
  switch ((await stopRun(client, runId, { forMs: until - clock.elapsed(), everyMs })).kind) {
    case 'stopping':
      return log.info(`The run ${runId} was told to stop.`)
    case 'ended':
      return log.info(`The run ${runId} had ended already.`)
    case 'pending':
      return log.warning(`The run ${runId} may still be running; stop it in the dashboard: ${place}`)
  }
}

/** Logs in again, but only where main was: the runner has evaluated the inputs anew, and a later step may have changed them. */
async function reconnect(world: World, state: State, until: number): Promise<Client> {
  const { clock, env, log, random } = world
  const environment = readGateInputs(env).environments.find(({ name }) => name === state.environment)
  if (environment === undefined) throw changed('environments')
  const inputs = readInputs(env, environment)
  maskSecret(log, inputs.server.apiKey)
  const base = parseServerUrl(inputs.server.url, inputs.server.from, inputs.allowHttp)
  if (base.href !== state.server) throw changed(inputs.server.from)
  const caPem = await readCertificates(inputs.caCertificate, world)
  if (routeDigest(env, caPem) !== state.route) throw changed('ca-certificate, a proxy or a certificate variable')
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') throw changed('NODE_TLS_REJECT_UNAUTHORIZED')
  const send = sender(base, world.network(caPem), clock, log.withoutCredentials)
  // What is refused now was not before, so that a role, a gateway or the server may be in change.
  const patience = { attempts: Number.POSITIVE_INFINITY, until, refusalsPassForMs: cleanupMs }
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

/** The run that main asked for without hearing of it, as soon as the server shows it. */
async function awaitRun(client: Client, state: State, runName: string, end: number): Promise<readonly string[]> {
  const { clock } = client.access
  const until = Math.min(end, clock.elapsed() + appearanceMs)
  for (;;) {
    // Names are unique in a project; the run is main's if this account started it.
    const run = await client.runNamed(state.projectId, runName)
    if (run?.accountId === state.accountId) return [run.id]
    if (clock.elapsed() + everyMs >= until) return []
    await clock.sleep(everyMs)
  }
}
