import { expect, test } from '@jest/globals'
import { conclude } from '../../src/report/conclusion.ts'
import { isFinished, isKnown, isStopping, isSuccess } from '../../src/zenml/status.ts'

test.each(['completed', 'cached', 'skipped'])('%s is an end and a success', status => {
  expect([isFinished(status), isSuccess(status), isKnown(status), conclude(status)]).toEqual([
    true,
    true,
    true,
    'success'
  ])
})

test.each([
  ['failed', 'failure'],
  ['retried', 'failure'],
  ['stopped', 'stopped'],
  ['cancelled', 'stopped']
])('%s is an end and no success: %s', (status, conclusion) => {
  expect([isFinished(status), isSuccess(status), isKnown(status), conclude(status)]).toEqual([
    true,
    false,
    true,
    conclusion
  ])
})

test.each([
  'initializing',
  'provisioning',
  'queued',
  'running',
  'paused',
  'resuming',
  'retrying',
  'stopping',
  'cancelling'
])('%s is in progress', status => {
  expect([isFinished(status), isSuccess(status), isKnown(status)]).toEqual([false, false, true])
})

test.each(['', 'COMPLETED', 'Completed', 'completed ', 'succeeded', 'success', 'done', 'constructor', '__proto__'])(
  'the unknown word %j is in progress, and never a success',
  status => {
    expect([isFinished(status), isSuccess(status), isKnown(status)]).toEqual([false, false, false])
    expect(conclude(status)).toBe('failure')
  }
)

test.each(['stopping', 'cancelling'])('%s is on its way to a stop', status => {
  expect(isStopping(status)).toBe(true)
})

test.each(['running', 'stopped', 'failed', 'completed', 'paused', ''])('%s is not', status => {
  expect(isStopping(status)).toBe(false)
})
