import type { Environment } from '../gate/environment.ts'
import { decidingPattern, type Pattern } from '../gate/pattern.ts'
import type { EnvironmentPolicy } from '../github/environment-policy.ts'
import { fnmatch } from '../github/fnmatch.ts'
import { oneLine } from '../text/foreign.ts'

/** The ref by which GitHub compares a pull request with an environment's patterns. */
const pullRequestRef = 'refs/pull/1/merge'

/**
 * What a GitHub environment lets in and the rules don't, or the other way round, in sentences; none if both fit as far
 * as that can be known. Each is about a name that one of the two is certain to let in.
 */
export function misfits(environment: Environment, policy: EnvironmentPolicy): readonly string[] {
  const name = `The GitHub environment '${oneLine(environment.name, 80)}'`
  switch (policy.kind) {
    case 'missing':
      return [`${name} doesn't exist, so that no branch is kept from this environment's secrets.`]
    case 'every ref':
      return [`${name} lets every branch and tag have its secrets, and the rules don't let all of them in.`]
    case 'protected branches':
      return []
    case 'patterns': {
      const wide = tooWide(environment, policy)
      const narrow = tooNarrow(environment, policy)
      return [
        ...(wide === undefined ? [] : [`${name} also lets ${wide} have its secrets, which the rules don't let in.`]),
        ...(narrow === undefined ? [] : [`${name} turns ${narrow} away, which the rules let in.`])
      ]
    }
  }
}

type Patterns = Extract<EnvironmentPolicy, { kind: 'patterns' }>

/** Something that GitHub lets in and the rules don't. */
function tooWide({ branches, events, tags }: Environment, policy: Patterns): string | undefined {
  const pulls = policy.branches.filter(pattern => pattern.startsWith('refs/') && fnmatch(pattern, pullRequestRef))
  if (pulls.length > 0 && !events.includes('pull_request')) return 'pull requests'

  const others = policy.branches.filter(pattern => !pulls.includes(pattern))
  const branch = samplesOfPolicy(others).find(name => decidingPattern(branches, name) === undefined)
  if (branch !== undefined) return `branches like ${shown(branch)}`
  const tag = samplesOfPolicy(policy.tags).find(name => decidingPattern(tags, name) === undefined)
  return tag === undefined ? undefined : `tags like ${shown(tag)}`
}

/** Something that the rules let in and GitHub doesn't. */
function tooNarrow({ branches, events, tags }: Environment, policy: Patterns): string | undefined {
  const isTurnedAway = (patterns: readonly string[]) => (name: string) =>
    !patterns.some(pattern => fnmatch(pattern, name))
  const lists = (...some: readonly Environment['events'][number][]) => some.some(event => events.includes(event))

  if (lists('pull_request') && isTurnedAway(policy.branches)(pullRequestRef)) return 'pull requests'
  if (lists('push', 'workflow_dispatch', 'schedule')) {
    const branch = samplesOfRules(branches).find(isTurnedAway(policy.branches))
    if (branch !== undefined) return `branches like ${shown(branch)}`
  }
  if (!lists('push', 'workflow_dispatch', 'release')) return undefined
  const tag = samplesOfRules(tags).find(isTurnedAway(policy.tags))
  return tag === undefined ? undefined : `tags like ${shown(tag)}`
}

/** For each of the rules' patterns a name that it lets in, as far as one is easily found. */
function samplesOfRules(patterns: readonly Pattern[]): readonly string[] {
  const samples = patterns
    .filter(({ negative }) => !negative)
    .map(({ source }) => sample(source, { '**': 'a/b', '**/': 'a/b/', '?': '', '+': '' }))
  return samples.filter(name => decidingPattern(patterns, name) !== undefined)
}

/** The same for GitHub's patterns. */
function samplesOfPolicy(patterns: readonly string[]): readonly string[] {
  return patterns.flatMap(pattern => {
    const name = sample(pattern, { '**': 'a', '**/': 'a/b/', '?': 'a', '+': '+' })
    return fnmatch(pattern, name) ? [name] : []
  })
}

/** A name in which every special sign of a pattern is replaced by what it could stand for. */
function sample(pattern: string, signs: Readonly<Record<'**' | '**/' | '?' | '+', string>>): string {
  return pattern.replace(/\\(.)|\[(.)[^\]]*\]|\*\*\/|\*\*|[*?+]/gsu, (sign, escaped?: string, member?: string) => {
    const own = sign === '*' ? 'a' : signs[sign as keyof typeof signs]
    return escaped ?? member ?? own
  })
}

function shown(name: string): string {
  return `'${oneLine(name, 120)}'`
}
