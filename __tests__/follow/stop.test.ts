import { describe, expect, test } from '@jest/globals'
import { awaitStopped, endRun, stopRun } from '../../src/follow/stop.ts'
import { aRun, runJson } from '../pieces/entities.ts'
import { broken, FakeServer, ids, type Reply, refused } from '../pieces/fake-server.ts'

const limits = { forMs: 10_000, everyMs: 1_000 }
const tooEarly = refused(
  403,
  'IllegalOperationError',
  'Cannot stop a pipeline run that has no orchestrator run id yet.'
)
const notImplemented = refused(501, 'NotImplementedError', "The 'X' orchestrator does not support stopping.")
const gone = refused(404, 'KeyError', 'none')
const loud = ['info', 'notice', 'warning', 'error'] as const

/** A server that answers each stop in turn, the last one for ever, and each look at the run, by virtual time. */
function at(stops: readonly Reply[], look: (ms: number, stops: number) => string | Reply = () => 'running') {
  let stop = 0
  const server: FakeServer = new FakeServer(({ method }) => {
    if (method === 'POST') return stops[Math.min(stop++, stops.length - 1)] ?? {}
    const seen = look(server.clock.elapsed(), stop)
    return typeof seen === 'string' ? { json: runJson(seen) } : seen
  })
  const posts = () => server.requests.filter(({ method }) => method === 'POST')
  return { server, posts, stop: (change = {}) => stopRun(server.session(), ids.run, { ...limits, ...change }) }
}

describe('a stop was made if the run itself says so', () => {
  test.each([
    [200, 'stopping', 'stopping'],
    [200, 'cancelling', 'stopping'],
    [200, 'stopped', 'ended'],
    [501, 'stopping', 'stopping'],
    [501, 'stopped', 'ended'],
    [403, 'stopping', 'stopping'],
    [403, 'stopped', 'ended'],
    [403, 'completed', 'ended'],
    [403, 'failed', 'ended'],
    [403, 'cancelled', 'ended']
  ] as const)('after an answer of %d and the status %s: %s, without noise', async (answer, status, kind) => {
    const { server, stop } = at([answer === 200 ? {} : refused(answer, 'E', 'm')], () => status)
    expect(await stop()).toMatchObject({ kind, run: { status } })
    expect(server.asked).toEqual([
      `POST /api/v1/runs/${ids.run}/stop?graceful=true`,
      `GET /api/v1/runs/${ids.run}?hydrate=true`
    ])
    expect(server.runner.text(...loud)).toBe('')
  })
})

describe('a stop was not made', () => {
  test.each([
    ["a gateway's 200", { json: { ok: true } }],
    ['a 200 without a word', {}],
    ['an orchestrator that does not stop', notImplemented],
    ['a refusal for another reason', refused(400, 'E', 'odd')],
    ['a run that is too young', tooEarly]
  ])('by %s, although the run goes on: it is asked for again, and pending is reported', async (_, reply) => {
    const { posts, server, stop } = at([reply])
    expect(await stop()).toEqual({ kind: 'pending' })
    expect(posts()).toHaveLength(10)
    expect(server.clock.elapsed()).toBeLessThan(10_000)
    expect(server.runner.text('info')).toMatch(/^The run could not be stopped yet: .+/)
    expect(server.runner.text('notice', 'warning', 'error')).toBe('')
  })

  test("by a look that is answered with another run's body", async () => {
    const { stop, server } = at([{}], () => ({ json: runJson('stopped', { id: 'another' }) }))
    expect((await stop()).kind).toBe('pending')
    expect(server.runner.text('info')).toContain('about something else')
  })
})

test('a run that is too young is asked for again until it works', async () => {
  const { posts, server, stop } = at([tooEarly, tooEarly, {}], (_, stops) => (stops < 3 ? 'initializing' : 'stopping'))
  expect((await stop()).kind).toBe('stopping')
  expect(posts()).toHaveLength(3)
  expect(server.clock.slept).toEqual([1_000, 1_000])
})

test('a replica that lags is asked once more', async () => {
  const { stop } = at([{}, refused(403, 'IllegalOperationError', 'Run is already being stopped.')], ms =>
    ms < 2_500 ? 'running' : 'stopping'
  )
  expect((await stop()).kind).toBe('stopping')
})

describe('a run that ZenML says is gone', () => {
  test('for some seconds has ended', async () => {
    const { server, stop } = at([gone], () => gone)
    expect(await stop()).toEqual({ kind: 'ended', run: undefined })
    expect(server.clock.elapsed()).toBe(5_000)
  })

  test('is not gone if the stop is refused for another reason: a replica lags', async () => {
    const { server, stop } = at([tooEarly], () => gone)
    expect((await stop()).kind).toBe('pending')
    expect(server.runner.text('info')).toBe('The run could not be stopped yet: The server knows no such run.')
  })

  test('once is asked for again', async () => {
    const { stop } = at([gone, {}], ms => (ms < 1_000 ? gone : 'stopping'))
    expect((await stop()).kind).toBe('stopping')
  })
})

test.each([
  ['a broken connection', broken(true)],
  ['a server in trouble', refused(503, 'E', 'm')],
  ["a gateway's page", { page: '<html>' }],
  ['a path that is not there', refused(404, 'Not Found', 'x')]
])('%s does not end the tries', async (_, trouble) => {
  const { posts, stop } = at([trouble, {}], (__, stops) => (stops < 2 ? trouble : 'stopping'))
  expect((await stop()).kind).toBe('stopping')
  expect(posts()).toHaveLength(2)
})

test('a server that is never reached is a failure, and nothing is thrown', async () => {
  const { server, stop } = at([broken(false)], () => broken(false))
  expect((await stop()).kind).toBe('pending')
  expect(server.asked).toHaveLength(10)
  expect(server.runner.text('info')).toContain('cannot be reached')
})

test('once is tried even if there is no time left', async () => {
  const { posts, stop } = at([{}], () => 'stopping')
  expect((await stop({ forMs: 0 })).kind).toBe('stopping')
  expect(posts()[0]?.timeoutMs).toBe(500)
})

test('an abort ends it at once', async () => {
  const { server, stop } = at([tooEarly])
  const cancel = new AbortController()
  server.clock.at(2_500, () => cancel.abort(new Error('cancelled')))
  expect((await stop({ signal: cancel.signal })).kind).toBe('pending')
  expect(server.clock.elapsed()).toBe(2_500)
})

describe('waiting for the end of a run that is being stopped', () => {
  const stopping = aRun({ status: 'stopping' })
  const wait = (server: FakeServer) => awaitStopped(server.session(), stopping, limits)

  test('sees its end, which may be another than the stop', async () => {
    const { server } = at([], ms => (ms < 4_000 ? 'stopping' : 'completed'))
    expect(await wait(server)).toMatchObject({ kind: 'ended', run: { status: 'completed' } })
    expect(server.clock.elapsed()).toBe(4_000)
  })

  test('ends with the time, and asks nothing but how the run is', async () => {
    const { posts, server } = at([], () => 'stopping')
    expect(await wait(server)).toMatchObject({ kind: 'stopping', run: { status: 'stopping' } })
    expect(server.clock.elapsed()).toBeLessThan(10_000)
    expect([posts(), server.asked.some(asked => asked.includes('/resolve'))]).toEqual([[], false])
  })

  test.each([
    ['trouble', broken(true)],
    ["another run's body", { json: runJson('stopped', { id: 'another' }) }]
  ])('outlasts %s', async (_, reply) => {
    const { server } = at([], ms => (ms < 4_000 ? reply : 'stopped'))
    expect(await wait(server)).toMatchObject({ kind: 'ended', run: { status: 'stopped' } })
  })
})

describe('a run that waits for a person', () => {
  /** A run with an open question, which stays `stopping` until the question is aborted. */
  function asking(resolve: Reply = { json: { id: 'q' } }) {
    const seen = { stopped: false, aborted: false }
    const server: FakeServer = new FakeServer(({ method }) => {
      if (method === 'POST') {
        seen.stopped = true
        return {}
      }
      if (method === 'PUT') {
        seen.aborted = !('status' in resolve)
        return resolve
      }
      const status = seen.aborted ? 'stopped' : seen.stopped ? 'stopping' : 'paused'
      const run = runJson(status)
      const condition = seen.aborted ? null : { id: 'question-1', name: 'approve' }
      return { json: { ...run, resources: { ...run.resources, active_wait_condition: condition } } }
    })
    return server
  }

  test('is stopped, and ended by the abort of its question, after a moment to end by itself', async () => {
    const server = asking()
    expect(await endRun(server.session(), ids.run, limits)).toMatchObject({ kind: 'ended', run: { status: 'stopped' } })
    const put = server.requests.find(({ method }) => method === 'PUT')
    expect(put).toMatchObject({
      path: '/api/v1/run_wait_conditions/question-1/resolve',
      body: '{"resolution":"abort"}'
    })
    expect(server.clock.elapsed()).toBe(2_000)
    expect(server.runner.text('info')).toContain('its question is aborted')
  })

  test('stays stopping if the abort is refused', async () => {
    const server = asking(refused(403, 'E', 'no'))
    expect((await endRun(server.session(), ids.run, limits)).kind).toBe('stopping')
  })
})

test('a run whose stop was not made is not waited for', async () => {
  const { server } = at([tooEarly], () => 'initializing')
  expect(await endRun(server.session(), ids.run, limits)).toEqual({ kind: 'pending' })
  expect(server.clock.elapsed()).toBeLessThan(10_000)
})
