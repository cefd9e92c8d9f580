import { type Decision, decide } from '../../../src/gate/decide.ts'
import { parseEnvironments } from '../../../src/gate/environments.ts'
import { readEvent } from '../../../src/gate/event.ts'
import { type BaseName, baseEvents, type GateInput } from './base-event.ts'
import type { HostileCase } from './hostile-case.ts'
import { hostileEventNames } from './hostile-event-names.ts'
import { hostileFiles } from './hostile-files.ts'
import { hostilePullRequests } from './hostile-pull-requests.ts'
import { hostilePushes } from './hostile-pushes.ts'
import { hostileRefs } from './hostile-refs.ts'
import { hostileReleases } from './hostile-releases.ts'
import { hostileRequests } from './hostile-requests.ts'

/** Every hostile or odd event; none may start a pipeline. */
export const hostileEvents: readonly HostileCase[] = [
  ...hostileEventNames,
  ...hostileRefs,
  ...hostilePullRequests,
  ...hostilePushes,
  ...hostileReleases,
  ...hostileFiles,
  ...hostileRequests
]

const events = '[push, workflow_dispatch, schedule, pull_request, release]'

/** Rules as a team would write them, pull requests and releases included, and rules that let everything in that can be let in. */
export const ruleSets = {
  usual: parseEnvironments(`
staging: {branches: [develop, 'release/*'], events: ${events}}
production: {branches: main, tags: 'v[0-9]+.[0-9]+.[0-9]+', events: ${events}}`),
  open: parseEnvironments(`everything: {branches: '**', tags: '**', events: ${events}}`)
}

export type RuleSetName = keyof typeof ruleSets

/** What the gate says of a base event, unchanged. */
export function judgeBase(name: BaseName, rules: RuleSetName): Decision {
  return judge(baseEvents[name](), rules)
}

/** What the gate says of a hostile event. */
export function judgeHostile({ base, mutation, requested }: HostileCase, rules: RuleSetName): Decision {
  const input: GateInput = structuredClone(baseEvents[base]())
  mutation(input)
  return judge(input, rules, requested)
}

/** The rule sets that a case holds under: patterns that let every name in do let in a name that others shut out. */
export function rulesFor({ expected, requested }: HostileCase): readonly RuleSetName[] {
  return expected === 'skip no-match' || requested !== undefined ? ['usual'] : ['usual', 'open']
}

/** How many of the table's events the gate turned away, for the project's figures. */
export function tallyHostileEvents(): { readonly turnedAway: number; readonly tried: number } {
  const turnedAway = hostileEvents.filter(each =>
    rulesFor(each).every(rules => judgeHostile(each, rules).kind !== 'match')
  )
  return { turnedAway: turnedAway.length, tried: hostileEvents.length }
}

function judge(input: GateInput, rules: RuleSetName, requested?: string): Decision {
  const text = input.text === undefined ? JSON.stringify(input.payload) : (input.text ?? undefined)
  return decide(readEvent(input.env, text), ruleSets[rules], requested)
}
