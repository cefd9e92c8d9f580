import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runCount } from '../../testbed/admin.ts'
import { startTestbed, type Testbed } from '../../testbed/testbed.ts'
import { noteFault } from '../faults/acting.ts'
import { openFront, slow } from './fault-front.ts'
import { push } from './shared-testbed.ts'

// A server of its own, since the shared one must not be killed, with one slot for runs that are starting.
let testbed: Testbed
beforeAll(async () => {
  testbed = await startTestbed({ isQuick: true, maxConcurrentRuns: 1 })
}, 180_000)
afterAll(() => testbed.stop())

const inputs = () => ({ 'server-url': testbed.url, 'api-key': testbed.apiKey })

/** Takes the server away and brings it back; tells whether it was gone for whoever asked meanwhile. */
async function outage(away: () => unknown, forMs: number, back: () => unknown): Promise<{ readonly gone: boolean }> {
  await away()
  const health = fetch(`${testbed.url}/health`, { signal: AbortSignal.timeout(2_000) })
  const gone = await health.then(
    () => false,
    () => true
  )
  await sleep(forMs)
  await back()
  return { gone }
}

/**
 * Waits until the step itself has begun to wait this long, in seconds, by its container's own log. The run is said to
 * be running before that, while ZenML's client still registers the step: a server that dies then takes the step's
 * process with it, and such a run is running for good.
 */
async function stepWaits(seconds: number): Promise<void> {
  const folder = join(testbed.dataFolder, 'containers')
  const words = `waiting ${seconds}.0 seconds`
  for (let tries = 0; tries < 600; tries++) {
    const steps = (await readdir(folder)).filter(name => name.endsWith('-wait'))
    const logs = await Promise.all(steps.map(name => readFile(join(folder, name, 'log.txt'), 'utf8').catch(() => '')))
    if (logs.some(log => log.includes(words))) return
    await sleep(100)
  }
  throw new Error(`no step said "${words}" within a minute`)
}

test('three jobs at once wait for the one slot of the server’s queue', async () => {
  const results = await Promise.all([1, 2, 3].map(() => push('develop', { pipeline: 'staging-only', ...inputs() })))
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(new Set(results.map(({ outputs }) => outputs['run-id'])).size).toBe(3)
  expect(results.some(({ log }) => log.includes('Maximum number of concurrent'))).toBe(true)
})

test('a server that is killed with -9 in mid-run and comes back is waited for', async () => {
  let away: ReturnType<typeof outage> | undefined
  const front = openFront(testbed.url)
  const result = await front.push({ ...slow(30), ...inputs() }, line => {
    if (line === 'Run: running')
      away ??= outage(() => stepWaits(30).then(() => testbed.killServer('SIGKILL')), 3_000, testbed.startServer)
  })
  expect(await away).toEqual({ gone: true })
  noteFault('real server', 'server killed and restarted', result.code === 0)
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(result.log).toMatch(/cannot be reached|connection broke/)
})

test('a server that is killed while it starts the run makes one run at most, and the step tells the truth', async () => {
  let away: ReturnType<typeof outage> | undefined
  const front = openFront(testbed.url)
  const before = await runCount(testbed.adminRequest)
  front.faultFor = ({ question }) => {
    if (question !== 'start' || away !== undefined) return undefined
    const kill = () => sleep(150).then(() => testbed.killServer('SIGKILL'))
    away = outage(kill, 0, testbed.startServer)
    return undefined
  }
  const result = await front.push({ ...slow(3), 'api-key': testbed.apiKey, timeout: '90s' })
  expect(await away).toEqual({ gone: true })
  const isTrue = ['success', 'failure', 'timed-out'].includes(result.outputs['conclusion'] ?? '')
  noteFault('real server', 'server killed while it starts the run', isTrue)
  expect(result.log).toContain('the connection broke')
  expect((await runCount(testbed.adminRequest)) - before).toBeLessThanOrEqual(1)
  // A run whose start the kill cut off stays initializing for good; then only the timeout is the truth.
  expect(['success', 'failure', 'timed-out']).toContain(result.outputs['conclusion'])
  expect(result.code).toBe(result.outputs['conclusion'] === 'success' ? 0 : 1)
})

test('a server that hangs for longer than a request waits is waited for', async () => {
  let away: ReturnType<typeof outage> | undefined
  const front = openFront(testbed.url)
  const result = await front.push({ ...slow(10), ...inputs() }, line => {
    if (line === 'Run: running') away ??= outage(testbed.freezeServer, 33_000, testbed.thawServer)
  })
  expect(await away).toEqual({ gone: true })
  noteFault('real server', 'server hangs', result.code === 0)
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(result.log).toContain('the server did not answer in time')
})
