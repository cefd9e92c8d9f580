import { expect, test } from '@jest/globals'
import { readZenmlVersion, warnOfOtherVersion } from '../../src/installation/zenml-version.ts'
import { InputError } from '../../src/text/errors.ts'

test.each<[string, string | null]>([
  ['server', '0.98.0'],
  ['', '0.98.0'],
  ['none', null],
  ['0.90', '0.90'],
  ['0.90.0rc1', '0.90.0rc1'],
  ['1.0.0.dev20250101+local.1', '1.0.0.dev20250101+local.1']
])('zenml-version %j', (text, version) => {
  expect(readZenmlVersion(text, '0.98.0')).toBe(version)
})

test.each([
  ['latest', '0.98.0', 'zenml-version'],
  ['>=0.90', '0.98.0', 'zenml-version'],
  ['0.98.0 --index-url=x', '0.98.0', 'zenml-version'],
  ['0.98.0\n', '0.98.0', 'zenml-version'],
  ['server', '0.98.0 @ https://evil.example/x.whl', "the server's version"],
  ['server', '', "the server's version"]
])('zenml-version %j of a server that says %j is refused', (text, server, where) => {
  const refused = expect(() => readZenmlVersion(text, server))
  refused.toThrow(InputError)
  refused.toThrow(expect.objectContaining({ where }))
})

test.each([
  [
    'of another version',
    '0.94.1',
    ["The command's ZenML is 0.94.1, the server's is 0.98.0; set zenml-version to 'server'."]
  ],
  [
    'of another patch',
    '0.98.1',
    ["The command's ZenML is 0.98.1, the server's is 0.98.0; set zenml-version to 'server'."]
  ],
  ["of the server's version", '0.98.0', []],
  ['not there', null, []]
])('a client that is %s', (_, installed, expected) => {
  const warnings: string[] = []
  warnOfOtherVersion({ warning: line => warnings.push(line) }, installed, '0.98.0')
  expect(warnings).toEqual(expected)
})

test('a version that holds a workflow command is told on one line', () => {
  const warnings: string[] = []
  warnOfOtherVersion({ warning: line => warnings.push(line) }, '0.94.1\n::error::x', `0.98.0${'x'.repeat(100)}`)
  expect(warnings[0]).not.toContain('\n')
  expect(warnings[0]).toMatch(
    /^The command's ZenML is 0\.94\.1 .*, the server's is 0\.98\.0x+…; set zenml-version to 'server'\.$/
  )
})
