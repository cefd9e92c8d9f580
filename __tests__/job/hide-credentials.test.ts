import { expect, test } from '@jest/globals'
import { hideCredentials } from '../../src/job/hide-credentials.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

test.each([
  ['the input api-key', 'INPUT_API-KEY', 'ZENKEY_hunter2hunter2'],
  ['the key of ZenML’s own variable', 'ZENML_STORE_API_KEY', 'ZENKEY_hunter3hunter3'],
  ['the input github-token', 'INPUT_GITHUB-TOKEN', 'ghs_hunter4hunter4'],
  ['the input client-certificate', 'INPUT_CLIENT-CERTIFICATE', 'MIIhunter5hunter5hunter5hunter5hunter5hunter5'],
  ['the password of a proxy', 'HTTPS_PROXY', 'hunter6hunter6', 'http://me:hunter6hunter6@proxy:3128']
])('%s is hidden from runner and log, and an empty one hides nothing', (_, name, secret, value = secret) => {
  const runner = new CapturedRunner()
  const { log } = runner.connect(() => true)
  hideCredentials({ env: { [name]: value }, log })
  expect(runner.masks.map(mask => mask.secret)).toContain(secret)
  expect(log.redact(`say ${secret}`)).toBe('say ***')

  const empty = new CapturedRunner()
  hideCredentials({ env: { [name]: '' }, log: empty.connect(() => true).log })
  expect(empty.masks).toEqual([])
})
