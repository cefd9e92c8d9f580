import { describe, expect, test } from '@jest/globals'
import { count, sum } from '../../scripts/test-count.ts'

const report = {
  numPassedTests: 5,
  numFailedTests: 2,
  numPendingTests: 1,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 0
}

describe('count', () => {
  test('takes the figures of the report', () => {
    expect(count(report, false)).toEqual({ passed: 5, failed: 2, skipped: 2 })
  })

  test('a file that could not run is a failure', () => {
    expect(count({ ...report, numFailedTests: 0, numRuntimeErrorTestSuites: 3 }, false).failed).toBe(3)
  })

  test('jest failed though no test did', () => {
    expect(count({ ...report, numFailedTests: 0 }, false).failed).toBe(1)
  })

  test.each([[undefined], [null], ['']])('no report (%p)', missing => {
    expect(count(missing, true)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('all is well', () => {
    expect(count({ ...report, numFailedTests: 0 }, true).failed).toBe(0)
  })
})

test('sum', () => {
  const one = { passed: 1, failed: 2, skipped: 3 }
  expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 })
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
})
