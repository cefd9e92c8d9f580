import { afterEach, expect, test } from '@jest/globals'
import { Github } from '../../src/github/client.ts'
import { treeByGithub } from '../../src/github/commit-tree.ts'
import { patiently } from '../../src/github/retry.ts'
import { systemClock } from '../../src/node/clock.ts'
import { explain } from '../../src/text/errors.ts'
import { failure } from '../pieces/thrown.ts'

const proxies = { https_proxy: 'a b:80', no_proxy: '', NO_PROXY: '' }
const before = { ...process.env }
afterEach(() => {
  for (const name of Object.keys(proxies)) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
})

test('a proxy that is not an address is said at once, with what to correct', async () => {
  Object.assign(process.env, proxies)
  const waits: string[] = []
  const log = { info: (line: string) => void waits.push(line) }
  const access = { token: 'ghs_x', apiUrl: undefined, repository: 'acme/models', clock: systemClock }
  const asked = patiently({ clock: systemClock, log, what: 'comment', limitMs: 30_000, signal: undefined }, signal =>
    new Github({ ...access, signal }).ask(octokit => octokit.graphql('query { viewer { databaseId } }'))
  )

  expect(explain(await failure(() => asked))).toBe(
    "GitHub's API cannot be used as this job is set up (Invalid URL). Correct the proxy's address in HTTPS_PROXY or HTTP_PROXY, or GITHUB_API_URL."
  )
  expect(waits).toEqual([])
}, 30_000)

test('so is it where the tree of a commit is asked for: it is not the token that has to be corrected', async () => {
  Object.assign(process.env, proxies)
  const signal = new AbortController().signal
  const access = { token: 'ghs_x', apiUrl: undefined, repository: 'acme/models', clock: systemClock, signal }

  const error = await failure(() => treeByGithub(access, 'a'.repeat(40)))
  expect(error.message).toBe("GitHub's API cannot be used as this job is set up (Invalid URL)")
})
