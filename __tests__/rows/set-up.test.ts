// What the built action says of keys and GitHub environments that should be set up in another way.
import { expect, test } from '@jest/globals'
import { type GithubOptions, githubToken, withGithub } from '../pieces/github-api.ts'
import { annotations, onServer, quick, type ServerOptions, type Use } from './real-time.ts'

const days = 86_400_000
const key = (madeDaysAgo: number, rotatedDaysAgo?: number): ServerOptions['key'] => ({
  madeMs: Date.now() - madeDaysAgo * days,
  ...(rotatedDaysAgo === undefined ? {} : { rotatedMs: Date.now() - rotatedDaysAgo * days })
})

const old =
  /^api-key: The key 'default' of ci-gate is 91 days old\. Rotate it with 'zenml service-account api-key ci-gate rotate default --retain 60', and put the new one into the secret; the old one stays valid for an hour\.$/

test.concurrent.each<readonly [string, ServerOptions['key'], readonly unknown[]]>([
  ['made 91 days ago', key(91), [expect.stringMatching(old)]],
  ['made 89 days ago', key(89), []],
  ['made long ago and rotated 91 days ago', key(400, 91), [expect.stringMatching(old)]],
  ['made long ago and rotated yesterday', key(400, 1), []]
])('a key that was %s', (_, made, notices) =>
  onServer(made === undefined ? {} : { key: made }, async server => {
    const result = await server.main()
    expect([result.code, annotations(result, 'notice')]).toEqual([0, notices])
    expect(server.standIn.requests.filter(({ path }) => path.includes('/api_keys/'))).toHaveLength(1)
  })
)

test.concurrent('a key is asked about only once the run has been started, and a server that refuses changes nothing', () =>
  onServer(
    {
      key: key(91) ?? { madeMs: 0 },
      instead: ({ path }, pass) =>
        path.includes('/api_keys/')
          ? {
              status: 403,
              headers: { 'content-type': 'application/json' },
              body: '{"detail":["IllegalOperationError","no"]}'
            }
          : pass()
    },
    async server => {
      const result = await server.main()
      expect([result.code, annotations(result, 'notice'), annotations(result, 'warning')]).toEqual([0, [], []])
      const paths = server.proxy.passed.map(({ path }) => path)
      const [start, asked] = [/\/runs$/, /\/api_keys\//].map(pattern => paths.findIndex(path => pattern.test(path)))
      expect(asked).toBeGreaterThan(start ?? Number.NaN)
      expect(result.log).toContain('::debug::Could not find out the age of the API key')
    }
  ))

const policy = (...names: readonly string[]) => ({ policy: names.map(name => ({ name })) })

test.concurrent.each<readonly [string, GithubOptions, Use, readonly unknown[]]>([
  ['that fits', { environments: { staging: policy('develop') } }, {}, []],
  [
    'that lets another branch in',
    { environments: { staging: policy('develop', 'main') } },
    {},
    [expect.stringContaining("environments: The GitHub environment 'staging' also lets branches like 'main'")]
  ],
  ['that is missing', {}, {}, [expect.stringContaining("The GitHub environment 'staging' doesn't exist")]],
  ['that the token may not see', { faultFor: () => ({ status: 403 }) }, {}, []],
  ['of an API that is silent', { faultFor: () => 'silence' }, {}, []]
])('a GitHub environment %s', (_, options, use, notices) =>
  onServer({}, server =>
    withGithub(options, async github => {
      const inputs = { 'github-token': githubToken, ...use.inputs }
      const result = await server.main({ inputs, env: { GITHUB_API_URL: github.url } })
      expect([result.code, annotations(result, 'notice'), annotations(result, 'warning')]).toEqual([0, notices, []])
      expect(github.asked.length).toBeGreaterThan(0)
    })
  )
)

test.concurrent('a cancelled job waits for none of this', () =>
  onServer({ script: quick(), key: key(91) ?? { madeMs: 0 } }, server =>
    withGithub({ faultFor: () => 'silence' }, async github => {
      const result = await server.main({
        inputs: { 'github-token': githubToken },
        env: { GITHUB_API_URL: github.url },
        onLine: (line, process) => {
          if (line.startsWith('Run ')) setTimeout(() => process.kill('SIGINT'), 300)
        }
      })
      expect([result.signal, result.outputs['conclusion'], server.statuses.own]).toEqual([
        null,
        'cancelled',
        ['stopped']
      ])
    })
  ))

test.concurrent('environments that share a service account are named once', () =>
  onServer({}, async server => {
    const rules = 'staging: {branches: develop, account: ci-gate}\nproduction: {branches: main, account: ci-gate}'
    const result = await server.main({ inputs: { environments: rules } })
    expect([result.code, annotations(result, 'notice')]).toEqual([
      0,
      [expect.stringContaining('staging and production share the account ci-gate')]
    ])
  }))
