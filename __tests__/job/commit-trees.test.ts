import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@jest/globals'
import { type TreeJob, treesOf } from '../../src/job/commit-trees.ts'
import { systemClock } from '../../src/node/clock.ts'
import { failure } from '../pieces/thrown.ts'

const [own, other] = ['a', 'b'].map(sign => sign.repeat(40)) as [string, string]
const tree = 'c'.repeat(40)

/** Asks for trees as a job does, beside an API of GitHub's that knows one commit; gives the commits that it was asked for. */
async function withTrees(
  { leftMs = 60_000, token = 'ghs_secret', tree: known }: { leftMs?: number; token?: string | null; tree?: string },
  work: (trees: ReturnType<typeof treesOf>) => Promise<void>
): Promise<readonly string[]> {
  const asked: string[] = []
  const github = createServer(({ url = '' }, response) => {
    const commit = url.replace(/.*\//, '')
    asked.push(commit)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ sha: commit, tree: { sha: tree } }))
  })
  await new Promise<void>(resolve => github.listen(0, '127.0.0.1', resolve))
  const env = { GITHUB_API_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}` }
  const job = {
    inputs: { githubToken: token ?? undefined },
    invocation: { repository: 'acme/models' },
    until: systemClock.elapsed() + leftMs,
    world: { clock: systemClock, cancel: new AbortController().signal, env }
  } as unknown as TreeJob
  try {
    await work(treesOf(job, { commit: own, tree: known }))
  } finally {
    github.closeAllConnections()
    github.close()
  }
  return asked
}

test('the tree of the code that is known is not asked for', async () => {
  expect(await withTrees({ tree: 't' }, async trees => expect(await trees(own)).toBe('t'))).toEqual([])
})

test('any other tree is asked of GitHub, once for each commit', async () => {
  const asked = await withTrees({}, async trees => {
    expect(await Promise.all([trees(own), trees(other), trees(own)])).toEqual([tree, tree, tree])
    expect(await trees(other)).toBe(tree)
  })
  expect(asked.toSorted()).toEqual([own, other])
})

test('without a token no other tree is known', async () => {
  const asked = await withTrees({ token: null, tree: 't' }, async trees => {
    expect([await trees(own), await trees(other)]).toEqual(['t', undefined])
  })
  expect(asked).toEqual([])
})

test('GitHub is not waited for beyond the timeout of the step', async () => {
  await withTrees({ leftMs: -1_000 }, async trees => {
    expect(await failure(() => trees(other))).toMatchObject({ where: 'github-token' })
  })
})
