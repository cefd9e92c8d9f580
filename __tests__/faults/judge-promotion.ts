import type { Exchanged } from '../stand-in/exchange-log.ts'
import type { Holding } from '../stand-in/models.ts'
import { fateOf } from '../stand-in/statuses.ts'
import { type Facts, isCurrent, isSound } from './facts.ts'
import { promotedStage } from './surroundings.ts'

/** Questions that belong to a promotion. */
const ofPromotion = ['model version', 'holders', 'promote', 'note']

/** What is said of a promotion is true, and only what has succeeded is promoted. */
export function* promotion(facts: Facts): Iterable<string> {
  const { asked, askedByPost, outcome, scenario, seen } = facts
  const writes = asked.filter(({ question }) => question === 'promote')
  if (askedByPost.some(({ question }) => ofPromotion.includes(question))) yield 'post asks about a promotion'
  if (scenario.promotion === undefined) {
    if (writes.length > 0) yield 'a stage was changed although promote is not set'
    return
  }
  const [first] = writes
  if (first !== undefined && !(seen !== undefined && seen.ms <= first.atMs && fateOf(seen.status) === 'success'))
    yield 'a stage was changed before a success was seen'
  if (first !== undefined && !scenario.promotion.hasModel) yield 'a stage was changed although there is no model'

  yield* sayings(facts, outcome.runner.text() + outcome.runner.summary, asked, facts.conclusion === 'success')
  yield* doubts(facts, writes)
  yield* finished(facts)
}

/** Every version that is said to have the stage, and that had it alone at the look which is meant. */
function* sayings(facts: Facts, text: string, asked: readonly Exchanged[], isGreen: boolean): Iterable<string> {
  const { models } = facts.outcome.stage.standIn.furniture
  const said = [...text.matchAll(/Version (\d+) of model churn (?:already had|has) the stage (\w+)(?=[.;])/g)]
  const own = facts.run?.modelVersion?.number
  if (isGreen && said.length === 0) yield 'green without a word on the promotion'
  if (!isGreen && said.length > 0) yield 'a promotion is reported by a step that is not green'
  if (new Set(said.map(([words]) => words)).size > 1) yield 'two promotions are reported'
  for (const [, number, stage] of said)
    if (Number(number) !== own || stage !== promotedStage) yield `version ${number} is said to have ${stage}`
  if (said.length === 0 || own === undefined) return

  const look = asked.findLast(({ question, url }) => question === 'holders' && url.includes(promotedStage))
  const held = look === undefined ? [] : holdersDuring(facts, look)
  if (!held.some(numbers => numbers.length === 1 && numbers[0] === own))
    yield `version ${own} is said to have the stage, which at the last look ${JSON.stringify(held)} had`

  // A replica that lags may hide what the own write has replaced.
  const isClear = asked.every(each => each.question !== 'holders' || isSound(each) === isCurrent(each))
  const replaced = replacedByOwn(facts, own, look?.wholeMs ?? 0)
  if (isClear && replaced !== undefined) yield `version ${own} has replaced version ${replaced}, which is newer`
  const note = models.versions[own - 1]?.metadata[`gate_promotion_${promotedStage}`] as
    | { progress?: string }
    | undefined
  const isNoted = note?.progress === 'promoted'
  const isTroubled = asked.some(each => each.question === 'note' && !isCurrent(each))
  if (!isNoted && !isTroubled) yield `the note of a promotion says ${note?.progress}`
}

/** All that had the stage while a request was on its way: a replica may show what was some seconds before. */
function holdersDuring({ outcome }: Facts, { atMs, fault, wholeMs }: Exchanged): readonly (readonly number[])[] {
  const { standIn, time } = outcome.stage
  const lagMs = fault === 'replica that lags' ? 5_000 : 0
  const [from, to] = [time.epoch + atMs - lagMs, time.epoch + (wholeMs ?? atMs)]
  const history = standIn.furniture.models.holdersSince(promotedStage)
  const before = history.findLast(each => each.atMs <= from)
  return [before, ...history.filter(each => each.atMs > from && each.atMs <= to)].map(each => each?.numbers ?? [])
}

/** A newer version that lost the stage by a change of this step's, and has not got it back by a time, ms. */
function replacedByOwn({ outcome }: Facts, own: number, untilMs: number): number | undefined {
  const { standIn, time } = outcome.stage
  const history = standIn.furniture.models
    .holdersSince(promotedStage)
    .filter(({ atMs }) => atMs <= time.epoch + untilMs)
  const lost = history.flatMap(({ by, numbers }, index) => {
    const before = history[index - 1]?.numbers ?? []
    // Anybody else may give the stage to the own version too, whatever that replaces.
    const isOwnWrite = by === 'step' && numbers.includes(own) && !before.includes(own)
    return isOwnWrite ? before.filter(number => number > own && !numbers.includes(number)) : []
  })
  return lost.find(number => !history.at(-1)?.numbers.includes(number))
}

/** A step that may have changed the stage, and is not green, says that it doesn't know, or who keeps it. */
function* doubts(facts: Facts, writes: readonly Exchanged[]): Iterable<string> {
  const { conclusion, main, outcome, run } = facts
  const own = run?.modelVersion
  if (main.end === 'killed' || conclusion === 'success' || own === undefined) return

  const { standIn, time } = outcome.stage
  const until = time.epoch + main.untilMs
  const history = standIn.furniture.models.holdersSince(promotedStage).filter(({ atMs }) => atMs <= until)
  const isOwnWrite = ({ by, numbers }: Holding, index: number) =>
    by === 'step' && numbers.includes(own.number) && history[index - 1]?.numbers.includes(own.number) !== true
  const hasChanged = writes.length > 0 && history.some(isOwnWrite)
  const text = outcome.runner.text('error')
  // One that was withdrawn, or replaced by others meanwhile, was not promoted.
  const isHeld = history.at(-1)?.numbers.includes(own.number) === true
  if (hasChanged && !isHeld && text.includes('No model version was promoted')) return
  if (hasChanged && !/it is not known whether it has it alone|at the same time, and keeps it/.test(text))
    yield `the stage was changed by a step that doesn't say so: ${text}`
}

/** A step that follows the run again without trouble finishes what is left, unless a newer version has the stage. */
function* finished(facts: Facts): Iterable<string> {
  const { finishing, stage } = facts.outcome
  const own = facts.run?.modelVersion
  if (finishing === undefined || own === undefined) return

  const { main, from, runner } = finishing
  yield* sayings(facts, runner.text() + runner.summary, stage.exchanged.slice(from), main.green === true)
  const holders = stage.standIn.furniture.models.holders(promotedStage)
  // Several newer ones that others have let stay are theirs to settle.
  const isKept = !holders.includes(own.number) && holders.some(number => number > own.number)
  // Where something is required, a followed run has to be completed with all its steps; one that was skipped is not.
  const isIncomplete = facts.scenario.required !== undefined && facts.seen?.status !== 'completed'
  if (main.green !== true && !isKept && !isIncomplete)
    yield `a promotion in doubt was not finished: ${runner.text('error')}`
}

/** Whether a promotion that failed, or was cut off, explains that a step is not green although its run succeeded. */
export function isPromotionAtFault(facts: Facts): boolean {
  const { asked, outcome, scenario, seen } = facts
  if (scenario.promotion === undefined || seen === undefined || fateOf(seen.status) !== 'success') return false
  if (!scenario.promotion.hasModel) return true

  // Where something is required, a followed run's steps and its code are looked at before.
  const isJudged = scenario.work === 'run-id' && scenario.required !== undefined
  const before = isJudged ? ['stack', 'steps', 'snapshot', 'required', 'status'] : []
  const isTroubled = asked.some(each => [...before, ...ofPromotion].includes(each.question) && !isCurrent(each))
  // The key may be good for the run's end, and for nothing after it.
  const isLockedOut = asked.some(
    ({ atMs, question, status }) =>
      status === 401 && atMs >= seen.ms && [...before, ...ofPromotion, 'login'].includes(question)
  )
  return (
    isTroubled ||
    isLockedOut ||
    /which is newer than version|and is newer than version/.test(outcome.runner.text('error'))
  )
}
