import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestbed, type Testbed } from '../../testbed/testbed.ts'
import { noteFigures } from '../figures.ts'
import { openFront, slow } from './fault-front.ts'

// A server of its own: the shared one must not be killed.
let testbed: Testbed
beforeAll(async () => {
  testbed = await startTestbed()
}, 180_000)
afterAll(() => testbed.stop())

async function runCount(): Promise<number> {
  return ((await testbed.adminRequest('GET', '/api/v1/runs?size=1')) as { total: number }).total
}

const inputs = () => ({ 'server-url': testbed.url, 'api-key': testbed.apiKey })

test('a server that is killed with -9 in mid-run and comes back is waited for', async () => {
  let outage = Promise.resolve()
  const front = openFront(testbed.url)
  const result = await front.push({ ...slow(30), ...inputs() }, line => {
    if (line !== 'Run: running') return
    outage = (async () => {
      await testbed.killServer('SIGKILL')
      await sleep(3_000)
      await testbed.startServer()
    })()
  })
  await outage
  noteFigures({
    'tried: server killed and restarted': 1,
    'survived: server killed and restarted': result.code === 0 ? 1 : 0
  })
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  expect(result.log).toMatch(/can not be reached|connection broke/)
})

test('a server that is killed while it starts the run makes one run at most, and the step tells the truth', async () => {
  let outage = Promise.resolve()
  const front = openFront(testbed.url)
  const before = await runCount()
  front.faultFor = ({ question, nth }) => {
    if (question !== 'start' || nth > 0) return undefined
    outage = (async () => {
      await sleep(150)
      await testbed.killServer('SIGKILL')
      await testbed.startServer()
    })()
    return undefined
  }
  const result = await front.push({ ...slow(3), 'api-key': testbed.apiKey, timeout: '2m' })
  await outage
  expect((await runCount()) - before).toBeLessThanOrEqual(1)
  // A run whose start the kill cut off stays initializing for good; then only the timeout is the truth.
  expect(['success', 'failure', 'timed-out']).toContain(result.outputs['conclusion'])
  expect(result.code).toBe(result.outputs['conclusion'] === 'success' ? 0 : 1)
})

test('a server that hangs for a while is waited for', async () => {
  let thawed = Promise.resolve()
  const front = openFront(testbed.url)
  const result = await front.push({ ...slow(10), ...inputs() }, line => {
    if (line !== 'Run: running') return
    testbed.freezeServer()
    thawed = sleep(12_000).then(() => testbed.thawServer())
  })
  await thawed
  expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
})
