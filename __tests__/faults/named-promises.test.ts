import { afterEach, describe, expect, test } from '@jest/globals'
import type { Fault, Question } from '../stand-in/fault.ts'
import type { Interruption } from '../stand-in/stage.ts'
import { noteFault } from './acting.ts'
import { named, passing, passingLater, strays } from './every-fault.ts'
import { judge } from './judge.ts'
import { type Outcome, play } from './play.ts'
import type { RequiredRun, Rival, Scenario } from './scenario.ts'

const outcomes: Outcome[] = []
afterEach(() => {
  for (const { stage } of outcomes.splice(0)) stage.close()
})

const green: RequiredRun = { code: 'this', by: 'own account', atMs: -60_000, runsMs: 30_000, end: 'completed' }
const red: RequiredRun = { ...green, end: 'failed' }
const inProgress: RequiredRun = { ...green, atMs: -20_000, runsMs: 30_000 }

const quiet: Scenario = {
  seed: 1,
  work: 'pipeline',
  script: {
    statuses: [
      { atMs: 0, status: 'initializing' },
      { atMs: 500, status: 'running' },
      { atMs: 4_500, status: 'completed' }
    ],
    stop: 'graceful',
    stopTakesMs: 1_000
  },
  options: { wait: true, leaveRunning: false, timeoutMs: 600_000, onRerun: 'auto' },
  faults: [],
  jumps: [],
  server: {}
}

/** Plays a scenario in which all promises have to be kept. */
async function kept(scenario: Partial<Scenario>): Promise<Outcome> {
  const whole = { ...quiet, ...scenario }
  const outcome = await play(whole)
  outcomes.push(outcome)
  expect([scenario.faults, judge(whole, outcome).violations]).toEqual([scenario.faults, []])
  return outcome
}

const once = (question: Question, nth: number, fault: Fault) => [{ question, nth, times: 1, fault }]
const conclusionOf = ({ runner }: Outcome) => runner.outputs['conclusion']
const startsOf = ({ stage }: Outcome) => stage.exchanged.filter(({ question }) => question === 'start').length
const holdersOf = ({ stage }: Outcome) => stage.standIn.furniture.models.holders('production')

/** What is asked about the required environment, in the order in which it is asked. */
const ofRequirement = [
  ['required', 0],
  ['steps', 0],
  ['snapshot', 0]
] as const

/** What is there in place of a green run, and the question by which it is found. */
const refused: readonly (readonly [Question, readonly RequiredRun[]])[] = [
  ['required', []],
  ['required', [red]],
  ['required', [green, { ...red, atMs: -25_000 }]],
  ['status', [{ ...inProgress, end: 'failed' }]]
]

describe('what another environment has to have had', () => {
  test.each(named([...passing, ...passingLater]))('is found through %s, once at every question', async (_, fault) => {
    for (const [question, nth] of ofRequirement) {
      const outcome = await kept({ required: [green], faults: once(question, nth, fault) })
      expect([question, conclusionOf(outcome)]).toEqual([question, 'success'])
      noteFault('stand-in', fault, true)
    }
  })

  test.each(named([...passing, ...passingLater]))('is waited for through %s', async (_, fault) => {
    const outcome = await kept({ required: [inProgress], faults: once('status', 0, fault) })
    expect(conclusionOf(outcome)).toBe('success')
    noteFault('stand-in', fault, true)
  })

  test.each(named([...passing, ...passingLater, ...strays]))(
    'is missing through %s, and nothing is started',
    async (_, fault) => {
      for (const [question, runs] of refused) {
        const outcome = await kept({ required: runs, faults: once(question, 0, fault) })
        expect([question, conclusionOf(outcome), startsOf(outcome)]).toEqual([question, 'failure', 0])
      }
      noteFault('stand-in', fault, true)
    }
  )

  test.each(named(strays))(
    'is not known through %s at every question, and nothing is started for good',
    async (_, fault) => {
      for (const [question, nth] of ofRequirement) {
        const outcome = await kept({ required: [green], faults: once(question, nth, fault) })
        // A token that is refused is replaced.
        const isPassing = fault.kind === 'stray' && fault.status === 401
        const expected = isPassing ? ['success', 1] : ['failure', 0]
        expect([question, conclusionOf(outcome), startsOf(outcome)]).toEqual([question, ...expected])
      }
      noteFault('stand-in', fault, true)
    }
  )

  test('is asked for again by a re-run that attaches', async () => {
    const newer: RequiredRun = { ...red, atMs: 9_000, runsMs: 100 }
    const script = { ...quiet.script, statuses: quiet.script.statuses.slice(0, 2) }
    const outcome = await kept({ required: [green, newer], lostAtMs: 8_000, script })
    expect([conclusionOf(outcome), startsOf(outcome)]).toEqual(['failure', 1])
    expect(outcome.runner.text('error')).toContain('The newest run of this code in staging ended as failed')
  })
})

/** What is asked in a promotion: the version, who has the stage before and after, what the write has replaced. */
const ofPromotion = [
  // The first one is asked for the results.
  ['model version', 1],
  ['holders', 0],
  ['holders', 1],
  ['note', 0],
  ['promote', 0],
  ['holders', 2],
  ['holders', 3],
  ['note', 1]
] as const
const promotion = { hasModel: true, earlier: [true], rivals: [] }

describe('a promotion', () => {
  test.each(named([...passing, ...passingLater]))('is done through %s, once at every question', async (_, fault) => {
    for (const [question, nth] of ofPromotion) {
      const outcome = await kept({ promotion, faults: once(question, nth, fault) })
      expect([question, nth, conclusionOf(outcome), holdersOf(outcome)]).toEqual([question, nth, 'success', [2]])
      noteFault('stand-in', fault, true)
    }
  })

  test.each(named(strays))('is reported truly through %s, once at every question', async (_, fault) => {
    for (const [question, nth] of ofPromotion) {
      const outcome = await kept({ promotion, faults: once(question, nth, fault) })
      if (conclusionOf(outcome) === 'success') expect(holdersOf(outcome)).toEqual([2])
      noteFault('stand-in', fault, true)
    }
  })

  test('has time of its own when the timeout has come', async () => {
    const fault: Fault = { kind: 'status', status: 503, processed: false, retryAfter: { form: 'seconds', ms: 3_000 } }
    const options = { ...quiet.options, timeoutMs: 7_000 }
    const outcome = await kept({ promotion, options, faults: once('note', 0, fault) })
    expect([conclusionOf(outcome), holdersOf(outcome)]).toEqual(['success', [2]])
  })

  test.each<readonly [string, Interruption]>([
    ['a cancel', { how: 'cancel', at: { question: 'holders', nth: 2 } }],
    ['a cancel in the write', { how: 'cancel', at: { question: 'promote', nth: 0 } }]
  ])(
    'that is cut off before its look back by %s is not known, and finished by the next step',
    async (_, interruption) => {
      const outcome = await kept({ promotion, interruption })
      expect(conclusionOf(outcome)).toBe('cancelled')
      expect(outcome.runner.text('error')).toContain('it is not known whether it has it alone')
      expect(outcome.finishing?.main.green).toBe(true)
      expect(holdersOf(outcome)).toEqual([2])
    }
  )

  test('that is killed before its look back is finished by the next step', async () => {
    const { runner, stage } = await kept({
      promotion,
      interruption: { how: 'kill', at: { question: 'holders', nth: 2 } }
    })
    const id = runner.outputs['run-id'] ?? ''
    stage.renewRunner()
    const main = await stage.main({ pipeline: '', 'run-id': id, promote: 'production' }, undefined, {
      GITHUB_RUN_ATTEMPT: '2'
    })
    expect([main.green, stage.standIn.furniture.models.holders('production')]).toEqual([true, [2]])
    expect(stage.runner.text('info')).toContain('already had the stage production; version 1 had it before')
  })
})

describe('two promotions at once are never told as one', () => {
  const moments = [
    ['details', 0],
    ['model version', 1],
    ['holders', 0],
    ['holders', 1],
    ['holders', 2],
    ['promote', 0],
    ['promote', 1],
    ['note', 0],
    ['note', 1]
  ] as const

  test.each(
    (['older', 'newer'] as const).flatMap(version =>
      (['replaces', 'joins'] as const).flatMap(how =>
        (['before', 'after'] as const).map(when => ({ version, how, when }))
      )
    )
  )('%o', async (kind: Omit<Rival, 'at'>) => {
    for (const [question, nth] of moments)
      for (const earlier of [[], [true], [true, true]]) {
        const outcome = await kept({
          promotion: { hasModel: true, earlier, rivals: [{ ...kind, at: { question, nth } }] }
        })
        expect(['success', 'failure']).toContain(conclusionOf(outcome))
      }
  })
})

test.each(named([...passing, ...passingLater, ...strays]))(
  'a run that is only followed is never stopped, through %s at its first look',
  async (_, fault) => {
    await kept({ work: 'run-id', promotion, faults: once('details', 0, fault) })
    noteFault('stand-in', fault, true)
  }
)
