import { describe, expect, test } from '@jest/globals'
import { FailureLog } from '../../src/follow/failure-log.ts'
import { aStep } from '../pieces/entities.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'

describe('of many steps that did not succeed', () => {
  const failure = { message: 'no data', traceback: undefined }
  const stopped = Array.from({ length: 12 }, (_, nth) => aStep(`stopped-${nth}`, 'stopped'))
  const failed = Array.from({ length: 12 }, (_, nth) => aStep(`failed-${nth}`, 'failed'))

  async function shown(...steps: readonly ReturnType<typeof aStep>[]): Promise<readonly string[]> {
    const log = new FailureLog(new FakeServer(() => ({})).connection().session, ids.run, undefined)
    for (const step of steps) await log.show(step, step.status === 'failed' ? failure : undefined)
    return log.failures.map(({ step }) => step.name)
  }

  test('ten are kept', async () => {
    expect(await shown(...stopped)).toEqual(stopped.slice(0, 10).map(({ name }) => name))
    expect(await shown(...failed)).toEqual(failed.slice(0, 10).map(({ name }) => name))
  })

  test('those that failed take the places of those that were stopped', async () => {
    expect(await shown(...stopped, ...failed.slice(0, 2))).toEqual([
      ...stopped.slice(0, 8).map(({ name }) => name),
      'failed-0',
      'failed-1'
    ])
    expect(await shown(...failed, ...stopped)).toEqual(failed.slice(0, 10).map(({ name }) => name))
  })
})
