import { expect, test } from '@jest/globals'
import { routeDigest } from '../../src/job/server-route.ts'

const none = { authorities: undefined, client: undefined }

test.each([
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'NODE_USE_ENV_PROXY',
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR'
])('%s makes the way to the server another one, in both spellings, and empty as well', name => {
  const ways = [{}, { [name]: 'x' }, { [name.toLowerCase()]: 'x' }, { [name]: 'y' }, { [name]: '' }]
  expect(new Set(ways.map(env => routeDigest(env, none))).size).toBe(ways.length)
})

test('certificates make it another one, other variables do not', () => {
  const client = { chain: 'one', key: 'k' }
  const ways = [none, { ...none, authorities: 'a' }, { ...none, authorities: 'b' }, { ...none, client }]
  expect(new Set(ways.map(way => routeDigest({}, way as typeof none))).size).toBe(ways.length)
  expect(routeDigest({ PATH: '/bin', GITHUB_SHA: 'x' }, none)).toBe(routeDigest({}, none))
})
