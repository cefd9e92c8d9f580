import { readCertificates } from './certificates.ts'
import { ActionError, explain } from './errors.ts'
import { stopRun } from './follow/stop.ts'
import { readGateInputs, readInputs } from './inputs.ts'
import { at } from './json.ts'
import { safeLog } from './log.ts'
import { maskSecret } from './secrets.ts'
import { readState, routeDigest, type State } from './state.ts'
import { endAbandonedGroup } from './worker/process-group.ts'
import { isOwnRun, lookBackMs } from './worker-runs.ts'
import type { World } from './world.ts'
import { parseServerUrl } from './zenml/address.ts'
import { Client } from './zenml/client.ts'
import { sender } from './zenml/http.ts'
import { ServerError } from './zenml/server-error.ts'
import { Session } from './zenml/session.ts'
import { isFinished } from './zenml/status.ts'

/** Time for everything that post asks of the server: a run that still initializes can be stopped only later, ms. */
const cleanupMs = 120_000
/** How long to look for a run that main asked for without hearing of it: a slow server may be at it still, ms. */
const appearanceMs = 30_000
/** Time between two tries, ms. */
const everyMs = 2_000

/**
 * The post step: stops what main left running, also where main was killed outright. Never red and never throws, since
 * main has told the step's truth already.
 */
export async function cleanup(outside: World): Promise<void> {
  const world = { ...outside, log: safeLog(outside.log) }
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
    const runIds = state.runIds.length > 0 ? state.runIds : await awaitRun(client, state)
    if (runIds.length === 0) log.info('The server has no run of the main step, so nothing is left running.')
    // Each has its try before the first trouble is told: this process ends as soon as this returns.
    const stops = await Promise.allSettled(runIds.map(runId => stopOne(world, client, runId, state, until)))
    for (const stop of stops) if (stop.status === 'rejected') throw stop.reason
  } catch (error) {
    log.warning(`The post step could not make sure that nothing is left running: ${explain(error)}${place}`)
  }
}

/** Ends what a killed main left running in this worker. */
async function endCommand({ clock, log }: World, { processGroup }: State): Promise<void> {
  const pid = at(processGroup, 'pid')
  const startTicks = at(processGroup, 'startTicks')
  if (typeof pid !== 'number' || pid < 2 || typeof startTicks !== 'number') return
  if (await endAbandonedGroup({ pid, startTicks }, 5_000, clock))
    log.info('The command was still running; it has been ended.')
}

async function stopOne(world: World, client: Client, runId: string, state: State, until: number): Promise<void> {
  const { clock, log } = world
  const run = await client.run(runId, client.session.patience).catch((error: unknown) => {
    if (error instanceof ServerError && error.status === 404) return undefined
    throw error
  })
  if (run === undefined) return log.info(`The server knows no run ${runId}.`)
  const { status } = run
  // What a command printed in the worker may be anybody's run.
  const since = state.runName === undefined ? state.startedMs - lookBackMs : 0
  if (!isOwnRun(run, state.accountId, since, state.lineageTag)) {
    return log.info(`The run ${runId} was not started by the main step; leaving it alone.`)
  }
  if (isFinished(status)) return log.info(`The run ${runId} has ended (${status}).`)
  switch (await stopRun(client, runId, { forMs: until - clock.elapsed(), everyMs })) {
    case 'requested':
      return log.info(`The run ${runId} was told to stop.`)
    case 'ended':
      return log.info(`The run ${runId} had ended already.`)
    case 'not-yet':
    case 'failed':
      return log.warning(
        `The run ${runId} may still be running; stop it in the dashboard: ${state.runUrl ?? state.server}`
      )
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
  const send = sender(base, world.network(caPem), clock)
  const patience = { attempts: Number.POSITIVE_INFINITY, until }
  const session = new Session({ base, send, clock, log, random, patience }, inputs.server.apiKey)
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
async function awaitRun(client: Client, state: State): Promise<readonly string[]> {
  const { runName } = state
  if (runName === undefined) return []
  const { clock } = client.session.access
  const until = clock.elapsed() + appearanceMs
  for (;;) {
    const runIds = await findByName(client, state, runName)
    if (runIds.length > 0 || clock.elapsed() + everyMs >= until) return runIds
    await clock.sleep(everyMs)
  }
}

/** The run of main's name, which is unique; it is main's if this account started it. */
async function findByName(client: Client, state: State, runName: string): Promise<readonly string[]> {
  const runs = await client.runs(state.projectId, { name: runName })
  return runs.filter(run => run.name === runName && run.accountId === state.accountId).map(({ id }) => id)
}
