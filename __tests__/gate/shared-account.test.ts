import { expect, test } from '@jest/globals'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { sharedAccount } from '../../src/gate/shared-account.ts'

const found = (rules: string) => sharedAccount(parseEnvironments(rules))

test.each([
  ['no accounts', 'staging: develop\nproduction: main'],
  ['an account each', 'staging: {branches: develop, account: a}\nproduction: {branches: main, account: b}'],
  ['one account', 'staging: {branches: develop, account: a}\nproduction: main'],
  [
    'accounts of the same name on two servers',
    'staging: {branches: develop, account: a, server-url: "https://staging.test"}\nproduction: {branches: main, account: a}'
  ]
])('rules with %s share none', (_, rules) => {
  expect(found(rules)).toBeUndefined()
})

test('environments with the same account are named', () => {
  const rules = ['staging: develop', 'pilot: pilot', 'production: main'].map(rule =>
    rule.replace(/: (\w+)/, ': {branches: $1, account: ci}')
  )
  expect(found(rules.slice(1).join('\n'))).toBe(
    'environments: pilot and production share the account ci, so that the key of one opens the other. Give each a service account of its own.'
  )
  expect(found(rules.join('\n'))).toContain('staging, pilot and production share the account ci')
})
