import { describe, expect, test } from '@jest/globals'
import { commentOnPullRequest, explainFault, jobOf, subjectOf } from '../../src/job/comment.ts'
import { systemClock } from '../../src/node/clock.ts'
import type { Facts } from '../../src/report/facts.ts'
import { InputError } from '../../src/text/errors.ts'
import type { World } from '../../src/world/world.ts'
import { type GithubApi, type GithubOptions, githubBot, githubToken, withGithub } from '../pieces/github-api.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

const env = { GITHUB_WORKFLOW_REF: 'acme/models/.github/workflows/ci.yml@refs/pull/7/merge', GITHUB_JOB: 'train' }
const facts = { environment: 'staging' }

test.each(['PIPELINE', 'SOURCE', 'COMMAND', 'CONFIG', 'PROMOTE', 'JOB-INDEX', 'JOB-MATRIX'])(
  'comments are about something else if the jobs differ in %s',
  name => {
    expect(subjectOf({ ...env, [`INPUT_${name}`]: 'a' }, facts)).not.toBe(subjectOf(env, facts))
  }
)

test.each(['GITHUB_WORKFLOW_REF', 'GITHUB_JOB', 'GITHUB_ACTION'])(
  'comments are about something else if they are of another workflow, job or step: %s',
  name => {
    expect(subjectOf({ ...env, [name]: 'another' }, facts)).not.toBe(subjectOf(env, facts))
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
    explainFault(Object.assign(new Error('No.'), { status: 403, response: { headers } }))
  expect(refused({ 'retry-after': '3600' })).toMatch(/^GitHub limits the requests of this token/)
  expect(refused({})).toMatch(/^GitHub refused it with 403 .*pull-requests: write/)
})

test.each([
  [Object.assign(new Error('Gone'), { status: 410, response: { headers: {} } }), 'GitHub answered 410 (Gone).'],
  [new Error('the connection broke'), 'GitHub could not be asked (the connection broke).'],
  [new InputError('Not a URL', { where: 'HTTPS_PROXY' }), 'HTTPS_PROXY: Not a URL.']
])('trouble is told as what it is: %s', (error, words) => {
  expect(explainFault(error)).toBe(words)
})

describe('a comment under the pull request', () => {
  const sha = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
  const ended: Facts = { environment: 'staging', conclusion: 'success', pullRequest: 7 }
  const wanted = { INPUT_COMMENT: 'true', 'INPUT_GITHUB-TOKEN': githubToken }
  const refused = { faultFor: () => ({ status: 403, message: 'Resource not accessible by integration' }) }

  /** Comments as a job does; gives what there is under the pull request, and what the log says. */
  async function commented(
    facts: Facts,
    more: Readonly<Record<string, string>> = wanted,
    {
      github: options = {},
      isCancelled = false,
      use = () => undefined as unknown
    }: {
      readonly github?: GithubOptions
      readonly isCancelled?: boolean
      readonly use?: (github: GithubApi) => unknown
    } = {}
  ) {
    const runner = new CapturedRunner()
    const cancel = new AbortController()
    if (isCancelled) cancel.abort(new Error('cancelled'))
    let bodies: readonly string[] = []
    await withGithub(options, async github => {
      use(github)
      const job = {
        GITHUB_API_URL: github.url,
        GITHUB_SERVER_URL: 'https://github.test',
        GITHUB_REPOSITORY: 'acme/models',
        GITHUB_SHA: sha,
        GITHUB_REF_NAME: 'develop',
        GITHUB_RUN_ID: '100',
        GITHUB_RUN_ATTEMPT: '2'
      }
      const world = { ...runner.connect(() => true), clock: systemClock, cancel: cancel.signal }
      const rest = { ...env, ...job, ...more }
      await commentOnPullRequest({ ...world, env: rest } as unknown as World, facts)
      bodies = github.comments.map(({ body }) => body)
    })
    return { bodies, notices: runner.text('notice'), info: runner.text('info') }
  }

  test('says how the step ended, of which commit, and where the log is', async () => {
    const { bodies, info, notices } = await commented(ended)
    expect(bodies).toHaveLength(1)
    expect(bodies[0]).toMatch(/^<!-- zenml-gated-trigger [0-9a-f]{64} run 100 attempt 2 job [0-9a-f]{64} -->/)
    expect(bodies[0]).toContain(
      '<sub>Commit <code>6dcb09b5b578</code>. What the job printed is in the summary and log of its'
    )
    expect(bodies[0]).toContain('//github.test/acme/models/actions/runs/100')
    expect([info, notices]).toEqual(['comment: Pull request 7 now has a comment with this result.', ''])
  })

  test('is that of the commit’s pull request if the event is none of one', async () => {
    const github = { pulls: { [sha]: [{ number: 9, state: 'open', sha, branch: 'develop' }] as const } }
    const { info } = await commented({ environment: 'staging', conclusion: 'success' }, wanted, { github })
    expect(info).toBe('comment: Pull request 9 now has a comment with this result.')
  })

  test('is updated by the next run, and left to a later one', async () => {
    const marker = (run: number) =>
      `<!-- zenml-gated-trigger ${subjectOf({ ...env, ...wanted }, ended)} run ${run} attempt 1 job ${jobOf(env)} -->`
    const there = (run: number) => ({
      use: (github: GithubApi) => github.addComment(7, githubBot, `${marker(run)}\nIt failed.`)
    })
    expect((await commented(ended, wanted, there(99))).info).toBe(
      'comment: Pull request 7 now has this result in its comment.'
    )
    expect((await commented(ended, wanted, there(101))).info).toBe(
      'comment: Pull request 7 keeps the comment of a later workflow run.'
    )
  })

  test('is still written in a job that was cancelled', async () => {
    const { bodies } = await commented({ ...ended, conclusion: 'cancelled' }, wanted, { isCancelled: true })
    expect(bodies).toHaveLength(1)
  })

  test.each<[string, Facts, Readonly<Record<string, string>>]>([
    ['it is not wanted', ended, { ...wanted, INPUT_COMMENT: 'false' }],
    ['the input is neither true nor false', ended, { ...wanted, INPUT_COMMENT: 'maybe' }],
    ['nothing was to run', { ...ended, conclusion: 'skipped' }, wanted]
  ])('is not written, and nothing is said of it, if %s', async (_, facts, inputs) => {
    expect(await commented(facts, inputs)).toEqual({ bodies: [], notices: '', info: '' })
  })

  const permissions = "give the job 'permissions: {contents: read, pull-requests: write}'"

  test.each<[string, Facts, Readonly<Record<string, string>>, GithubOptions, string]>([
    [
      'there is no token',
      ended,
      { INPUT_COMMENT: 'true' },
      {},
      `No github-token is set, so no comment can be written. Set it to \${{ github.token }}, and ${permissions}.`
    ],
    [
      'no pull request has the commit',
      { environment: 'staging', conclusion: 'success' },
      wanted,
      {},
      `No open pull request with commit 6dcb09b5b578 was found. If there is one, this token may not see it: ${permissions}.`
    ],
    [
      'the token may not',
      ended,
      wanted,
      refused,
      'Could not comment on the pull request: GitHub refused it with 403 (Resource not accessible by integration'
    ]
  ])('is not written if %s, and a notice says what to do', async (_, facts, inputs, github, words) => {
    const { bodies, notices } = await commented(facts, inputs, { github })
    expect(bodies).toEqual([])
    expect(notices).toContain(`comment: ${words}`)
  })
})
