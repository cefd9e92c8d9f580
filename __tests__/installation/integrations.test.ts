import { expect, test } from '@jest/globals'
import { readIntegrations } from '../../src/installation/integrations.ts'
import { InputError } from '../../src/text/errors.ts'

const said = (value: unknown) => ['a warning', `zenml-integrations ${JSON.stringify(value)}`]
const names = ['gcp', 'sklearn', 'ssh']

test('the requirements of all that were asked for, each once', () => {
  const needed = { gcp: ['kfp>=2', 'gcsfs'], ssh: ['paramiko', 'gcsfs'] }
  expect(readIntegrations(['gcp', 'ssh', 'gcp'], said({ names, needed }))).toEqual(['kfp>=2', 'gcsfs', 'paramiko'])
  expect(readIntegrations(['ssh'], said({ names, needed: { ssh: [] } }))).toEqual([])
})

test.each([
  ['SkLearn', /^Did you mean 'sklearn'\?$/],
  ['constructor', /^It has gcp, sklearn, ssh\.$/]
])('%j is unknown', (name, remedy) => {
  const read = () => readIntegrations([name], said({ names, needed: {} }))
  expect(read).toThrow(InputError)
  expect(read).toThrow(expect.objectContaining({ where: 'integrations', remedy: expect.stringMatching(remedy) }))
})

test('without zenml there is an error, and without an answer there are no requirements', () => {
  expect(() => readIntegrations(['ssh'], said(null))).toThrow(/Without zenml their requirements are unknown/)
  expect(readIntegrations(['ssh'], ['Traceback'])).toBeUndefined()
  expect(readIntegrations(['ssh'], said([]))).toBeUndefined()
})
