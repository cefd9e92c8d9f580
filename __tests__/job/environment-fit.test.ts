import { describe, expect, test } from '@jest/globals'
import { parseEnvironments } from '../../src/gate/environments.ts'
import type { EnvironmentPolicy } from '../../src/github/environment-policy.ts'
import { misfits } from '../../src/job/environment-fit.ts'

function found(rules: string, policy: EnvironmentPolicy): string {
  const [environment] = parseEnvironments(`production: ${rules}`)
  if (environment === undefined) throw new Error('no environment')
  return misfits(environment, policy).join(' ')
}

const allows = (branches: readonly string[], tags: readonly string[] = []): EnvironmentPolicy => ({
  kind: 'patterns',
  branches,
  tags
})

describe('a GitHub environment fits the rules', () => {
  test.each<readonly [string, EnvironmentPolicy]>([
    ['main', allows(['main'])],
    ['[main, release/*]', allows(['main', 'release/*'])],
    ['"release/**"', allows(['release/*', 'release/*/*'])],
    ['"**"', allows(['*', '**/*'])],
    ["'v[0-9]+'", allows(['v[0-9]', 'v[0-9][0-9]'])],
    ['{tags: v*}', allows([], ['v*'])],
    ['{branches: main, events: pull_request}', allows(['refs/pull/*/merge'])],
    ['{branches: main, events: [push, pull_request]}', allows(['main', 'refs/pull/*/merge'])],
    ['{tags: v*, events: release}', allows([], ['v*'])],
    ['main', { kind: 'protected branches' }]
  ])('%s', (rules, policy) => {
    expect(found(rules, policy)).toBe('')
  })
})

describe('a GitHub environment does not fit the rules', () => {
  test.each<readonly [string, EnvironmentPolicy, string]>([
    ['main', { kind: 'missing' }, "The GitHub environment 'production' doesn't exist"],
    ['main', { kind: 'every ref' }, 'lets every branch and tag have its secrets'],
    ['main', allows(['main', 'develop']), "also lets branches like 'develop' have its secrets"],
    ['main', allows(['main', '*']), "also lets branches like 'a' have its secrets"],
    ['[release/**, "!release/a"]', allows(['release/*']), "also lets branches like 'release/a' have its secrets"],
    ['main', allows(['main'], ['v*']), "also lets tags like 'va' have its secrets"],
    ['main', allows(['main', 'refs/pull/*/merge']), 'also lets pull requests have its secrets'],
    ['[main, develop]', allows(['main']), "turns branches like 'develop' away, which the rules let in"],
    ['"release/**"', allows(['release/*']), "turns branches like 'release/a/b' away"],
    ['"**/done"', allows(['*/done']), "turns branches like 'a/b/done' away"],
    ["'va?'", allows(['x']), "turns branches like 'va' away"],
    ["'va+'", allows(['x']), "turns branches like 'va' away"],
    ['{tags: v*}', allows([]), "turns tags like 'va' away"],
    ['{branches: main, events: pull_request}', allows(['main']), 'turns pull requests away'],
    ['{tags: v*, events: release}', allows([], ['w*']), "turns tags like 'va' away"]
  ])('%s', (rules, policy, sentence) => {
    expect(found(rules, policy)).toContain(sentence)
  })

  test('in both ways', () => {
    expect(found('develop', allows(['main']))).toBe(
      "The GitHub environment 'production' also lets branches like 'main' have its secrets, which the rules don't let in. The GitHub environment 'production' turns branches like 'develop' away, which the rules let in."
    )
  })
})
