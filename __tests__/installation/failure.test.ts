import { expect, test } from '@jest/globals'
import { installationFailure, lastWords } from '../../src/installation/failure.ts'

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`)
const said = {
  lines: ['ERROR: ResolutionImpossible'],
  zenmlVersion: '0.98.0',
  env: {},
  given: {},
  variables: [],
  platform: 'linux'
} as const

test('an error quotes the last dozen lines of an output', () => {
  expect(lastWords(lines(3))).toBe('line 1 / line 2 / line 3')
  expect(lastWords(lines(30)).split(' / ')).toEqual(lines(30).slice(18))
})

test('an error quotes no empty line, and of a long one its beginning', () => {
  expect(lastWords(['', 'a', '', 'b', ''])).toBe('a / b')
  expect(lastWords(['n'.repeat(1_000)]).length).toBeLessThanOrEqual(300)
})

test('the error for packages names the input and says where the rest of the output is', () => {
  const error = installationFailure(said)
  expect(error.where).toBe('requirements')
  expect(error.message).toBe('The packages could not be installed: ERROR: ResolutionImpossible')
  expect(error.remedy).toBe('The whole output is in the log above.')
})

test('what is to be done stands in sentences one after the other', () => {
  const { remedy } = installationFailure({ ...said, lines: ['zenml and pbr failed'], env: { PBR_VERSION: '1' } })
  expect(remedy).toMatch(
    /set install-env: PBR_VERSION\. zenml==0\.98\.0 is installed .* decide\. The whole output is in the log above\.$/
  )
})

test.each([
  ['of zenml, which the action pins', ['zenml 0.97 conflicts'], '0.98.0', true],
  ['of another package', ['six 1.0 conflicts'], '0.98.0', false],
  ['of zenml, which the requirements pin', ['ZenML 0.97 conflicts'], null, false]
])('output %s', (_, output, zenmlVersion, isPin) => {
  const { remedy = '' } = installationFailure({ ...said, lines: output, zenmlVersion })
  expect(remedy.includes('zenml==0.98.0 is installed together with the requirements.')).toBe(isPin)
})

test.each([
  ['ERROR: Could not read from remote repository.', ['SSH_AUTH_SOCK', 'GIT_SSH']],
  ['git@github.com: Permission denied (publickey).', ['SSH_AUTH_SOCK', 'GIT_SSH']],
  ['Host key verification failed.', ['SSH_AUTH_SOCK', 'GIT_SSH']],
  ['ssh: connect to host: timed out', ['SSH_AUTH_SOCK', 'GIT_SSH']],
  ["fatal: could not read Username for 'https://x'", ['SSH_AUTH_SOCK', 'GIT_SSH', 'NETRC']],
  ['fatal: Authentication failed', ['SSH_AUTH_SOCK', 'GIT_SSH', 'NETRC']],
  ['terminal prompts disabled', ['SSH_AUTH_SOCK', 'GIT_SSH', 'NETRC']],
  ['LookupError: setuptools-scm was unable', ['SETUPTOOLS_SCM_PRETEND_VERSION']],
  ['vcs_versioning failed', ['SETUPTOOLS_SCM_PRETEND_VERSION']],
  ['Exception: pbr: versioning failed', ['PBR_VERSION']],
  ['Nothing of the kind', []]
])('after %j the error names the variables of the job that it may be about', (line, names) => {
  const all = ['SSH_AUTH_SOCK', 'GIT_SSH', 'NETRC', 'SETUPTOOLS_SCM_PRETEND_VERSION', 'PBR_VERSION', 'OTHER']
  const env = Object.fromEntries(all.map(name => [name, 'x']))
  const { remedy = '' } = installationFailure({ ...said, lines: [line], env })
  expect(all.filter(name => remedy.includes(name))).toEqual(names)
})

test.each([
  ['AUTHENTICATION FAILED', ['NETRC', 'GIT_SSH', 'SSH_AUTH_SOCK']],
  ['PERMISSION DENIED (publickey)', ['GIT_SSH', 'SSH_AUTH_SOCK']],
  ['Setuptools_SCM failed', ['SETUPTOOLS_SCM_X']],
  ['PBR', ['PBR_VERSION']],
  ['subpbrx', []],
  ['not at the beginning, ssh: x', []]
])('after %j, behind other lines, only variables whose names begin so are named', (line, names) => {
  const mine = ['NETRC', 'GIT_SSH', 'SSH_AUTH_SOCK', 'SETUPTOOLS_SCM_X', 'PBR_VERSION']
  const others = mine.flatMap(name => [`MY_${name}`, name === 'NETRC' ? 'NETRC_2' : `X${name}`])
  const env = Object.fromEntries([...mine, ...others].map(name => [name, 'x']))
  const { remedy = '' } = installationFailure({ ...said, lines: ['Collecting six', line], env })
  const named = [...mine, ...others].filter(name => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(remedy))
  expect(named.toSorted()).toEqual(names.toSorted())
})

test('a line of ssh is one wherever it stands among the others', () => {
  const env = { SSH_AUTH_SOCK: 'x' }
  const { remedy } = installationFailure({ ...said, lines: ['Cloning', 'ssh: no route to host', 'end'], env })
  expect(remedy).toContain('SSH_AUTH_SOCK')
})

test('a variable that the installation was given is not asked for', () => {
  const env = { PBR_VERSION: '1' }
  const { remedy } = installationFailure({ ...said, lines: ['pbr failed'], env, given: env })
  expect(remedy).not.toContain('PBR_VERSION')
})

test('of the variables of the requirements those are named that the job does not set, and those that were withheld', () => {
  const remedyFor = (env: Readonly<Record<string, string>>, given: Readonly<Record<string, string>> = {}) =>
    installationFailure({ ...said, env, given, variables: ['INDEX_TOKEN'] }).remedy ?? ''
  expect(remedyFor({})).toMatch(/The requirements use \$\{INDEX_TOKEN\}, which this job doesn't set/)
  expect(remedyFor({ INDEX_TOKEN: '' })).toContain("which this job doesn't set")
  expect(remedyFor({ INDEX_TOKEN: 'x' })).toMatch(/INDEX_TOKEN.*install-env|install-env.*INDEX_TOKEN/)
  expect(remedyFor({ INDEX_TOKEN: 'x' })).not.toContain("doesn't set")
  expect(remedyFor({ INDEX_TOKEN: 'x' }, { INDEX_TOKEN: 'x' })).not.toContain('INDEX_TOKEN')
})
