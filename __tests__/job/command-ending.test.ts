import { expect, test } from '@jest/globals'
import { concludeCommand, type Reasons } from '../../src/job/command-ending.ts'

const fine = { code: 0, signal: null }
const nothing: Reasons = { last: [], asked: [], integrations: [] }

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
])('a command that ends badly is red whatever its runs say, and its last lines are reported: %j', (end, words) => {
  for (const status of ['completed', 'stopped']) {
    const ending = concludeCommand(end, [status], [], [], { ...nothing, last: ['a', 'b'] })
    expect(ending).toEqual({
      conclusion: 'failure',
      error: `The command ended with ${words}. Its last lines: a / b`
    })
  }
})

test('what is wrong with a run counts as a failure, also where the runs were stopped', () => {
  const ending = concludeCommand(fine, ['stopped'], ['It was stopped.'], ['It is on another stack.'], nothing)
  expect(ending).toEqual({ conclusion: 'failure', error: 'It was stopped. It is on another stack.' })
})

test('the last lines of a command that ended well say nothing about a run that failed', () => {
  const { error } = concludeCommand(fine, ['failed'], ['It failed.'], [], { ...nothing, last: ['done'] })
  expect(error).toBe('It failed.')
})

test.each([
  [['aws'], "ZenML's integration aws is not, or not wholly, installed: set integrations: aws."],
  [['aws', 's3'], "ZenML's integrations aws, s3 are not, or not wholly, installed: set integrations: aws s3."]
])('integrations that are missing are named: %j', (integrations, words) => {
  const { error } = concludeCommand({ code: 1, signal: null }, [], [], [], { ...nothing, integrations })
  expect(error).toBe(`The command ended with exit code 1. ${words}`)
})

test('variables that were withheld and asked for are named with the input that hands them on', () => {
  const { error } = concludeCommand({ code: 1, signal: null }, [], [], [], { ...nothing, asked: ['MY_TOKEN'] })
  expect(error).toMatch(/MY_TOKEN.*pass-env|pass-env.*MY_TOKEN/)
})
