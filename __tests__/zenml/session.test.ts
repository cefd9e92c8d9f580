import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/text/errors.ts'
import type { HttpAnswer } from '../../src/zenml/http.ts'
import type { Patience } from '../../src/zenml/question.ts'
import { agreed } from '../../src/zenml/server-error.ts'
import { Session } from '../../src/zenml/session.ts'
import { broken, FakeServer, type Replies, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const token = 'eyJ+/=.token'
const granted = { json: { access_token: token } }
const six: Patience = { attempts: 6 }
const asIs = (json: unknown) => json

/** A session at a server that gives its replies one after the other, the last one for ever. */
function at(replies: readonly Reply[] | Replies, apiKey?: string): { server: FakeServer; session: Session } {
  const server = new FakeServer(
    typeof replies === 'function' ? replies : (_, nth) => replies[Math.min(nth, replies.length - 1)] ?? {}
  )
  return { server, session: new Session(server.access, apiKey) }
}

const busy = (status: number, headers = {}) => refused(status, 'Busy', 'try later', headers)

describe('a question', () => {
  test.each([
    ['408', busy(408)],
    ['429', busy(429)],
    ['500', busy(500)],
    ['502', busy(502)],
    ['503', busy(503)],
    ['504', busy(504)],
    ['a connection that breaks', broken(true)],
    ['a server that is not there', broken(false)],
    ['a timeout', broken(true, 'timeout')],
    ["a gateway's page", { page: '<html>', status: 502 }],
    ['a page with status 200', { page: '<html>' }],
    ['a body that was cut short', { page: '{"a":', contentType: 'application/json' }],
    ['a redirect in the middle of it all', { status: 307, headers: { location: 'https://evil.test/' } }]
  ])('is repeated after %s, and the log counts', async (_, reply) => {
    const { server, session } = at([reply, reply, { json: 'fine' }])
    expect(await session.read('read it', '/x', asIs, six)).toBe('fine')
    expect(server.clock.slept).toEqual([250, 500])
    expect(server.runner.text('info')).toMatch(/Attempt 1 of 6; the next one in 250 ms\.\n.*Attempt 2 of 6/)
  })

  test.each([400, 401, 402, 403, 404, 405, 409, 422, 501])('is not repeated after %d', async status => {
    const { server, session } = at([refused(status, 'E', 'no')])
    expect((await session.ask('ask', { method: 'GET', path: '/x' }, six)).status).toBe(status)
    expect(server.requests).toHaveLength(1)
  })

  test.each(['certificate', 'too-large'] as const)('is not repeated after the fault %s', async fault => {
    const { server, session } = at([broken(false, fault)])
    expect(await failure(() => session.read('read it', '/x', asIs, six))).toMatchObject({ fault, passing: false })
    expect(server.requests).toHaveLength(1)
  })

  test('is asked as often as patience says, and its last trouble is reported', async () => {
    const { server, session } = at([busy(503)])
    expect((await failure(() => session.read('read it', '/x', asIs, { attempts: 3 }))).message).toContain('503')
    expect(server.requests).toHaveLength(3)
  })

  test('that fails for a reason which no server has is asked once, and says that reason', async () => {
    const wrong = new InputError('The proxy has no valid address', { where: 'HTTPS_PROXY', remedy: 'Correct it.' })
    const { server, session } = at(() => {
      throw wrong
    })
    expect(await failure(() => session.read('read it', '/x', asIs, six))).toBe(wrong)
    expect(server.requests).toHaveLength(1)
    expect(server.runner.text('info')).toBe('')
  })

  test('is asked no more once its time is over', async () => {
    const asked: number[] = []
    const { server, session } = at(() => {
      asked.push(server.clock.elapsed())
      return broken(true)
    })
    const patience = { attempts: Number.POSITIVE_INFINITY, until: 100_000 }
    await failure(() => session.read('read it', '/x', asIs, patience))
    expect(server.clock.elapsed()).toBe(100_000)
    expect(Math.max(...asked)).toBeLessThan(100_000)
    expect(server.runner.text('info')).not.toContain('Infinity')
  })

  test('gets no more time for an attempt than there is, but always half a second', async () => {
    const { server, session } = at([{ json: 1 }])
    await session.read('read it', '/x', asIs, { attempts: 1, until: 7_000 })
    server.clock.pass(6_900)
    await session.read('read it', '/x', asIs, { attempts: 1, until: 7_000 })
    await session.read('read it', '/x', asIs, six)
    expect(server.requests.map(({ timeoutMs }) => timeoutMs)).toEqual([7_000, 500, 30_000])
  })

  test.each([
    ['seconds', '17', 17_000],
    ['a date', 'Mon, 23 Nov 2026 12:00:42 GMT', 42_000]
  ])('waits as long as Retry-After says in %s', async (_, after, ms) => {
    const date = new Date(Date.UTC(2026, 10, 23, 12)).toUTCString()
    const { server, session } = at([busy(503, { 'retry-after': after, date }), { json: 1 }])
    await session.read('read it', '/x', asIs, six)
    expect(server.clock.slept).toEqual([ms])
  })

  test('does not wait longer than it has time', async () => {
    const { server, session } = at([busy(503, { 'retry-after': '600' })])
    await failure(() => session.read('read it', '/x', asIs, { attempts: 6, until: 5_000 }))
    expect(server.clock.slept).toEqual([5_000])
  })

  test('ends at once when the job is cancelled, also while it waits', async () => {
    const { server, session } = at([busy(503)])
    const cancel = new AbortController()
    const reason = new Error('cancelled')
    server.clock.at(100, () => cancel.abort(reason))
    await expect(session.read('read it', '/x', asIs, { attempts: 6, signal: cancel.signal })).rejects.toBe(reason)
    expect(server.clock.elapsed()).toBe(100)
  })
})

describe('the first contact', () => {
  const first = (session: Session) => {
    const request = { method: 'GET', path: '/x' } as const
    const read = (answer: HttpAnswer) => agreed('read it', session.access.base, answer)
    return session.put({ what: 'read the server information', request, read, firstContact: true }, six)
  }

  test.each([
    ['a page', { page: '<html>' }, 'a page that is not'],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://login.test/sso?x=y' } },
      'redirects to https://login.test/sso,'
    ]
  ])('takes %s for a wrong URL at once', async (_, reply, message) => {
    const { server, session } = at([reply])
    const error = await failure(() => first(session))
    expect(error.message).toContain(message)
    expect(error.remedy).toContain('server-url')
    expect(server.requests).toHaveLength(1)
  })

  test("has patience with a gateway's trouble anyway", async () => {
    const { session } = at([{ page: '<html>', status: 502 }, busy(503), { json: 'fine' }])
    expect(await first(session)).toBe('fine')
  })
})

describe('the log for debugging', () => {
  test('names paths, and neither queries nor headers nor bodies', async () => {
    const { server, session } = at((_, nth) => (nth === 0 ? granted : { json: { secret: 'S' } }), 'KEY')
    await session.login()
    await session.read('read it', '/api/v1/x?expires_in=5', asIs, six)
    expect(server.runner.text('debug')).toBe('POST /api/v1/login: 200 in 5 ms\nGET /api/v1/x: 200 in 5 ms')
  })
})

describe("the server's time", () => {
  test('is our own until the server has given its own, which no jump of our clock moves', async () => {
    const { server, session } = at([{ headers: { date: 'Mon, 23 Nov 2026 15:00:00 GMT' } }, { headers: { date: 'x' } }])
    expect(session.serverNow()).toBe(server.clock.now())
    await session.read('read it', '/x', asIs, six)
    server.clock.pass(5_000)
    await session.read('read it', '/x', asIs, six)
    expect(session.serverNow()).toBe(Date.UTC(2026, 10, 23, 15, 0, 5))
  })
})
