// What the built action makes of an environment that requires another one, where no checkout says which git tree a commit
// has: it asks GitHub's API, here a stand-in on loopback.
import { createServer } from 'node:http'
import { expect, test } from '@jest/globals'
import { pushTo, shownLog } from '../../testbed/runner.ts'
import { annotations, onServer, type RealTime, type Use } from './real-time.ts'

const token = 'ghs_0123456789abcdef0123456789abcdef0123'
const pushed = pushTo('main').env['GITHUB_SHA'] ?? ''
const [onStaging, tree] = ['a'.repeat(40), 'b'.repeat(40)]
const environments = 'staging: {branches: develop}\nproduction: {branches: main, requires: staging}'

/** GitHub's API as far as it is asked for the trees of commits, and what it was asked. */
async function withGithub<T>(
  trees: Readonly<Record<string, string>>,
  work: (github: { readonly url: string; readonly asked: readonly string[] }) => Promise<T>,
  status = 200
): Promise<T> {
  const asked: string[] = []
  const server = createServer(({ headers, url = '' }, response) => {
    asked.push(`${headers.authorization === `token ${token}` ? '' : 'without the token '}${url}`)
    const sha = url.split('/').at(-1) ?? ''
    const known = trees[sha]
    const [code, body] = known === undefined ? [404, { message: 'Not Found' }] : [status, { sha, tree: { sha: known } }]
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    return await work({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** A push to main, after a run of another commit was green on staging, of which neither job had a checkout. */
function push(server: RealTime, github: string, inputs: Use['inputs'] = { 'github-token': token }) {
  const name = 'training-staging-1'
  const said = { run_name: name, repository: 'acme/models', environment: 'staging', code_commit: onStaging }
  const gate = { ...said, code_tree: 'unknown' }
  const script = { statuses: [{ atMs: 0, status: 'completed' }], stop: 'graceful', stopTakesMs: 0 } as const
  server.standIn.addRun('staging', { name, extra: { gate } }, script)
  return server.main({ branch: 'main', inputs: { environments, ...inputs }, env: { GITHUB_API_URL: github } })
}

const path = (sha: string): string => `/repos/acme/models/git/commits/${sha}`

test.concurrent('a merge of what was green on staging runs on production, by the trees that GitHub tells', () =>
  onServer({ codeCommit: pushed }, server =>
    withGithub({ [pushed]: tree, [onStaging]: tree }, async github => {
      const result = await push(server, github.url)
      expect([annotations(result, 'error'), result.code]).toEqual([[], 0])
      expect(server.standIn.runs).toHaveLength(2)
      const trees = github.asked.filter(asked => asked.includes('/git/'))
      expect(trees.sort()).toEqual([path(pushed), path(onStaging)].sort())
      expect(shownLog(result.log) + result.summary).not.toContain(token.slice(4))
      expect(result.summary).toContain('green in <code>staging</code>')
    })
  ))

test.concurrent.each([
  ['other files', { [pushed]: tree, [onStaging]: 'c'.repeat(40) }, 200, 'staging has had no run of this code'],
  ['a commit that GitHub does not know', { [pushed]: tree }, 200, 'staging has had no run of this code'],
  [
    'a token without the permission',
    { [pushed]: tree, [onStaging]: tree },
    403,
    'Could not ask GitHub for the git tree'
  ]
])('nothing is started with %s', (_, trees, status, message) =>
  onServer({ codeCommit: pushed }, server =>
    withGithub(
      trees,
      async github => {
        const result = await push(server, github.url)
        expect([result.code, result.outputs['triggered']]).toEqual([1, 'false'])
        expect(annotations(result, 'error').join()).toContain(message)
        expect(server.standIn.runs).toHaveLength(1)
        expect(shownLog(result.log) + result.summary).not.toContain(token.slice(4))
      },
      status
    )
  )
)

test.concurrent('without a token GitHub is not asked, and the error says what would help', () =>
  onServer({ codeCommit: pushed }, server =>
    withGithub({ [pushed]: tree, [onStaging]: tree }, async github => {
      const result = await push(server, github.url, {})
      expect([result.code, github.asked]).toEqual([1, []])
      expect(server.standIn.runs).toHaveLength(1)
      expect(annotations(result, 'error').join()).toContain(
        'or set github-token, so that a merge of the same files counts too'
      )
    })
  ))
