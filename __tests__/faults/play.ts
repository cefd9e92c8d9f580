import type { CapturedRunner } from '../stand-in/captured-runner.ts'
import { type Fault, faultName } from '../stand-in/fault.ts'
import type { Passed } from '../stand-in/fault-proxy.ts'
import type { RunScript } from '../stand-in/run-script.ts'
import { type Played, pushedCommit, Stage } from '../stand-in/stage.ts'
import type { Scenario } from './scenario.ts'
import { furnish, inputsOf, provoke, type Surroundings } from './surroundings.ts'

/** What a scenario left behind, to be judged. */
export interface Outcome {
  readonly stage: Stage
  readonly main: Played
  readonly post: Played
  /** The attempt whose runner was lost, where the scenario has one. */
  readonly lost: Played | undefined
  /** Index in `stage.exchanged` at which main, and then post, began. */
  readonly mainFrom: number
  readonly postFrom: number
  /** What main and post wrote. */
  readonly runner: CapturedRunner
  readonly surroundings: Surroundings
  /** The step that finishes a promotion of which main could not say what became of it. */
  readonly finishing: Finishing | undefined
}

/** A step that follows the run once more by its id, without any fault. */
export interface Finishing {
  readonly main: Played
  readonly runner: CapturedRunner
  /** Index in `stage.exchanged` at which it began. */
  readonly from: number
}

/** Real time after which a scenario counts as hung, ms. */
const watchdogMs = 20_000
/** Time for stops to take effect after post, ms. */
const settleMs = 60_000

/** Plays a scenario: main, perhaps cut short, then post; the caller closes the stage. */
export async function play(scenario: Scenario): Promise<Outcome> {
  const course = { isCalm: false }
  const stage: Stage = new Stage({
    seed: scenario.seed,
    scriptOf: () => scriptOf(scenario),
    forgetsKeys: scenario.server.forgetsKeys ?? false,
    loginLimit: scenario.server.loginsBefore !== undefined,
    ...dateOf(scenario),
    ...(scenario.required === undefined ? {} : { codeCommit: pushedCommit }),
    faultFor: (passed, elapsed) => {
      if (course.isCalm) return undefined
      provoke(stage, scenario.promotion?.rivals ?? [], passed)
      return outageFault(scenario, elapsed) ?? plannedFault(scenario, passed)
    }
  })
  const { promise: late, reject } = Promise.withResolvers<never>()
  const watchdog = setTimeout(() => reject(new Error('the scenario did not end in real time')), watchdogMs)
  try {
    return await Promise.race([playOn(stage, scenario, course), late])
  } catch (error) {
    stage.close()
    throw error
  } finally {
    clearTimeout(watchdog)
  }
}

function dateOf({ date }: Scenario): { readonly dateOf?: (now: number) => string | null } {
  if (date === undefined) return {}
  return {
    dateOf: now => {
      if (date.form === 'missing') return null
      const shown = new Date(now + date.offMs)
      return date.form === 'iso' ? shown.toISOString() : shown.toUTCString()
    }
  }
}

/** The run's script, with a model where the scenario's has one. */
function scriptOf({ promotion, script }: Scenario): RunScript {
  return { ...script, hasModel: promotion?.hasModel === true }
}

async function playOn(stage: Stage, scenario: Scenario, course: { isCalm: boolean }): Promise<Outcome> {
  schedule(stage, scenario)
  const surroundings = furnish(stage, { ...scenario, script: scriptOf(scenario) })
  const { options, interruption, lostAtMs } = scenario
  const inputs = {
    wait: String(options.wait),
    'leave-running': String(options.leaveRunning),
    timeout: `${options.timeoutMs / 1000}s`,
    'on-rerun': options.onRerun,
    ...inputsOf(scenario, surroundings.given)
  }
  let lost: Played | undefined
  let env = {}
  if (lostAtMs !== undefined) {
    lost = await stage.main(inputs, { how: 'kill', at: { ms: lostAtMs } })
    await stage.pass(60_000)
    stage.renewRunner()
    env = { GITHUB_RUN_ATTEMPT: '2' }
  }
  const mainFrom = stage.exchanged.length
  const main = await stage.main(inputs, interruption, env)
  const postFrom = stage.exchanged.length
  const post = await stage.post(inputs, env)
  await stage.pass(settleMs)
  const { runner } = stage
  course.isCalm = true
  const finishing = await finish(stage, scenario, runner)
  return { stage, main, post, lost, mainFrom, postFrom, runner, surroundings, finishing }
}

/** Follows the run once more, if it is not known what became of its promotion. */
async function finish(stage: Stage, scenario: Scenario, { outputs, written }: CapturedRunner) {
  const id = outputs['run-id']
  const { deactivatedAtMs, rotatedAtMs } = scenario.server
  const isInDoubt = written.some(({ text }) => text.includes('it is not known whether it has it alone'))
  if (!isInDoubt || id === undefined || deactivatedAtMs !== undefined || rotatedAtMs !== undefined) return undefined

  const { forMs = 0, fromMs = 0 } = scenario.outage ?? {}
  await stage.pass(Math.max(0, fromMs + forMs - stage.time.elapsed) + 60_000)
  stage.renewRunner()
  const from = stage.exchanged.length
  const main = await stage.main(inputsOf(scenario, { id }), undefined, { GITHUB_RUN_ATTEMPT: '3' })
  return { main, runner: stage.runner, from }
}

function schedule(stage: Stage, { jumps, outage, server }: Scenario): void {
  const { proxy, standIn, time } = stage
  for (const { atMs, byMs } of jumps) time.at(atMs, () => stage.clock.jump(byMs))
  const { credentials } = standIn
  const { deactivatedAtMs, loginsBefore, queueFullForMs, retainMs, rotatedAtMs, tokensInvalidAtMs } = server
  for (let count = 0; count < (loginsBefore ?? 0); count++) credentials.hit(time.now)
  if (tokensInvalidAtMs !== undefined) time.at(tokensInvalidAtMs, () => credentials.invalidateTokens())
  if (deactivatedAtMs !== undefined) time.at(deactivatedAtMs, () => credentials.setActive(false))
  if (rotatedAtMs !== undefined)
    time.at(rotatedAtMs, () => credentials.rotate('ZENKEY_the-next-one+/=', time.now, retainMs ?? 0))
  standIn.queueFullUntil = time.now + (queueFullForMs ?? 0)
  if (outage?.how !== 'refused') return
  time.at(outage.fromMs, () => proxy.down())
  time.at(outage.fromMs + outage.forMs, () => {
    // Listening again takes real time, in which virtual time must not pass.
    time.begin('listening')
    void proxy.up().finally(() => time.end('listening'))
  })
}

function outageFault({ outage }: Scenario, elapsed: number): Fault | undefined {
  if (outage === undefined || elapsed < outage.fromMs || elapsed >= outage.fromMs + outage.forMs) return undefined
  switch (outage.how) {
    case 'refused':
      return undefined
    case '503':
      return { kind: 'status', status: 503, processed: false }
    case 'page':
      return { kind: 'page', status: 502, processed: false }
    case 'stall':
      return { kind: 'stall', part: 'headers', processed: false }
  }
}

function plannedFault({ faults }: Scenario, passed: Omit<Passed, 'fault'>): Fault | undefined {
  return faults.find(
    ({ question, nth, times }) => question === passed.question && passed.nth >= nth && passed.nth < nth + times
  )?.fault
}

/** How often each kind of fault was injected. */
export function faultCounts({ stage }: Outcome, { outage }: Scenario): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { fault } of stage.proxy.passed)
    if (fault !== undefined) counts.set(faultName(fault), (counts.get(faultName(fault)) ?? 0) + 1)
  if (outage?.how === 'refused') {
    const refused = stage.exchanged.filter(({ status }) => status === undefined).length
    counts.set('connection refused or dropped', refused)
  }
  return counts
}
