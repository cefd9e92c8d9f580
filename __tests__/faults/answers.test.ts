import { describe, expect, test } from '@jest/globals'
import { type Fault, faultName, type Question } from '../stand-in/fault.ts'
import type { Stage, StageOptions } from '../stand-in/stage.ts'
import { faulty, noteFault, open, scripted } from './acting.ts'

const another: Fault = { kind: 'other', of: 'same kind', processed: false }
const strays = ([400, 401, 402, 403, 404, 405, 422, 501] as const).map(
  status => ({ kind: 'stray', status, processed: false }) as const
)
const named = (faults: readonly Fault[]) => faults.map(fault => [faultName(fault), fault] as const)

/** What nobody may have done to another job's runs of the same account, nor said of them. */
function expectNeighboursAlone({ exchanged, runner, standIn }: Stage): void {
  for (const { id, stopAskedMs, tags } of standIn.neighbours) {
    expect([stopAskedMs, tags]).toEqual([undefined, ['nightly']])
    // Only what it logged is read: it is what the run is compared with.
    expect(exchanged.filter(({ question, url }) => question !== 'results' && url.includes(id))).toEqual([])
    expect(JSON.stringify([runner.outputs, runner.states])).not.toContain(id)
  }
}

/** Plays a step whose run completes, and expects that it was reported truly, whatever went wrong. */
async function expectTruth(options: StageOptions, inputs: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const stage = open({ scriptOf: scripted('completed'), ...options })
  const main = await stage.main(inputs)
  expect([stage.runner.outputs['conclusion'], main.green, stage.standIn.runs.length]).toEqual(['success', true, 1])
  expect(stage.runner.outputs['run-id']).toBe(stage.standIn.runs[0]?.id)
  expectNeighboursAlone(stage)
  return stage
}

/** What makes the action read the snapshot's details. */
const configured = { config: 'enable_cache: false' }

/** The same fault for one question in a time, virtual ms. */
function during(
  question: Question,
  fault: Fault,
  fromMs: number,
  untilMs: number
): NonNullable<StageOptions['faultFor']> {
  return (passed, ms) => (passed.question === question && ms >= fromMs && ms < untilMs ? fault : undefined)
}

describe("another entity's body", () => {
  test.each([
    'status',
    'details',
    'steps',
    'find',
    'start',
    'snapshot',
    'snapshots',
    'stack',
    'project',
    'account',
    'login'
  ])('in answer to the question %s is asked about again, and never taken', async question => {
    await expectTruth({ faultFor: faulty(question as Question, another, 0, 2) }, configured)
    noteFault('stand-in', another, true)
  })

  test('of production, where the stack of the environment is given by its id', async () => {
    const { standIn } = open()
    const environments = `staging: {branches: [develop], stack: ${standIn.furniture.stacks['staging']}}`
    const stage = await expectTruth({ faultFor: faulty('stack', another) }, { environments })
    expect(stage.runner.outputs['stack']).toBe('staging')
  })

  test('that stays is an error before there is a run, and nothing is started', async () => {
    for (const question of ['stack', 'project', 'snapshots', 'snapshot', 'account'] as const) {
      const stage = open({ faultFor: faulty(question, another, 0, 99) })
      expect((await stage.main(configured)).green).toBe(false)
      expect(stage.runner.text('error')).toContain("the server's answer is about something else")
      expect(stage.standIn.runs).toHaveLength(0)
      stage.close()
    }
  })

  test.each([false, true])(
    'of another job in answer to the start (which was worked off: %s) is not followed, and not stopped',
    async processed => {
      const stage = await expectTruth({ faultFor: faulty('start', { ...another, processed }) })
      const asked = stage.exchanged.map(({ question }) => question)
      expect(asked[asked.indexOf('start') + 1]).toBe('find')
      expect(asked.filter(question => question === 'start')).toHaveLength(processed ? 1 : 2)
    }
  )

  test('for the rest of a followed run is not its end: the timeout says what kept from knowing', async () => {
    // At whatever question about the run, those after the deadline too.
    const looks = ['status', 'details'].map(question => during(question as Question, another, 20_000, 1e9))
    const faultFor: StageOptions['faultFor'] = (passed, ms) =>
      looks.map(look => look(passed, ms)).find(fault => fault !== undefined)
    const stage = open({ scriptOf: scripted('completed'), faultFor })
    const main = await stage.main({ timeout: '3m' })
    expect([main.green, stage.runner.outputs['conclusion']]).toEqual([false, 'timed-out'])
    expect(stage.runner.text('error')).toMatch(
      /last seen as running \S+( \S+)? ago. Since then: .*about something else/
    )
    expectNeighboursAlone(stage)
  })
})

describe('a refusal while the run is followed', () => {
  test.each(named(strays))('%s, once, passes', async (_, fault) => {
    await expectTruth({ faultFor: faulty('status', fault, 4) })
    noteFault('stand-in', fault, true)
  })

  test.each(named(strays))('%s for four minutes passes', async (_, fault) => {
    const stage = await expectTruth({ faultFor: during('status', fault, 10_000, 250_000) })
    expect(stage.exchanged.length).toBeLessThan(120)
  })

  test.each(named(strays))('%s for good is reported after five minutes, and the run is stopped', async (_, fault) => {
    const stage = open({ scriptOf: scripted(undefined), faultFor: during('status', fault, 10_000, 400_000) })
    const main = await stage.main()
    expect([main.green, stage.runner.outputs['conclusion']]).toEqual([false, 'failure'])
    expect(main.untilMs).toBeGreaterThan(300_000)
    expect(main.untilMs).toBeLessThan(360_000)
    expect(stage.runner.text('error')).toMatch(/and nothing else for 5m/)
    await stage.pass(60_000)
    await stage.post()
    expect(stage.standIn.runs[0]?.stopAskedMs).toBeDefined()
  })

  test.each(named(strays))('%s in answer to the start that was worked off hides no run', async (_, fault) => {
    await expectTruth({ faultFor: faulty('start', { ...fault, processed: true } as Fault) })
  })

  test.each([
    ['answered by something else', another],
    ['refused', strays[3]],
    ['answered by a page', { kind: 'page', status: 200, processed: false }]
  ] as const)('a new login that is %s passes', async (_, fault) => {
    const stage = open({
      scriptOf: scripted('completed'),
      faultFor: (passed, ms) => (passed.question === 'login' && ms >= 20_000 && ms < 40_000 ? fault : undefined)
    })
    stage.time.at(20_000, () => stage.standIn.credentials.invalidateTokens())
    expect((await stage.main()).green).toBe(true)
  })

  test('what ZenML says of the key at one login alone passes', async () => {
    const stage = open({ scriptOf: scripted('completed') })
    const { credentials } = stage.standIn
    stage.time.at(20_000, () => credentials.setActive(false))
    stage.time.at(30_000, () => credentials.setActive(true))
    expect((await stage.main()).green).toBe(true)
    expect(stage.runner.text('info')).toContain('is not active')
  })
})

describe('a stop', () => {
  test("that only a gateway's 200 answers is not one: main says so, and post stops the run", async () => {
    const stage = open({ scriptOf: scripted(undefined), faultFor: faulty('stop', another, 0, 6) })
    await stage.main({}, { how: 'cancel', at: { ms: 12_000 } })
    expect(stage.runner.text('error')).toContain('could not be stopped yet')
    await stage.post()
    expect(stage.standIn.runs[0]?.stopAskedMs).toBeDefined()
    expect(stage.runner.text('warning')).toBe('')
  })

  test('that a gateway answers for ever is warned of with the link', async () => {
    const stage = open({ scriptOf: scripted(undefined), faultFor: faulty('stop', another, 0, 999) })
    await stage.main({}, { how: 'cancel', at: { ms: 12_000 } })
    await stage.post()
    expect(stage.runner.text('warning')).toContain(stage.runner.outputs['run-url'])
  })
})

describe('a replica that lags', () => {
  const lagging: Fault = { kind: 'lagging', ms: 10_000 }

  test.each(['status', 'steps', 'find'] as const)('behind the question %s, always, changes nothing', async question => {
    await expectTruth({ faultFor: faulty(question, lagging, 0, 999) })
  })

  test('and a start whose answer is lost make one run', async () => {
    const lost: Fault = { kind: 'reset', when: 'after' }
    await expectTruth({
      forgetsKeys: true,
      faultFor: ({ nth, question }) =>
        question === 'start' && nth === 0 ? lost : question === 'find' && nth < 5 ? lagging : undefined
    })
  })

  test('behind a stop is asked once more', async () => {
    const stage = open({
      scriptOf: scripted(undefined),
      faultFor: during('status', { ...lagging, ms: 1_500 }, 12_000, 1e9)
    })
    await stage.main({}, { how: 'cancel', at: { ms: 12_000 } })
    expect(stage.standIn.runs[0]?.stopAskedMs).toBeDefined()
    await stage.post()
    expect(stage.runner.text('warning')).toBe('')
  })
})

test.each([
  ['20 minutes ahead', (now: number) => new Date(now + 1_200_000).toUTCString()],
  ['two hours behind, in ISO form', (now: number) => new Date(now - 7_200_000).toISOString()],
  ['missing', () => null]
])('a Date that is %s does not make the own run a foreign one after its answer was lost', async (_, dateOf) => {
  await expectTruth({ dateOf, faultFor: faulty('start', { kind: 'reset', when: 'after' }) })
})

describe('a run of thousands of steps', () => {
  const big = { stepCount: 3_000, decidingStep: 2_499 }

  test('of which one fails far behind has it in log and summary, and says what is left out', async () => {
    const stage = open({ scriptOf: scripted('failed', big) })
    await stage.main()
    const info = stage.runner.text('info', 'group')
    expect(info).toContain('The run has 3000 steps; 2000 of them are listed, and those that failed.')
    expect(info).toContain('Step train-2499: failed')
    expect(info).toContain('Why step train-2499 failed: the data has drifted')
    const { summary } = stage.runner
    expect(summary).toContain('the data has drifted')
    expect(summary).toContain('| ❌ <code>train-2499</code> | <code>failed</code> |')
    expect(summary).toContain('… 2800 more')
    expect(stage.runner.text('error')).toContain('step train-2499 failed')
  })

  test('that succeeds says how many there are', async () => {
    const stage = open({ scriptOf: scripted('completed', big) })
    expect((await stage.main()).green).toBe(true)
    expect(stage.runner.summary).toContain('… 2800 more')
  })
})

test('a deadline after trouble says when the run was seen last, and since then what', async () => {
  const fault: Fault = { kind: 'status', status: 503, processed: false }
  const stage = open({ scriptOf: scripted(undefined), faultFor: during('status', fault, 30_000, 1e9) })
  await stage.main({ timeout: '5m' })
  expect(stage.runner.outputs['conclusion']).toBe('timed-out')
  expect(stage.runner.text('error')).toMatch(
    /Timed out after 5m; the run was last seen as running 4m \d+s ago\. Since then: .*503/
  )
  expect(stage.runner.text('error')).not.toContain('still running')
})
