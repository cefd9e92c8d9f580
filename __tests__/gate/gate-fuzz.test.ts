import { expect, test } from '@jest/globals'
import { decide } from '../../src/gate/decide.ts'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { readEvent } from '../../src/gate/event.ts'
import { type GateEventName, gateEventNames } from '../../src/gate/event-policy.ts'
import type { GitRef } from '../../src/gate/git-ref.ts'
import { InputError } from '../../src/text/errors.ts'
import { anyText } from '../pieces/any-text.ts'
import fc from '../pieces/fast-check.ts'
import { type BaseName, baseEvents } from './hostile/base-event.ts'
import { naivelyMatches } from './naive-matcher.ts'

const events = '[push, workflow_dispatch, schedule, pull_request, release]'
const rules = parseEnvironments(`
staging: {branches: [develop, 'release/*'], events: ${events}}
production: {branches: main, tags: ['v[0-9]+', 'v[0-9]+.[0-9]+.[0-9]+'], events: ${events}}`)

/** What the rules above allow, said a second time. */
function allowed(environment: string, type: string, name: string): boolean {
  if (environment === 'staging') return type === 'branch' && (name === 'develop' || naivelyMatches('release/*', name))
  if (type === 'branch') return name === 'main'
  return naivelyMatches('v[0-9]+', name) || /^v\d+\.\d+\.\d+$/.test(name)
}

/** How often each event was let in. */
const matched: Partial<Record<GateEventName, number>> = {}

type Variables = Readonly<Record<string, string | undefined>>

/** Never throws anything but an error of input, and never lets in what the rules don't name. */
function check(env: Variables, text: string | undefined, requested?: string): string {
  const reading = readEvent(env, text)
  let decision: ReturnType<typeof decide>
  try {
    decision = decide(reading, rules, requested)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    expect(requested).not.toBeUndefined()
    return 'error'
  }
  expect(decision.reason.text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
  if (decision.kind === 'match') {
    const { environment, ref, event } = decision
    expect(allowed(environment.name, ref.type, ref.name)).toBe(true)
    const deciding = event === 'pull_request' ? `refs/heads/${env['GITHUB_BASE_REF']}` : env['GITHUB_REF']
    expect(ref.full).toBe(deciding)
    expect(ref.full).toBe(`refs/${ref.type === 'branch' ? 'heads' : 'tags'}/${ref.name}`)
    expect(event).toBe(env['GITHUB_EVENT_NAME'])
    if (event !== 'pull_request') expect(env['GITHUB_REF_NAME'] || ref.name).toBe(ref.name)
    const payload = JSON.parse(text ?? '') as Readonly<Record<string, unknown>>
    // Nothing that is about something else, or a deletion, whatever it is called.
    expect(payload['deleted']).not.toBe(true)
    expect(payload['after']).not.toBe('0'.repeat(40))
    const foreign = ['issue', 'comment', 'pull_request', 'release'].filter(name => name !== event)
    for (const name of foreign) expect(payload[name] ?? undefined).toBeUndefined()
    if (event === 'push') checkPush(ref, env, payload)
    if (event === 'release') checkRelease(ref, payload)
    matched[event] = (matched[event] ?? 0) + 1
  }
  return decision.kind
}

/** What starts by a push is a push of a commit, and of a branch the one that the runner checks out. */
function checkPush(ref: GitRef, env: Variables, payload: Readonly<Record<string, unknown>>): void {
  expect(payload['after']).toMatch(/^(?=.*[1-9a-f])[0-9a-f]+$/)
  if (ref.type === 'branch' && env['GITHUB_SHA']) expect(payload['after']).toBe(env['GITHUB_SHA'])
}

/** What starts by a release is one that was just published, whole, and of the tag that the runner checks out. */
function checkRelease(ref: GitRef, payload: Readonly<Record<string, unknown>>): void {
  expect(payload).toMatchObject({
    action: 'published',
    release: { tag_name: ref.name, draft: false, prerelease: false }
  })
  expect(ref.type).toBe('tag')
}

const refs = [
  'refs/heads/main',
  'refs/heads/develop',
  'refs/tags/v1',
  'v1',
  'refs/heads/release/1',
  'refs/pull/2/merge',
  'main',
  ''
]
const word = fc.oneof(
  fc.constantFrom(
    ...refs,
    'push',
    'pull_request',
    'schedule',
    'workflow_dispatch',
    'issue_comment',
    'release',
    'published',
    'edited',
    'Codertocat/Hello-World'
  ),
  fc.constantFrom('0'.repeat(40), 'a'.repeat(40), '186853002', 'branch', 'tag', '2', 'closed'),
  anyText(12)
)
const names = [
  'EVENT_NAME',
  'REF',
  'REF_NAME',
  'REF_TYPE',
  'SHA',
  'REPOSITORY',
  'REPOSITORY_ID',
  'BASE_REF',
  'HEAD_REF'
].map(name => `GITHUB_${name}`)
const environment = fc.dictionary(fc.constantFrom(...names), word, { minKeys: 3 })

test('arbitrary variables and files never throw', () => {
  const keys = fc.constantFrom(
    'ref',
    'after',
    'deleted',
    'repository',
    'full_name',
    'id',
    'pull_request',
    'release',
    'tag_name',
    'action',
    'head',
    'base',
    'repo',
    'number'
  )
  const json = fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 2 }),
      tie('object')
    ),
    object: fc.dictionary(keys, tie('value'), { maxKeys: 6 })
  }))
  const file = fc.oneof(
    json.object.map(value => JSON.stringify(value)),
    fc.string(),
    fc.constant(undefined)
  )
  fc.assert(
    fc.property(environment, file, (env, text) => void check(env, text)),
    { numRuns: 2000 }
  )
})

/** Every path of a payload, so that a change can strike anywhere. */
function paths(value: unknown, prefix: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [prefix]
  return [
    ...(prefix.length > 0 ? [prefix] : []),
    ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...prefix, key]))
  ]
}

const depth = (path: readonly string[]) => path.length
const bases = Object.keys(baseEvents) as BaseName[]
const pathsOf = new Map(bases.map(name => [name, paths(baseEvents[name]().payload).filter(path => depth(path) <= 4)]))

test('a good event with arbitrary changes never reaches an environment that its ref does not fit', () => {
  const kinds: Record<string, number> = {}
  const value = fc.oneof(
    word,
    fc.constantFrom(null, true, false, 0, 2, 186853002),
    fc.constant([]),
    fc.constant({}),
    fc.constant(undefined)
  )
  const change = fc.record({
    at: fc.nat(),
    value,
    strikes: fc.constantFrom('variable', 'path', 'path', 'field'),
    field: fc.constantFrom('issue', 'comment', 'pull_request', 'release', 'deleted', 'after', 'schedule'),
    name: fc.constantFrom(...names),
    text: word
  })
  const requested = fc.option(fc.constantFrom('staging', 'production', 'prod', ''), { nil: undefined })
  fc.assert(
    fc.property(fc.constantFrom(...bases), fc.array(change, { maxLength: 3 }), requested, (name, changes, asked) => {
      const { env, payload } = structuredClone(baseEvents[name]())
      for (const { at, value, strikes, field, name: variable, text } of changes) {
        if (strikes === 'variable') env[variable] = text
        else if (strikes === 'field') replace(payload, [field], structuredClone(value))
        // A copy, since a later change may strike inside it, and fast-check hands out one object many times.
        else replace(payload, pathsOf.get(name)?.[at % (pathsOf.get(name)?.length ?? 1)] ?? [], structuredClone(value))
      }
      const kind = check(env, JSON.stringify(payload), asked)
      kinds[kind] = (kinds[kind] ?? 0) + 1
    }),
    { numRuns: 2000 }
  )
  // Otherwise the test would say little.
  expect(Object.keys(kinds).sort()).toEqual(['error', 'match', 'refuse', 'skip'])
  expect(kinds['match']).toBeGreaterThan(200)
  expect(Object.keys(matched).sort()).toEqual([...gateEventNames].sort())
  expect(matched.release).toBeGreaterThan(20)
})

function replace(payload: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let parent: unknown = payload
  for (const key of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null) return
    parent = (parent as Record<string, unknown>)[key]
  }
  const last = path.at(-1)
  if (typeof parent === 'object' && parent !== null && last !== undefined)
    (parent as Record<string, unknown>)[last] = value
}
