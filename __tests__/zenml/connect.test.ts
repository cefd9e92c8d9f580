import { describe, expect, test } from '@jest/globals'
import { suggest } from '../../src/text/suggest.ts'
import { connect, type Wanted } from '../../src/zenml/connect.ts'
import { contact } from '../../src/zenml/first-contact.ts'
import { broken, FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const named = (name: string, id: string = ids.stack) => ({ id, name, body: {} })
const info = { version: '0.98.0', deployment_type: 'other', server_url: 'https://dashboard.test' }

function server(change: Readonly<Record<string, Reply>> = {}) {
  const replies: Readonly<Record<string, Reply>> = {
    '/info': { json: info },
    '/login': { json: { access_token: 'TOKEN' } },
    '/current-user': { json: { ...named('ci-gate', ids.account), body: { is_service_account: true } } },
    '/projects/default': { json: named('default', ids.project) },
    '/projects': page([named('default'), named('research')]),
    '/stacks': page([named('staging'), named('production', 'p')]),
    // Databases that ignore the case of names take the one for the other.
    '/stacks?name=Staging': page([named('staging')]),
    '/stacks?name=staging': page([named('staging')]),
    ...change
  }
  return new FakeServer(({ path }) => {
    const name = /name=equals%3A(\w+)/.exec(path)?.[1]
    if (name !== undefined) return replies[`/stacks?name=${name}`] ?? page([])
    const known = replies[path.replace(/^\/api\/v1|\?.*$/g, '')]
    return known ?? refused(404, 'KeyError', 'nothing there')
  })
}

const wanted: Wanted = { project: 'default', stack: 'staging', stackFrom: 'environments: staging', snapshot: undefined }

async function connected(at: FakeServer, change: Partial<Wanted> = {}) {
  return connect(await contact(at.access), 'KEY', { ...wanted, ...change })
}

describe('the first contact', () => {
  test('sends no credential', async () => {
    const at = server()
    expect((await contact(at.access)).info.version).toBe('0.98.0')
    expect(at.requests).toEqual([expect.objectContaining({ method: 'GET', path: '/api/v1/info' })])
    expect(JSON.stringify(at.requests)).not.toMatch(/authorization|KEY/)
  })

  test.each(['0.83.1', '0.8', '0.55.5', '0.0.0', 'x'])('refuses the version %s', async version => {
    const error = await failure(() => contact(server({ '/info': { json: { ...info, version } } }).access))
    expect(error.message).toContain(version)
    expect(error.remedy).toContain('0.84')
  })

  test.each(['0.84.0', '0.84', '0.100.0', '1.0.0', '0.98.0.dev1'])('takes the version %s', async version => {
    expect((await contact(server({ '/info': { json: { ...info, version } } }).access)).info.version).toBe(version)
  })

  test.each([
    [{ hello: 1 }, 'version'],
    [{ version: '1.2.3', name: 'another service' }, 'deployment_type']
  ])('refuses %j, which is not the answer of a ZenML server, at once', async (json, lacks) => {
    const at = server({ '/info': { json } })
    const error = await failure(() => contact(at.access))
    expect(error.message).toContain(`has no text at '${lacks}'`)
    expect(error.remedy).toContain('Is server-url a ZenML server')
    expect(at.requests).toHaveLength(1)
  })
})

describe('a server that starts on demand', () => {
  /** Answers so many times, or for so long, that the server isn't there. */
  const asleep = (until: (at: FakeServer) => boolean, status = 503, headers = {}) => {
    const at: FakeServer = new FakeServer(() => (until(at) ? { json: info } : { status, page: 'starting', headers }))
    return at
  }
  const within = (at: FakeServer, ms: number) => ({ ...at.access, patience: { attempts: 6, until: ms } })

  test.each([502, 503, 504, 521, 522])('is waited for after %d, which is said once', async status => {
    const at = asleep(({ clock }) => clock.elapsed() >= 120_000, status)
    expect((await contact(at.access)).info.version).toBe('0.98.0')
    expect(at.runner.text('info').match(/Waiting for it, up to 5m/g)).toHaveLength(1)
    expect(at.runner.text('info').split('\n')).toHaveLength(1)
  })

  test.each([
    [undefined, '5m'],
    [20 * 60_000, '5m'],
    [5 * 60_000, '2m 30s'],
    [40_000, '20 s'],
    [30_000, '20 s']
  ])('is waited for a part of the %s ms that there are: %s', async (until, waited) => {
    const at = asleep(() => false)
    const error = await failure(() => contact(until === undefined ? at.access : within(at, until)))
    expect(error.message).toContain(`the server answered 503, after ${waited} of waiting for it`)
    expect(at.requests.length).toBeLessThan(30)
  })

  test('is not waited for any longer because it says so', async () => {
    const at = asleep(() => false, 503, { 'retry-after': '3600' })
    await failure(() => contact(within(at, 5 * 60_000)))
    expect(at.clock.elapsed()).toBe(150_000)
  })

  test('is asked no longer than the timeout', async () => {
    const at = asleep(() => false)
    await failure(() => contact(within(at, 8_000)))
    expect(at.clock.elapsed()).toBe(8_000)
  })

  test('may refuse connections in between', async () => {
    const at: FakeServer = new FakeServer((_, nth) => {
      if (nth > 8) return { json: info }
      return nth % 2 === 0 ? { status: 503, page: 'starting' } : broken(false)
    })
    expect((await contact(at.access)).info.version).toBe('0.98.0')
  })

  test.each([
    ['connections that are refused', () => broken(false)],
    ['500', () => refused(500, 'RuntimeError', 'no database')],
    ['429', () => refused(429, 'RateLimit', 'slow down')]
  ])('is not what %s look like: six attempts', async (_, reply) => {
    const at = new FakeServer(reply)
    await failure(() => contact(at.access))
    expect(at.requests).toHaveLength(6)
  })

  test.each([
    ['a page', { page: 'not here', status: 404 }],
    ['a refusal', refused(403, 'IllegalOperationError', 'no')]
  ])('is not what %s looks like: one attempt', async (_, reply) => {
    const at = new FakeServer(() => reply)
    await failure(() => contact(at.access))
    expect(at.requests).toHaveLength(1)
  })
})

describe('a connection', () => {
  test('has account, project and stack', async () => {
    expect(await connected(server())).toMatchObject({
      account: { name: 'ci-gate', isServiceAccount: true },
      project: { id: ids.project },
      stack: { id: ids.stack, name: 'staging' }
    })
  })

  test('of a person is warned about', async () => {
    const at = server({ '/current-user': { json: { ...named('alice'), body: { is_service_account: false } } } })
    await connected(at)
    expect(at.runner.text('warning')).toContain('alice, which is not a service account')
    const own = server()
    await connected(own)
    expect(own.runner.text('warning')).toBe('')
  })

  test('takes a stack by its id', async () => {
    const at = server({ [`/stacks/${ids.stack}`]: { json: named('staging') } })
    expect((await connected(at, { stack: ids.stack })).stack.name).toBe('staging')
  })

  test('takes no stack whose name is only like the wanted one', async () => {
    const error = await failure(() => connected(server(), { stack: 'Staging' }))
    expect(error.where).toBe('environments: staging')
    expect(error.message).toContain("no stack 'Staging'")
    expect(error.remedy).toContain("Did you mean 'staging'?")
    expect(error.remedy).toContain('stack: <name or id>')
  })

  test('names the projects if there is none of this name', async () => {
    const error = await failure(() => connected(server(), { project: 'x-y-z' }))
    expect(error).toMatchObject({ where: 'project', remedy: 'The account sees the projects default, research.' })
  })
})

describe('what there is instead', () => {
  test('are near names first', () => {
    expect(suggest('stagin', ['production', 'staging'], 'stacks')).toBe("Did you mean 'staging'?")
  })

  test('are ten names at most', () => {
    const names = Array.from({ length: 12 }, (_, index) => `some-long-name-${index}`)
    expect(suggest('x', names, 'stacks')).toMatch(/some-long-name-9 and 2 more\.$/)
  })

  test('is nothing if the account sees nothing', () => {
    expect(suggest('x', [], 'stacks')).toBe('The account sees no stacks at all.')
  })

  test('are safe to print', () => {
    expect(suggest('x', ['a\n::add-path::b##[c]'], 'stacks')).not.toMatch(/\n|##\[/)
  })
})
