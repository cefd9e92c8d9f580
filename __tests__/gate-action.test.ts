import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { pushTo, runAction } from '../testbed/runner.ts'

const file = fileURLToPath(new URL('../src/gate-action.ts', import.meta.url))

test('the gate alone is a step of its own, which hands on what it decided', async () => {
  const { code, outputs } = await runAction({ file, ...pushTo('main') })
  expect([code, outputs['environment'], outputs['stack']]).toEqual([0, 'production', 'production'])
})

test('the gate alone is a step that fails if it is asked to', async () => {
  const { code } = await runAction({ file, ...pushTo('feature'), inputs: { 'on-no-match': 'fail' } })
  expect(code).toBe(1)
})
