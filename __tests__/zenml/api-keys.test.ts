import { describe, expect, test } from '@jest/globals'
import { readApiKey } from '../../src/zenml/api-keys.ts'
import { FakeServer, ids, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const id = '0b8d5c3e-45a1-4d5f-9c57-5a0f6b8f3c11'
const body = { created: '2026-11-20T12:00:00.000000' }
const json = { id, name: 'ci', body, metadata: { last_rotated: '2026-11-22T12:00:00.000000' } }

function asked(reply: Reply) {
  const server = new FakeServer(() => reply)
  return { server, key: () => readApiKey(server.session(), ids.account, id, { attempts: 1 }) }
}

describe('an API key', () => {
  test('is as old as its last rotation', async () => {
    const { key, server } = asked({ json })
    expect(await key()).toEqual({ name: 'ci', sinceMs: Date.UTC(2026, 10, 22, 12) })
    expect(server.asked).toEqual([`GET /api/v1/service_accounts/${ids.account}/api_keys/${id}?hydrate=true`])
  })

  test.each([null, {}, { last_rotated: null }])('that was never rotated is as old as it is: %j', async metadata => {
    expect((await asked({ json: { ...json, metadata } }).key()).sinceMs).toBe(Date.UTC(2026, 10, 20, 12))
  })

  test.each([
    ['about another key', { ...json, id: ids.run }],
    ['without its age', { ...json, body: {}, metadata: null }],
    ['of nothing', null]
  ])('is not read from an answer %s, which passes', async (_, answer) => {
    expect(await failure(asked({ json: answer }).key)).toMatchObject({ passing: true })
  })

  test('that the account may not read is a refusal', async () => {
    const error = await failure(asked(refused(403, 'IllegalOperation', 'no')).key)
    expect(error.message).toBe('Could not read the age of the API key: the server answered 403: no')
  })

  test('that a gateway does not let through is no reason for another login', async () => {
    const server = new FakeServer(({ path }) =>
      path.endsWith('/login') ? { json: { access_token: 'TOKEN' } } : { status: 401, json: { message: 'expired' } }
    )
    const session = server.session('KEY')
    await session.login()
    server.clock.pass(60_000)
    await failure(() => readApiKey(session, ids.account, id, { attempts: 1 }))
    expect(server.requests).toHaveLength(2)
  })
})
