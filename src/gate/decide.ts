import { InputError } from '../text/errors.ts'
import { didYouMean } from '../text/suggest.ts'
import type { Environment } from './environment.ts'
import type { GateEventName } from './event-policy.ts'
import type { EventReading, PullRequest } from './event-source.ts'
import { type GitRef, isMergeQueueRef } from './git-ref.ts'
import { type Reason, type Refusal, refuse, type Skip, skip } from './outcome.ts'
import { decidingPattern, type Pattern } from './pattern.ts'
import { forcedObjection } from './push.ts'
import { quoted, shown } from './shown.ts'

/** The environment that the event chose. */
export interface Match {
  readonly kind: 'match'
  readonly environment: Environment
  readonly ref: GitRef
  readonly event: GateEventName
  /** Whether the repository whose workflow runs is a fork, which has nothing of the original's secrets and variables. */
  readonly isFork: boolean
  readonly pullRequest: PullRequest | undefined
  readonly reason: Reason<'match'>
}

/** What the gate says: go on with one environment, start nothing, or fail. */
export type Decision = Match | Skip | Refusal

/** The pattern that let the ref in, and its place below the environment. */
interface Fit {
  readonly environment: Environment
  readonly pattern: Pattern
  readonly place: string
}

type RefReading = Extract<EventReading, { kind: 'ref' }>

/**
 * Chooses the one environment that the event may reach. `requested` is the input `environment`, which only narrows; an
 * empty one counts as none. Throws {@link InputError} if it is not an environment's name, or if the ref fits several environments.
 */
export function decide(reading: EventReading, environments: readonly Environment[], requested?: string): Decision {
  const candidates = narrow(environments, requested)
  const narrowedTo = candidates === environments ? undefined : candidates[0]

  switch (reading.kind) {
    case 'skip':
    case 'refuse':
      return reading
    case 'barred':
      return candidates.some(({ events }) => events.includes(reading.event))
        ? reading.objection
        : unlisted(reading.event, candidates)
    case 'ref':
      return decideByRef(reading, candidates, narrowedTo)
  }
}

function decideByRef(
  reading: RefReading,
  candidates: readonly Environment[],
  narrowedTo: Environment | undefined
): Decision {
  const fits = candidates.flatMap(environment => fitOf(environment, reading.ref) ?? [])
  const open = fits.filter(({ environment }) => environment.events.includes(reading.event))

  const [fit, ...others] = open
  if (others.length > 0) throw ambiguous(reading, open)
  if (fit !== undefined) return matched(reading, fit)
  return fits.length > 0 ? eventInTheWay(reading, fits) : unmatched(reading, candidates, narrowedTo)
}

function matched(reading: RefReading, { environment, pattern }: Fit): Match | Refusal {
  const { event, isFork, pullRequest, ref } = reading
  if (reading.isForced && !environment.forcePushes) return forcedObjection(happening(reading), environment)

  const choice = `${shown(environment.name)} (${kindOf(ref)}: ${shown(pattern.source)})`
  const { requires } = environment
  const condition = requires === undefined ? '' : `; it requires this code green in ${shown(requires.name)}`
  const text = `${happening(reading)}: environment ${choice}${isFork ? '; this repository is a fork' : ''}${condition}`
  return { kind: 'match', environment, ref, event, isFork, pullRequest, reason: { code: 'match', text } }
}

/** The skip of a ref that fits environments, none of which lists its event. */
function eventInTheWay(reading: RefReading, fits: readonly Fit[]): Skip {
  const environments = fits.map(({ environment }) => environment)
  const names = environments.map(({ name }) => shown(name)).join(', ')
  const text = `${happening(reading)} would fit ${names}, but ${reading.event} is not among the events listed there (${eventList(environments)}).`
  return skip('event-not-listed', text)
}

/** What becomes of a ref that fits no environment: red only if one was asked for by name. */
function unmatched(
  reading: RefReading,
  candidates: readonly Environment[],
  narrowedTo: Environment | undefined
): Skip | Refusal {
  if (!candidates.some(({ events }) => events.includes(reading.event))) return unlisted(reading.event, candidates)

  if (narrowedTo !== undefined) {
    const text = `${happening(reading)} is not allowed in the environment ${quoted(narrowedTo.name)}, which accepts ${accepted(narrowedTo)}.`
    return refuse('environment-not-allowed', text)
  }
  return skip('no-match', `${happening(reading)} fits none of the environments: ${summary(candidates)}.`)
}

function narrow(environments: readonly Environment[], requested: string | undefined): readonly Environment[] {
  if (requested === undefined || requested === '') return environments
  const environment = environments.find(({ name }) => name === requested)
  if (environment !== undefined) return [environment]

  const names = environments.map(({ name }) => name)
  const remedy = didYouMean(requested, names) || `Write one of ${names.map(name => quoted(name)).join(', ')}.`
  throw new InputError(`${quoted(requested)} is not defined in the input environments`, {
    where: 'environment',
    remedy
  })
}

function fitOf(environment: Environment, ref: GitRef): Fit | undefined {
  if (isMergeQueueRef(ref)) return undefined
  const patterns = ref.type === 'branch' ? environment.branches : environment.tags
  const index = decidingPattern(patterns, ref.name)
  const pattern = index === undefined ? undefined : patterns[index]
  if (pattern === undefined) return undefined
  return { environment, pattern, place: `${shown(environment.name)}.${kindOf(ref)}[${index}]` }
}

function ambiguous(reading: RefReading, fits: readonly Fit[]): InputError {
  const message = `${happening(reading)} fits ${fits.length} environments`
  const names = fits.map(({ environment }) => quoted(environment.name)).join(' or ')
  return new InputError(message, {
    where: `environments: ${fits.map(({ place }) => place).join(' and ')}`,
    remedy: `Set the input 'environment' to ${names}, or make the patterns exclude each other.`
  })
}

function unlisted(event: GateEventName, candidates: readonly Environment[]): Skip {
  const names = candidates.slice(0, listedAtMost).map(({ name }) => shown(name))
  const text = `${event} is not among the events listed in ${names.join(', ')} (${eventList(candidates)}).`
  return skip('event-not-listed', text)
}

/** `push to branch develop`, as a sentence begins. */
function happening({ event, ref }: RefReading): string {
  const preposition = event === 'pull_request' ? 'into' : event === 'push' ? 'to' : 'on'
  return `${event} ${preposition} ${ref.type} ${shown(ref.name)}`
}

const listedAtMost = 5

function summary(environments: readonly Environment[]): string {
  const listed = environments.slice(0, listedAtMost).map(each => `${shown(each.name)} (${accepted(each)})`)
  const more = environments.length - listed.length
  return more > 0 ? `${listed.join(', ')} and ${more} more` : listed.join(', ')
}

function accepted({ branches, tags }: Environment): string {
  const parts = [patternList('branches', branches), patternList('tags', tags)]
  return parts.filter(part => part !== '').join('; ')
}

function patternList(kind: string, patterns: readonly Pattern[]): string {
  if (patterns.length === 0) return ''
  const listed = patterns.slice(0, listedAtMost).map(({ source }) => shown(source, 60))
  return `${kind}: ${listed.join(', ')}${patterns.length > listedAtMost ? ', …' : ''}`
}

function eventList(environments: readonly Environment[]): string {
  return [...new Set(environments.flatMap(({ events }) => events))].join(', ')
}

function kindOf(ref: GitRef): 'branches' | 'tags' {
  return ref.type === 'branch' ? 'branches' : 'tags'
}
