import { at, isObject } from '../src/text/json.ts'

/** How many tests came out how; a test file that could not run counts as one that failed. */
export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Counts one report of `jest --json`; whatever else made jest fail, or leave no report, is a failure too. */
export function count(report: unknown, succeeded: boolean): Count {
  const number = (name: string): number => {
    const value = at(report, name)
    return typeof value === 'number' ? value : 0
  }
  const failed = number('numFailedTests') + number('numRuntimeErrorTestSuites')
  const isComplete = succeeded && isObject(report)
  return {
    passed: number('numPassedTests'),
    failed: failed === 0 && !isComplete ? 1 : failed,
    skipped: number('numPendingTests') + number('numTodoTests')
  }
}

/** Adds counts up. */
export function sum(counts: readonly Count[]): Count {
  const of = (name: keyof Count): number => counts.reduce((total, each) => total + each[name], 0)
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') }
}
