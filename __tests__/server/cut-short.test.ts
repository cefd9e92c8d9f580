import { afterEach, describe, expect, test } from '@jest/globals'
import { noteFigures } from '../figures.ts'
import { startCatcher } from '../stand-in/origin.ts'
import { killedMs, openFront, slow } from './fault-front.ts'
import { admin, runOf, shared } from './shared-testbed.ts'

const stopped = ['stopping', 'stopped']
const started: (string | undefined)[] = []

afterEach(async () => {
  for (const id of started.splice(0))
    if (id !== undefined) await admin('POST', `/api/v1/runs/${id}/stop?graceful=true`).catch(() => undefined)
})

const statusOf = async (id: string | undefined) => (await runOf(id)).body.status

/** The newest runs of this worker's account but for some. */
async function runsSince(beforeIds: ReadonlySet<string>) {
  const { items } = (await admin('GET', `/api/v1/runs?size=20&sort_by=desc:created&user=${shared.account.id}`)) as {
    items: { id: string; body: { status: string } }[]
  }
  return items.filter(({ id }) => !beforeIds.has(id))
}

async function knownIds(): Promise<ReadonlySet<string>> {
  return new Set((await runsSince(new Set())).map(({ id }) => id))
}

/** Whether main left word that it has seen its run to an end. */
function isSettled({ trigger }: Readonly<Record<string, string>>): boolean {
  return (JSON.parse(trigger ?? '{}') as { settled?: boolean }).settled === true
}

describe('a cancel', () => {
  test.each([1, 2, 3, 4, 5])('in the wait stops the run before the runner kills the step (%d)', async round => {
    const front = openFront()
    let signalledMs = Number.NaN
    const result = await front.push(slow(120), (line, process) => {
      if (line !== 'Run: running') return
      // At any moment between two looks.
      setTimeout(() => {
        signalledMs = performance.now()
        process.kill(round % 2 === 0 ? 'SIGTERM' : 'SIGINT')
      }, round * 170)
    })
    const ended = performance.now()
    started.push(result.outputs['run-id'])
    const stop = front.arrived.find(({ question }) => question === 'stop')
    const latency = (stop?.atMs ?? Number.NaN) - signalledMs
    noteFigures({ 'cancel: ms to the stop request': Math.round(latency) })
    noteFigures({ 'cancel: ms to the end of the process': Math.round(ended - signalledMs) })
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'cancelled'])
    expect(ended - signalledMs).toBeLessThan(killedMs)
    expect(latency).toBeLessThan(killedMs)
    expect(result.summary).toContain('the job was cancelled')
    expect(stopped).toContain(await statusOf(result.outputs['run-id']))
    const asked = front.arrived.length
    const post = await front.post(result, slow(120))
    expect(post.code).toBe(0)
    // On a busy machine the run may still be stopping when main has to end: then, and only then, post looks again.
    expect(front.arrived.length > asked).toBe(!isSettled(result.state))
    expect(await statusOf(result.outputs['run-id'])).toBe('stopped')
  })

  test.each(['passed on', 'lost'])('in the middle of the request to start, whose answer is %s', async how => {
    const front = openFront()
    const before = await knownIds()
    let kill: () => void = () => undefined
    let signalledMs = Number.NaN
    front.faultFor = ({ question }) => {
      if (question !== 'start') return undefined
      setTimeout(() => {
        signalledMs = performance.now()
        kill()
      }, 30)
      return how === 'lost' ? { kind: 'stall', part: 'headers', processed: true } : undefined
    }
    const result = await front.push(slow(120), (_, process) => {
      kill = () => process.kill('SIGINT')
    })
    const ended = performance.now()
    noteFigures({ 'cancel in the request to start: ms to the end of the process': Math.round(ended - signalledMs) })
    expect([result.code, result.outputs['conclusion']]).toEqual([1, 'cancelled'])
    expect(ended - signalledMs).toBeLessThan(killedMs)
    const post = await front.post(result, slow(120))
    expect(post.log).not.toContain('::warning')
    const runs = await runsSince(before)
    started.push(...runs.map(({ id }) => id))
    expect(runs).toHaveLength(1)
    expect(stopped).toContain(runs[0]?.body.status)
  })
})

describe('a main that is killed with SIGKILL', () => {
  test('in the wait: post alone stops the run', async () => {
    const front = openFront()
    const result = await front.push(slow(120), (line, process) => {
      if (line === 'Run: running') process.kill('SIGKILL')
    })
    started.push(result.outputs['run-id'])
    expect([result.code, result.signal]).toEqual([null, 'SIGKILL'])
    expect(await statusOf(result.outputs['run-id'])).toBe('running')
    const post = await front.post(result, slow(120))
    expect(post.log).toMatch(/The run \S+ has ended \(stopped\)/)
    expect(stopped).toContain(await statusOf(result.outputs['run-id']))
  })

  test('in the request to start: post finds the run by its name and stops it', async () => {
    const front = openFront()
    const before = await knownIds()
    let kill: () => void = () => undefined
    front.faultFor = ({ question }) => {
      if (question === 'start') setTimeout(() => kill(), 30)
      return question === 'start' ? { kind: 'late', ms: 2_000 } : undefined
    }
    const result = await front.push(slow(120), (_, process) => {
      kill = () => process.kill('SIGKILL')
    })
    expect([result.signal, result.outputs['run-id']]).toEqual(['SIGKILL', undefined])
    front.faultFor = () => undefined
    const post = await front.post(result, slow(120))
    const runs = await runsSince(before)
    started.push(...runs.map(({ id }) => id))
    expect(post.log).toMatch(/The run \S+ has ended \(stopped\)/)
    expect(runs).toHaveLength(1)
    expect(stopped).toContain(runs[0]?.body.status)
  })
})

test('a post that a later step tries to lead elsewhere sends no credential anywhere', async () => {
  const catcher = await startCatcher()
  try {
    const front = openFront()
    const result = await front.push(slow(120), (line, process) => {
      if (line === 'Run: running') process.kill('SIGKILL')
    })
    started.push(result.outputs['run-id'])
    const asked = front.arrived.length
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
    const redirections: readonly (readonly [Record<string, string>, Record<string, string>])[] = [
      [{ 'server-url': catcher.url }, {}],
      [{ 'server-url': `${catcher.url}/`, 'api-key': shared.apiKey }, {}],
      [{ 'ca-certificate': pem }, {}],
      [{}, { HTTP_PROXY: catcher.url }],
      [{}, { http_proxy: catcher.url, no_proxy: '' }],
      [{}, { HTTPS_PROXY: catcher.url }],
      [{}, { NODE_EXTRA_CA_CERTS: '/nowhere.pem' }],
      [{}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }]
    ]
    for (const [inputs, env] of redirections) {
      const post = await front.post(result, { ...slow(120), ...inputs }, env)
      expect([post.code, post.log.includes(result.outputs['run-url'] ?? '?')]).toEqual([0, true])
    }
    expect(catcher.caught).toEqual([])
    expect(front.arrived).toHaveLength(asked)
    await front.post(result, slow(120))
    expect(stopped).toContain(await statusOf(result.outputs['run-id']))
  } finally {
    catcher.close()
  }
})
