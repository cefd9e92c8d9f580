import { describe, expect, test } from '@jest/globals'
import type { Trigger } from '../../src/trigger/expected-run.ts'
import { startRun } from '../../src/trigger/start-run.ts'
import { aSnapshot, runJson } from '../pieces/entities.ts'
import { broken, FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const runName = 'training-1'
const queueFull = refused(429, 'MaxConcurrentTasksError', 'Maximum number of concurrent snapshot tasks reached.')
const taken = refused(409, 'EntityExistsError', 'Pipeline run name already exists')
const own = runJson('initializing', { name: runName })

/** Starts a run at a server that answers each start and each look-up in turn, the last answer for ever. */
function start(starts: readonly Reply[], lookUps: readonly Reply[] = [page([])], until = 3_600_000) {
  const count = { start: 0, lookUp: 0 }
  const next = (replies: readonly Reply[], nth: number): Reply => replies[Math.min(nth, replies.length - 1)] ?? {}
  const server = new FakeServer(({ method }) =>
    method === 'POST' ? next(starts, count.start++) : next(lookUps, count.lookUp++)
  )
  const trigger: Trigger = {
    connection: server.connection(),
    snapshot: aSnapshot(),
    identity: { runName, lineage: '-x-' },
    configuration: { run_name: runName },
    idempotencyKey: '5f1c7e0a-0000-4000-8000-000000000000'
  }
  const cancel = new AbortController()
  const remembered: boolean[] = []
  const remember = (mayExist: boolean) => void remembered.push(mayExist)
  const run = () => startRun(trigger, { signal: cancel.signal, until, remember })
  return { server, run, cancel, remembered, starts: () => server.requests.filter(({ method }) => method === 'POST') }
}

test('a run that is made is the one', async () => {
  const { run, starts, remembered } = start([{ json: own }])
  expect(await run()).toMatchObject({ id: ids.run, name: runName })
  expect(starts()).toHaveLength(1)
  expect(remembered).toEqual([true])
})

describe('after an unclear answer', () => {
  test.each([
    ['a connection that broke', broken(true)],
    ['a timeout', broken(true, 'timeout')],
    ['an answer that is too large', broken(true, 'too-large')],
    ['408', refused(408, 'E', 'm')],
    ['429 of a transaction in progress', refused(429, 'TooManyRequests', 'transaction in progress')],
    ['500', refused(500, 'E', 'm')],
    ['502', refused(502, 'E', 'm')],
    ['503', refused(503, 'E', 'm')],
    ['504', refused(504, 'E', 'm')],
    ['524', refused(524, 'E', 'm')],
    ['499', refused(499, 'E', 'm')],
    ["a gateway's JSON", { status: 404, json: { message: 'no Route matched' } }],
    ["a gateway's page", { page: '<html>', status: 502 }],
    ['a page with 200', { page: '<html>' }],
    ['an answer that is not a run', { json: { hello: 1 } }],
    ["another job's run of the same account", { json: runJson('running', { name: 'neighbour-1', id: 'neighbour' }) }],
    ["another account's run", { json: runJson('running', { name: 'x', id: 'y', account: 'somebody-else' }) }],
    ['a redirect', { status: 307, headers: { location: 'https://evil.test' } }]
  ])('%s, the run is looked for by its name before anything else, and taken', async (_, reply) => {
    const { run, server, starts } = start([reply], [page([own])])
    expect((await run()).id).toBe(ids.run)
    expect(starts()).toHaveLength(1)
    expect(server.asked[1]).toContain(`name=${encodeURIComponent(`equals:${runName}`)}`)
    expect(server.clock.elapsed()).toBe(0)
  })

  test('and no run of the name, the same request is sent again, with the same key', async () => {
    const { run, starts } = start([broken(true), refused(502, 'E', 'm'), { json: own }])
    await run()
    expect(starts()).toHaveLength(3)
    expect(new Set(starts().map(request => JSON.stringify([request.headers, request.body, request.path]))).size).toBe(1)
  })

  test('six times, the step fails, and it stays remembered that a run may exist', async () => {
    const { run, starts, remembered } = start([refused(502, 'E', 'm')])
    expect((await failure(run)).message).toContain('502')
    expect(starts()).toHaveLength(6)
    expect(remembered).not.toContain(false)
  })

  test('a refusal later does not undo the doubt', async () => {
    const { run, remembered } = start([broken(true), refused(403, 'E', 'm')])
    await failure(run)
    expect(remembered.at(-1)).toBe(true)
  })

  test('the look-up has patience of its own', async () => {
    const { run, starts } = start([broken(true)], [refused(503, 'E', 'm'), broken(true), page([own])])
    expect((await run()).id).toBe(ids.run)
    expect(starts()).toHaveLength(1)
  })

  test('a list of other runs is not an answer to the look-up, which is made again', async () => {
    const others = page([runJson('running', { name: `${runName}x` })])
    const { run, starts } = start([broken(true)], [others, others, page([own])])
    expect((await run()).id).toBe(ids.run)
    expect(starts()).toHaveLength(1)
  })

  test('a refusal of the look-up passes, since the run may be there', async () => {
    const { run, starts } = start([broken(true)], [refused(403, 'E', 'm'), refused(404, 'E', 'm'), page([own])])
    expect((await run()).id).toBe(ids.run)
    expect(starts()).toHaveLength(1)
  })
})

test('a job that is cancelled before the request sends none, and nothing has to be remembered', async () => {
  const { run, cancel, server, remembered } = start([{ json: own }])
  cancel.abort(new Error('cancelled'))
  await expect(run()).rejects.toThrow('cancelled')
  expect(server.requests).toEqual([])
  expect(remembered).toEqual([])
})

test('a deadline that has passed before the request is an error, and nothing has to be remembered', async () => {
  const { run, server, remembered } = start([{ json: own }], [page([])], 0)
  expect((await failure(run)).remedy).toContain('longer timeout')
  expect(server.requests).toEqual([])
  expect(remembered).toEqual([])
})

test('a request at the deadline gets time to be answered, since it may make the run anyway', async () => {
  const { run, starts } = start([{ json: own }], [page([])], 1_000)
  await run()
  expect(starts()[0]?.timeoutMs).toBe(11_000)
})

test('a request that was never sent is sent again without a look-up', async () => {
  const { run, server, starts } = start([broken(false), { json: own }])
  await run()
  expect(starts()).toHaveLength(2)
  expect(server.requests).toHaveLength(2)
})

describe('after 409', () => {
  test('the run of this name is taken if it fits', async () => {
    const { run, starts } = start([taken], [page([own])])
    expect((await run()).id).toBe(ids.run)
    expect(starts()).toHaveLength(1)
  })

  test('a run that somebody else made under this name is not taken', async () => {
    const { run } = start([taken], [page([runJson('running', { name: runName, account: 'somebody-else' })])])
    expect((await failure(run)).message).toContain('another account started it')
  })

  test('a run that the account does not see for half a minute fails the step', async () => {
    const { run, server, starts, remembered } = start([taken])
    expect((await failure(run)).remedy).toContain('this account cannot see it')
    expect(starts()).toHaveLength(1)
    expect(server.clock.elapsed()).toBeLessThan(31_000)
    // It may be this trigger's own, and has to be stopped then.
    expect(remembered).not.toContain(false)
  })

  test('a run that a replica does not show yet is waited for', async () => {
    const { run, server } = start([taken], [page([]), page([]), page([]), page([own])])
    expect((await run()).id).toBe(ids.run)
    expect(server.clock.elapsed()).toBe(3_000)
  })

  test('a run of any age is the one, since its name is: no clock has to say so', async () => {
    const old = { ...own, body: { ...own.body, created: '2026-11-20T12:00:00.000000' } }
    expect((await start([taken], [page([old])]).run()).id).toBe(ids.run)
  })
})

describe('while an earlier request is still at work', () => {
  const busy = refused(429, 'TooManyRequests', 'transaction in progress')

  test('the run is waited for, longer than through other trouble', async () => {
    const { run, starts } = start([...Array<Reply>(29).fill(busy), { json: own }])
    expect((await run()).id).toBe(ids.run)
    expect(starts()).toHaveLength(30)
  })

  test('not without end, and it stays remembered that a run may exist', async () => {
    const { run, server, starts, remembered } = start([busy])
    expect((await failure(run)).message).toContain('transaction in progress')
    expect(starts()).toHaveLength(30)
    expect(server.clock.elapsed()).toBeLessThan(600_000)
    expect(remembered).not.toContain(false)
  })
})

describe('while the queue is full', () => {
  test('a slot is waited for, however often that takes', async () => {
    const { run, starts } = start([...Array<Reply>(40).fill(queueFull), { json: own }])
    expect((await run()).id).toBe(ids.run)
    expect(starts()).toHaveLength(41)
  })

  test('no longer than the timeout', async () => {
    const { run, server, remembered } = start([queueFull], [page([])], 600_000)
    const error = await failure(run)
    expect(error.message).toContain('429')
    expect(error.remedy).toContain('run queue is full')
    expect(server.clock.elapsed()).toBe(600_000)
    expect(remembered.at(-1)).toBe(false)
  })

  test('as long as the server asks for', async () => {
    const { run, server } = start([{ ...queueFull, headers: { 'retry-after': '90' } }, { json: own }])
    await run()
    expect(server.clock.slept).toEqual([90_000])
  })

  test('the job can be cancelled', async () => {
    const { run, server, cancel, starts } = start([queueFull])
    server.clock.at(5_000, () => cancel.abort(new Error('cancelled')))
    await expect(run()).rejects.toThrow('cancelled')
    expect(server.clock.elapsed()).toBe(5_000)
    expect(starts()).toHaveLength(4)
  })
})

test.each([
  [400, 'Correct config'],
  [402, 'Pro plan'],
  [403, 'role that may run this snapshot'],
  [404, 'use command'],
  [405, 'no workload manager; set command instead of pipeline'],
  [422, 'Correct config']
])('a refusal with %d is final, with its remedy, and no run can exist', async (status, remedy) => {
  const { run, starts, remembered } = start([refused(status, 'E', 'm')])
  const error = await failure(run)
  expect(error.remedy).toContain(remedy)
  expect(starts()).toHaveLength(1)
  expect(remembered).toEqual([true, false])
})

test.each([400, 401, 403, 404, 422, 501])(
  'a refusal with %d that was meant for somebody else hides no run',
  async status => {
    const { run, starts, remembered } = start([refused(status, 'E', 'm')], [page([own])])
    expect((await run()).id).toBe(ids.run)
    expect(starts()).toHaveLength(1)
    expect(remembered).not.toContain(false)
  }
)

test('a refusal stands, and stays in doubt, if the run cannot be looked for', async () => {
  const { run, remembered } = start([refused(403, 'E', 'may not start')], [refused(403, 'E', 'may not list')])
  expect((await failure(run)).message).toContain('may not start')
  expect(remembered).not.toContain(false)
})

test('a refusal at the deadline is not looked into for longer than ten seconds', async () => {
  const late = { headers: { 'retry-after': '9' }, status: 503, json: { detail: 'busy' } }
  const { run, server } = start([refused(403, 'E', 'may not start')], [late], 1_000)
  expect((await failure(run)).message).toContain('may not start')
  expect(server.clock.elapsed()).toBeLessThanOrEqual(10_000)
})

test('a certificate that is not trusted is final', async () => {
  const { run, starts, remembered } = start([broken(false, 'certificate')])
  await failure(run)
  expect(starts()).toHaveLength(1)
  expect(remembered).toEqual([true, false])
})

test("in answer to the start itself is checked too: colliding keys can give another account's", async () => {
  const { run, starts } = start([{ json: runJson('running', { account: 'somebody-else' }) }])
  expect((await failure(run)).message).toContain('another account started it')
  expect(starts()).toHaveLength(1)
})
