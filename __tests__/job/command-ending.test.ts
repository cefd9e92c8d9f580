import { describe, expect, test } from '@jest/globals'
import { concludeCommand, cutShort, type Reasons } from '../../src/job/command-ending.ts'
import { TimeUp } from '../../src/job/timeout.ts'
import { ActionError } from '../../src/text/errors.ts'

const fine = { code: 0, signal: null }
const nothing: Reasons = { last: [], asked: [], hints: [], integrations: [] }

test.each<[string, readonly string[], readonly string[], string]>([
  ['one run that succeeded', ['completed'], [], 'success'],
  ['runs that succeeded', ['completed', 'cached'], [], 'success'],
  ['a run that failed', ['completed', 'failed'], ['It failed.'], 'failure'],
  ['a run that was stopped', ['stopped'], ['It was stopped.'], 'stopped'],
  ['one that was stopped beside one that succeeded', ['completed', 'stopped'], ['It was stopped.'], 'stopped'],
  ['one that was stopped beside one that failed', ['stopped', 'failed'], ['It was stopped.', 'It failed.'], 'failure']
])('a command that ends well is judged by its runs: %s', (_, statuses, failures, conclusion) => {
  const ending = concludeCommand(fine, statuses, failures, [], nothing)
  expect(ending).toEqual(failures.length === 0 ? { conclusion } : { conclusion, error: failures.join(' ') })
})

test('a command that started no run is red, and says what to do', () => {
  const { conclusion, error } = concludeCommand(fine, [], [], [], nothing)
  expect(conclusion).toBe('failure')
  expect(error).toMatch(/started no pipeline run\. .*print the run's id/)
})

test.each([
  [{ code: 3, signal: null }, 'exit code 3'],
  [{ code: null, signal: 'SIGKILL' }, 'signal SIGKILL']
])('a command that ends badly is red whatever its runs say, and its last lines are shown: %j', (end, words) => {
  for (const status of ['completed', 'stopped']) {
    const ending = concludeCommand(end, [status], [], [], { ...nothing, last: ['a', 'b'] })
    expect(ending).toEqual({
      conclusion: 'failure',
      error: `The command ended with ${words}. Its last lines: a / b`
    })
  }
})

test('what is wrong with a run counts as a failure, even if the runs were stopped', () => {
  const ending = concludeCommand(fine, ['stopped'], ['It was stopped.'], ['It is on another stack.'], nothing)
  expect(ending).toEqual({ conclusion: 'failure', error: 'It was stopped. It is on another stack.' })
})

test('the last lines of a command that ended well say nothing about a run that failed', () => {
  const { error } = concludeCommand(fine, ['failed'], ['It failed.'], [], { ...nothing, last: ['done'] })
  expect(error).toBe('It failed.')
})

test.each([
  [['aws'], "ZenML's integration aws is not, or not fully, installed: set integrations: aws."],
  [['aws', 's3'], "ZenML's integrations aws, s3 are not, or not fully, installed: set integrations: aws s3."]
])('integrations that are missing are named: %j', (integrations, words) => {
  const { error } = concludeCommand({ code: 1, signal: null }, [], [], [], { ...nothing, integrations })
  expect(error).toBe(`The command ended with exit code 1. ${words}`)
})

test('variables that were withheld and asked for are named with the input that hands them on', () => {
  const { error } = concludeCommand({ code: 1, signal: null }, [], [], [], { ...nothing, asked: ['MY_TOKEN'] })
  expect(error).toMatch(/MY_TOKEN.*pass-env|pass-env.*MY_TOKEN/)
})

describe('a command that was cut off', () => {
  const { signal } = new AbortController()
  const fault = new ActionError('The run is on another stack', { where: 'run' })
  const left = 'The run train-1 has ended (stopped).'

  test('by a cancel is cancelled, whatever else went wrong', () => {
    const cancelled = { conclusion: 'cancelled', error: `The job was cancelled. ${left}` }
    expect(cutShort(AbortSignal.abort(), fault, new Error('SIGINT'), left)).toEqual(cancelled)
    expect(cutShort(AbortSignal.abort(), fault, new TimeUp(60_000), left)).toEqual(cancelled)
    expect(cutShort(AbortSignal.abort(), fault, fault, '').error).toBe('The job was cancelled.')
  })

  test('by the timeout has timed out, which is said once, with what became of its runs', () => {
    const timedOut = `timeout: What runs in this job did not end within 1m. ${left}`
    expect(cutShort(signal, new TimeUp(60_000), new TimeUp(60_000), left)).toEqual({
      conclusion: 'timed-out',
      error: timedOut
    })
  })

  test('by a fault is a failure, and so is one that failed by itself', () => {
    const failure = { conclusion: 'failure', error: `run: The run is on another stack. ${left}` }
    expect(cutShort(signal, fault, fault, left)).toEqual(failure)
  })

  test('and then failed by something else says both', () => {
    const other = new ActionError('The command did not end when it was killed', { where: 'command' })
    expect(cutShort(signal, other, new TimeUp(60_000), left)).toEqual({
      conclusion: 'timed-out',
      error: `timeout: What runs in this job did not end within 1m. command: The command did not end when it was killed. ${left}`
    })
    expect(cutShort(signal, new TimeUp(60_000), fault, left)).toMatchObject({ conclusion: 'failure' })
  })
})
