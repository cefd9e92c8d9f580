import { dirname } from 'node:path'
import { expect, test } from '@jest/globals'
import { clientFolder } from '../../src/command/client-folder.ts'
import { failure } from '../pieces/thrown.ts'

test('each step has a folder of its own below RUNNER_TEMP', () => {
  const env = { RUNNER_TEMP: '/runner/temp' }
  const [one, other] = [clientFolder(env), clientFolder(env)]
  expect([dirname(one), dirname(other)]).toEqual(Array(2).fill('/runner/temp/zenml-gated-trigger'))
  expect(one).not.toBe(other)
})

test.each([
  [undefined, 'The runner did not set RUNNER_TEMP', undefined],
  ['', 'The runner did not set RUNNER_TEMP', undefined],
  ['temp', 'temp is not an absolute path', 'Look for what sets it; the runner itself sets an absolute path.']
])('RUNNER_TEMP may not be %j', async (temp, message, remedy) => {
  const error = await failure(() => clientFolder({ RUNNER_TEMP: temp }))
  expect(error).toMatchObject({ where: 'RUNNER_TEMP', message, remedy })
})
