import { expect, test } from '@jest/globals'
import { requireAccount } from '../../src/job/own-account.ts'
import { ids } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const key = { id: ids.account, name: 'ci-staging', isServiceAccount: true }
const require = (account: string | undefined, change: Partial<typeof key> = {}) =>
  requireAccount({
    connection: { account: { ...key, ...change } },
    environment: { name: 'staging', ...(account === undefined ? {} : { account }) }
  })

test.each([
  ['no account at all', undefined],
  ['its name', 'ci-staging'],
  ['its id', ids.account],
  ['its id in capitals', ids.account.toUpperCase()]
])('the key of a service account will do for an environment that names %s', (_, account) => {
  expect(() => require(account)).not.toThrow()
})

test.each([
  ['another service account', 'ci-production', {}, 'the service account ci-staging'],
  ['another name of the same beginning', 'ci-stag', {}, 'the service account ci-staging'],
  ['a person of that name', 'ci-staging', { isServiceAccount: false }, 'the user ci-staging']
])('the key of %s won’t do, and the error says whose it is and what to do', async (_, wanted, change, owner) => {
  expect(await failure(() => require(wanted, change))).toMatchObject({
    message: `The API key belongs to ${owner}, not to the service account ${wanted}`,
    where: 'environments: staging.account',
    remedy: `Put the key of ${wanted} into the secret that this job uses for staging, or correct account.`
  })
})
