import { afterEach, expect, test } from '@jest/globals'
import { reconnect } from '../../src/job/reconnect.ts'
import { endJobs, killed } from '../pieces/killed-job.ts'
import { answer, apiKey, type Instead, serverUrl } from '../pieces/memory-job.ts'
import { failure } from '../pieces/thrown.ts'

afterEach(endJobs)

interface Change {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** What answers post's logins. */
  readonly login?: Instead
}

/** Post's login within two minutes, with inputs and environment as a later step has changed them since main. */
async function again({ env = {}, inputs = {}, login }: Change = {}) {
  let isPost = false
  const instead: Instead = (sent, pass) => (isPost && sent.question === 'login' ? login?.(sent, pass) : undefined)
  const { job, state } = await killed({}, { instead })
  isPost = true
  job.networks.length = 0
  job.runner.masks.length = 0
  const beganMs = job.time.elapsed
  const world = job.world(inputs, env)
  const begin = () => Promise.race([reconnect(world, state, world.clock.elapsed() + 120_000), job.time.hung])
  return { begin, job, tookMs: () => job.time.elapsed - beganMs }
}

test('post logs in where main was, and the key is hidden before that', async () => {
  const { begin, job } = await again()
  const session = await begin()
  expect(session.access.base.href).toBe(`${serverUrl}/`)
  expect(job.sent.map(({ question }) => question)).toEqual(['login'])
  const hidden = job.runner.masks.find(({ secret }) => secret === apiKey)
  expect(hidden?.order).toBeLessThan(job.sent[0]?.order ?? 0)
})

const otherWay =
  'ca-certificate, client-certificate, a proxy, NODE_TLS_REJECT_UNAUTHORIZED or another certificate variable'

test.each<[string, Change, string]>([
  ['the environment is no longer there', { inputs: { environments: 'other: develop' } }, 'environments'],
  ['the server is another one', { inputs: { 'server-url': 'https://evil.test' } }, 'server-url'],
  ['the way to the server is another one', { env: { HTTPS_PROXY: 'http://evil.test:1' } }, otherWay]
])('the key is sent nowhere if %s, and the error says what to do', async (_, change, what) => {
  const { begin, job } = await again(change)
  const error = await failure(begin)
  expect(error).toMatchObject({
    message: `${what} is not what the main step used, so the API key is not sent there`,
    remedy:
      'A later step of the job has changed it. Look for the run in the dashboard, and stop it there if it is still active.'
  })
  expect([job.networks, job.sent]).toEqual([[], []])
})

test('a refusal that passes does not keep post from logging in, since main had good answers', async () => {
  const { begin, job } = await again({
    login: (_, pass) => (job.time.elapsed < 60_000 ? answer(403, { detail: 'no' }) : pass())
  })
  await expect(begin()).resolves.toBeDefined()
  expect(job.sent.length).toBeGreaterThan(1)
})

test('a server that is in trouble is asked until the time is over, and no longer', async () => {
  const { begin, tookMs } = await again({ login: () => answer(503, {}) })
  expect((await failure(begin)).message).toContain('503')
  expect(tookMs()).toBeGreaterThan(90_000)
  expect(tookMs()).toBeLessThanOrEqual(120_000)
})

test('a key that opened the server before is not given up after one refusal', async () => {
  let refusals = 0
  const said = { detail: ['CredentialsNotValid', 'The key is not valid.'] }
  const { begin } = await again({ login: (_, pass) => (refusals++ === 0 ? answer(401, said) : pass()) })
  await expect(begin()).resolves.toBeDefined()
})
