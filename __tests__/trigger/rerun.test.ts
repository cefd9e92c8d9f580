import { describe, expect, test } from '@jest/globals'
import type { Trigger } from '../../src/trigger/expected-run.ts'
import { chooseOnRerun, type RerunPolicy } from '../../src/trigger/rerun.ts'
import { aSnapshot, runJson } from '../pieces/entities.ts'
import { FakeServer, page } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const lineage = '-staging-6dcb09b5b578-0123456789abcdef-'
/** The name of a run of this step. */
const named = (attempt: number | string, unique = '0', prefix = 'training') =>
  `${prefix}${lineage}${attempt}-${unique.repeat(16)}`
const earlier = (status: string, change: Readonly<Record<string, unknown>> = {}) =>
  runJson(status, { name: named(1), ...change })

function choose(policy: RerunPolicy, attempt: string, runs: readonly unknown[]) {
  const server = new FakeServer(() => page(runs))
  const trigger: Trigger = {
    connection: server.connection(),
    snapshot: aSnapshot(),
    identity: { runName: named(2), lineage },
    configuration: {},
    idempotencyKey: 'k'
  }
  return { server, choice: () => chooseOnRerun(trigger, attempt, policy) }
}

test.each(['auto', 'attach', 'new'] as const)(
  'the first attempt starts a run without looking, with on-rerun %s',
  async policy => {
    const { server, choice } = choose(policy, '1', [earlier('running')])
    expect(await choice()).toMatchObject({ kind: 'new', why: expect.stringContaining('first attempt') })
    expect(server.requests).toEqual([])
  }
)

test("with on-rerun new the earlier attempt's run does not matter", async () => {
  const { server, choice } = choose('new', '2', [earlier('running')])
  expect(await choice()).toEqual({ kind: 'new', why: 'on-rerun is new' })
  expect(server.requests).toEqual([])
})

test('the server is asked for the lineage', async () => {
  const { server, choice } = choose('auto', '2', [])
  await choice()
  expect(server.asked[0]).toContain(`name=${encodeURIComponent(`contains:${lineage}`)}`)
})

describe.each([
  ['auto', 'running', 'attach', 'is still active'],
  ['auto', 'stopping', 'replace', 'is being stopped'],
  ['auto', 'cancelling', 'replace', 'is being stopped'],
  ['attach', 'stopping', 'attach', 'is still active'],
  ['auto', 'a-word-of-tomorrow', 'attach', 'is still active'],
  ['auto', 'completed', 'new', 'has ended (completed)'],
  ['auto', 'failed', 'new', 'has ended (failed)'],
  ['attach', 'running', 'attach', 'is still active'],
  ['attach', 'completed', 'attach', 'on-rerun is attach'],
  ['attach', 'failed', 'attach', 'on-rerun is attach']
] as const)('with on-rerun %s and an earlier run that is %s', (policy, status, kind, why) => {
  test(`the choice is ${kind}, and says why`, async () => {
    expect(await choose(policy, '2', [earlier(status)]).choice()).toMatchObject({
      kind,
      why: expect.stringContaining(why)
    })
  })
})

test.each(['auto', 'attach'] as const)('with on-rerun %s and no earlier run a new one is started', async policy => {
  expect(await choose(policy, '3', []).choice()).toEqual({ kind: 'new', why: 'no earlier attempt started a run' })
})

describe('a run is not taken up', () => {
  test.each([
    ['of another account', { account: 'somebody-else' }],
    ['on another stack', { stack: { id: 'p', name: 'production' } }],
    ['without a stack', { stack: null }],
    ['whose name goes on', { name: `${named(1)}-again` }],
    ['of a step that looks alike, with a run-name of its own', { name: named(1, '0', 'nightly') }],
    ['of this attempt', { name: named(2) }],
    ['of a later attempt', { name: named(3) }],
    ['of an attempt that is not a number', { name: named('x') }]
  ])('%s', async (_, change) => {
    expect((await choose('attach', '2', [earlier('running', change)]).choice()).kind).toBe('new')
  })

  test('of another pipeline', async () => {
    const run = earlier('running')
    const foreign = { ...run, resources: { ...run.resources, pipeline: { id: 'e', name: 'evaluation' } } }
    expect((await choose('attach', '2', [foreign]).choice()).kind).toBe('new')
  })
})

test('an active run is taken up before one that has ended later', async () => {
  const runs = [earlier('failed', { id: 'ended', name: named(2) }), earlier('running', { id: 'active' })]
  expect(await choose('attach', '3', runs).choice()).toMatchObject({ kind: 'attach', run: { id: 'active' } })
})

test('of several that have ended the newest is taken up', async () => {
  const runs = [earlier('failed', { id: 'newest', name: named(2) }), earlier('completed', { id: 'oldest' })]
  expect(await choose('attach', '3', runs).choice()).toMatchObject({ kind: 'attach', run: { id: 'newest' } })
})

test('between several active runs nobody chooses', async () => {
  const runs = [earlier('running', { id: 'a', name: named(2) }), earlier('paused', { id: 'b', name: named(1) })]
  const error = await failure(choose('auto', '3', runs).choice)
  expect(error.message).toContain(`still active: ${named(2)}, ${named(1)}`)
  expect(error.where).toBe('on-rerun')
})

describe('if one attempt started several runs, two steps look alike', () => {
  const twins = (one: string, other: string) => [
    earlier(one, { id: 'a', name: named(1, 'a') }),
    earlier(other, { id: 'b', name: named(1, 'b') })
  ]

  test.each([
    ['auto', 'failed', 'running'],
    ['auto', 'running', 'running'],
    ['attach', 'failed', 'completed']
  ] as const)(
    'with on-rerun %s, and runs that are %s and %s, none is taken for this step’s',
    async (policy, one, other) => {
      const error = await failure(choose(policy, '2', twins(one, other)).choice)
      expect(error.message).toContain(`one attempt started several: ${named(1, 'a')}, ${named(1, 'b')}`)
      expect(error.remedy).toContain('run-name')
    }
  )

  test('a new one is started if all have ended', async () => {
    expect((await choose('auto', '2', twins('failed', 'completed')).choice()).kind).toBe('new')
  })

  test('a new one is started if that is wanted', async () => {
    expect((await choose('new', '2', twins('running', 'failed')).choice()).kind).toBe('new')
  })
})
