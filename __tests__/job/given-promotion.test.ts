import { describe, expect, test } from '@jest/globals'
import { requirePromotable } from '../../src/job/given-promotion.ts'
import type { ConnectedJob } from '../../src/job/job.ts'
import type { Run } from '../../src/zenml/entities.ts'
import { aRun } from '../pieces/entities.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'
import { anInvocation } from '../pieces/invocation.ts'
import { failure } from '../pieces/thrown.ts'

const staging = { name: 'staging', stack: 'staging' }
const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'

/** What keeps a run from being promoted by the job of an environment; undefined if nothing does. */
async function obstacle(
  run: Partial<Run>,
  given: { readonly requires?: object | undefined; readonly promote?: string | undefined } = {}
) {
  const { promote, requires } = { promote: 'production', requires: staging, ...given }
  const job = {
    connection: new FakeServer(() => ({ status: 500 })).connection(),
    environment: { name: 'production', requires },
    inputs: { promote, places: { promote: 'promote' } },
    invocation: anInvocation()
  } as unknown as ConnectedJob
  const mine = { repository: 'acme/models', environment: 'staging', codeCommit: commit, codeTree: undefined }
  const made = aRun({ serviceAccount: 'ci-gate', extra: mine, ...run })
  try {
    requirePromotable(job, made)
    return undefined
  } catch {
    return failure(() => requirePromotable(job, made))
  }
}

const extra = (change: object) =>
  ({ extra: { repository: 'acme/models', environment: 'staging', codeCommit: commit, ...change } }) as Partial<Run>

describe('where something is required a run may be promoted', () => {
  test.each<[string, Partial<Run>, object?]>([
    ['of the required environment by this account', {}],
    ['of this environment', extra({ environment: 'production' })],
    [
      'by the account that the required environment names',
      { accountId: 'x', serviceAccount: 'ci-staging' },
      { ...staging, account: 'ci-staging' }
    ],
    ['by the account whose id it names', { accountId: ids.run, serviceAccount: 'y' }, { ...staging, account: ids.run }]
  ])('%s', async (_, run, requires = staging) => {
    expect(await obstacle(run, { requires })).toBeUndefined()
  })

  test.each<[string, Partial<Run>, string, string, string]>([
    ['of another environment', extra({ environment: 'review' }), 'ci-gate', 'review', 'acme/models'],
    ['of another repository', extra({ repository: 'mallory/models' }), 'ci-gate', 'staging', 'mallory/models'],
    ['of another account', { accountId: 'x', serviceAccount: 'other' }, 'other', 'staging', 'acme/models'],
    ['of a person', { serviceAccount: undefined }, 'a person', 'staging', 'acme/models'],
    [
      'that says nothing of itself',
      { extra: undefined },
      'ci-gate',
      'no environment that it names',
      'no repository that it names'
    ]
  ])('but not one %s, and the error says whose it is, and which would do', async (_, run, maker, place, repository) => {
    expect(await obstacle(run)).toMatchObject({
      message: `The run training-1 was made by ${maker}, in ${place}, for ${repository}, so that it can't be promoted here`,
      where: 'promote',
      remedy: 'Give a run that this action made for acme/models in staging, with the account whose runs count there.'
    })
  })

  test('but not one that does not say which commit its code is from', async () => {
    expect(await obstacle(extra({ codeCommit: undefined }))).toMatchObject({
      message:
        "The run training-1 doesn't say which commit its code is from, so that it can't be promoted where staging is required",
      where: 'promote',
      remedy: expect.stringContaining('Start it with source from a clean checkout')
    })
  })
})

test('any run may be promoted where nothing is required, and followed where nothing is promoted', async () => {
  const foreign = { accountId: 'x', serviceAccount: undefined, extra: undefined }
  expect(await obstacle(foreign)).toBeDefined()
  for (const job of [{ requires: undefined }, { promote: undefined }]) {
    expect(await obstacle(foreign, job)).toBeUndefined()
  }
})
