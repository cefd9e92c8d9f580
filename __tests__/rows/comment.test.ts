// What the built action writes under a pull request, against GitHub's API on loopback.
import { expect, test } from '@jest/globals'
import { pushTo, shownLog } from '../../testbed/runner.ts'
import { type GithubApi, type GithubOptions, githubBot, githubToken, withGithub } from '../pieces/github-api.ts'
import { annotations, onceRunning, onServer, quick, type RealTime, type ServerOptions, type Use } from './real-time.ts'

const push = pushTo('develop')
const pushed = push.env['GITHUB_SHA'] ?? ''
const repo = { id: 186853002, name: 'models', full_name: 'acme/models', fork: false }

/** A pull request into develop, as the runner gives it to the action. */
const pullRequest: Required<Pick<Use, 'event' | 'env'>> = {
  event: {
    name: 'pull_request',
    payload: {
      action: 'synchronize',
      number: 7,
      pull_request: {
        number: 7,
        state: 'open',
        merged: false,
        base: { ref: 'develop', repo },
        head: { ref: 'feature', sha: 'b'.repeat(40), repo }
      },
      repository: repo
    }
  },
  env: {
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_REF_NAME: '7/merge',
    GITHUB_BASE_REF: 'develop',
    GITHUB_HEAD_REF: 'feature'
  }
}

const environments = 'staging: {branches: develop, events: [push, pull_request]}'
const inputs = { comment: 'true', 'github-token': githubToken, environments }

interface Case {
  readonly server: RealTime
  readonly github: GithubApi
  /** Runs main with what a comment needs. */
  readonly main: (use?: Use) => ReturnType<RealTime['main']>
}

/** Does something with both servers; the token is shown nowhere. */
function onBoth(
  options: ServerOptions & { readonly github?: GithubOptions },
  work: (both: Case) => Promise<void>
): Promise<void> {
  return onServer(options, server =>
    withGithub({ environments: { staging: { policy: 'protected' } }, ...options.github }, github => {
      const main = async (use: Use = {}) => {
        const env = { GITHUB_API_URL: github.url, ...use.env }
        const result = await server.main({ ...use, inputs: { ...inputs, ...use.inputs }, env })
        const bodies = github.comments.map(({ body }) => body).join()
        expect(shownLog(result.log) + result.summary + bodies).not.toContain(githubToken.slice(4))
        return result
      }
      return work({ server, github, main })
    })
  )
}

const openPull = { pulls: { [pushed]: [{ number: 9, state: 'open', sha: pushed, branch: 'develop' }] } } as const

test.concurrent('a pull request gets one comment, which later runs of the job update', () =>
  onBoth({ script: nth => quick(nth === 0 ? 'failed' : 'completed') }, async ({ github, main }) => {
    for (let index = 0; index < 40; index++) github.addComment(7, 5, `Comment ${index}`)
    const red = await main(pullRequest)
    expect([red.code, annotations(red, 'notice')]).toEqual([1, []])
    const own = github.comments.at(-1)
    expect(own).toMatchObject({ issue: 7, author: githubBot })
    expect(own?.body).toContain('failed after')
    expect(own?.body).toContain('ended as failed: step train failed.')

    const green = await main({ ...pullRequest, env: { ...pullRequest.env, GITHUB_RUN_ATTEMPT: '2' } })
    expect([green.code, annotations(green, 'notice')]).toEqual([0, []])
    expect(github.comments).toHaveLength(41)
    expect(own?.body).toContain('succeeded in')
    expect(own?.body).not.toContain('step train failed')
  }))

test.concurrent('a push comments on the open pull request that its commit belongs to', () =>
  onBoth({ github: openPull }, async ({ github, main }) => {
    expect((await main()).code).toBe(0)
    expect(github.comments.map(({ issue }) => issue)).toEqual([9])
  }))

test.concurrent.each<readonly [string, GithubOptions, Use, RegExp]>([
  [
    'a pull request that is not there',
    { pulls: { [pushed]: [{ number: 9, state: 'closed' }] } },
    {},
    /No open pull request with commit 6dcb09b5b578 was found.*pull-requests: write/
  ],
  ['a token that is not there', {}, { inputs: { 'github-token': '' } }, /No github-token is set.*pull-requests: write/],
  [
    'a token that can only read, as in a pull request from a fork',
    {
      ...openPull,
      faultFor: ({ name }) =>
        name.startsWith('POST') ? { status: 403, message: 'Resource not accessible by integration' } : undefined
    },
    {},
    /GitHub refused it with 403 \(Resource not accessible by integration.*pull-requests: write.* fork/
  ],
  [
    'a repository that the token may not see',
    { faultFor: () => ({ status: 404 }) },
    {},
    /GitHub refused it with 404 \(Not Found.*pull-requests: write/
  ]
])('%s is a notice that names the permission, and the step is green', (_, github, use, notice) =>
  onBoth({ github }, async ({ github: { comments }, main }) => {
    const result = await main(use)
    expect([result.code, result.outputs['conclusion'], comments]).toEqual([0, 'success', []])
    expect(annotations(result, 'notice')).toEqual([expect.stringMatching(notice)])
  })
)

test.concurrent('an API that is down for a moment is asked again', () =>
  onBoth(
    {
      github: {
        ...openPull,
        faultFor: ({ name }, nth) => (name.startsWith('GET') && nth === 1 ? { status: 503 } : undefined)
      }
    },
    async ({ github, main }) => {
      const result = await main()
      expect([result.code, annotations(result, 'notice')]).toEqual([0, []])
      expect(github.comments).toHaveLength(1)
    }
  ))

test.concurrent('what an exception says stands in the summary, and never in a comment', () => {
  const instead: ServerOptions['instead'] = (_, pass) => {
    const answered = pass()
    return {
      ...answered,
      body: answered.body.replace('Traceback (most recent call last):', 'svc:hunter2@db @everyone')
    }
  }
  return onBoth({ github: openPull, script: quick('failed'), instead }, async ({ github, main }) => {
    const result = await main()
    expect(result.summary).toContain('hunter2')
    const [body = ''] = github.comments.map(each => each.body)
    expect(body).toContain('failed after')
    expect(body).not.toMatch(/hunter2|@everyone|<pre>/)
    expect(body).toContain('summary and log of its <a href=')
  })
})

test.concurrent('a cancelled job stops its run first, and does not wait for an API that is silent', () =>
  onBoth({ script: quick(), github: { faultFor: () => 'silence' } }, async ({ github, main, server }) => {
    const result = await main({ ...pullRequest, ...onceRunning(process => process.kill('SIGINT'), 500) })
    expect([result.signal, result.outputs['conclusion']]).toEqual([null, 'cancelled'])
    expect(server.statuses.own).toEqual(['stopped'])
    expect(github.asked.length).toBeGreaterThan(0)
    expect(annotations(result, 'notice').join()).toContain('nothing came back within 2 s')
  }))

test.concurrent.each([
  ['a dry run', { 'dry-run': 'true' }],
  ['a job that wants none', { comment: 'false' }],
  ['a push that runs nothing', { environments: 'production: {branches: main}' }]
])('%s does not comment', (_, more) =>
  onBoth({ github: openPull }, async ({ github, main }) => {
    const result = await main({ inputs: more })
    expect([result.code, github.count('POST'), github.count('viewer')]).toEqual([0, 0, 0])
  })
)
