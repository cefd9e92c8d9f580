import { describe, expect, test } from '@jest/globals'
import type { Fault, Question } from '../stand-in/fault.ts'
import { startCatcher } from '../stand-in/origin.ts'
import type { Interruption, Stage } from '../stand-in/stage.ts'
import { faulty, open, scripted } from './acting.ts'

const stalled: Fault = { kind: 'stall', part: 'headers', processed: false }
const at = (question: Question, nth = 0) => ({ question, nth })

/** Whether the stage's only run ended or was told to stop. */
function isStopped({ standIn }: Stage): boolean {
  expect(standIn.runs).toHaveLength(1)
  return standIn.runs[0]?.stopAskedMs !== undefined
}

describe('a cancel', () => {
  const cancel = (where: Interruption['at']): Interruption => ({ how: 'cancel', at: where })

  test.each([{ ms: 7_500 }, { ms: 31_000 }, at('status', 4), at('steps', 3)])(
    'in the wait (%o) stops the run within a second, and post only sees to its end',
    async where => {
      const stage = open({ scriptOf: scripted(undefined) })
      const main = await stage.main({}, cancel(where))
      expect(stage.runner.outputs).toMatchObject({ conclusion: 'cancelled', triggered: 'true' })
      expect(stage.runner.summary).toContain('the job was cancelled')
      const stop = stage.exchanged.find(({ question }) => question === 'stop')
      expect((stop?.atMs ?? Number.NaN) - (stage.cancelledMs ?? 0)).toBeLessThanOrEqual(1_000)
      expect(main.untilMs - (stage.cancelledMs ?? 0)).toBeLessThanOrEqual(5_000)
      expect(isStopped(stage)).toBe(true)
      await stage.post()
      expect(stage.exchanged.filter(({ question, status }) => question === 'stop' && status === 200)).toHaveLength(1)
      expect(stage.standIn.runs[0]?.statusAt(stage.time.now)).toBe('stopped')
      expect(stage.runner.text('warning')).toBe('')
    }
  )

  test.each([
    ['answered', undefined],
    ['lost', { kind: 'reset', when: 'after' }],
    ['never answered', { kind: 'stall', part: 'headers', processed: true }],
    ['processed late', { kind: 'late', ms: 8_000 }]
  ] as const)('in the middle of a request to start that is %s leaves nothing running', async (_, fault) => {
    const faultFor = fault === undefined ? {} : { faultFor: faulty('start', fault) }
    const stage = open({ scriptOf: scripted(undefined, { startMs: 20_000 }), ...faultFor })
    const main = await stage.main({}, cancel(at('start')))
    expect([main.end, stage.runner.outputs['conclusion']]).toEqual(['ended', 'cancelled'])
    expect(main.untilMs - (stage.cancelledMs ?? 0)).toBeLessThanOrEqual(5_000)
    await stage.post()
    expect(isStopped(stage)).toBe(true)
    expect(stage.runner.text('warning')).toBe('')
  })

  test.each(['info', 'login', 'account', 'stack', 'snapshots', 'snapshot'] as const)(
    'in a stalled %s ends the step at once',
    async question => {
      const stage = open({ faultFor: faulty(question, stalled, 0, 99) })
      const main = await stage.main({ config: 'enable_cache: false' }, cancel({ ms: 3_000 }))
      expect([main.end, stage.runner.outputs['conclusion']]).toEqual(['ended', 'cancelled'])
      expect(main.untilMs).toBeLessThanOrEqual(4_000)
      await stage.post()
      expect(stage.standIn.runs).toHaveLength(0)
    }
  )

  test('beside a server that does not answer ends the step in time, and post stops the run', async () => {
    const stage = open({ scriptOf: scripted(undefined), faultFor: faulty('stop', stalled, 0, 1) })
    const main = await stage.main({}, cancel({ ms: 10_000 }))
    expect(main.untilMs - 10_000).toBeLessThanOrEqual(5_000)
    await stage.post()
    expect(isStopped(stage)).toBe(true)
  })

  test('after the run was seen to end changes nothing', async () => {
    // Without a word on the status alone, the run is read by itself, and its details after that.
    const refused: Fault = { kind: 'gateway', status: 403, processed: false }
    const stage = open({
      scriptOf: scripted('completed'),
      faultFor: ({ path }) => (path.endsWith('/status') ? refused : undefined)
    })
    const main = await stage.main({}, cancel(at('details')))
    expect([main.green, stage.runner.outputs['conclusion']]).toEqual([true, 'success'])
  })

  test('before the run itself has said that it ended counts, whatever was said of its status', async () => {
    const stage = open({ scriptOf: scripted('completed') })
    const main = await stage.main({}, cancel(at('details')))
    expect([main.green, stage.runner.outputs['conclusion']]).toEqual([false, 'cancelled'])
  })

  test('with leave-running leaves the run, and post too', async () => {
    const stage = open({ scriptOf: scripted(undefined) })
    await stage.main({ 'leave-running': 'true' }, cancel({ ms: 10_000 }))
    await stage.post({ 'leave-running': 'true' })
    expect(isStopped(stage)).toBe(false)
    expect(stage.runner.text('error')).toContain('The run goes on, since leave-running is true.')
  })
})

describe('a main that is killed outright', () => {
  const kill = (where: Interruption['at']): Interruption => ({ how: 'kill', at: where })

  test.each([{ ms: 2_000 }, { ms: 30_000 }, at('status'), at('steps')])(
    'in the wait (%o) is made up for by post alone',
    async where => {
      const stage = open({ scriptOf: scripted(undefined) })
      expect((await stage.main({}, kill(where))).end).toBe('killed')
      await stage.post()
      expect(isStopped(stage)).toBe(true)
      expect(stage.runner.text('warning', 'error')).toBe('')
    }
  )

  test.each([0, 5_000, 20_000])('in the request to start, which is processed %d ms later', async ms => {
    const fault: Fault = ms === 0 ? { kind: 'stall', part: 'headers', processed: true } : { kind: 'late', ms }
    const stage = open({ scriptOf: scripted(undefined), faultFor: faulty('start', fault) })
    await stage.main({}, kill(at('start')))
    await stage.post()
    expect(isStopped(stage)).toBe(true)
  })

  test.each(['info', 'login', 'snapshots'] as const)(
    'at the question %s leaves nothing, and post says nothing',
    async question => {
      const stage = open()
      await stage.main({}, kill(at(question)))
      const asked = stage.exchanged.length
      await stage.post()
      expect(stage.exchanged).toHaveLength(asked)
      expect(stage.runner.text('warning', 'error')).toBe('')
    }
  )
})

describe('post', () => {
  test('waits until a run that initializes can be stopped', async () => {
    const stage = open({ scriptOf: scripted(undefined, { startMs: 80_000 }) })
    await stage.main({}, { how: 'cancel', at: { ms: 10_000 } })
    expect(stage.runner.text('error')).toContain('the post step tries again')
    await stage.post()
    expect(isStopped(stage)).toBe(true)
  })

  test.each([
    ['a run that initializes for ever', scripted(undefined, { startMs: 1e9 }), undefined],
    ['a server that is gone', scripted(undefined), 12_000]
  ] as const)('gives up after two minutes on %s, with its link', async (_, scriptOf, goneMs) => {
    const stage = open({ scriptOf })
    if (goneMs !== undefined) stage.time.at(goneMs, () => stage.proxy.down())
    await stage.main({}, { how: 'cancel', at: { ms: 12_000 } })
    const post = await stage.post()
    expect((post.untilMs - post.fromMs) / 1000).toBeGreaterThan(110)
    expect((post.untilMs - post.fromMs) / 1000).toBeLessThan(150)
    expect(stage.runner.text('warning')).toContain(stage.runner.outputs['run-url'])
  })

  test('outwaits a server that is away for a minute', async () => {
    const stage = open({ scriptOf: scripted(undefined) })
    stage.time.at(12_000, () => stage.proxy.down())
    stage.time.at(72_000, () => {
      stage.time.begin('listening')
      void stage.proxy.up().finally(() => stage.time.end('listening'))
    })
    await stage.main({}, { how: 'cancel', at: { ms: 12_000 } })
    await stage.post()
    expect(isStopped(stage)).toBe(true)
    expect(stage.runner.text('warning')).toBe('')
  })

  test.each([
    ['server-url', {}],
    ['ca-certificate', {}],
    ['a proxy', { HTTPS_PROXY: 'http://127.0.0.1:9' }],
    ['a proxy in lower case', { http_proxy: 'http://127.0.0.1:9' }],
    ['more authorities', { NODE_EXTRA_CA_CERTS: '/tmp/ca.pem' }],
    ['options of Node', { NODE_OPTIONS: '--use-openssl-ca' }],
    ['unchecked certificates', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }]
  ])('sends nothing if a later step has changed %s', async (what, env) => {
    const catcher = await startCatcher()
    try {
      const stage = open({ scriptOf: scripted(undefined) })
      await stage.main({}, { how: 'kill', at: { ms: 20_000 } })
      const asked = stage.exchanged.length
      const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
      const inputs: Record<string, string> =
        what === 'server-url'
          ? { 'server-url': catcher.url }
          : what === 'ca-certificate'
            ? { 'ca-certificate': pem }
            : {}
      await stage.post(inputs, env as Record<string, string>)
      expect([stage.exchanged.length - asked, catcher.caught]).toEqual([0, []])
      expect(stage.runner.text('warning')).toContain(stage.runner.outputs['run-url'])
    } finally {
      catcher.close()
    }
  })
})
