import { afterEach, describe, expect, test } from '@jest/globals'
import { AdminSession, createServiceAccount, rotateApiKey, type ServiceAccount } from '../../testbed/admin.ts'
import type { ActionResult } from '../../testbed/runner.ts'
import { noteFault } from '../faults/acting.ts'
import { type Fault, faultName } from '../stand-in/fault.ts'
import { startCatcher } from '../stand-in/origin.ts'
import { type FaultFront, openFront, slow } from './fault-front.ts'
import { admin, runCount, runOf, shared } from './shared-testbed.ts'

/** The pipeline of one step. */
const quick = { pipeline: 'staging-only' }
const started: (string | undefined)[] = []

/** What the server tells of an API key. */
interface KeyFacts {
  readonly last_rotated: string | null
  readonly retain_period_minutes: number
}

afterEach(async () => {
  for (const id of started.splice(0))
    if (id !== undefined) await admin('POST', `/api/v1/runs/${id}/stop?graceful=true`).catch(() => undefined)
})

// What a real server can show of the start is whether it has the run, not yet, or never got the request, and that it finds
// it by its name. How each other answer is read, __tests__/faults/named-faults.test.ts holds.
describe('the request to start a run', () => {
  test.each<Fault>([
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'late', ms: 1_500 },
    { kind: 'status', status: 502, processed: true }
  ])('%o makes one run, which is followed to its end', async fault => {
    const front = openFront()
    front.faultFor = ({ question, nth }) => (question === 'start' && nth === 0 ? fault : undefined)
    const before = await runCount()
    const result = await front.push(quick)
    noteFault('real server', fault, result.code === 0)
    expect(result.code).toBe(0)
    expect(await runCount()).toBe(before + 1)
    expect((await runOf(result.outputs['run-id'])).name).toBe(result.outputs['run-name'])
    // What became of the first try is looked up before the next, which would make a second run.
    const [first, next] = front.arrived.filter(({ question }) => question === 'start')
    const found = front.arrived.find(({ atMs, question }) => question === 'find' && atMs > (first?.atMs ?? 0))
    expect(found).toBeDefined()
    if (next !== undefined) expect(found?.atMs).toBeLessThan(next.atMs)
  })
})

test.each<Fault>([
  { kind: 'reset', when: 'during' },
  { kind: 'page', status: 502, processed: false }
])('%o at the first request of every kind changes nothing', async fault => {
  const front = openFront()
  front.faultFor = ({ nth }) => (nth === 0 ? fault : undefined)
  const before = await runCount()
  const result = await front.push(quick)
  noteFault('real server', fault, result.code === 0)
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(await runCount()).toBe(before + 1)
  const asked = new Set(front.arrived.map(({ question }) => question))
  expect(front.proxy.passed.filter(passed => passed.fault !== undefined)).toHaveLength(asked.size)
})

test('every fault, one after another, while one run is followed', async () => {
  const catcher = await startCatcher()
  const soon = { form: 'seconds', ms: 1_000 } as const
  const faults: readonly Fault[] = [
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'during' },
    { kind: 'reset', when: 'after' },
    ...([408, 429, 500, 502, 503, 504] as const).map(status => ({ kind: 'status' as const, status, processed: true })),
    { kind: 'status', status: 429, processed: false, retryAfter: soon },
    { kind: 'status', status: 503, processed: false, retryAfter: { form: 'date', ms: 2_000 } },
    ...([200, 403, 404, 502] as const).map(status => ({ kind: 'page' as const, status, processed: false })),
    ...([401, 403, 404, 524] as const).map(status => ({ kind: 'gateway' as const, status, processed: false })),
    { kind: 'truncated' },
    { kind: 'wrong-type' },
    { kind: 'slow', part: 'headers', ms: 1_000 },
    { kind: 'slow', part: 'body', ms: 1_000 },
    { kind: 'redirect', to: catcher.url }
  ]
  try {
    const front = openFront()
    // Every third look is sound, so that the waits between attempts stay short.
    front.faultFor = ({ question, nth }) =>
      question === 'status' && nth % 3 > 0 ? faults[Math.floor(nth / 3) * 2 + (nth % 3) - 1] : undefined
    const result = await front.push(slow(60))
    for (const fault of faults) noteFault('real server', fault, result.code === 0)
    expect(result.code).toBe(0)
    expect(result.outputs['conclusion']).toBe('success')
    const met = front.proxy.passed.flatMap(({ fault }) => (fault === undefined ? [] : [faultName(fault)]))
    expect(met).toEqual(faults.map(faultName))
    expect(catcher.caught).toEqual([])
  } finally {
    catcher.close()
  }
})

describe('the account in mid-run', () => {
  const session = new AdminSession(shared.url, shared.admin)
  const newAccount = () => createServiceAccount(session, `faults-${Math.random().toString(36).slice(2)}`)

  /** The action, whose account is changed once its run is running; it asks for the run's status after that too. */
  async function pushMeanwhile(
    front: FaultFront,
    inputs: Readonly<Record<string, string>>,
    change: () => Promise<unknown>
  ): Promise<ActionResult> {
    let changed: Promise<{ readonly fromMs: number; readonly toMs: number }> | undefined
    const result = await front.push(inputs, line => {
      if (line !== 'Run: running') return
      const fromMs = performance.now()
      changed ??= change().then(() => ({ fromMs, toMs: performance.now() }))
      // Reported below, when the action has ended.
      changed.catch(() => undefined)
    })
    started.push(result.outputs['run-id'])
    const { fromMs, toMs } = (await changed) ?? { fromMs: Number.NaN, toMs: Number.NaN }
    // A change that ends the step may be met before this process has heard that it is made.
    const changedMs = result.code === 0 ? toMs : fromMs
    const looks = front.arrived.filter(({ question }) => question === 'status' || question === 'steps')
    expect(looks.filter(({ atMs }) => atMs > changedMs)).not.toEqual([])
    return result
  }

  /** Rotates an account's key; `last_rotated` of the server's answer to a question of its own says that it was done. */
  async function rotate({ id, keyId }: ServiceAccount, retainMinutes: number): Promise<void> {
    const path = `/api/v1/service_accounts/${id}/api_keys/${keyId}`
    const facts = async () => ((await session.request('GET', path)) as { metadata: KeyFacts }).metadata
    expect((await facts()).last_rotated).toBeNull()
    await rotateApiKey(session, { id, keyId }, retainMinutes)
    expect(await facts()).toMatchObject({
      last_rotated: expect.any(String),
      retain_period_minutes: retainMinutes
    })
  }

  async function deactivate({ id }: ServiceAccount): Promise<void> {
    const path = `/api/v1/service_accounts/${id}`
    await session.request('PUT', path, { active: false })
    expect(await session.request('GET', path)).toMatchObject({ body: { active: false } })
  }

  test('a key rotated with retention serves to the end', async () => {
    const account = await newAccount()
    const inputs = { ...slow(10), 'api-key': account.apiKey }
    const result = await pushMeanwhile(openFront(), inputs, () => rotate(account, 60))
    noteFault('real server', 'key rotated with retention', result.code === 0)
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  })

  test.each<[string, (account: ServiceAccount) => Promise<void>, string]>([
    ['rotated without retention', account => rotate(account, 0), 'the API key was rotated or was never valid'],
    ['deactivated', deactivate, 'deactivated']
  ])('a key %s is reported, and post leaves the link', async (name, change, said) => {
    const account = await newAccount()
    const front = openFront()
    const inputs = { ...slow(60), 'api-key': account.apiKey }
    const result = await pushMeanwhile(front, inputs, () => change(account))
    noteFault('real server', `key ${name}`, result.outputs['conclusion'] === 'failure' && result.log.includes(said))
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'failure'])
    expect(result.log).toContain(said)
    const post = await front.post(result, inputs)
    expect(post.code).toBe(0)
    expect(post.log).toContain(`Look in the dashboard: ${result.outputs['run-url']}`)
  })
})
