import { expect } from '@jest/globals'
import type { ActionResult } from '../../testbed/runner.ts'
import { shared } from './shared-testbed.ts'

/** The step is red with an error that says all of this, and without a stack trace, the key or a run. */
export function expectError(result: ActionResult, ...texts: readonly string[]): void {
  const error = /^::error::(.*)$/m.exec(result.log)?.[1] ?? ''
  for (const text of texts) expect(error).toContain(text)
  expect(result.code).toBe(1)
  expect(result.outputs).toMatchObject({ conclusion: 'failure', triggered: 'false' })
  expect(result.log).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m)
  expect(error).not.toMatch(/Unexpected error/)
  expect(result.log.replace(/^::add-mask::.*$/gm, '')).not.toContain(shared.apiKey)
  expect(result.summary).toContain('was not run')
}
