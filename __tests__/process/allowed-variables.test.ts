import { describe, expect, test } from '@jest/globals'
import { indexNames, jobNames, machineNames, neverNames } from '../../src/process/allowed-variables.ts'
import { hasName, namedSecrets } from '../../src/process/variable-names.ts'

const lists = { linux: machineNames('linux'), win32: machineNames('win32'), index: indexNames, job: jobNames }

describe.each(Object.entries(lists))('the variables that a process may have: %s', (_, list) => {
  test('are names, each once, some of them up to a *', () => {
    expect(list.length).toBeGreaterThan(20)
    for (const name of list) expect(name).toMatch(/^[A-Za-z_][A-Za-z\d_]*(?:\(x86\))?\*?$/)
    expect(new Set(list).size).toBe(list.length)
  })

  test('are none that no process of the user gets', () => {
    expect(list.filter(name => hasName(neverNames, name, 'linux'))).toEqual([])
  })
})

test.each(['PATH', 'HOME', 'LC_ALL', 'HTTPS_PROXY', 'no_proxy', 'SSL_CERT_FILE', 'LD_LIBRARY_PATH'])(
  'every program may have %s',
  name => {
    expect([hasName(lists.linux, name, 'linux'), hasName(lists.win32, name, 'win32')]).toEqual([true, true])
  }
)

test.each(['SystemRoot', 'PATHEXT', 'USERPROFILE', 'ProgramFiles(x86)'])('%s is needed on Windows alone', name => {
  expect([hasName(lists.linux, name, 'linux'), hasName(lists.win32, name, 'win32')]).toEqual([false, true])
})

test('what is known of the machine and the job is no secret by its name', () => {
  const names = [...lists.win32, ...lists.job].map(name => name.replace('*', 'X'))
  expect(namedSecrets(Object.fromEntries(names.map(name => [name, name])), ['*'], 'linux')).toEqual([])
})

test.each([
  'GITHUB_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'INPUT_API-KEY',
  'STATE_x',
  'ZENML_STORE_API_KEY',
  'GITHUB_ENV'
])('%s reaches no process of the user', name => {
  expect(hasName(neverNames, name, 'linux')).toBe(true)
  for (const list of Object.values(lists)) expect(hasName(list, name, 'linux')).toBe(false)
})
