import { expect, test } from '@jest/globals'
import { shortToken } from '../../src/zenml/short-token.ts'
import { FakeServer, type Replies, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const tooLong = 'The maximum expiration time for generic API tokens allowed by this server is 604800 seconds.'

const lives = (server: FakeServer) => server.asked.map(asked => /expires_in=(\d+)/.exec(asked)?.[1])

function ask(replies: Replies, lifeMs: number) {
  const server = new FakeServer(replies)
  return { server, token: () => shortToken(server.session(), lifeMs) }
}

test('a token is asked for with its life in whole seconds, rounded up', async () => {
  const { server, token } = ask(() => ({ json: 'TOKEN' }), 60_001)
  expect(await token()).toBe('TOKEN')
  expect(server.asked).toEqual(['GET /api/v1/api_token?token_type=generic&expires_in=61'])
})

test('the token is masked in all its forms', async () => {
  const { server, token } = ask(() => ({ json: 'a+b/c=' }), 60_000)
  await token()
  expect(server.runner.masks.map(mask => mask.secret)).toEqual(
    expect.arrayContaining(['a+b/c=', 'a%2Bb%2Fc%3D', 'YStiL2M9'])
  )
})

test('a life beyond what the server allows is cut to that, and the log says so', async () => {
  const { server, token } = ask(
    (_, nth) => (nth === 0 ? refused(400, 'ValueError', tooLong) : { json: 'TOKEN' }),
    700_000_000
  )
  expect(await token()).toBe('TOKEN')
  expect(lives(server)).toEqual(['700000', '604800'])
  expect(server.runner.text('info')).toContain('604800 s')
})

test('the server is not asked a third time', async () => {
  const { server, token } = ask(() => refused(400, 'ValueError', tooLong), 700_000_000)
  await failure(token)
  expect(server.requests).toHaveLength(2)
})

test('a refusal that names no smaller limit is handed on', async () => {
  const { server, token } = ask(() => refused(400, 'ValueError', 'At least 700 seconds.'), 60_000)
  expect((await failure(token)).message).toContain('At least 700 seconds.')
  expect(server.requests).toHaveLength(1)
})

test('a refusal of just the life that the server allows is handed on', async () => {
  const { server, token } = ask(() => refused(400, 'ValueError', tooLong), 604_800_000)
  expect((await failure(token)).message).toContain('604800 seconds')
  expect(server.requests).toHaveLength(1)
})

test.each([null, '', 7, { token: 'x' }])('%j is not a token', async json => {
  expect((await failure(ask(() => ({ json }), 60_000).token)).message).toBe(
    "Could not get a short-lived token: the server's answer is about something else, since it has no token"
  )
})
