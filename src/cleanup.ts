import { postGraceMs, postMs } from './follow/stop-limits.ts'
import { baselineOf, readLeftovers } from './job/leftovers.ts'
import { reconnect } from './job/reconnect.ts'
import { readState, type State } from './job/state.ts'
import { stopLeftovers, warnOfLeftovers } from './job/stop-leftovers.ts'
import { endAbandonedGroup } from './process/process-group.ts'
import type { World } from './world/world.ts'

/**
 * The post step: stops what main left running, also where main was killed outright. Always green and never throws, since
 * main has reported the step's truth already.
 */
export async function cleanup(world: World): Promise<true> {
  const { clock, log } = world
  let place = ''
  try {
    const state = readState(world.runner)
    if (state === undefined || state.settled) return true

    place = state.runUrl ?? state.server
    log.info('The main step did not see its run to an end; making sure that nothing is left running.')
    await endCommand(world, state)
    const leftovers = await readLeftovers(state)

    const until = clock.elapsed() + postMs
    const session = await reconnect(world, state, until)
    await stopLeftovers({ world, session, state, baseline: baselineOf(state), until, place }, leftovers)
  } catch (error) {
    warnOfLeftovers(log, error, place)
  }
  return true
}

/** Ends what a killed main left running in this job. */
async function endCommand({ clock, env, log }: World, { command }: State): Promise<void> {
  if (command?.group === undefined) return
  if (await endAbandonedGroup(command.group, postGraceMs, clock, env['RUNNER_TRACKING_ID']))
    log.info('The command was still running; it has been ended.')
}
