import { askGate, shutError } from './ask-gate.ts'
import { sharedAccount } from './gate/shared-account.ts'
import { readGateInputs } from './inputs/gate-inputs.ts'
import { inputNames, readInput } from './inputs/names.ts'
import { checkUnknownInputs } from './inputs/unknown-inputs.ts'
import type { Ending } from './job/job.ts'
import { saveNothingToDo } from './job/state.ts'
import { Report } from './report/report.ts'
import { explain } from './text/errors.ts'
import { Cancelled } from './world/cancelled.ts'
import { lenientFiles } from './world/runner-files.ts'
import type { World } from './world/world.ts'

/** The whole action: gate, connection, trigger, follow, report. Returns whether the step is green; never throws. */
export async function run(machine: World): Promise<boolean> {
  const world = { ...machine, runner: lenientFiles(machine.runner, machine.log) }
  const report = new Report(world)
  report.publish({ triggered: false, results: { verdict: 'none', runs: [] } })
  const ending = await begin(machine, world, report).catch((error: unknown): Ending => {
    const cancelled = error instanceof Cancelled || world.cancel.aborted
    return { conclusion: cancelled ? 'cancelled' : 'failure', error: explain(cancelled ? world.cancel.reason : error) }
  })
  report.publish(ending)
  if (ending.error !== undefined) world.log.error(ending.error)
  await report.finish()
  await comment(world, report)
  return ending.error === undefined
}

/** Comments on the pull request if that may be wanted: no credential is read, and nothing loaded for it, before the gate has opened. */
async function comment(world: World, { facts }: Report): Promise<void> {
  const mayBeWanted = !['', 'false'].includes(readInput(world.env, 'comment'))
  if (facts.environment === undefined || !mayBeWanted) return

  const { commentOnPullRequest } = await import('./job/comment.ts')
  await commentOnPullRequest(world, facts)
}

/** Starts nothing where post could not hear of it: only the first word for it has to come through. */
async function begin(machine: World, world: World, report: Report): Promise<Ending> {
  saveNothingToDo(machine.runner)
  return tellStory(world, report)
}

async function tellStory(world: World, report: Report): Promise<Ending> {
  const { env, log } = world
  checkUnknownInputs(env, inputNames, log)
  const inputs = await readGateInputs(env)

  const decision = await askGate(world, inputs)
  report.publish({ reason: decision.reason.text })
  if (decision.kind !== 'match') {
    const error = shutError(log, decision, inputs.onNoMatch)
    return error === undefined ? { conclusion: 'skipped' } : { conclusion: 'failure', error }
  }
  log.info(decision.reason.text)
  const { environment, pullRequest } = decision
  report.publish({
    environment: environment.name,
    stack: { name: environment.stack },
    ...(pullRequest === undefined ? {} : { pullRequest: pullRequest.number })
  })

  const shared = sharedAccount(inputs.environments)
  if (shared !== undefined) log.notice(shared)

  // All that only an open gate needs is loaded here: a push that runs nothing ends before it.
  const { runBehindGate } = await import('./behind-gate.ts')
  return runBehindGate(world, report, decision, inputs.environments)
}
