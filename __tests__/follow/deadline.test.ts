import { describe, expect, test } from '@jest/globals'
import { follow } from '../../src/follow/follow.ts'
import { aRun, runJson } from '../pieces/entities.ts'
import { broken, FakeServer, page, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

/** Follows a run to a deadline after ten minutes, its status by virtual time, ms. */
function play(run: (ms: number) => string | Reply, until = 600_000) {
  const looks: number[] = []
  const server = new FakeServer(({ path }) => {
    if (!path.startsWith('/api/v1/runs/')) return page([])
    const ms = server.clock.elapsed()
    looks.push(ms)
    const reply = run(ms)
    if (typeof reply !== 'string') return reply
    return { json: path.endsWith('/status') ? reply : runJson(reply) }
  })
  const cancel = new AbortController()
  const followed = () => follow(server.connection(), aRun(), { signal: cancel.signal, until })
  return { server, cancel, followed, looks }
}

describe('the deadline', () => {
  test.each(['running', 'stopping', 'paused', 'initializing', 'queued', 'a-word-of-tomorrow'])(
    'ends the wait for a run that stays %s',
    async status => {
      const { server, followed } = play(() => status)
      expect(await followed()).toMatchObject({ end: 'deadline', run: { status } })
      expect(server.clock.elapsed()).toBeGreaterThanOrEqual(600_000)
      expect(server.clock.elapsed()).toBeLessThan(611_000)
    }
  )

  test('comes with one last look, which may see the end', async () => {
    const { followed, looks } = play(ms => (ms < 600_000 ? 'running' : 'completed'))
    expect(await followed()).toMatchObject({ end: 'finished', run: { status: 'completed' } })
    expect(looks.at(-1)).toBe(600_000)
  })

  test('comes with one last look, also after trouble that lasted to it', async () => {
    const { followed, server } = play(ms => (ms < 5_000 ? 'running' : ms < 600_000 ? broken(false) : 'completed'))
    expect((await followed()).end).toBe('finished')
    expect(server.clock.elapsed()).toBeLessThan(611_000)
  })

  test('comes with a look at the run itself, whatever is said of its status', async () => {
    const server: FakeServer = new FakeServer(({ path }) => {
      if (path.endsWith('/status')) return { json: 'running' }
      if (!path.startsWith('/api/v1/runs/')) return page([])
      return { json: runJson(server.clock.elapsed() < 50_000 ? 'running' : 'completed') }
    })
    const limits = { signal: new AbortController().signal, until: 50_000 }
    expect((await follow(server.connection(), aRun(), limits)).end).toBe('finished')
  })

  test('is not held up by a last look that fails', async () => {
    const { followed, server } = play(ms => (ms < 5_000 ? 'running' : refused(503, 'E', 'm')))
    expect(await followed()).toMatchObject({ end: 'deadline', run: { status: 'running' } })
    expect(server.clock.elapsed()).toBeLessThan(611_000)
    expect(server.runner.text('info')).toContain('The last look at the deadline failed')
  })

  test('that has passed already still has its look', async () => {
    const { followed, looks } = play(() => 'running', 0)
    expect((await followed()).end).toBe('deadline')
    expect(looks.length).toBeGreaterThan(0)
    expect((await play(() => 'completed', 0).followed()).end).toBe('finished')
  })
})

describe('a run that the server does not know', () => {
  test('may be young', async () => {
    const { followed, server } = play(ms => (ms < 20_000 ? refused(404, 'KeyError', 'none') : 'completed'))
    expect((await followed()).end).toBe('finished')
    expect(server.runner.text('info')).toContain('not visible yet')
  })

  test('is not waited for longer than half a minute', async () => {
    const { followed, server } = play(() => refused(404, 'KeyError', 'none'))
    expect((await failure(followed)).message).toContain('404')
    expect(server.clock.elapsed()).toBeLessThan(36_000)
  })

  test('after it was there has been deleted, which is an error', async () => {
    const { followed, server } = play(ms => (ms < 60_000 ? 'running' : refused(404, 'KeyError', 'none')))
    expect((await failure(followed)).message).toContain('404')
    expect(server.clock.elapsed()).toBeLessThan(70_000)
  })
})

describe.each([400, 401, 402, 403, 404, 405, 409, 422, 501])('a refusal with %d', status => {
  test('passes, also for four minutes', async () => {
    const { followed, looks } = play(
      ms => (ms > 5_000 && ms < 245_000 ? refused(status, 'E', 'm') : 'running'),
      250_000
    )
    expect(await followed()).toMatchObject({ end: 'deadline', run: { status: 'running' } })
    expect(looks.length).toBeLessThan(40)
  })

  test('and nothing else for five minutes is an error that says for how long', async () => {
    const { followed, server } = play(ms => (ms < 5_000 ? 'running' : refused(status, 'E', 'm')))
    expect((await failure(followed)).message).toMatch(
      new RegExp(`the server answered ${status}: m, and nothing else for 5m`)
    )
    expect(server.clock.elapsed()).toBeGreaterThan(300_000)
    expect(server.clock.elapsed()).toBeLessThan(340_000)
  })

  test('that a good answer interrupts begins anew', async () => {
    const { followed } = play(ms => (ms % 250_000 < 10_000 ? 'running' : refused(status, 'E', 'm')), 900_000)
    expect((await followed()).end).toBe('deadline')
  })
})

describe('a run that ZenML says is gone', () => {
  const gone = refused(404, 'KeyError', 'none')

  test('once, as a replica may that lags, is followed on', async () => {
    const { followed } = play(ms => (ms > 60_000 && ms < 64_000 ? gone : 'running'))
    expect((await followed()).end).toBe('deadline')
  })

  test('twice with another answer between is followed on', async () => {
    let said = 0
    const { followed } = play(ms => (ms > 60_000 && ms < 75_000 ? (said++ % 2 === 0 ? gone : 'running') : 'running'))
    expect((await followed()).end).toBe('deadline')
  })
})

describe('the deadline after trouble', () => {
  test.each([
    ['a server that is not reached', broken(false), 'cannot be reached'],
    ['refusals', refused(403, 'E', 'no role'), 'no role'],
    ["another run's body", { json: runJson('completed', { id: 'another' }) }, 'about something else']
  ])('with %s says when the run was seen last, and what keeps from knowing', async (_, reply, words) => {
    const { followed } = play(ms => (ms < 450_000 ? 'running' : reply))
    const { end, run, trouble } = await followed()
    expect([end, run.status]).toEqual(['deadline', 'running'])
    expect(trouble?.problem).toContain(words)
    expect(trouble?.unseenMs).toBeGreaterThan(150_000)
    expect(trouble?.unseenMs).toBeLessThan(170_000)
  })

  test('says nothing of trouble if the last look sees the run', async () => {
    const { followed } = play(ms => (ms > 450_000 && ms < 600_000 ? broken(false) : 'running'))
    expect((await followed()).trouble).toBeUndefined()
  })
})

describe('a cancel', () => {
  test.each([0, 1, 30_500])('after %d ms ends the wait at once', async ms => {
    const { followed, cancel, server } = play(() => 'running')
    server.clock.at(ms, () => cancel.abort(new Error('cancelled')))
    expect((await followed()).end).toBe('cancelled')
    expect(server.clock.elapsed()).toBeLessThanOrEqual(ms + 1_000)
  })

  test('while the server is in trouble ends the wait at once', async () => {
    const { followed, cancel, server } = play(() => broken(false))
    server.clock.at(100_000, () => cancel.abort(new Error('cancelled')))
    expect((await followed()).end).toBe('cancelled')
    expect(server.clock.elapsed()).toBe(100_000)
  })

  test.each(['/steps', 'hydrate=true'])('while the end is being read (%s) does not undo it', async place => {
    const cancel = new AbortController()
    const server = new FakeServer(({ path }) => {
      if (path.includes(place)) cancel.abort(new Error('cancelled'))
      if (path.endsWith('/status')) return { json: 'completed' }
      return path.startsWith('/api/v1/runs/') ? { json: runJson('completed') } : page([])
    })
    const limits = { signal: cancel.signal, until: 600_000 }
    expect(await follow(server.connection(), aRun(), limits)).toMatchObject({
      end: 'finished',
      run: { status: 'completed' }
    })
  })

  test('in the middle of a look at a run that goes on is a cancel', async () => {
    const cancel = new AbortController()
    const server = new FakeServer(({ path }) => {
      if (path.includes('/steps')) cancel.abort(new Error('cancelled'))
      return path.startsWith('/api/v1/runs/') ? { json: runJson('running') } : page([])
    })
    const followed = await follow(server.connection(), aRun(), { signal: cancel.signal, until: 600_000 })
    expect(followed.end).toBe('cancelled')
    expect(server.clock.elapsed()).toBe(0)
  })
})
