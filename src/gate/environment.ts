import type { Checks } from '../results/checks.ts'
import type { GateEventName } from './event-policy.ts'
import { type Pattern, parsePatterns } from './pattern.ts'

/** One environment of the input `environments`. */
export interface Environment {
  /** As written; never the same as another's apart from case. */
  readonly name: string
  readonly branches: readonly Pattern[]
  readonly tags: readonly Pattern[]
  readonly events: readonly GateEventName[]
  /** Whether a push that replaces commits, or moves a tag, may start it. */
  readonly forcePushes: boolean
  /** Name or id of the ZenML stack. */
  readonly stack: string
  /** Name of the service account that the API key has to belong to, where the rules say it. */
  readonly account?: string
  /** The environment on which the same code has to have been green before it may run here. */
  readonly requires?: Environment
  readonly overrides: EnvironmentOverrides
}

/** What an environment sets in place of the action's inputs of the same names. */
export interface EnvironmentOverrides {
  readonly serverUrl?: string
  readonly project?: string
  readonly pipeline?: string
  readonly snapshot?: string
  readonly command?: string
  readonly source?: string
  readonly promote?: Stage
  readonly checks?: Checks
  /** A path, or YAML text; a mapping is handed on as it is written. */
  readonly config?: string
}

/** The keys that an environment may have. */
export const environmentKeys = [
  'branches',
  'tags',
  'stack',
  'events',
  'force-pushes',
  'server-url',
  'account',
  'requires',
  'project',
  'pipeline',
  'snapshot',
  'command',
  'source',
  'config',
  'promote',
  'checks'
] as const

/** The stages that a model version can be promoted to; ZenML's other ones say that it is to be used by nobody. */
export const stages = ['staging', 'production'] as const

/** A stage of ZenML's model versions (`ModelStages` of 0.98.0). */
export type Stage = (typeof stages)[number]

/** Events that may start an environment without `events`. */
export const defaultEvents: readonly GateEventName[] = ['push', 'workflow_dispatch', 'schedule']

/** The default of the input `environments`, and what `action.yml` shows. */
export const defaultRules = 'staging:    {branches: develop}\nproduction: {branches: main}\n'

/**
 * What the default rules mean: a test holds them against the YAML. Most jobs use them, and a push that they skip is
 * decided without a YAML parser, which takes longer to load than all the rest.
 */
export const defaultEnvironments: readonly Environment[] = [
  environmentOf('staging', 'develop'),
  environmentOf('production', 'main')
]

function environmentOf(name: string, branch: string): Environment {
  const branches = parsePatterns([branch], `environments: ${name}.branches`)
  return { name, branches, tags: [], events: defaultEvents, forcePushes: false, stack: name, overrides: {} }
}
