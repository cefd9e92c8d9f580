import { gateInputNames, readGateInputs, refuseUnknownInputs } from './inputs/inputs.ts'
import { openGate } from './open-gate.ts'
import { Report } from './report/report.ts'
import { explain } from './text/errors.ts'
import type { World } from './world/world.ts'

/**
 * The gate alone, for a job before the one that runs the pipeline: sets `environment`, `stack` and `reason`, and reads
 * no credential. Returns whether the step is green; never throws.
 */
export async function runGate(world: World): Promise<boolean> {
  const { env, log, runner } = world
  const report = new Report(world)
  for (const name of ['environment', 'stack'] as const) runner.setOutput(name, '')
  try {
    refuseUnknownInputs(env, gateInputNames)
    const inputs = readGateInputs(env)
    const decision = await openGate(world, inputs)
    report.tell({ reason: decision.reason.text })
    if (decision.kind === 'match') {
      const { environment, reason } = decision
      report.tell({ environment: environment.name, stack: { name: environment.stack } })
      log.info(reason.text)
      return true
    }
    if (decision.kind === 'refuse') log.error(`Refused: ${decision.reason.text}`)
    else if (inputs.onNoMatch === 'fail') log.error(`${decision.reason.text} (on-no-match is fail)`)
    else log.notice(`Nothing to run: ${decision.reason.text}`)
    return decision.kind === 'skip' && inputs.onNoMatch === 'skip'
  } catch (error) {
    const reason = explain(error)
    report.tell({ reason })
    log.error(reason)
    return false
  }
}
