import { afterEach, describe, expect, test } from '@jest/globals'
import { AdminSession, createServiceAccount, rotateApiKey } from '../../testbed/admin.ts'
import { noteFault } from '../faults/acting.ts'
import { type Fault, faultName } from '../stand-in/fault.ts'
import { startCatcher } from '../stand-in/origin.ts'
import { openFront, slow } from './fault-front.ts'
import { admin, runCount, runOf, shared } from './shared-testbed.ts'

const quick = { pipeline: 'training', config: 'steps: {load: {parameters: {rows: 7}}}' }
const started: (string | undefined)[] = []

afterEach(async () => {
  for (const id of started.splice(0))
    if (id !== undefined) await admin('POST', `/api/v1/runs/${id}/stop?graceful=true`).catch(() => undefined)
})

describe('the request to start a run', () => {
  test.each<Fault>([
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'late', ms: 1_500 },
    { kind: 'status', status: 502, processed: true },
    { kind: 'status', status: 502, processed: false }
  ])('%o makes one run, which is followed to its end', async fault => {
    const front = openFront()
    front.faultFor = ({ question, nth }) => (question === 'start' && nth === 0 ? fault : undefined)
    const before = await runCount()
    const result = await front.push(quick)
    noteFault(fault, result.code === 0)
    expect(result.code).toBe(0)
    expect(await runCount()).toBe(before + 1)
    expect((await runOf(result.outputs['run-id'])).name).toBe(result.outputs['run-name'])
    expect(front.arrived.find(({ atMs, question }) => question === 'find' && atMs > 0)).toBeDefined()
  })
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
    const result = await front.push(slow(50))
    for (const fault of faults) noteFault(fault, result.code === 0)
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

  test('a key rotated with retention serves to the end', async () => {
    const account = await newAccount()
    const front = openFront()
    const result = await front.push({ ...slow(10), 'api-key': account.apiKey }, line => {
      if (line === 'Run: running') void rotateApiKey(session, { id: account.id, keyId: account.keyId }, 60)
    })
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  })

  test.each([
    ['rotated without retention', 'the API key was rotated, or never was valid'],
    ['deactivated', 'deactivated']
  ])('a key %s is told, and post leaves the link', async (how, said) => {
    const account = await newAccount()
    const front = openFront()
    const result = await front.push({ ...slow(60), 'api-key': account.apiKey }, line => {
      if (line !== 'Run: running') return
      if (how === 'deactivated')
        void session.request('PUT', `/api/v1/service_accounts/${account.id}`, { active: false })
      else void rotateApiKey(session, { id: account.id, keyId: account.keyId }, 0)
    })
    started.push(result.outputs['run-id'])
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'failure'])
    expect(result.log).toContain(said)
    const post = await front.post(result, { ...slow(60), 'api-key': account.apiKey })
    expect(post.code).toBe(0)
    expect(post.log).toContain(`Look in the dashboard: ${result.outputs['run-url']}`)
  })
})
