import { describe, expect, test } from '@jest/globals'
import { stopRun } from '../../src/follow/stop.ts'
import { runJson } from '../pieces/entities.ts'
import { broken, FakeServer, ids, type Reply, refused } from '../pieces/fake-server.ts'

const limits = { forMs: 10_000, everyMs: 1_000 }
const tooEarly = refused(
  403,
  'IllegalOperationError',
  'Cannot stop a pipeline run that has no orchestrator run id yet.'
)

/** A server that answers each stop in turn, and says that the run has a status. */
function at(stops: readonly Reply[], status: Reply | string = 'initializing') {
  let stop = 0
  const server = new FakeServer(({ method }) => {
    if (method === 'POST') return stops[Math.min(stop++, stops.length - 1)] ?? {}
    return typeof status === 'string' ? { json: runJson(status) } : status
  })
  const posts = () => server.requests.filter(({ method }) => method === 'POST')
  return { server, posts, stop: (change = {}) => stopRun(server.client(), ids.run, { ...limits, ...change }) }
}

test.each([
  [200, 'requested'],
  [501, 'requested'],
  [404, 'ended']
] as const)('an answer of %d means %s, with a single request and no noise', async (status, result) => {
  const { server, stop } = at([refused(status, 'KeyError', 'm')])
  expect((await stop()).kind).toBe(result)
  expect(server.asked).toEqual([`POST /api/v1/runs/${ids.run}/stop?graceful=true`])
  expect(server.runner.text('info', 'notice', 'warning', 'error')).toBe('')
})

describe('a refusal', () => {
  test.each([
    ['stopping', 'requested'],
    ['cancelling', 'requested'],
    ['stopped', 'ended'],
    ['completed', 'ended'],
    ['failed', 'ended'],
    ['cancelled', 'ended']
  ] as const)('of a run that is %s means %s, without noise', async (status, result) => {
    const { server, stop } = at([refused(403, 'IllegalOperationError', 'no')], status)
    expect((await stop()).kind).toBe(result)
    expect(server.runner.text('info', 'notice', 'warning', 'error')).toBe('')
  })

  test('of a run that is too young is repeated until it works', async () => {
    const { posts, server, stop } = at([tooEarly, tooEarly, {}])
    expect((await stop()).kind).toBe('requested')
    expect(posts()).toHaveLength(3)
    expect(server.clock.slept).toEqual([1_000, 1_000])
  })

  test('for all the time is told, and is no error', async () => {
    const { server, stop } = at([tooEarly])
    expect((await stop()).kind).toBe('pending')
    expect(server.clock.elapsed()).toBeLessThan(10_000)
    expect(server.runner.text('info')).toContain('no orchestrator run id yet')
    expect(server.runner.text('notice', 'warning', 'error')).toBe('')
  })

  test('for another reason is no end either', async () => {
    expect((await at([refused(400, 'E', 'odd')], 'running').stop()).kind).toBe('pending')
  })
})

test.each([
  ['a broken connection', broken(true)],
  ['a server in trouble', refused(503, 'E', 'm')],
  ["a gateway's page", { page: '<html>' }]
])('%s does not end the tries', async (_, trouble) => {
  const { posts, stop } = at([trouble, {}], trouble)
  expect((await stop()).kind).toBe('requested')
  expect(posts()).toHaveLength(2)
})

test('a server that is never reached is a failure, and nothing is thrown', async () => {
  const { server, stop } = at([broken(false)], broken(false))
  expect((await stop()).kind).toBe('pending')
  expect(server.runner.text('info')).toContain('can not be reached')
})

test('twice is as good as once', async () => {
  const { stop } = at([{}, refused(403, 'IllegalOperationError', 'Run is already being stopped.')], 'stopping')
  expect((await stop()).kind).toBe('requested')
  expect((await stop()).kind).toBe('requested')
})

test('once is tried even where there is no time left', async () => {
  const { posts, stop } = at([{}])
  expect((await stop({ forMs: 0 })).kind).toBe('requested')
  expect(posts()[0]?.timeoutMs).toBe(500)
})
