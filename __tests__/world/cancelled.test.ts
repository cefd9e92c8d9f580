import { expect, test } from '@jest/globals'
import { Cancelled } from '../../src/world/cancelled.ts'

test('a cancel says with which signal it came', () => {
  expect(new Cancelled('SIGINT').message).toBe('The job was cancelled (SIGINT)')
})
