import { describe, expect, test } from '@jest/globals'
import { situations } from '../../scripts/situations.ts'
import { decide } from '../../src/gate/decide.ts'
import { defaultEnvironments } from '../../src/gate/environment.ts'
import { parseEnvironments } from '../../src/gate/environments.ts'
import type { GateEventName } from '../../src/gate/event-policy.ts'
import type { EventReading } from '../../src/gate/event-source.ts'
import { refuse, skip } from '../../src/gate/outcome.ts'
import { explain } from '../../src/text/errors.ts'
import { inputError } from '../pieces/thrown.ts'
import { hostileEvents } from './hostile/table.ts'

const usual = parseEnvironments('staging: develop\nproduction: {branches: main, tags: v*}')

function on(full: string, event: GateEventName = 'push', isForced = false): EventReading {
  const type = full.startsWith('refs/tags/') ? 'tag' : 'branch'
  return {
    kind: 'ref',
    event,
    ref: { type, name: full.replace(/^refs\/(heads|tags)\//, ''), full },
    isForced,
    isFork: false,
    pullRequest: undefined
  }
}

describe('a match', () => {
  test.each([
    ['refs/heads/develop', 'push', 'staging', 'push to branch develop: environment staging (branches: develop)'],
    ['refs/heads/main', 'schedule', 'production', 'schedule on branch main: environment production (branches: main)'],
    [
      'refs/tags/v1',
      'workflow_dispatch',
      'production',
      'workflow_dispatch on tag v1: environment production (tags: v*)'
    ]
  ] as const)('of %s by %s: %s', (full, event, name, text) => {
    const decision = decide(on(full, event), usual)
    expect(decision).toMatchObject({
      kind: 'match',
      event,
      environment: { name },
      ref: { full },
      reason: { code: 'match', text }
    })
  })

  test('names the pattern that decided', () => {
    const rules = parseEnvironments("a: {branches: ['**', '!release/*', 'release/1']}")
    expect(decide(on('refs/heads/release/1'), rules)).toMatchObject({
      reason: { text: expect.stringContaining('(branches: release/1)') }
    })
    expect(decide(on('refs/heads/release/2'), rules)).toMatchObject({ kind: 'skip', reason: { code: 'no-match' } })
  })

  test('of a pull request, if it is listed', () => {
    const rules = parseEnvironments('staging: {branches: develop, events: [push, pull_request]}\nproduction: main')
    expect(decide(on('refs/heads/develop', 'pull_request'), rules)).toMatchObject({
      kind: 'match',
      reason: { text: 'pull_request into branch develop: environment staging (branches: develop)' }
    })
  })
})

describe('a release', () => {
  const rules = parseEnvironments(`
staging: {branches: develop, tags: v*}
production: {tags: 'v[0-9]+.[0-9]+', events: [release, workflow_dispatch]}`)

  test('runs where it is listed, by its tag, while the push of that tag runs elsewhere', () => {
    expect(decide(on('refs/tags/v1.2', 'release'), rules)).toMatchObject({
      kind: 'match',
      event: 'release',
      environment: { name: 'production' },
      reason: { text: 'release on tag v1.2: environment production (tags: v[0-9]+.[0-9]+)' }
    })
    expect(decide(on('refs/tags/v1.2'), rules)).toMatchObject({ kind: 'match', environment: { name: 'staging' } })
  })

  test('of another tag is skipped', () => {
    expect(decide(on('refs/tags/v1.2-rc1', 'release'), rules)).toMatchObject({
      kind: 'skip',
      reason: { code: 'event-not-listed' }
    })
    expect(decide(on('refs/tags/nightly', 'release'), rules)).toMatchObject({
      kind: 'skip',
      reason: { code: 'no-match' }
    })
  })

  test('is skipped by the default rules, and by all that do not list it', () => {
    expect(decide(on('refs/tags/v1', 'release'), usual)).toEqual(
      skip(
        'event-not-listed',
        'release on tag v1 would fit production, but release is not among the events listed there (push, workflow_dispatch, schedule).'
      )
    )
    expect(decide(on('refs/tags/v1', 'release'), defaultEnvironments)).toEqual(
      skip(
        'event-not-listed',
        'release is not among the events listed in staging, production (push, workflow_dispatch, schedule).'
      )
    )
  })

  test('that must not start anything is refused only if it is listed', () => {
    const objection = refuse('contradiction', 'It contradicts itself.')
    const barred: EventReading = { kind: 'barred', event: 'release', objection }
    expect(decide(barred, rules)).toBe(objection)
    expect(decide(barred, rules, 'production')).toBe(objection)
    expect(decide(barred, rules, 'staging')).toMatchObject({ kind: 'skip', reason: { code: 'event-not-listed' } })
    // Listing pull requests does not list releases.
    const pullRequests = parseEnvironments('staging: {branches: develop, events: [push, pull_request]}')
    expect(decide(barred, pullRequests)).toMatchObject({ kind: 'skip', reason: { code: 'event-not-listed' } })
  })
})

test('one branch can be staging for its pull requests and production for its pushes', () => {
  const rules = parseEnvironments(
    'production: {branches: main, events: push}\nstaging: {branches: main, events: pull_request}'
  )
  expect(decide(on('refs/heads/main', 'pull_request'), rules)).toMatchObject({ environment: { name: 'staging' } })
  expect(decide(on('refs/heads/main'), rules)).toMatchObject({ environment: { name: 'production' } })
})

describe('a forced push', () => {
  test.each(['refs/heads/main', 'refs/tags/v1'])('to %s is refused, and says how to start it', ref => {
    const { kind, reason } = decide(on(ref, 'push', true), usual)
    expect([kind, reason.code]).toEqual(['refuse', 'force-push'])
    expect(reason.text).toMatch(
      /^push to .* was forced, .* workflow_dispatch, or set force-pushes: true in .*'production'\.$/
    )
  })

  test('is one like any other if the environment says so', () => {
    const rules = parseEnvironments('staging: {branches: develop, force-pushes: true}\nproduction: main')
    expect(decide(on('refs/heads/develop', 'push', true), rules)).toMatchObject({
      kind: 'match',
      environment: { name: 'staging' }
    })
    expect(decide(on('refs/heads/main', 'push', true), rules).kind).toBe('refuse')
  })

  test('that fits no environment is skipped', () => {
    expect(decide(on('refs/heads/feature', 'push', true), usual).reason.code).toBe('no-match')
  })
})

describe('a skip', () => {
  test.each([
    [
      'refs/heads/feature',
      'push to branch feature fits none of the environments: staging (branches: develop), production (branches: main; tags: v*).'
    ],
    [
      'refs/tags/main',
      'push to tag main fits none of the environments: staging (branches: develop), production (branches: main; tags: v*).'
    ]
  ])('of %s says what is accepted', (full, text) => {
    expect(decide(on(full), usual)).toEqual({ kind: 'skip', reason: { code: 'no-match', text } })
  })

  test('says so if only the event is in the way', () => {
    const rules = parseEnvironments('staging: develop\nproduction: {branches: main, events: [workflow_dispatch]}')
    expect(decide(on('refs/heads/main'), rules)).toEqual({
      kind: 'skip',
      reason: {
        code: 'event-not-listed',
        text: 'push to branch main would fit production, but push is not among the events listed there (workflow_dispatch).'
      }
    })
    expect(decide(on('refs/heads/main'), rules, 'production')).toMatchObject({
      kind: 'skip',
      reason: { code: 'event-not-listed' }
    })
    expect(decide(on('refs/heads/x', 'pull_request'), rules)).toMatchObject({
      kind: 'skip',
      reason: {
        code: 'event-not-listed',
        text: 'pull_request is not among the events listed in staging, production (push, workflow_dispatch, schedule).'
      }
    })
  })

  test('stays a skip when an environment is asked for', () => {
    expect(decide(skip('ref-deleted', 'Deleted.'), usual, 'production')).toEqual(skip('ref-deleted', 'Deleted.'))
  })

  test("a merge queue's branch fits nothing, whoever read it", () => {
    const rules = parseEnvironments("all: '**'")
    expect(decide(on('refs/heads/gh-readonly-queue/main/pr-1'), rules)).toMatchObject({ kind: 'skip' })
  })

  test('lists a few of many environments and patterns', () => {
    const many = Array.from({ length: 9 }, (_, index) => `e${index}: [a${index}, b, c, d, e, f]`).join('\n')
    const decision = decide(on('refs/heads/x'), parseEnvironments(many))
    expect(decision.reason.text).toContain('e0 (branches: a0, b, c, d, e, …), ')
    expect(decision.reason.text).toContain(' and 4 more.')
    expect(decision.reason.text).not.toContain('e5')
  })
})

describe('the input environment', () => {
  const both = parseEnvironments('staging: [main, develop]\nproduction: main')

  test('chooses among several that fit', () => {
    expect(decide(on('refs/heads/main'), both, 'production')).toMatchObject({
      kind: 'match',
      environment: { name: 'production' }
    })
    expect(decide(on('refs/heads/main'), both, 'staging')).toMatchObject({
      kind: 'match',
      environment: { name: 'staging' }
    })
  })

  test('without it, several that fit are an error that names both places', async () => {
    const error = await inputError(() => decide(on('refs/heads/main'), both))
    expect(explain(error)).toBe(
      "environments: staging.branches[0] and production.branches[0]: push to branch main fits 2 environments. Set the input 'environment' to 'staging' or 'production', or make the patterns exclude each other."
    )
    expect((await inputError(() => decide(on('refs/heads/main'), both, ''))).where).toBe(error.where)
  })

  test('environments that do not list the event are not among them', () => {
    const rules = parseEnvironments('a: {branches: main, events: push}\nb: {branches: main, events: schedule}')
    expect(decide(on('refs/heads/main', 'schedule'), rules)).toMatchObject({
      kind: 'match',
      environment: { name: 'b' }
    })
  })

  test('opens nothing', () => {
    expect(decide(on('refs/heads/develop'), both, 'production')).toEqual({
      kind: 'refuse',
      reason: {
        code: 'environment-not-allowed',
        text: "push to branch develop is not allowed in the environment 'production', which accepts branches: main."
      }
    })
  })

  test.each(['prod', 'Production', ' production', 'production\n', '__proto__', 'production,staging'])(
    '%j is an error',
    async name => {
      const error = await inputError(() => decide(on('refs/heads/main'), both, name))
      expect(error.where).toBe('environment')
      expect(error.message).toMatch(/^'.*' is not defined in the input environments$/)
      expect(error.remedy).toMatch(/production/)
      // A misspelt name is reported even if nothing would start.
      expect((await inputError(() => decide(skip('ref-deleted', 'Deleted.'), both, name))).where).toBe('environment')
    }
  )
})

describe('a barred pull request', () => {
  const objection = { kind: 'refuse', reason: { code: 'pull-request-from-fork', text: 'From a fork.' } } as const
  const barred: EventReading = { kind: 'barred', event: 'pull_request', objection }
  const listed = parseEnvironments('staging: {branches: develop, events: [push, pull_request]}\nproduction: main')

  test('is skipped if no environment lists pull requests', () => {
    expect(decide(barred, usual)).toMatchObject({ kind: 'skip', reason: { code: 'event-not-listed' } })
    expect(decide(barred, listed, 'production')).toMatchObject({ kind: 'skip', reason: { code: 'event-not-listed' } })
  })

  test('is refused if one does', () => {
    expect(decide(barred, listed)).toBe(objection)
    expect(decide(barred, listed, 'staging')).toBe(objection)
  })
})

test('the table for the documentation has every situation, and the hostile events meet each of them', () => {
  const table = Object.entries(situations).map(([code, situation]) => ({ code, ...situation }))
  expect(table.map(({ verdict }) => verdict)).toEqual([...table.map(({ verdict }) => verdict)].sort().reverse())
  for (const { situation, why } of table) expect(`${situation}${why}`).not.toMatch(/[|\n]/)
  const met: ReadonlySet<string> = new Set(hostileEvents.map(({ expected }) => expected))
  // That no environment lists the event is this file's own matter: both rule sets of the table list them all.
  const unmet = table.map(({ code, verdict }) => `${verdict === 'skipped' ? 'skip' : 'refuse'} ${code}`)
  expect(unmet.filter(each => !met.has(each))).toEqual(['skip event-not-listed'])
})
