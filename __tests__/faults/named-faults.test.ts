import { describe, expect, test } from '@jest/globals'
import type { Fault, Question } from '../stand-in/fault.ts'
import { startCatcher } from '../stand-in/origin.ts'
import { type Course, faulty, noteFault, open, scripted } from './acting.ts'
import { named, passing, passingLater } from './every-fault.ts'

const beforeRun: readonly Question[] = ['info', 'login', 'account', 'project', 'stack', 'snapshots']
const later: readonly Question[] = [...beforeRun.slice(1), 'start', 'status', 'steps']

/** A run that goes on for some looks after a fault at a question has passed, and no longer: more would show nothing else. */
function courseAfter(fault: Fault, question: Question): Course {
  if (beforeRun.includes(question)) return { startMs: 500, runsMs: 1_000 }
  if (['slow', 'stall', 'late'].includes(fault.kind)) return {}
  const waits = fault.kind === 'lagging' || (fault.kind === 'status' && fault.retryAfter !== undefined)
  return waits ? { startMs: 2_000, runsMs: 8_000 } : { startMs: 1_000, runsMs: 3_000 }
}

describe.each(['completed', 'failed'])('a run that ends as %s is reported truly through', end => {
  const conclusion = end === 'completed' ? 'success' : 'failure'

  test.each(named([...passing, ...passingLater]))('%s, once at every question', async (_, fault) => {
    for (const question of [...later, ...(passing.includes(fault) ? (['info'] as const) : [])]) {
      const stage = open({ scriptOf: scripted(end, courseAfter(fault, question)), faultFor: faulty(question, fault) })
      const main = await stage.main()
      const told = stage.runner.outputs['conclusion'] === conclusion && main.green === (end === 'completed')
      noteFault('stand-in', fault, told)
      expect([question, stage.runner.outputs['conclusion'], stage.standIn.runs.length]).toEqual([
        question,
        conclusion,
        1
      ])
      expect(stage.runner.outputs['run-id']).toBe(stage.standIn.runs[0]?.id)
      stage.close()
    }
  })
})

test.each(named([...passing, ...passingLater]))('%s for a minute of following changes nothing', async (_, fault) => {
  const stage = open({
    scriptOf: scripted('completed'),
    faultFor: (passed, ms) => (passed.question === 'status' && ms > 10_000 && ms < 70_000 ? fault : undefined)
  })
  expect((await stage.main()).green).toBe(true)
  expect(stage.standIn.runs).toHaveLength(1)
  expect(stage.exchanged.length).toBeLessThan(150)
})

describe('the start of a run', () => {
  const unclear = [...passing, ...passingLater.filter(({ kind }) => kind === 'other')]
  test.each(named(unclear.filter(({ kind }) => !['wrong-type', 'slow', 'lagging'].includes(kind))))(
    '%s five times in a row makes one run at most',
    async (_, fault) => {
      const stage = open({
        scriptOf: scripted('completed', courseAfter(fault, 'start')),
        faultFor: faulty('start', fault, 0, 5)
      })
      expect((await stage.main()).green).toBe(true)
      expect(stage.standIn.runs).toHaveLength(1)
      const keys = new Set(stage.exchanged.filter(({ question }) => question === 'start').map(({ sent }) => sent))
      expect(keys.size).toBe(1)
    }
  )

  test('an answer that is lost is found by name, without a second request', async () => {
    const stage = open({ scriptOf: scripted('completed'), faultFor: faulty('start', { kind: 'reset', when: 'after' }) })
    expect((await stage.main()).green).toBe(true)
    const asked = stage.exchanged.map(({ question }) => question)
    expect(asked.filter(question => question === 'start')).toHaveLength(1)
    expect(asked[asked.indexOf('start') + 1]).toBe('find')
    expect(stage.runner.text('info')).toContain('The server already has the run')
  })

  test('a gateway that never lets a request through ends in red, with no run, and post warns of one that may come', async () => {
    const fault: Fault = { kind: 'status', status: 503, processed: false }
    const stage = open({ faultFor: faulty('start', fault, 0, 99) })
    expect((await stage.main()).green).toBe(false)
    expect(stage.runner.outputs).toMatchObject({ conclusion: 'failure', triggered: 'false' })
    await stage.post()
    expect(stage.standIn.runs).toHaveLength(0)
    expect(stage.runner.text('warning')).toMatch(/^The server may still start the run training-staging-\S+, .*http\S+$/)
  })

  test('a run that another account started under the name is not taken for ours', async () => {
    const stage = open({ faultFor: faulty('start', { kind: 'reset', when: 'before' }, 0, 99) })
    await stage.main()
    const name = /"run_name":"([^"]+)"/.exec(
      stage.exchanged.find(({ question }) => question === 'start')?.sent ?? ''
    )?.[1]
    const other = open()
    other.standIn.addForeignRun(name ?? '')
    // The address of the server is part of the request's identity, so the second stage has to stand at the first one's.
    stage.close()
    other.proxy.listenAt(stage.proxy.url)
    expect((await other.main()).green).toBe(false)
    expect(other.runner.text('error')).toContain('another account started it')
    expect(other.standIn.runs).toHaveLength(1)
    await other.post()
    expect(other.standIn.runs[0]?.stopAskedMs).toBeUndefined()
  })

  test('a full queue is waited for', async () => {
    const stage = open({ scriptOf: scripted('completed') })
    stage.standIn.queueFullUntil = stage.time.now + 10 * 60_000
    expect((await stage.main()).green).toBe(true)
    expect(stage.standIn.runs).toHaveLength(1)
    expect(stage.exchanged.filter(({ question }) => question === 'start').length).toBeLessThan(140)
  })

  test('a queue that stays full fails at the timeout, and post asks nothing', async () => {
    const stage = open()
    stage.standIn.queueFullUntil = Number.POSITIVE_INFINITY
    const main = await stage.main({ timeout: '5m' })
    expect([main.green, Math.round(main.untilMs / 1000)]).toEqual([false, 300])
    const asked = stage.exchanged.length
    await stage.post()
    expect(stage.exchanged).toHaveLength(asked)
  })
})

describe('the first contact', () => {
  test.each([
    ['a page', { kind: 'page', status: 200, processed: false }, 'not ZenML’s API'],
    ['a page with 403', { kind: 'page', status: 403, processed: false }, 'not ZenML’s API'],
    ["a gateway's JSON", { kind: 'gateway', status: 404, processed: false }, 'not ZenML’s API'],
    ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9' }, 'redirects to http://127.0.0.1:9']
  ] as const)('%s means that the address is wrong', async (_, fault, message) => {
    const stage = open({ faultFor: faulty('info', fault, 0, 99) })
    expect((await stage.main()).green).toBe(false)
    expect(stage.exchanged).toHaveLength(1)
    expect(stage.runner.text('error').replaceAll("'", '’')).toContain(message)
  })
})

test('a redirect to another origin takes no request there, let alone a credential', async () => {
  const catcher = await startCatcher()
  try {
    for (const question of ['info', ...later, 'stop'] as const) {
      const stage = open({
        scriptOf: scripted(undefined),
        faultFor: faulty(question, { kind: 'redirect', to: catcher.url })
      })
      await stage.main({ timeout: '1m' })
      await stage.post()
      stage.close()
    }
    expect(catcher.caught).toEqual([])
  } finally {
    catcher.close()
  }
})
