import type { Exchanged } from '../stand-in/exchange-log.ts'
import { type Facts, isCurrent } from './facts.ts'
import type { Scenario } from './scenario.ts'
import { isGreenAt } from './surroundings.ts'

/** How far behind a replica may be that a scenario has, and what a request takes, ms. */
const behindMs = 5_000

/** Without a green run in the required environment nothing is started or changed, whatever goes wrong. */
export function* requirement(facts: Facts): Iterable<string> {
  const { outcome, scenario } = facts
  const { finishing, main, runner, stage } = outcome
  if (!isRequired(scenario)) return

  // What finishes a promotion is judged for itself: it follows by an id.
  const changes = stage.standIn.requests.filter(
    ({ atMs, method, path }) =>
      method !== 'GET' &&
      !path.includes('/login') &&
      atMs < stage.time.epoch + (finishing?.main.fromMs ?? Number.POSITIVE_INFINITY)
  )
  const unfounded = changes.find(({ atMs }) => !wasGreen(facts, 0, atMs - stage.time.epoch))
  if (unfounded !== undefined)
    yield `${unfounded.method} ${unfounded.path} although what is required had not been green until then`

  if (!isRefused(runner.text('error'))) return
  if (facts.asked.some(({ question }) => question === 'start')) yield 'a start in spite of a refusal'
  if (main.green === true) yield 'green in spite of a refusal'
}

/** Whether anything depends on what is required: a run that is only followed does not. */
function isRequired({ promotion, required, work }: Scenario): boolean {
  return required !== undefined && (work !== 'run-id' || promotion !== undefined)
}

/** Whether what is said to be missing is missing, or could not be known. */
export function isRightlyRefused(facts: Facts): boolean {
  const { asked, outcome, scenario } = facts
  if (!isRequired(scenario)) return false
  const error = outcome.runner.text('error')
  // What there is instead is asked for twice.
  const lost = asked.filter(each => each.question === 'required' && !isCurrent(each)).length
  if (lost >= 2 && error.includes("Could not find the required environment's runs")) return true
  if (!isRefused(error)) return false

  const isAbout = ({ question }: Exchanged) => ['required', 'status', 'steps', 'snapshot'].includes(question)
  const isDoubtful = asked.some(each => isAbout(each) && !isCurrent(each))
  return isDoubtful || !isGreenThroughout(facts)
}

function isRefused(error: string): boolean {
  return /environments: production\.requires: |wait: The run of this code in staging/.test(error)
}

/** Moments (ms since the start) in a time at which the truth can have changed, with its beginning and end. */
function momentsIn({ outcome }: Facts, fromMs: number, toMs: number): readonly number[] {
  const { stage, surroundings } = outcome
  const { given, required } = surroundings
  const changes = [...(given === undefined ? [] : [given]), ...required].flatMap(run => {
    const createdMs = run.createdMs - stage.time.epoch
    return [createdMs, run.changedAt(Number.MAX_SAFE_INTEGER) - stage.time.epoch]
  })
  return [fromMs, toMs, ...changes.filter(ms => ms > fromMs && ms < toMs)]
}

/** Whether what is required was green at some moment of a time (ms since the start), or just before it. */
function wasGreen(facts: Facts, fromMs: number, toMs: number): boolean {
  const { stage, surroundings } = facts.outcome
  return momentsIn(facts, fromMs - behindMs, toMs).some(ms =>
    isGreenAt(stage.standIn, surroundings, stage.time.epoch + ms)
  )
}

function isGreenThroughout(facts: Facts): boolean {
  const { main, stage, surroundings } = facts.outcome
  return momentsIn(facts, main.fromMs, main.untilMs).every(ms =>
    isGreenAt(stage.standIn, surroundings, stage.time.epoch + ms)
  )
}
