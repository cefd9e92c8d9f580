import { expect, test } from '@jest/globals'
import { readZenmlVersion } from '../../src/installation/zenml-version.ts'
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
