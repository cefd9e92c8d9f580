import { expect, test } from '@jest/globals'
import type { Baseline } from '../../src/results/judge.ts'
import type { Metric } from '../../src/results/metrics.ts'
import { rowsOf } from '../../src/results/rows.ts'

/** Metrics of a run, and how often any of their names has been read. */
function countedMetrics(count: number) {
  const reads = { names: 0 }
  const metrics = Array.from({ length: count }, (_, index): Metric => {
    return {
      get name() {
        reads.names += 1
        return `run.bucket_${index}`
      },
      value: index,
      isNested: false
    }
  })
  return { metrics, reads }
}

test('what is compared is looked up, so that twice the metrics take twice the time and not four times', () => {
  const own = { metrics: countedMetrics(500).metrics, gaps: [] }
  const { metrics, reads } = countedMetrics(500)
  const baseline: Baseline = { kind: 'found', words: 'run 1', metrics, gaps: [] }
  const rows = rowsOf({ name: 'r', own, baseline }, { outcomes: [] })
  expect(rows.map(({ before }) => before)).toEqual(Array.from({ length: 500 }, (_, index) => String(index)))
  expect(reads.names).toBeLessThan(5_000)
})

test('a check of a metric that is not there stands before the rest, and is red', () => {
  const own = { metrics: [{ name: 'run.a', value: 1, isNested: false }], gaps: [] }
  const outcomes = ['run.a', 'b'].map(metric => ({ metric, isAbsent: metric === 'b', faults: ['x'], notes: [] }))
  const rows = rowsOf({ name: 'r', own, baseline: { kind: 'none', why: 'None.' } }, { outcomes })
  expect(rows.map(({ isPassed, name }) => [name, isPassed])).toEqual([
    ['b', false],
    ['run.a', false]
  ])
})
