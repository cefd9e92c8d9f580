import { formsOf, leaksIn } from '../stand-in/leak.ts'
import type { ScriptedRun } from '../stand-in/run-script.ts'
import { fateOf } from '../stand-in/statuses.ts'
import { Facts, isCurrent, isSound } from './facts.ts'
import { isPromotionAtFault, promotion } from './judge-promotion.ts'
import { isRightlyRefused, requirement } from './judge-requirement.ts'
import type { Outcome } from './play.ts'
import type { Scenario } from './scenario.ts'

/** Time that main may take after its deadline: a last look, a stop, a report. */
const graceMs = 60_000
/** Time that a promotion may take beside it, ms. */
const promotionMs = 120_000
/** Time that main may take after a cancel; the runner kills after 10 s. */
const cancelGraceMs = 5_000
/** Time that post tries, and what its last questions may take beyond, ms. */
const postMs = 120_000 + 45_000

/** The truth about a scenario and what the action made of it. */
export interface Verdict {
  /** What must never be; empty where all is well. */
  readonly violations: readonly string[]
  /** Whether the step reported the run's own end, was cut off before on purpose, or failed since it could not find out. */
  readonly ending: 'told' | 'cut off' | 'gave up'
}

/** Holds a scenario's outcome against what the server knows to be true. */
export function judge(scenario: Scenario, outcome: Outcome): Verdict {
  const facts = new Facts(scenario, outcome)
  const violations = [
    ...oneRun(facts),
    ...colour(facts),
    ...promptStop(facts),
    ...conclusion(facts),
    ...duration(facts),
    ...nothingLeft(facts),
    ...neighbours(facts),
    ...requirement(facts),
    ...promotion(facts),
    ...given(facts),
    ...quiet(facts),
    ...secrecy(facts)
  ]
  return { violations, ending: ending(facts) }
}

function* oneRun({ outcome, scenario, started: runs }: Facts): Iterable<string> {
  const names = new Set(runs.map(({ name }) => name))
  const [first, second] = runs
  if (names.size < runs.length) yield 'two runs have one name'
  const most = scenario.work === 'run-id' ? 0 : outcome.lost === undefined ? 1 : 2
  if (runs.length > most) yield `${runs.length} runs were created`
  if (first === undefined || second === undefined) return
  const { epoch } = outcome.stage.time
  const knowable = first.createdMs < epoch + outcome.main.fromMs
  const status = first.statusAt(second.createdMs)
  // One that hangs while it is being stopped is waited for within bounds; then that is said.
  const isWaitedFor = status === 'stopping' && /has been stopping for .*beside it/.test(outcome.runner.text('warning'))
  const active = fateOf(status) === undefined && !isWaitedFor
  const { onRerun } = scenario.options
  if (onRerun === 'auto' && knowable && active) yield 'a second run was started beside an active one'
  if (onRerun === 'attach' && knowable) yield 'a second run was started although on-rerun is attach'
}

/** A run that main knows is told to stop within a second of the cancel. */
function* promptStop({ asked, cancelledMs, conclusion, run, scenario, seen }: Facts): Iterable<string> {
  if (cancelledMs === undefined || conclusion !== 'cancelled' || run === undefined || seen !== undefined) return
  if (scenario.options.leaveRunning || scenario.work === 'run-id') return
  const known = asked.some(
    ({ question, status, url, wholeMs }) =>
      question === 'status' && url.includes(run.id) && status === 200 && (wholeMs ?? cancelledMs) < cancelledMs
  )
  // One that was under way already, since following had just been given up, serves as well.
  const stop = asked.find(({ question, atMs }) => question === 'stop' && atMs >= cancelledMs - 1_000)
  if (known && (stop === undefined || stop.atMs - cancelledMs > 1_000))
    yield `the stop was sent ${stop === undefined ? 'never' : `${stop.atMs - cancelledMs} ms after the cancel`}`
}

function* colour({ asked, conclusion, main, outputs, run, seen }: Facts): Iterable<string> {
  if (main.end === 'killed') return
  const known =
    run !== undefined &&
    asked.some(({ question, status, url }) => question === 'status' && url.includes(run.id) && status === 200)
  if (known && (outputs['run-id'] !== run?.id || !outputs['run-url']?.endsWith(run?.id ?? '-')))
    yield 'the outputs do not name the run'
  const green = ['success', 'triggered', 'skipped'].includes(conclusion ?? '')
  if (main.green !== green) yield `the step is ${main.green ? 'green' : 'red'} with conclusion ${conclusion}`
  if (conclusion === 'success' && !(seen !== undefined && fateOf(seen.status) === 'success'))
    yield 'green without having seen a success'
}

function* conclusion(facts: Facts): Iterable<string> {
  const { cancelledMs, deadlineMs, main, scenario, seen } = facts
  const told = facts.conclusion
  if (main.end === 'killed') return
  if (told === undefined) return yield 'main ended without a conclusion'
  if (!scenario.options.wait && seen !== undefined) {
    if (!['triggered', 'cancelled', 'failure'].includes(told)) yield `${told} although it was not to wait`
    return
  }
  // What is seen after the deadline, while the run is told to stop, comes too late to count.
  if (seen !== undefined && seen.ms < Math.min(cancelledMs ?? seen.ms + 1, deadlineMs)) {
    const isPromotion =
      ['cancelled', 'failure'].includes(told) && (isPromotionAtFault(facts) || isRightlyRefused(facts))
    if (told !== fateOf(seen.status) && !isPromotion && !isCutOff(facts))
      yield `${told} although the run was seen as ${seen.status}`
    return
  }
  if (seen !== undefined && told === fateOf(seen.status)) return
  switch (told) {
    case 'success':
    case 'stopped':
      yield `${told} without having seen it`
      return
    case 'cancelled':
      if (cancelledMs === undefined) yield 'cancelled by nobody'
      return
    case 'triggered':
      if (scenario.options.wait) yield 'triggered although it was to wait'
      else if (facts.run?.id !== facts.outputs['run-id']) yield 'triggered without the run'
      return
    case 'timed-out': {
      if (main.untilMs < deadlineMs) yield `timed out ${deadlineMs - main.untilMs} ms early`
      // Whoever could ask nothing more, the status or the steps, could not know either.
      const last = facts.asked.filter(({ question }) => ['status', 'steps', 'details'].includes(question)).at(-1)
      const truth = facts.truth(Math.min(deadlineMs, main.untilMs) - 100)
      // Whether it was stopped by others or by a request of our own whose answer was lost nobody can tell.
      const knowable = fateOf(truth) !== undefined && fateOf(truth) !== 'stopped'
      if (knowable && last?.status === 200 && isCurrent(last)) yield 'timed out beside a finished run'
      return
    }
    case 'failure':
      if (cancelledMs !== undefined && cancelledMs < main.untilMs) yield 'failure although cancelled'
      else if (!facts.excused && !isRightlyRefused(facts) && !isPromotionAtFault(facts))
        yield `failure without a reason: ${facts.outcome.runner.text('error')}`
      else if (facts.outcome.runner.text('error') === '') yield 'failure without a word'
      return
    case 'skipped':
      yield 'skipped although the gate is open'
  }
}

/** A cancel in the promotion, after the run's end was seen. */
function isCutOff({ cancelledMs, conclusion, main, scenario }: Facts): boolean {
  const isMeanwhile = cancelledMs !== undefined && cancelledMs <= main.untilMs
  return scenario.promotion !== undefined && conclusion === 'cancelled' && isMeanwhile
}

function* duration(facts: Facts): Iterable<string> {
  const { asked, askedByPost, cancelledMs, deadlineMs, main, outcome, scenario, seen } = facts
  const forPromotion = scenario.promotion === undefined ? 0 : promotionMs
  if (main.untilMs > deadlineMs + graceMs + forPromotion)
    yield `main ended ${main.untilMs - deadlineMs} ms after its deadline`
  if (cancelledMs !== undefined && main.untilMs - cancelledMs > cancelGraceMs)
    yield `main ended ${main.untilMs - cancelledMs} ms after the cancel`
  // Before a followed run is promoted, one in the required environment that is in progress is waited for.
  const waits = scenario.work === 'run-id' && scenario.required !== undefined && scenario.promotion !== undefined
  const calm = seen !== undefined && !waits && asked.every(each => each.atMs < seen.ms || isSound(each))
  if (calm && cancelledMs === undefined && main.untilMs > seen.ms + graceMs)
    yield `main ended ${main.untilMs - seen.ms} ms after it saw the run's end`
  const { post } = outcome
  if (post.untilMs - post.fromMs > postMs) yield `post took ${post.untilMs - post.fromMs} ms`
  const troubled = asked.filter(exchange => !isSound(exchange)).length
  const bound = 60 + 3 * polls(main.untilMs - main.fromMs) + 3 * troubled
  if (asked.length > bound) yield `${asked.length} requests, more than ${bound}`
  if (askedByPost.length > 250) yield `${askedByPost.length} requests of post`
}

/** Looks that are enough in a time: one a second for two minutes, then one in four. */
function polls(ms: number): number {
  return Math.ceil(Math.min(ms, 120_000) / 1_000 + Math.max(0, ms - 120_000) / 4_000)
}

function* nothingLeft(facts: Facts): Iterable<string> {
  const { outcome, outputs, scenario, askedByPost } = facts
  const { stage, post } = outcome
  const { options } = scenario
  if (options.leaveRunning) return
  const warned = outcome.runner.written.filter(({ kind }) => kind === 'warning').map(({ text }) => text)
  // A runner that is lost leaves its run to the next attempt, which may start its own or be cut off before it attaches.
  const isOwn = (run: ScriptedRun): boolean =>
    outcome.lost === undefined || facts.isAskedFor(run) || outputs['run-id'] === run.id
  for (const run of facts.started.filter(isOwn)) {
    const status = run.statusAt(stage.time.epoch + post.untilMs)
    if (run.stopAskedMs !== undefined || fateOf(status) !== undefined) continue
    // A run that is not to be waited for is left from the moment on at which it is known.
    if (!options.wait && (facts.conclusion === 'triggered' || outputs['run-id'] === run.id)) continue
    // A request that is worked off when post has ended leaves a run that nobody can stop any longer, only name.
    if (run.createdMs >= stage.time.epoch + post.untilMs) {
      const isTold = warned.some(text => text.includes(run.name) && text.includes(stage.proxy.url))
      if (!isTold) yield 'a run that came to be after post was not warned of by its name'
      continue
    }
    const link = warned.some(text => text.includes(run.id) || text.includes(stage.proxy.url))
    const tried = post.untilMs - post.fromMs >= 90_000
    const final = askedByPost.some(({ status, question }) => status === 401 && question === 'login')
    const changed = askedByPost.length === 0
    if (!link) yield `the run is left ${status} without a warning that has its link`
    else if (!tried && !final && !changed) yield `post gave up on the run after ${post.untilMs - post.fromMs} ms`
  }
}

/** Another job's runs of the same account are nobody's business: never reported as this step's, never looked at or changed. */
function* neighbours({ outcome }: Facts): Iterable<string> {
  const { exchanged, runners, standIn } = outcome.stage
  for (const run of standIn.neighbours) {
    if (runners.some(({ outputs, states }) => JSON.stringify([outputs, states]).includes(run.id)))
      yield "a neighbour's run is reported or remembered as this step's"
    // Only what it logged may be asked for, if it is what a run is compared with.
    const isAsked = exchanged.some(({ question, url }) => question !== 'results' && url.includes(run.id))
    if (run.stopAskedMs !== undefined || isAsked) yield "a neighbour's run was asked for or stopped"
    if (run.tags.join() !== 'nightly') yield "a neighbour's run was tagged"
  }
}

/** A run that somebody else has started is followed, and never stopped: nothing is left for post. */
function* given({ askedByPost, outcome, scenario }: Facts): Iterable<string> {
  if (scenario.work !== 'run-id') return
  const { stage, surroundings } = outcome
  if (surroundings.given?.stopAskedMs !== undefined) yield 'a run that the step did not start was stopped'
  if (stage.exchanged.some(({ question }) => ['start', 'stop'].includes(question)))
    yield 'a start or a stop was asked for although a run was only to be followed'
  if (askedByPost.length > 0) yield 'post asked for something although a run was only to be followed'
}

/** Where nothing was left to do, post asks for nothing; it is never an error. */
function* quiet({ askedByPost, main, outcome, conclusion }: Facts): Iterable<string> {
  const settled = ['success', 'stopped'].includes(conclusion ?? '')
  if (main.end === 'ended' && settled && askedByPost.length > 0) yield 'post was not quiet after a clean end'
  const text = outcome.runner.text('error', 'warning', 'info')
  if (/Unexpected error in the action itself/.test(text)) yield `a bug was reported: ${text}`
}

function* secrecy({ outcome }: Facts): Iterable<string> {
  const { exchanged, proxy, runners, standIn } = outcome.stage
  const { secrets } = standIn.credentials
  for (const runner of runners) {
    const all = [runner.text(), JSON.stringify(runner.outputs), JSON.stringify(runner.states), runner.summary].join(
      '\n'
    )
    if (leaksIn(all, secrets).length > 0) yield 'a secret was written'
    for (const secret of secrets) {
      const masked = runner.masks.find(mask => mask.secret === secret)?.order ?? Number.POSITIVE_INFINITY
      const used = exchanged.find(
        ({ sent, ...by }) => by.runner === runner && formsOf(secret).some(form => sent.includes(form))
      )
      if (used !== undefined && used.order < masked) yield 'a secret was used before it was masked'
    }
  }
  if (exchanged.some(({ url }) => !url.startsWith(`${proxy.url}/`))) yield 'a request went to another origin'
}

function ending({ conclusion, main, seen }: Facts): Verdict['ending'] {
  if (seen !== undefined && conclusion === fateOf(seen.status)) return 'told'
  // Killed outright, the step says nothing; all that counts then is that post leaves nothing running.
  const cutOff = main.end === 'killed' || ['cancelled', 'timed-out', 'triggered'].includes(conclusion ?? '')
  return cutOff ? 'cut off' : 'gave up'
}
