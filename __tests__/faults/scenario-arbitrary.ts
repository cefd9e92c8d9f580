import fc from '../pieces/fast-check.ts'
import { type Fault, type Question, questions } from '../stand-in/fault.ts'
import type { RunScript } from '../stand-in/run-script.ts'
import type { Interruption } from '../stand-in/stage.ts'
import { fateOf } from '../stand-in/statuses.ts'
import type { Outage, PlannedFault, Promotion, RequiredRun, Rival, Scenario, ServerEvents } from './scenario.ts'

/** An address that no credential may ever reach. */
export const elsewhere = 'http://127.0.0.1:9'

const ms = (min: number, max: number) => fc.integer({ min, max })
/** Present once in so many. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })

const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('reset'), when: fc.constantFrom('before', 'during', 'after') })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('late'),
      ms: fc.oneof({ weight: 2, arbitrary: ms(100, 15_000) }, { weight: 1, arbitrary: ms(15_000, 120_000) })
    })
  },
  {
    weight: 6,
    arbitrary: fc.record(
      {
        kind: fc.constant('status'),
        status: fc.constantFrom(408, 429, 500, 502, 503, 504),
        processed: fc.boolean(),
        retryAfter: fc.record({ form: fc.constantFrom('seconds', 'date'), ms: ms(0, 90_000) })
      },
      { requiredKeys: ['kind', 'status', 'processed'] }
    )
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('page'),
      status: fc.constantFrom(200, 403, 404, 502),
      processed: fc.boolean()
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('gateway'),
      status: fc.constantFrom(401, 403, 404, 499, 524),
      processed: fc.boolean()
    })
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'truncated' }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'wrong-type' }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('slow'), part: fc.constantFrom('headers', 'body'), ms: ms(500, 90_000) })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('stall'),
      part: fc.constantFrom('headers', 'body'),
      processed: fc.boolean()
    })
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'redirect', to: elsewhere }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('other'),
      of: fc.constantFrom('same kind', 'same kind', 'another kind'),
      processed: fc.boolean()
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('stray'),
      status: fc.constantFrom(400, 401, 402, 403, 404, 405, 422, 501),
      processed: fc.boolean()
    })
  },
  // As long as what is gone has to be said twice within.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lagging'), ms: ms(500, 4_500) }) }
) as fc.Arbitrary<Fault>

const question: fc.Arbitrary<Question> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Question>('start', 'status', 'find', 'stop') },
  { weight: 2, arbitrary: fc.constantFrom<Question>('login', 'steps', 'details') },
  { weight: 1, arbitrary: fc.constantFrom<Question>('required', 'snapshot') },
  { weight: 2, arbitrary: fc.constantFrom<Question>('model version', 'holders', 'promote', 'note') },
  { weight: 1, arbitrary: fc.constantFrom(...questions) }
)

const planned: fc.Arbitrary<PlannedFault> = fc.record({
  question,
  nth: fc.nat({ max: 6 }),
  // Six in a row is where patience ends for questions before the run.
  times: fc.oneof({ weight: 5, arbitrary: ms(1, 3) }, { weight: 1, arbitrary: ms(4, 8) }),
  fault
})

const script: fc.Arbitrary<RunScript> = fc
  .record({
    initializing: ms(0, 20_000),
    running: ms(0, 60_000),
    middle: maybe(fc.constantFrom('paused', 'retrying', 'an-unheard-of-status'), 4),
    end: fc.oneof(
      { weight: 5, arbitrary: fc.constant('completed') },
      { weight: 3, arbitrary: fc.constant('failed') },
      { weight: 1, arbitrary: fc.constantFrom('stopped', 'cancelled', 'cached', 'skipped', 'retried') },
      { weight: 2, arbitrary: fc.constant('never') }
    ),
    stop: fc.oneof(
      { weight: 6, arbitrary: fc.constant('graceful' as const) },
      { weight: 1, arbitrary: fc.constantFrom('unsupported' as const, 'stuck' as const) }
    ),
    stopTakesMs: ms(0, 20_000)
  })
  .map(({ initializing, running, middle, end, stop, stopTakesMs }) => ({
    statuses: [
      { atMs: 0, status: 'initializing' },
      { atMs: initializing, status: 'running' },
      ...(middle === undefined ? [] : [{ atMs: initializing + running / 2, status: middle }]),
      ...(end === 'never' ? [] : [{ atMs: initializing + running, status: end }])
    ],
    stop,
    stopTakesMs
  }))

const interruption: fc.Arbitrary<Interruption> = fc.record({
  how: fc.constantFrom('cancel', 'kill'),
  at: fc.oneof(
    fc.record({ ms: ms(0, 60_000) }),
    fc.record({
      question: fc.constantFrom<Question>('info', 'login', 'start', 'start', 'find', 'status', 'steps', 'details'),
      nth: fc.nat({ max: 2 })
    }),
    fc.record({
      question: fc.constantFrom<Question>('required', 'model version', 'holders', 'promote', 'promote', 'note'),
      nth: fc.nat({ max: 1 })
    })
  )
})

const outage: fc.Arbitrary<Outage> = fc.record({
  fromMs: ms(0, 60_000),
  forMs: fc.oneof({ weight: 3, arbitrary: ms(1_000, 60_000) }, { weight: 1, arbitrary: ms(60_000, 400_000) }),
  how: fc.constantFrom('refused', '503', 'page', 'stall')
})

const server: fc.Arbitrary<ServerEvents> = fc.record({
  tokensInvalidAtMs: maybe(ms(0, 60_000), 6),
  rotatedAtMs: maybe(ms(0, 60_000), 12),
  retainMs: fc.constantFrom(0, 0, 30_000, 3_600_000),
  deactivatedAtMs: maybe(ms(0, 60_000), 20),
  queueFullForMs: maybe(ms(1_000, 60_000), 8),
  forgetsKeys: maybe(fc.constant(true), 3),
  loginsBefore: maybe(ms(1, 8), 10)
})

const requiredRun: fc.Arbitrary<RequiredRun> = fc.record({
  code: fc.constantFrom('this', 'this', 'this', 'this', 'other'),
  by: fc.constantFrom('own account', 'own account', 'own account', 'own account', 'another account'),
  atMs: fc.oneof({ weight: 6, arbitrary: ms(-600_000, -30_000) }, { weight: 1, arbitrary: ms(0, 10_000) }),
  runsMs: fc.oneof({ weight: 4, arbitrary: ms(0, 30_000) }, { weight: 1, arbitrary: ms(400_000, 700_000) }),
  end: fc.constantFrom('completed', 'completed', 'completed', 'completed', 'failed')
})

const required: fc.Arbitrary<readonly RequiredRun[]> = fc
  .oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 6, arbitrary: fc.array(requiredRun, { minLength: 1, maxLength: 3 }) }
  )
  .map(runs => runs.toSorted((a, b) => a.atMs - b.atMs))

const rival: fc.Arbitrary<Rival> = fc.record({
  version: fc.constantFrom('older', 'newer'),
  when: fc.constantFrom('before', 'after'),
  at: fc.record({
    question: fc.constantFrom('details', 'model version', 'holders', 'promote', 'promote', 'note'),
    nth: fc.nat({ max: 2 })
  }),
  how: fc.constantFrom('replaces', 'joins')
})

const promotion: fc.Arbitrary<Promotion> = fc.record({
  hasModel: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  earlier: fc.array(fc.boolean(), { maxLength: 3 }),
  rivals: fc.array(rival, { maxLength: 2 })
})

/** With either of them the step has to wait for the run: without, it is refused before the server is asked. */
function waiting(scenario: Scenario): Scenario {
  const { options, promotion: promoted, work } = scenario
  const isWaiting = work === 'run-id' || promoted !== undefined
  return isWaiting ? { ...scenario, options: { ...options, wait: true } } : scenario
}

/** Of the steps that promote three in four have a run that succeeds in time: the others show that nothing is promoted. */
function succeeding(scenario: Scenario): Scenario {
  const { options, promotion: promoted, script: scripted, seed } = scenario
  if (promoted === undefined || seed % 4 === 0) return scenario
  const [first, running] = scripted.statuses.filter(({ status }) => fateOf(status) === undefined)
  if (first === undefined || running === undefined) return scenario

  const end = { atMs: running.atMs + 500 + (seed % 15_000), status: 'completed' }
  const timeoutMs = Math.max(options.timeoutMs, 60_000)
  return {
    ...scenario,
    script: { ...scripted, statuses: [first, running, end] },
    options: { ...options, timeoutMs }
  }
}

/** Scenarios as they come: mostly a fault or two, sometimes a day when everything goes wrong. */
export const scenarios: fc.Arbitrary<Scenario> = fc
  .record<Scenario>({
    seed: fc.nat({ max: 0x7fff_ffff }),
    work: fc.oneof(
      { weight: 7, arbitrary: fc.constant('pipeline' as const) },
      { weight: 1, arbitrary: fc.constant('run-id' as const) }
    ),
    required: maybe(required, 3),
    promotion: maybe(promotion, 3),
    script,
    options: fc.record({
      wait: fc.oneof({ weight: 7, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      leaveRunning: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      timeoutMs: fc
        .oneof({ weight: 3, arbitrary: ms(20, 180) }, { weight: 1, arbitrary: ms(1, 20) })
        .map(seconds => seconds * 1000),
      onRerun: fc.constantFrom('auto', 'attach', 'new')
    }),
    faults: fc.array(planned, { maxLength: 5 }),
    outage: maybe(outage, 5),
    interruption: maybe(interruption, 2),
    lostAtMs: maybe(ms(500, 40_000), 10),
    jumps: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.record({ atMs: ms(0, 60_000), byMs: fc.integer({ min: -7_200_000, max: 7_200_000 }) }), {
          maxLength: 3
        })
      }
    ),
    server,
    date: maybe(
      fc.record({
        form: fc.constantFrom('http', 'iso', 'missing'),
        offMs: fc.integer({ min: -7_200_000, max: 7_200_000 })
      }),
      6
    )
  })
  .map(waiting)
  .map(succeeding)
