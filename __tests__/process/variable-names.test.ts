import { describe, expect, test } from '@jest/globals'
import { hasName, namedSecrets, pick, readVariable } from '../../src/process/variable-names.ts'

describe('a list of names', () => {
  const list = ['PATH', 'LC_*', 'UV_INDEX_*']

  test.each([
    ['PATH', true],
    ['LC_ALL', true],
    ['LC_', true],
    ['UV_INDEX_MAIN_PASSWORD', true],
    ['PATHS', false],
    ['MY_PATH', false],
    ['LC', false],
    ['LCX', false],
    ['XLC_ALL', false],
    ['UV_INDEX', false],
    ['LC_*', true],
    ['', false]
  ])('has %j: %s', (name, has) => {
    expect(hasName(list, name, 'linux')).toBe(has)
  })

  test.each(['Path', 'path', 'lc_all', 'Lc_All'])('has %s on Windows alone, which tells no case from another', name => {
    expect([hasName(list, name, 'win32'), hasName(list, name, 'linux')]).toEqual([true, false])
    expect(hasName([name], 'PATH', 'win32')).toBe(name.toLowerCase() === 'path')
  })

  test('picks the variables that are set, as the job spells them', () => {
    const env = { Path: '/bin', PATH: undefined, LC_ALL: 'C', LC_TIME: '', HOME: '/root' }
    expect(pick(env, list, 'linux')).toEqual({ LC_ALL: 'C', LC_TIME: '' })
    expect(pick(env, list, 'win32')).toEqual({ Path: '/bin', LC_ALL: 'C', LC_TIME: '' })
  })
})

test('a variable is read by its name, on Windows in any case', () => {
  expect(readVariable({ Path: 'a' }, 'PATH', 'win32')).toBe('a')
  expect(readVariable({ Path: 'a', PATH: 'b' }, 'PATH', 'linux')).toBe('b')
  expect(readVariable({ Path: 'a', PATHS: 'c' }, 'PATH', 'linux')).toBeUndefined()
})

describe('the value is a secret, by the name of its variable,', () => {
  test.each([
    ['GH_TOKEN', true],
    ['github_token_2', true],
    ['CLIENT_SECRET', true],
    ['DB_PASSWD', true],
    ['DB_PASSWORD', true],
    ['KEY_PASSPHRASE', true],
    ['GOOGLE_CREDENTIALS', true],
    ['AWS_SECRET_ACCESS_KEY', true],
    ['api_key', true],
    ['KEY', false],
    ['KEYBOARD', false],
    ['API_KEY_NAME', false],
    ['MONKEY', false],
    ['PASSAGE', false],
    ['HOME', false]
  ])('of %s: %s', (name, isSecret) => {
    expect(namedSecrets({ [name]: 'value' }, ['*'], 'linux')).toEqual(isSecret ? ['value'] : [])
  })

  test('if the list has it', () => {
    expect(namedSecrets({ A_TOKEN: 'a', B_TOKEN: 'b' }, ['B_*'], 'linux')).toEqual(['b'])
  })
})
