import { describe, expect, test } from '@jest/globals'
import { AskedVariables, withheldNames, withheldRemedy } from '../../src/process/missing-variables.ts'

function found(names: readonly string[], ...lines: readonly string[]): readonly string[] {
  const asked = new AskedVariables(names)
  for (const line of lines) asked.hear(line)
  return asked.found
}

describe('a variable is asked for', () => {
  test('in words of any case', () => {
    expect(found(['DB_URL'], 'Missing DB_URL')).toEqual(['DB_URL'])
    expect(found(['DB_URL'], 'DB_URL IS NOT SET')).toEqual(['DB_URL'])
  })

  test('once, however often it is named', () => {
    expect(found(['DB_URL', 'TOKEN'], 'TOKEN not set', 'DB_URL not set', 'TOKEN not set')).toEqual(['TOKEN', 'DB_URL'])
  })

  test('as a field of pydantic’s only by the line before one that begins with what is wrong with it', () => {
    expect(found(['DB_URL'], 'db_url', '  Field required')).toEqual(['DB_URL'])
    expect(found(['DB_URL'], 'db_url', 'a Field required')).toEqual([])
    expect(found(['DB_URL'], 'db_url', 'something else', '  Field required')).toEqual([])
    expect(found(['SOMETHING'], '  Field required')).toEqual([])
  })
})

test('what is withheld: all but what was given and the inputs', () => {
  const env = { PATH: '/bin', TOKEN: 't', 'INPUT_API-KEY': 'k', STATE_x: 's', GITHUB_TOKEN: 'g' }
  expect(withheldNames(env, ['PATH'], 'linux')).toEqual(['TOKEN', 'GITHUB_TOKEN'])
})

describe('what to do', () => {
  const remedy = (...names: readonly string[]) =>
    withheldRemedy(names, { input: 'pass-env', process: 'the command' }, 'linux')

  test('about nothing is nothing', () => {
    expect(remedy()).toBe('')
  })

  test('about variables that may be passed on', () => {
    expect(remedy('A')).toBe("A is set in this job, but the command doesn't get it: set pass-env: A.")
    expect(remedy('A', 'B')).toBe("A, B are set in this job, but the command doesn't get them: set pass-env: A, B.")
  })

  test('about variables that are never passed on', () => {
    expect(remedy('GITHUB_TOKEN')).toBe(
      'GITHUB_TOKEN is never passed on: set a variable of another name in `env:`, and name that in pass-env.'
    )
    expect(remedy('GITHUB_TOKEN', 'ACTIONS_RUNTIME_TOKEN')).toBe(
      'GITHUB_TOKEN, ACTIONS_RUNTIME_TOKEN are never passed on: set a variable of another name in `env:`, and name that in pass-env.'
    )
  })

  test('about both, in two sentences', () => {
    expect(remedy('A', 'B', 'GITHUB_TOKEN')).toBe(
      "A, B are set in this job, but the command doesn't get them: set pass-env: A, B. GITHUB_TOKEN is never passed on: set a variable of another name in `env:`, and name that in pass-env."
    )
  })
})
