import type { GateEventName } from './event-policy.ts'
import { type Pattern, parsePatterns } from './pattern.ts'

/** One environment of the input `environments`. */
export interface Environment {
  /** As written; never the same as another's but for case. */
  readonly name: string
  readonly branches: readonly Pattern[]
  readonly tags: readonly Pattern[]
  readonly events: readonly GateEventName[]
  /** Whether a push that replaces commits, or moves a tag, may start it. */
  readonly forcePushes: boolean
  /** Name or id of the ZenML stack. */
  readonly stack: string
  readonly overrides: EnvironmentOverrides
}

/** What an environment sets in place of the action's inputs of the same names. */
export interface EnvironmentOverrides {
  readonly serverUrl?: string
  readonly project?: string
  readonly pipeline?: string
  readonly snapshot?: string
  readonly command?: string
  /** A path, or YAML text; a mapping is handed on as it is written. */
  readonly config?: string
}

/** What an environment may say. */
export const environmentKeys = [
  'branches',
  'tags',
  'stack',
  'events',
  'force-pushes',
  'server-url',
  'project',
  'pipeline',
  'snapshot',
  'command',
  'config'
] as const
/** Events that may start an environment which doesn't say. */
export const defaultEvents: readonly GateEventName[] = ['push', 'workflow_dispatch', 'schedule']

/** The default of the input `environments`, and what `action.yml` shows. */
export const defaultRules = 'staging:    {branches: develop}\nproduction: {branches: main}\n'

/**
 * What the default rules come to: a test holds them against the YAML. Most jobs use them, and a push that they skip is
 * decided without a parser of YAML, which takes longer to load than all the rest.
 */
export const defaultEnvironments: readonly Environment[] = [
  environmentOf('staging', 'develop'),
  environmentOf('production', 'main')
]

function environmentOf(name: string, branch: string): Environment {
  const branches = parsePatterns([branch], `environments: ${name}.branches`)
  return { name, branches, tags: [], events: defaultEvents, forcePushes: false, stack: name, overrides: {} }
}
