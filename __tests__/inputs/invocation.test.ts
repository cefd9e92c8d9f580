import { describe, expect, test } from '@jest/globals'
import { commitsOf, readInvocation } from '../../src/inputs/invocation.ts'
import { failure } from '../pieces/thrown.ts'

const env = {
  GITHUB_REPOSITORY: 'acme/models',
  GITHUB_REF: 'refs/heads/develop',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_SHA: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
  GITHUB_RUN_ID: '1234567',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_JOB: 'train',
  GITHUB_ACTION: '__zenml'
}
const hints = { jobInstance: '', jobIndex: '', jobMatrix: '', pullRequest: undefined }

describe('the invocation', () => {
  test.each([
    'GITHUB_REPOSITORY',
    'GITHUB_REF',
    'GITHUB_EVENT_NAME',
    'GITHUB_SHA',
    'GITHUB_RUN_ID',
    'GITHUB_JOB',
    'GITHUB_ACTION'
  ])('needs %s', async name => {
    for (const value of ['', undefined]) {
      const error = await failure(() => readInvocation({ ...env, [name]: value }, hints))
      expect([error.where, error.message]).toEqual([name, `The runner did not set ${name}`])
      expect(error.remedy).toContain('as a step of a GitHub Actions workflow')
    }
  })

  test('is a first attempt on a runner that does not count them', () => {
    expect(readInvocation({ ...env, GITHUB_RUN_ATTEMPT: '' }, hints).attempt).toBe('1')
  })

  test.each([
    [undefined, 'https://github.com/acme/models/actions/runs/1234567/attempts/2'],
    ['https://github.acme.com', 'https://github.acme.com/acme/models/actions/runs/1234567/attempts/2']
  ])('has the address of its attempt on the site %s', (site, address) => {
    expect(readInvocation({ ...env, GITHUB_SERVER_URL: site }, hints).workflowRun).toBe(address)
  })
})

test("a push has one commit, a pull request its head and GitHub's merge of it", () => {
  expect(commitsOf({ sha: 'm', pullRequest: undefined })).toEqual(['m'])
  expect(commitsOf({ sha: 'm', pullRequest: { number: 7, head: 'h' } })).toEqual(['h', 'm'])
})
