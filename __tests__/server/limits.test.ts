import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { AdminSession, httpRequest, runCount, type ServiceAccount } from '../../testbed/admin.ts'
import { startTestbed, type Testbed } from '../../testbed/testbed.ts'
import { noteFault } from '../faults/acting.ts'
import { type Fault, faultName } from '../stand-in/fault.ts'
import { FaultFront, slow } from './fault-front.ts'

// A server of its own, as strict as one can be set up: tokens live a minute, and an address has five failed logins. Most
// of these tests wait for a minute or more, so they run side by side, each with an account of its own.
let testbed: Testbed
const accounts: ServiceAccount[] = []
beforeAll(async () => {
  testbed = await startTestbed({
    isQuick: true,
    extraEnv: {
      ZENML_SERVER_JWT_TOKEN_EXPIRE_MINUTES: '1',
      ZENML_SERVER_JWT_TOKEN_LEEWAY_SECONDS: '0',
      ZENML_SERVER_RATE_LIMIT_ENABLED: 'true',
      ZENML_SERVER_LOGIN_RATE_LIMIT_MINUTE: '5'
    }
  })
  // One after another: a login counts as failed until it has succeeded.
  for (const name of ['a', 'b', 'c', 'd', 'e']) accounts.push(await testbed.createServiceAccount(`limits-${name}`))
}, 180_000)
afterAll(() => testbed.stop())

/** An account that no other test uses, and how many runs of it there are, asked with a login of its own, since tokens end. */
function ownAccount() {
  const { id, apiKey } = accounts.pop() ?? { id: '', apiKey: '' }
  const session = new AdminSession(testbed.url, testbed.admin)
  const runs = () => runCount((method, path) => session.request(method, path), { user: id })
  return { key: { 'api-key': apiKey }, runs }
}

/** A front that is closed after its use; one that `openFront` makes would be closed with the first of these tests. */
async function withFront(use: (front: FaultFront) => Promise<void>): Promise<void> {
  const front = new FaultFront(testbed.url)
  try {
    await use(front)
  } finally {
    front.proxy.down()
  }
}

test.concurrent('a token that becomes worthless in mid-run is replaced by one login, and no sooner', () =>
  withFront(async front => {
    const { key } = ownAccount()
    const result = await front.push({ ...slow(70), ...key })
    noteFault('real server', 'token invalidated', result.code === 0)
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(result.log).toMatch(/The server no longer accepts the token \(.+\); logging in again\./)

    // As long as a token lives, the server is asked for no other, however long a busy machine takes for the run.
    const logins = front.arrived.filter(({ question }) => question === 'login').map(({ atMs }) => atMs)
    const gaps = logins.slice(1).map((atMs, index) => atMs - (logins[index] ?? atMs))
    expect(gaps).not.toEqual([])
    expect(Math.min(...gaps)).toBeGreaterThan(50_000)
  }))

test.concurrent('answers that never end are given up and asked for again, while one run is followed', () =>
  withFront(async front => {
    const stalls: readonly Fault[] = [
      { kind: 'stall', part: 'headers', processed: true },
      { kind: 'stall', part: 'body', processed: true }
    ]
    front.faultFor = ({ question, nth }) => (question === 'status' ? stalls[nth - 2] : undefined)
    const { key, runs } = ownAccount()
    const result = await front.push({ ...slow(75), ...key })
    for (const fault of stalls) noteFault('real server', fault, result.code === 0)
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
    const met = front.proxy.passed.flatMap(({ fault }) => (fault === undefined ? [] : [faultName(fault)]))
    expect(met).toEqual(stalls.map(faultName))
    expect(await runs()).toBe(1)
  }))

test.concurrent.each([3, -3])('a runner’s clock that jumps %d hours changes nothing', hours =>
  withFront(async front => {
    const folder = mkdtempSync(join(tmpdir(), 'clock-'))
    const file = join(folder, 'jump.mjs')
    // From the first request on, so that the action has seen the time before.
    writeFileSync(
      file,
      `const { now } = Date
       const began = now()
       Date.now = () => now() + (now() - began > 400 ? ${hours * 3_600_000} : 0)`
    )
    front.faultFor = ({ question, nth }) =>
      question === 'start' && nth === 0 ? { kind: 'reset', when: 'after' } : undefined
    const { key, runs } = ownAccount()
    const result = await front.push({ ...slow(5), ...key }, undefined, {
      NODE_OPTIONS: `--import ${pathToFileURL(file)}`
    })
    rmSync(folder, { recursive: true })
    noteFault('real server', 'clock jump', result.code === 0)
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(result.log).toContain('The server already has the run')
    expect(await runs()).toBe(1)
  })
)

// After the others, since the limit is the address's and holds for every account.
test('five failed logins of others use up the limit, which is waited for', () =>
  withFront(async front => {
    const { key } = ownAccount()
    const body = 'password=ZENKEY_nonsense'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const login = () => httpRequest('POST', `${testbed.url}/api/v1/login`, headers, body)
    const refused = [await login(), await login(), await login(), await login(), await login()]
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    const result = await front.push({ pipeline: 'training', 'dry-run': 'true', ...key })
    noteFault('real server', 'login limit', result.code === 0)
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'skipped'])
    expect(result.log).toContain('Could not log in: the server answered 429: Minute request limit exceeded.')

    // As long as a token lives, the server is asked for no other, however long a busy machine takes for the run.
    const logins = front.arrived.filter(({ question }) => question === 'login').map(({ atMs }) => atMs)
    const gaps = logins.slice(1).map((atMs, index) => atMs - (logins[index] ?? atMs))
    expect(gaps).not.toEqual([])
    expect(Math.min(...gaps)).toBeGreaterThan(50_000)
  }))
