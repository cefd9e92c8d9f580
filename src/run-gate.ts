import { askGate, shutError } from './ask-gate.ts'
import { readGateInputs } from './inputs/gate-inputs.ts'
import { gateInputNames } from './inputs/names.ts'
import { checkUnknownInputs } from './inputs/unknown-inputs.ts'
import { Report } from './report/report.ts'
import { explain } from './text/errors.ts'
import type { World } from './world/world.ts'

/**
 * The gate alone, for a job before the one that runs the pipeline: sets `environment`, `stack` and `reason`, and reads
 * no credential. Returns whether the step is green, which it is not if its outputs can't be handed on: they are all
 * that it does, and without them the job after it would be skipped as if nothing were to be run. Never throws.
 */
export async function runGate(world: World): Promise<boolean> {
  const { log } = world
  try {
    for (const name of ['environment', 'stack'] as const) world.runner.setOutput(name, '')
    return await decideAlone(world)
  } catch (error) {
    const reason = explain(error)
    log.error(reason)
    publishIfPossible(world, reason)
    return false
  }
}

/** Sets `reason`, unless it is the outputs that can't be written, which the error says already. */
function publishIfPossible(world: World, reason: string): void {
  try {
    new Report(world).publish({ reason })
  } catch {
    // The first error is the one that counts.
  }
}

async function decideAlone(world: World): Promise<boolean> {
  const { env, log } = world
  const report = new Report(world)
  checkUnknownInputs(env, gateInputNames, log)
  const inputs = await readGateInputs(env)

  const decision = await askGate(world, inputs)
  report.publish({ reason: decision.reason.text })
  if (decision.kind !== 'match') {
    const error = shutError(log, decision, inputs.onNoMatch)
    if (error !== undefined) log.error(error)
    return error === undefined
  }

  const { environment, reason } = decision
  report.publish({ environment: environment.name, stack: { name: environment.stack } })
  log.info(reason.text)
  return true
}
