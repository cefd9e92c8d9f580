import { describe, expect, test } from '@jest/globals'
import type { Gap } from '../../src/results/find-metric.ts'
import type { Baseline } from '../../src/results/judge.ts'
import { metricsOf } from '../../src/results/metrics.ts'
import { readChecks } from '../../src/results/read-checks.ts'
import { rowsOf } from '../../src/results/rows.ts'
import { judgeRuns } from '../../src/results/verdict.ts'

const model = (values: Readonly<Record<string, unknown>>) =>
  metricsOf({ run: {}, steps: {}, model: values, artifacts: [] })

function earlier(values: Readonly<Record<string, unknown>>, gaps: readonly Gap[] = []): Baseline {
  return { kind: 'found', words: 'version 1', metrics: model(values), gaps }
}

const none: Baseline = { kind: 'none', why: 'No run has succeeded.' }

/** The faults of one run that logged something about its model. */
function faultsOf(
  checks: string,
  values: Readonly<Record<string, unknown>>,
  baseline = none,
  gaps: readonly Gap[] = []
) {
  const run = { name: 'r', own: { metrics: model(values), gaps }, baseline }
  return judgeRuns(readChecks(checks, 'checks'), [run])[0]?.faults
}

describe('limits hold up to their last digit', () => {
  test.each([
    ['min: 0.8', 0.8, true],
    ['min: 0.8', 0.7999999999999999, false],
    ['max: 20', 20, true],
    ['max: 20', 20.000000000000004, false],
    ['max-drop: 0.1', 0.2, true],
    ['max-drop: 0.1', 0.19999999999999998, false],
    ['max-drop: 0.1', 0.9, true],
    ['max-rise: 0.1', 0.4, true],
    ['max-rise: 0.1', 0.4000000000000001, false],
    ['max-rise: 0.1', 0.1, true],
    ['max-drop: 10%', 0.27, true],
    ['max-drop: 10%', 0.26999999999999996, false],
    ['max-rise: 10%', 0.33, true],
    ['max-rise: 10%', 0.33000000000000007, false],
    ['max-drop: 0', 0.3, true],
    ['max-drop: 0', 0.29999999999999993, false],
    ['max-drop: 0%', 0.3, true],
    ['max-rise: 0%', 0.30000000000000004, false]
  ])('{%s} with %d and 0.3 before: %s', (limit, value, passes) => {
    expect(faultsOf(`m: {${limit}}`, { m: value }, earlier({ m: 0.3 }))?.length).toBe(passes ? 0 : 1)
  })

  test('of whole numbers too long for a double', () => {
    expect(faultsOf('m: {max: 9007199254740992}', { m: 9007199254740993n })).toEqual([
      'model.m is 9007199254740993, above its max of 9007199254740992.'
    ])
    expect(faultsOf('m: {max: 9007199254740993}', { m: 9007199254740993n })).toEqual([])
  })
})

describe('a failed check is a sentence with metric, limit, value and baseline', () => {
  test.each([
    ['m: {min: 0.80}', { m: 0.79 }, 'model.m is 0.79, below its min of 0.80.'],
    [
      'm: {max-drop: 0.01}',
      { m: 0.28 },
      'model.m is 0.28, which is 0.02 below the 0.3 of version 1, more than its max-drop of 0.01.'
    ],
    [
      'm: {max-rise: 10%}',
      { m: 0.6 },
      'model.m is 0.6, which is 0.3 above the 0.3 of version 1, more than its max-rise of 10%.'
    ]
  ])('%s', (checks, values, fault) => {
    expect(faultsOf(checks, values, earlier({ m: 0.3 }))).toEqual([fault])
  })
})

describe('what cannot be judged never passes', () => {
  test.each([
    ['a text', 'm: {min: 0}', { m: '0.9' }, "model.m is the text '0.9', not a number."],
    [
      'NaN in a nested value',
      'n: {min: 0}',
      { m: { n: null } },
      'model.m.n is null, which also stands for NaN, not a number.'
    ],
    ['an infinity', 'm: {max: 1}', { m: Number.NEGATIVE_INFINITY }, 'model.m is -Infinity, not a number.'],
    ['a truth value', 'm: {min: 0}', { m: true }, 'model.m is true, not a number.'],
    ['a list', 'm: {min: 0}', { m: [1] }, 'model.m is a list, not a number.'],
    [
      'a misspelt metric',
      'acuracy: {min: 0}',
      { accuracy: 1 },
      "There is no metric 'acuracy'. Did you mean model.accuracy?"
    ],
    ['a missing metric', 'recall: {min: 0}', { x: 1 }, "There is no metric 'recall'. The run logged model.x."],
    ['no metric at all', 'recall: {min: 0}', {}, "There is no metric 'recall'. The run logged no numbers at all."],
    ['a name of two', 'm: {min: 0}', { a: { m: 1 }, m: 1 }, "'m' could be model.a.m, model.m: write the full name."],
    [
      'one name twice',
      'model.a.m: {min: 0}',
      { a: { m: 1 }, 'a.m': 2 },
      'model.a.m was logged more than once, as different things.'
    ]
  ])('%s', (_, checks, values, fault) => {
    expect(faultsOf(checks, values)).toEqual([fault])
  })

  test.each([
    ['zero', 0],
    ['negative', -0.5]
  ])('a percentage of a baseline that is %s', (_, value) => {
    const [fault] = faultsOf('m: {max-drop: 1%}', { m: -1 }, earlier({ m: value })) ?? []
    expect(fault).toBe(
      `model.m has a max-drop of 1%, but a percentage of the ${value} of version 1 means nothing, since that is not above zero: use an absolute limit.`
    )
    expect(faultsOf('m: {max-rise: 2}', { m: 1 }, earlier({ m: value }))).toEqual([])
    // Nothing has changed for the worse.
    for (const now of [value, 1]) expect(faultsOf('m: {max-drop: 1%}', { m: now }, earlier({ m: value }))).toEqual([])
  })

  test('results that could not be read, own or of the baseline', () => {
    const gap: Gap = { of: 'model.', why: 'The server answered 500.' }
    expect(faultsOf('model.m: {min: 0}', {}, none, [gap])).toEqual([
      "Could not look up the metric 'model.m': The server answered 500."
    ])
    expect(faultsOf('m: {max-drop: 1}', { m: 1 }, earlier({}, [gap]))).toEqual([
      'model.m could not be checked against its max-drop: The server answered 500.'
    ])
    expect(faultsOf('m: {max-drop: 1}', { m: 1 }, { kind: 'unreadable', why: 'No stack.' })).toEqual([
      'model.m could not be checked against its max-drop: No stack.'
    ])
    expect(faultsOf('m: {min: 1}', { m: 1 }, { kind: 'unreadable', why: 'No stack.' })).toEqual([])
  })
})

describe('without a baseline', () => {
  test.each([
    ['none', none, 'No run has succeeded.'],
    ['one without the metric', earlier({ other: 1 }), 'version 1 has nothing under this name.'],
    ['one with a text', earlier({ m: 'x' }), "version 1 has the text 'x' under this name."]
  ])('a change passes, and that is said: %s', (_, baseline, why) => {
    const run = { name: 'r', own: { metrics: model({ m: 1 }), gaps: [] }, baseline }
    const [judged] = judgeRuns(readChecks('m: {max-drop: 0}', 'checks'), [run])
    expect([judged?.faults, judged?.notes]).toEqual([
      [],
      [`model.m has no baseline, so its max-drop can't be checked yet: ${why}`]
    ])
    expect(faultsOf('m: {max-drop: 0}\nbaseline: {required: true}', { m: 1 }, baseline)).toEqual([
      `model.m has no baseline, which is required for its max-drop: ${why}`
    ])
  })

  test('one that is required is missed, whatever the limits', () => {
    expect(faultsOf('m: {min: 0}\nbaseline: {required: true}', { m: 1 })).toEqual([
      'A baseline is required, but there is none: No run has succeeded.'
    ])
    expect(faultsOf('m: {min: 0}\nbaseline: {required: true}', { m: 1 }, earlier({}))).toEqual([])
  })
})

describe('of several runs', () => {
  const run = (name: string, values: Readonly<Record<string, unknown>>) => ({
    name,
    own: { metrics: model(values), gaps: [] },
    baseline: none
  })
  const faults = (...runs: readonly ReturnType<typeof run>[]) =>
    judgeRuns(readChecks('m: {min: 1}', 'checks'), runs).flatMap(each => each.faults)

  test('each has to pass the checks of what it has logged', () => {
    expect(faults(run('a', { m: 1 }), run('b', { other: 0 }))).toEqual([])
    expect(faults(run('a', { m: 1 }), run('b', { m: 0 }))).toEqual(['Run b: model.m is 0, below its min of 1.'])
  })

  test('one at least has to have each metric', () => {
    expect(faults(run('a', {}), run('b', {}))).toHaveLength(2)
  })
})

describe('a row', () => {
  const rowOf = (value: unknown, baseline: Baseline = none) =>
    rowsOf({ name: 'r', own: { metrics: model({ m: value }), gaps: [] }, baseline }, { outcomes: [] })[0]

  test.each([
    [0.92, 0.9, '+0.02 (+2.22 %)'],
    [0.9, 0.9, '0 (0 %)'],
    [1, 0, '+1'],
    [1, -1, '+2'],
    [0.2, 0.3, '-0.1 (-33.33 %)']
  ])('of %d after %d shows a change of %s', (value, was, change) => {
    expect(rowOf(value, earlier({ m: was }))).toMatchObject({ before: String(was), change })
  })

  test.each([
    ['a text', 'good', 'good'],
    ['a list', [1, 9007199254740993n], '[1,9007199254740993]'],
    ['null', null, 'null']
  ])('of %s is not a plain one', (_, value, shown) => {
    expect(rowOf(value, earlier({ m: 1 }))).toEqual({ name: 'model.m', value: shown, isPlain: false })
  })

  test('of a check comes first, also one whose metric is missing', () => {
    const own = { metrics: model({ a: 1, b: 2 }), gaps: [] }
    const results = { name: 'r', own, baseline: none }
    const [judged] = judgeRuns(readChecks('b: {min: 3}\na: {min: 1}\nc: {min: 0}', 'checks'), [results])
    expect(
      rowsOf(results, judged ?? { outcomes: [] }).map(({ isPassed, name, value }) => [name, value, isPassed])
    ).toEqual([
      ['c', '', false],
      ['model.a', '1', true],
      ['model.b', '2', false]
    ])
  })
})
