import { describe, expect, test } from '@jest/globals'
import type { HttpAnswer, Send } from '../../src/zenml/http.ts'
import { isLoginRefusal } from '../../src/zenml/login.ts'
import { ServerError } from '../../src/zenml/server-error.ts'
import { Session } from '../../src/zenml/session.ts'
import { answerOf, FakeServer, type Replies, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const stale = refused(401, 'CredentialsNotValid', 'Authentication error: access token is no longer valid')

/** A server that takes `KEY` and any token but those that were invalidated. */
function guarded(
  change: { readonly login?: Replies; readonly isStale?: (token: string) => boolean; readonly stale?: Reply } = {}
) {
  let logins = 0
  const server = new FakeServer((request, nth) => {
    if (request.path === '/api/v1/login')
      return change.login?.(request, nth) ?? { json: { access_token: `T${++logins}+/` } }
    const token = (request.headers?.['authorization'] ?? '').replace('Bearer ', '')
    return change.isStale?.(token) === true ? (change.stale ?? stale) : { json: token }
  })
  return { server, session: new Session(server.access, 'KEY=&+') }
}

const ask = (session: Session) =>
  session.ask('ask', { method: 'GET', path: '/x', headers: { accept: 'a' } }, { attempts: 6 })

test('the key is sent as a form, in the body and nowhere else', async () => {
  const { server, session } = guarded()
  await session.login()
  const [login] = server.requests
  expect(login).toMatchObject({
    method: 'POST',
    path: '/api/v1/login',
    headers: { 'content-type': 'application/x-www-form-urlencoded' }
  })
  expect(Object.fromEntries(new URLSearchParams(login?.body))).toEqual({
    grant_type: 'zenml-api-key',
    password: 'KEY=&+'
  })
})

test('the token is masked in every form before its first use, and goes along with each question', async () => {
  const { server, session } = guarded()
  await session.login()
  expect(server.runner.masks.map(({ secret }) => secret)).toEqual(
    expect.arrayContaining(['T1+/', 'T1%2B%2F', Buffer.from('T1+/').toString('base64')])
  )
  await ask(session)
  expect(server.requests[1]?.headers).toEqual({ accept: 'a', authorization: 'Bearer T1+/' })
})

test.each([undefined, null, '', 7, 'two words', 'line\nend', 'half\ud800'])('%j is not a token', async token => {
  const { session } = guarded({ login: () => ({ json: { access_token: token } }) })
  expect((await failure(() => session.login())).message).toContain('Could not log in')
})

describe("a gateway's refusal of a token, in words of its own", () => {
  const expired = { status: 401, json: { message: 'The incoming token has expired' } }
  const plain: Reply = { status: 401, page: 'Jwt is expired', contentType: 'text/plain' }
  const minute = 60_000
  const logins = (server: FakeServer) => server.asked.filter(asked => asked.includes('login')).length

  test.each([
    ['JSON', expired],
    ['plain text', plain]
  ])('as %s is answered by one new login', async (_, reply) => {
    const { server, session } = guarded({ isStale: token => token === 'T1+/', stale: reply })
    await session.login()
    server.clock.pass(minute)
    expect((await ask(session)).json).toBe('T2+/')
    expect(logins(server)).toBe(2)
  })

  test('passes, if the new token is refused for a while too', async () => {
    let asked = 0
    const { server, session } = guarded({ isStale: () => ++asked <= 4, stale: expired })
    await session.login()
    server.clock.pass(minute)
    expect((await ask(session)).status).toBe(200)
    expect(logins(server)).toBe(2)
  })

  test('is about something else, if the token is new', async () => {
    let asked = 0
    const { server, session } = guarded({ isStale: () => ++asked <= 2, stale: expired })
    await session.login()
    expect((await ask(session)).status).toBe(200)
    expect(logins(server)).toBe(1)
  })

  test('that lasts for longer than a token lives is outlasted, with a login a minute at most', async () => {
    const { server, session }: ReturnType<typeof guarded> = guarded({
      isStale: token => server.clock.elapsed() < 40 * minute || !token.startsWith(`T${logins(server)}+`),
      stale: expired
    })
    await session.login()
    const patience = { attempts: Number.POSITIVE_INFINITY, until: 300 * minute }
    expect((await session.ask('ask', { method: 'GET', path: '/x' }, patience)).status).toBe(200)
    expect(server.clock.elapsed()).toBeLessThan(42 * minute)
    expect(logins(server)).toBeLessThanOrEqual(42)
  })

  test("passes also after ZenML's own refusal and a new login", async () => {
    const replies: Exclude<Reply, Error>[] = [stale, ...Array(10).fill({ status: 502, page: '<html>' }), expired]
    const { server } = guarded()
    const send: Send = async (request, signal) => {
      const reply = request.path === '/x' ? replies.shift() : undefined
      return reply === undefined ? server.send(request, signal) : answerOf(reply)
    }
    const session = new Session({ ...server.access, send }, 'KEY')
    await session.login()
    const patience = { attempts: Number.POSITIVE_INFINITY, until: 60 * minute }
    expect((await session.ask('ask', { method: 'GET', path: '/x' }, patience)).status).toBe(200)
    expect(replies).toEqual([])
  })

  test('of an old token, while another question has logged in, is answered by the new one', async () => {
    const { server, session } = guarded({ isStale: token => token === 'T1+/', stale: expired })
    await session.login()
    server.clock.pass(minute)
    const once = () => session.ask('ask', { method: 'GET', path: '/x' }, { attempts: 1 })
    const both = await Promise.all([once(), once()])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
  })

  test('is asked about once if attempts are counted', async () => {
    const { server, session } = guarded({ isStale: () => true, stale: expired })
    await session.login()
    server.clock.pass(minute)
    await failure(() => ask(session))
    expect(logins(server)).toBe(2)
  })

  test('is not a reason for a login if the request may have been carried out', async () => {
    const { server, session } = guarded({ isStale: () => true, stale: expired })
    await session.login()
    server.clock.pass(minute)
    const request = { method: 'POST', path: '/x' } as const
    const start = { what: 'start', request, read: (answer: HttpAnswer) => answer, keepsToken: true }
    const error = await failure(() => session.put(start, { attempts: 1 }))
    expect(error).toMatchObject({ passing: true })
    expect(logins(server)).toBe(1)
  })
})

test('without a key nothing is sent along', async () => {
  const server = new FakeServer(() => ({ json: 1 }))
  await ask(new Session(server.access))
  expect(server.requests[0]?.headers).toEqual({ accept: 'a' })
})

describe('a token that is no longer taken', () => {
  test('is replaced by one new login', async () => {
    const { server, session } = guarded({ isStale: token => token === 'T1+/' })
    await session.login()
    expect((await ask(session)).json).toBe('T2+/')
    expect(server.asked.filter(asked => asked.includes('login'))).toHaveLength(2)
    expect(server.runner.text('info')).toContain('logging in again')
  })

  test('is not replaced for ever', async () => {
    const { server, session } = guarded({ isStale: () => true })
    await session.login()
    expect((await ask(session)).status).toBe(401)
    expect(server.asked.filter(asked => asked.includes('login'))).toHaveLength(2)
  })

  test('is not replaced again if another question has done so meanwhile', async () => {
    const { server } = guarded({ isStale: token => token === 'T1+/' })
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const send: Send = async (request, signal) => {
      const answer = await server.send(request, signal)
      if (request.path === '/slow') await released
      return answer
    }
    const session = new Session({ ...server.access, send }, 'KEY')
    await session.login()
    const slow = session.ask('ask', { method: 'GET', path: '/slow' }, { attempts: 1 })
    await ask(session)
    release()
    expect((await slow).json).toBe('T2+/')
    expect(server.asked.filter(asked => asked.includes('login'))).toHaveLength(2)
  })

  test('ends the question if the key is no longer taken either', async () => {
    let keyIsGood = true
    const { session } = guarded({
      isStale: () => true,
      login: () =>
        keyIsGood ? { json: { access_token: 'T' } } : refused(401, 'CredentialsNotValid', 'could not verify key value')
    })
    await session.login()
    keyIsGood = false
    expect((await failure(() => ask(session))).message).toContain('the API key was rotated or was never valid')
  })
})

describe('of several questions under way whose token is refused', () => {
  /** A session at a server that refuses the first token; its second login is answered as `login` says. */
  const several = async (login: (signal: AbortSignal | undefined) => Promise<Reply>) => {
    const { server, session } = guarded({ isStale: token => token === 'T1+/' })
    let logins = 0
    const send: Send = async (request, signal) => {
      if (request.path !== '/api/v1/login' || logins++ === 0) return server.send(request, signal)
      server.requests.push(request)
      const reply = await login(signal)
      if (reply instanceof Error) throw reply
      return answerOf(reply)
    }
    const held = new Session({ ...session.access, send }, 'KEY')
    await held.login()
    return { server, held }
  }
  const later = (reply: Reply) => () => new Promise<Reply>(resolve => setImmediate(() => resolve(reply)))
  const second = { json: { access_token: 'T2' } }
  const logins = (server: FakeServer) => server.asked.filter(asked => asked.includes('login')).length

  test('one alone logs in, and all are asked again with the new token', async () => {
    const { held, server } = await several(later(second))
    const answers = await Promise.all([ask(held), ask(held), ask(held)])
    expect(answers.map(({ json }) => json)).toEqual(['T2', 'T2', 'T2'])
    expect(logins(server)).toBe(2)
    expect(server.runner.text('info').match(/logging in again/g)).toHaveLength(1)
  })

  test('all fail together if the key is refused', async () => {
    const { held, server } = await several(later(refused(401, 'CredentialsNotValid', 'could not verify key value')))
    const all = await Promise.all([failure(() => ask(held)), failure(() => ask(held))])
    for (const { message } of all) expect(message).toContain('rotated')
    // The first one, and the refusal that counts when it is repeated.
    expect(logins(server)).toBe(3)
  })

  test('another one logs in if the one that had begun to is given up', async () => {
    let begun = 0
    const cancel = new AbortController()
    const { held, server } = await several(signal => {
      if (begun++ > 0) return Promise.resolve(second)
      setImmediate(() => cancel.abort(new Error('given up')))
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    })
    const request = { method: 'GET', path: '/x' } as const
    const [first, other] = await Promise.allSettled([
      held.ask('ask', request, { attempts: 6, signal: cancel.signal }),
      ask(held)
    ])
    expect(first).toMatchObject({ status: 'rejected', reason: cancel.signal.reason })
    expect(other).toMatchObject({ status: 'fulfilled', value: { json: 'T2' } })
    expect(logins(server)).toBe(3)
  })

  test('none fails since the one that logs in for all would itself be asked only once', async () => {
    let begun = 0
    const { held, server } = await several(() =>
      Promise.resolve(begun++ === 0 ? refused(503, 'Busy', 'try later') : second)
    )
    const once = held.ask('ask', { method: 'GET', path: '/x' }, { attempts: 1 })
    const answers = await Promise.all([once, ask(held), ask(held)])
    expect(answers.map(({ json }) => json)).toEqual(['T2', 'T2', 'T2'])
    expect(logins(server)).toBe(3)
  })

  test('one that is given up while another logs in ends at once', async () => {
    const cancel = new AbortController()
    const reason = new Error('given up')
    const { held } = await several(() => {
      setImmediate(() => cancel.abort(reason))
      return new Promise<Reply>(() => undefined)
    })
    void ask(held)
    const request = { method: 'GET', path: '/x' } as const
    await expect(held.ask('ask', request, { attempts: 6, signal: cancel.signal })).rejects.toBe(reason)
  })
})

describe('a refused login says what to do', () => {
  test.each([
    ['error decoding API key', 'malformed', 'ZENKEY_'],
    ['could not verify key value for API key default', 'rotated or was never valid', 'rotate'],
    ['service account ci-gate associated with API key default is not active', 'deactivated', 'Activate'],
    ['Invalid request: unsupported grant type', 'does not accept API keys this way', 'server-url'],
    ['something new', 'is not accepted', 'api-key']
  ])('%s', async (detail, problem, remedy) => {
    const { server, session } = guarded({ login: () => refused(401, 'CredentialsNotValid', detail) })
    const error = await failure(() => session.login())
    expect(error).toMatchObject({ where: 'api-key at https://zenml.test', status: 401 })
    expect(error.message).toContain(problem)
    expect(error.remedy).toContain(remedy)
    expect(server.requests).toHaveLength(1)
  })
})

test('a login that fails for another reason says that it was one', async () => {
  const { session } = guarded({ login: () => refused(404, 'NotFound', 'no such path') })
  const error = await failure(() => session.login())
  expect(error.message).toBe('Could not log in: the server answered 404: no such path')
})

test('a refusal of a login is told apart from every other error', async () => {
  const { session } = guarded({ login: () => refused(401, 'CredentialsNotValid', 'Error decoding API key') })
  expect(isLoginRefusal((await failure(() => session.login())) as ServerError)).toBe(true)

  const other = new FakeServer(() => refused(403, 'IllegalOperation', 'no'))
  const refusal = await failure(() => other.session().read('read it', '/x', json => json, { attempts: 1 }))
  expect(isLoginRefusal(refusal as ServerError)).toBe(false)
  expect(isLoginRefusal(new ServerError('It has no place', {}))).toBe(false)
})

test("the server's limit of logins is waited out, a minute if it does not say how long", async () => {
  const { server, session } = guarded({
    login: (_, nth) =>
      nth === 0 ? refused(429, 'L', 'Minute request limit exceeded.') : { json: { access_token: 'T' } }
  })
  await session.login()
  expect(server.clock.slept).toEqual([61_000])
})

test.each([{}, { access_token: '' }, { access_token: 7 }, null])(
  '%j is not an answer to a login, which is asked for again',
  async json => {
    const { session } = guarded({ login: (_, nth) => ({ json: nth < 2 ? json : { access_token: 'T' } }) })
    await session.login()
    const never = guarded({ login: () => ({ json }) })
    const error = await failure(() => never.session.login())
    expect(error.message).toBe("Could not log in: the server's answer is about something else, since it has no token")
    expect(error).toMatchObject({ passing: true, where: 'https://zenml.test' })
    expect(never.server.requests).toHaveLength(6)
  }
)

describe('a login that is refused for a reason nobody knows', () => {
  const plane = refused(401, 'Unauthorized', 'could not reach the control plane')

  /** The token goes stale once, and from then on the login is refused `times` times. */
  function trouble(times: number, refusal = plane) {
    let refusals = 0
    let first = true
    return guarded({
      isStale: token => token === 'T1+/',
      login: () => {
        if (first || refusals >= times) {
          const json = { access_token: first ? 'T1+/' : 'T2' }
          first = false
          return { json }
        }
        refusals++
        return refusal
      }
    })
  }

  test('is waited for if the key was good before, as sparingly as the limiter of logins wants it', async () => {
    const { server, session } = trouble(3)
    await session.login()
    expect((await ask(session)).json).toBe('T2')
    expect(server.clock.slept).toEqual([15_000, 15_000, 15_000])
    expect(server.runner.text('info')).toContain('could not reach the control plane')
  })

  test('is final after five minutes', async () => {
    const { server, session } = trouble(1_000)
    await session.login()
    const error = await failure(() => ask(session))
    expect(error.message).toContain('the API key is not accepted')
    expect(error).toMatchObject({ passing: false })
    expect(server.clock.elapsed()).toBe(300_000)
  })

  test('is final at once at the first login', async () => {
    const { server, session } = guarded({ login: () => plane })
    expect((await failure(() => session.login())).message).toContain('the API key is not accepted')
    expect(server.clock.slept).toEqual([])
  })

  const inactive = refused(401, 'E', 'account ci-gate is not active')

  test('is final if the server does say why, at two logins in a row', async () => {
    const { server, session } = trouble(1_000, inactive)
    await session.login()
    expect((await failure(() => ask(session))).message).toContain('deactivated')
    expect(server.clock.slept).toEqual([15_000])
  })

  test('passes if the server says why at one login alone', async () => {
    const { server, session } = trouble(1, inactive)
    await session.login()
    expect((await ask(session)).json).toBe('T2')
    expect(server.clock.slept).toEqual([15_000])
  })

  test('is final at once at the first login, if the server says why', async () => {
    const { server, session } = guarded({ login: () => inactive })
    expect((await failure(() => session.login())).message).toContain('deactivated')
    expect(server.requests).toHaveLength(1)
  })
})

describe('a fresh token that ZenML refuses too', () => {
  const patience = { attempts: Number.POSITIVE_INFINITY, until: 3_600_000, refusalsPassForMs: 300_000 }
  const question = (session: Session) => session.ask('ask', { method: 'GET', path: '/x' }, patience)
  const read = (session: Session) => session.read('read it', '/x', json => json, patience)
  const logins = (server: FakeServer) => server.asked.filter(asked => asked.includes('login')).length

  test('passes if refusals pass, with a login in 15 seconds at most', async () => {
    const { server, session }: ReturnType<typeof guarded> = guarded({ isStale: () => server.clock.elapsed() < 120_000 })
    await session.login()
    expect(await read(session)).toMatch(/^T\d+/)
    expect(logins(server)).toBeGreaterThan(2)
    expect(logins(server)).toBeLessThanOrEqual(10)
  })

  test('is reported after five minutes of nothing else', async () => {
    const { server, session } = guarded({ isStale: () => true })
    await session.login()
    expect((await failure(() => read(session))).message).toMatch(/401: .*, and nothing else for 5m/)
    expect(server.clock.elapsed()).toBeGreaterThanOrEqual(300_000)
    expect(server.clock.elapsed()).toBeLessThan(335_000)
  })

  test('is an answer like any other to whoever wants every answer', async () => {
    const { session } = guarded({ isStale: () => true })
    await session.login()
    expect((await question(session)).status).toBe(401)
  })
})
