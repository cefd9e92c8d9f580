import { expect, test } from '@jest/globals'
import { explainTrouble, jobOf, subjectOf } from '../../src/job/comment.ts'

const env = { GITHUB_WORKFLOW_REF: 'acme/models/.github/workflows/ci.yml@refs/pull/7/merge', GITHUB_JOB: 'train' }
const facts = { environment: 'staging' }

test.each(['PIPELINE', 'SOURCE', 'COMMAND', 'CONFIG', 'PROMOTE', 'JOB-INDEX', 'JOB-MATRIX'])(
  'comments are about something else if the jobs differ in %s',
  name => {
    expect(subjectOf({ ...env, [`INPUT_${name}`]: 'a' }, facts)).not.toBe(subjectOf(env, facts))
  }
)

test.each(['JOB-INSTANCE', 'RUN-ID'])(
  'what is new in each workflow run tells jobs apart, and not what their comments are about: %s',
  name => {
    const other = { ...env, [`INPUT_${name}`]: '99', GITHUB_WORKFLOW_REF: 'acme/models/.github/workflows/ci.yml@main' }
    expect(jobOf(other)).not.toBe(jobOf(env))
    expect(subjectOf(other, facts)).toBe(subjectOf(env, facts))
  }
)

test('a rate limit that is too long to wait for is not taken for a permission that is missing', () => {
  const refused = (headers: Readonly<Record<string, string>>): string =>
    explainTrouble(Object.assign(new Error('No.'), { status: 403, response: { headers } }))
  expect(refused({ 'retry-after': '3600' })).toMatch(/^GitHub limits the requests of this token/)
  expect(refused({})).toMatch(/^GitHub refused it with 403 .*pull-requests: write/)
})
