import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterEach, expect, test } from '@jest/globals'
import { treeByGithub } from '../../src/github/commit-tree.ts'
import { systemClock } from '../../src/node/clock.ts'
import { failure } from '../pieces/thrown.ts'

const commit = 'a'.repeat(40)
const tree = 'b'.repeat(40)

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** Asks a stand-in of GitHub's API on loopback, which answers in one way; returns what was asked, too. */
async function ask(status: number, body: unknown, signal = new AbortController().signal, limitMs = 60_000) {
  const asked: IncomingMessage[] = []
  const listening = createServer((request, response) => {
    asked.push(request)
    if (status === 0) return
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  server = listening
  await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve))
  const address = listening.address()
  const port = typeof address === 'object' ? address?.port : 0

  const question = { token: 'ghs_secret', apiUrl: `http://127.0.0.1:${port}/api/v3`, repository: 'acme/models' }
  const answer = treeByGithub({ ...question, clock: systemClock, limitMs, signal }, commit)
  return { answer, asked }
}

test('the tree of a commit is asked for once, with the token', async () => {
  const { answer, asked } = await ask(200, { sha: commit, tree: { sha: tree } })
  expect(await answer).toBe(tree)
  expect(asked.map(({ url }) => url)).toEqual([`/api/v3/repos/acme/models/git/commits/${commit}`])
  expect(asked[0]?.headers.authorization).toBe('token ghs_secret')
})

test.each([
  ['a commit that the repository has not', 404, { message: 'Not Found' }],
  ['no commit', 422, { message: 'The SHA does not exist' }],
  ['another commit', 200, { sha: 'c'.repeat(40), tree: { sha: tree } }],
  ['no tree', 200, { sha: commit }],
  ['a tree that is none', 200, { sha: commit, tree: { sha: 'main' } }],
  ['nothing', 200, null]
])('an answer about %s says nothing', async (_, status, body) => {
  const { answer } = await ask(status, body)
  expect(await answer).toBeUndefined()
})

test.each([401, 403, 500, 503])('a refusal with %d is an error that names the input, and no secret', async status => {
  const { answer } = await ask(status, { message: 'Bad credentials' })
  const error = await failure(() => answer)
  expect(error).toMatchObject({ where: 'github-token' })
  expect(error.message).toMatch(/^Could not ask GitHub for the git tree of commit aaaaaaaaaaaa: Bad credentials/)
  expect(error.remedy).toContain("'contents: read'")
  expect(`${error.message}${error.remedy}`).not.toContain('ghs_secret')
})

test('an answer that does not come in time is an error as well', async () => {
  const { answer } = await ask(0, undefined, new AbortController().signal, 50)
  const { message } = await failure(() => answer)
  expect(message).toBe('Could not ask GitHub for the git tree of commit aaaaaaaaaaaa: nothing came back within 50 ms')
})

test('a cancel ends the question', async () => {
  const cancel = new AbortController()
  const { answer, asked } = await ask(0, undefined, cancel.signal)
  const ended = expect(answer).rejects.toBe('cancelled')
  while (asked.length === 0) await new Promise(resolve => setTimeout(resolve, 10))
  cancel.abort('cancelled')
  await ended
})
