import { describe, expect, test } from '@jest/globals'
import { findMetric } from '../../src/results/find-metric.ts'
import { byName, metricsOf } from '../../src/results/metrics.ts'

const logged = {
  run: { latency_ms: 20, note: 'first' },
  steps: { evaluate: { loss: 0.3, 'top.k': 5 } },
  model: {
    accuracy: 0.9,
    nested: { f1: 0.8, by_class: { cat: 0.7 } },
    gate_promotion_production: { stage: 'production', attempt: 1 }
  },
  artifacts: [{ name: 'report', metadata: { size: 7, storage_size: 3, string_representation: '0.5' } }]
}

test('what was logged has a name by whom it is about, nested values by their path, and bookkeeping is left out', () => {
  expect(byName(metricsOf(logged))).toEqual({
    'run.latency_ms': 20,
    'run.note': 'first',
    'steps.evaluate.loss': 0.3,
    'steps.evaluate.top.k': 5,
    'model.accuracy': 0.9,
    'model.nested.f1': 0.8,
    'model.nested.by_class.cat': 0.7,
    'artifacts.report.size': 7
  })
})

test('a name that stands for two values is left out of the object, and kept as both', () => {
  const artifacts = [1, 2].map(size => ({ name: 'part', metadata: { size } }))
  const metrics = metricsOf({ run: {}, steps: {}, model: { a: { b: 1 }, 'a.b': 2 }, artifacts })
  expect(byName(metrics)).toEqual({})
  expect(metrics.map(({ name, value }) => [name, value])).toEqual([
    ['model.a.b', 1],
    ['model.a.b', 2],
    ['artifacts.part.size', 1],
    ['artifacts.part.size', 2]
  ])
})

test('values without names of their own stay one value, also what is nested too deeply', () => {
  const deep = Array.from({ length: 2_000 }).reduce<Record<string, unknown>>(inner => ({ a: inner }), {})
  const metrics = metricsOf({
    run: { list: [1, { a: 2 }], empty: {}, nothing: null, deep },
    steps: {},
    model: {},
    artifacts: []
  })
  expect(metrics.slice(0, 3).map(({ name }) => name)).toEqual(['run.list', 'run.empty', 'run.nothing'])
  expect(metrics).toHaveLength(4)
  expect(metrics[3]?.name).toBe(`run.deep${'.a'.repeat(10)}`)
})

describe('a name of a check stands for', () => {
  const source = { metrics: metricsOf({ ...logged, run: { ...logged.run, f1: 0.1 } }), gaps: [] }
  test.each([
    ['model.accuracy', 'model.accuracy'],
    ['accuracy', 'model.accuracy'],
    ['nested.by_class.cat', 'model.nested.by_class.cat'],
    ['cat', 'model.nested.by_class.cat'],
    ['evaluate.loss', 'steps.evaluate.loss'],
    ['run.f1', 'run.f1']
  ])('%s: %s', (name, full) => {
    expect(findMetric(source, name)).toMatchObject({ kind: 'metric', metric: { name: full } })
  })

  test.each(['uracy', 'Accuracy', 'model', 'model.f1', ''])("'%s': nothing", name => {
    expect(findMetric(source, name)).toEqual({ kind: 'none' })
  })

  test('f1: two of them', () => {
    expect(findMetric(source, 'f1')).toEqual({ kind: 'several', names: ['run.f1', 'model.nested.f1'] })
  })

  test.each([
    ['accuracy', 'unknown'],
    ['missing', 'unknown'],
    ['model.accuracy', 'metric'],
    ['artifacts.report.rows', 'unknown'],
    ['artifacts.report.size', 'unknown'],
    ['model.missing', 'none'],
    ['f1', 'several']
  ])('%s: %s, if the artifacts could not be read whole', (name, kind) => {
    expect(findMetric({ ...source, gaps: [{ of: 'artifacts.', why: 'Why.' }] }, name).kind).toBe(kind)
  })
})
