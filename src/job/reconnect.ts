import { readGateInputs } from '../inputs/gate-inputs.ts'
import { readInputs } from '../inputs/read-inputs.ts'
import { ActionError } from '../text/errors.ts'
import type { World } from '../world/world.ts'
import { refusalsPassMs } from '../zenml/question.ts'
import { Session } from '../zenml/session.ts'
import { hideCredentials } from './hide-credentials.ts'
import { chooseRoute, openRoute } from './server-route.ts'
import type { State } from './state.ts'

/**
 * Logs in again for post, but only where main was: the runner has evaluated the inputs anew, and a later step may have
 * changed them. Asks until a moment of `clock.elapsed()`, ms; throws `ActionError` if the route is another one.
 */
export async function reconnect(world: World, state: State, until: number): Promise<Session> {
  const { clock, env, log, random } = world
  hideCredentials(world)
  const { environments } = await readGateInputs(env)
  const environment = environments.find(({ name }) => name === state.environment)
  if (environment === undefined) throw changed('environments')

  const inputs = readInputs(env, environment)
  const route = await chooseRoute(world, inputs)
  if (route.base.href !== state.server) throw changed(inputs.server.from)
  if (route.digest !== state.route)
    throw changed(
      'ca-certificate, client-certificate, a proxy, NODE_TLS_REJECT_UNAUTHORIZED or another certificate variable'
    )

  // Main had good answers, so that a role, a gateway or the server may be in change.
  const patience = { attempts: Number.POSITIVE_INFINITY, until, refusalsPassForMs: refusalsPassMs }
  const send = await openRoute(world, route)
  const session = new Session({ base: route.base, send, clock, log, random, patience }, inputs.server.apiKey)
  await session.login()
  return session
}

function changed(what: string): ActionError {
  return new ActionError(`${what} is not what the main step used, so the API key is not sent there`, {
    remedy:
      'A later step of the job has changed it. Look for the run in the dashboard, and stop it there if it is still active.'
  })
}
