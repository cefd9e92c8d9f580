import { describe, expect, test } from '@jest/globals'
import { readRun, readStepFailure } from '../../src/zenml/entities.ts'
import { olderExceptions, olderRun } from '../pieces/older-answers.ts'

describe('a run of a server 0.84.3', () => {
  test('is read as one of today', () => {
    expect(readRun(olderRun)).toEqual({
      id: 'ca0b8748-e3e3-492b-901c-c063deb56391',
      name: 'worker-training-2026_11_28-19_24_00_542824',
      projectId: 'e0c946c0-9af0-48e1-a8ab-eb1e597fba0b',
      isScheduled: false,
      status: 'completed',
      statusReason: undefined,
      accountId: '62c0c30c-ad0e-4f9a-85d8-11fb97b779b1',
      serviceAccount: 'ci',
      extra: undefined,
      stack: { id: '04025fd6-9660-4fc7-bf24-74b6f7d37d96', name: 'default' },
      pipelineName: 'worker-training',
      snapshotId: undefined,
      sourceSnapshotId: undefined,
      createdMs: Date.UTC(2026, 10, 28, 19, 24, 0, 572),
      tags: ['gate:environment=staging'],
      originalRunId: undefined,
      parentRunId: undefined,
      startedByStepId: undefined,
      verdicts: {},
      openQuestionId: undefined,
      isDynamic: false,
      failure: undefined,
      metadata: {}
    })
  })

  test('is a schedule’s if its body has one', () => {
    const schedule = { id: 'f52ca7b4-7b4b-44dc-8bd0-a0b3cdf1a0a7', name: 'nightly' }
    expect(readRun({ ...olderRun, body: { ...olderRun.body, schedule } }).isScheduled).toBe(true)
  })

  test.each([
    ['body.user', { ...olderRun.body, user: olderRun.resources.user, user_id: undefined }],
    ['body.user_id', olderRun.body]
  ])('is an account’s that only %s names', (_, body) => {
    expect(readRun({ ...olderRun, body, resources: null }).accountId).toBe('62c0c30c-ad0e-4f9a-85d8-11fb97b779b1')
  })
})

describe('why a step failed', () => {
  test.each(['0.84.3', '0.90.0'] as const)('is the last line of code with a client %s', version => {
    const failure = readStepFailure({ metadata: { exception_info: olderExceptions[version] } })
    expect(failure?.message).toBe('return table[key] + 1')
  })

  test('is the message with a client of today', () => {
    const failure = readStepFailure({ metadata: { exception_info: olderExceptions['0.98.0'] } })
    expect(failure?.message).toBe("'columns'")
  })

  test.each([
    ['f(x)\n    ~~~~^^^^\n   \n', 'f(x)'],
    ['f(x)\n  [Previous line repeated 990 more times]\n', 'f(x)'],
    ['ValueError\n', 'ValueError']
  ])('is nothing that Python only underlines: %j', (traceback, message) => {
    expect(readStepFailure({ metadata: { exception_info: { traceback, message: null } } })?.message).toBe(message)
  })

  test('is the exception’s name if it has no words', () => {
    const info = { traceback: '  File "x.py", line 1, in f\n    raise ValueError\nValueError\n', message: '' }
    expect(readStepFailure({ metadata: { exception_info: info } })?.message).toBe('ValueError')
  })

  test('is not known if there is nothing but carets', () => {
    expect(readStepFailure({ metadata: { exception_info: { traceback: '   ^^^^\n' } } })).toBeUndefined()
  })
})
