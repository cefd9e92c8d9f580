import { expect, test } from '@jest/globals'
import { leaksOf } from './shared-testbed.ts'

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjaS1nYXRlIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ'
const key = 'ZENKEY_eyJpZCI6ImYxIiwia2V5IjoiYWJjIn0='
const clean = { log: '', summary: '', outputs: {}, state: {}, exported: {}, left: '' }

test.each<[string, object]>([
  ['log', { log: `the token is ${token}` }],
  ['summary', { summary: token.replaceAll('_', '&#95;') }],
  ['outputs', { outputs: { reason: key } }],
  ['state', { state: { trigger: `{"token":"${token}"}` } }],
  ['exported', { exported: { ZENML_STORE_API_TOKEN: token } }],
  ['left', { left: `api_key: ${encodeURIComponent(key)}` }]
])('a secret in %s is found, also one that the action did not hide', (place, change) => {
  expect(leaksOf({ ...clean, ...change }, [key], false)).toEqual([place])
})

test('what is masked, and what was to be exported, is not a leak', () => {
  const written = { ...clean, log: `::add-mask::${token}\n::add-mask::${key}\n`, exported: { TOKEN: token } }
  expect(leaksOf(written, [key], true)).toEqual([])
})
