import type { Exchanged } from '../stand-in/exchange-log.ts'
import type { ScriptedRun } from '../stand-in/run-script.ts'
import type { Played } from '../stand-in/stage.ts'
import { fateOf } from '../stand-in/statuses.ts'
import type { Outcome } from './play.ts'
import type { Scenario } from './scenario.ts'

/** Consecutive failures of one question after which giving up before the run exists is honest. */
const patience = 5

/** An exchange that came back whole as ZenML's own answer to what was asked, be it a replica's that lags. */
export function isSound({ body, fault, status, wholeMs }: Exchanged): boolean {
  if (/^(?:body of|stray) /.test(fault ?? '')) return false
  if (wholeMs === undefined || status === undefined || status === 429 || status === 408 || status >= 500) return false
  try {
    const json = JSON.parse(body) as { detail?: unknown }
    // A gateway's refusal has no detail.
    return status < 400 || Array.isArray(json) || json.detail !== undefined
  } catch {
    return false
  }
}

/** Whether an exchange's answer says how things were at the moment. */
export function isCurrent(exchange: Exchanged): boolean {
  return isSound(exchange) && exchange.fault !== 'replica that lags'
}

/** The runs that the action has started. */
export function startedRuns({ stage, surroundings: { given, required } }: Outcome): readonly ScriptedRun[] {
  return stage.standIn.runs.filter(run => run !== given && !required.includes(run))
}

/** What a scenario's outcome says to whoever knows the truth about its run. */
export class Facts {
  readonly scenario: Scenario
  readonly outcome: Outcome
  readonly main: Played
  readonly outputs: Readonly<Record<string, string>>
  /** What main asked, and what post asked. */
  readonly asked: readonly Exchanged[]
  readonly askedByPost: readonly Exchanged[]
  /** The runs that the action has started, over all attempts. */
  readonly started: readonly ScriptedRun[]
  /** The one that main reports. */
  readonly run: ScriptedRun | undefined
  readonly cancelledMs: number | undefined

  constructor(scenario: Scenario, outcome: Outcome) {
    const { finishing, stage, main, mainFrom, postFrom, runner, surroundings } = outcome
    this.scenario = scenario
    this.outcome = outcome
    this.main = main
    this.outputs = runner.outputs
    this.started = startedRuns(outcome)
    this.asked = stage.exchanged.slice(mainFrom, postFrom)
    this.askedByPost = stage.exchanged.slice(postFrom, finishing?.from)
    this.run = surroundings.given ?? this.#ownRun()
    this.cancelledMs = stage.cancelledMs
  }

  /** Whether main itself asked for a run, by its name. */
  isAskedFor({ name }: ScriptedRun): boolean {
    return this.asked.some(({ question, sent }) => question === 'start' && sent.includes(JSON.stringify(name)))
  }

  /** The run that main started or attaches to; an earlier attempt's, where it started its own in any case, is none of its. */
  #ownRun(): ScriptedRun | undefined {
    const { asked, main, outcome, scenario, started } = this
    const { onRerun } = scenario.options
    const own = started.find(run => this.isAskedFor(run))
    if (own !== undefined) return own
    const run = started.at(-1)
    // One that only came to be while main was at work is an earlier attempt's request that was worked off late.
    if (run === undefined || run.createdMs >= outcome.stage.time.epoch + main.fromMs) return undefined
    const listed = asked.find(each => each.question === 'find' && each.status === 200 && isSound(each))
    const [status] = listed === undefined ? [] : statusesOf(JSON.parse(listed.body), run.id)
    if (status === undefined || onRerun === 'new') return undefined
    return onRerun === 'attach' || (fateOf(status) === undefined && status !== 'stopping') ? run : undefined
  }

  get conclusion(): string | undefined {
    return this.main.end === 'killed' ? undefined : this.outputs['conclusion']
  }

  /** Virtual time at which main's timeout comes. */
  get deadlineMs(): number {
    return this.main.fromMs + this.scenario.options.timeoutMs
  }

  truth(elapsedMs: number): string {
    return this.run?.statusAt(this.outcome.stage.time.epoch + elapsedMs) ?? 'none'
  }

  /** The first final status of the run that main was told soundly, and when. */
  get seen(): { readonly status: string; readonly ms: number } | undefined {
    const { run } = this
    if (run === undefined) return undefined
    for (const exchange of this.asked) {
      if (
        !['status', 'details', 'start', 'find'].includes(exchange.question) ||
        exchange.status !== 200 ||
        !isSound(exchange)
      )
        continue
      const statuses = statusesOf(JSON.parse(exchange.body), run.id)
      const status = statuses.find(each => fateOf(each) !== undefined)
      if (status !== undefined) return { status, ms: exchange.wholeMs ?? 0 }
    }
    return undefined
  }

  /** Whether a gateway said of nothing but a server that is away, for half of the step's time and for 20 s at least. */
  #neverWoke(contacts: readonly Exchanged[]): boolean {
    const awakeAgain = contacts.some(({ status }) => status === undefined || ![502, 503, 504].includes(status))
    const [from, to] = [contacts[0]?.wholeMs, contacts.at(-1)?.wholeMs]
    if (awakeAgain || from === undefined || to === undefined) return false
    // Half of what was left at the first question, which is asked within the first second.
    return to - from >= Math.max(20_000, this.scenario.options.timeoutMs / 2 - 1_000)
  }

  /** Whether trouble explains that main gave up without the run's own answer. */
  get excused(): boolean {
    const { asked, main, scenario } = this
    const { deactivatedAtMs, loginsBefore, retainMs, rotatedAtMs } = scenario.server
    const untilMs = main.untilMs
    if (deactivatedAtMs !== undefined && deactivatedAtMs <= untilMs) return true
    if (rotatedAtMs !== undefined && rotatedAtMs + (retainMs ?? 0) <= untilMs) return true
    // The address alone is wrong, where the first contact is answered by a page, a redirect or anything but ZenML's.
    const first = asked.filter(({ question }) => question === 'info')
    const isElsewhere = ({ body, fault, status = 500 }: Exchanged) =>
      status === 307 || fault?.startsWith('body of ') || (status < 500 && /^(?:<|\{"message":)/.test(body))
    if (first.some(isElsewhere)) return true
    if (untilMs >= this.deadlineMs || this.#neverWoke(first)) return true
    // A refusal is final as long as there is no run; whether there is one is looked up first.
    const beforeLooking = asked.filter(({ question }) => question !== 'find')
    const last = [...asked.slice(-4), ...beforeLooking.slice(-4)]
    const isRefused = last.some(({ fault }) => fault?.startsWith('stray ') === true)
    if (isRefused && this.outputs['run-id'] === undefined) return true
    const recent = asked.slice(-2 * patience - 2)
    const troubled = recent.filter(exchange => !isSound(exchange))
    return troubled.length >= patience || (loginsBefore !== undefined && untilMs >= this.deadlineMs - 61_000)
  }
}

function statusesOf(json: unknown, id: string): readonly string[] {
  const entities = (json as { items?: unknown[] }).items ?? [json]
  return (entities as { id?: string; body?: { status?: string } }[])
    .filter(entity => entity.id === id)
    .map(entity => entity.body?.status ?? '')
}
