import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { openNetwork } from '../../src/node/network.ts'
import { errorCode } from '../../src/text/error-code.ts'
import type { HttpRequest } from '../../src/world/exchange.ts'
import { type Catcher, startCatcher } from '../stand-in/origin.ts'
import { selfSigned } from './self-signed.ts'

const get: HttpRequest = { method: 'GET', path: '/unused', headers: { authorization: 'Bearer TOKEN' } }
const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
  for (const name of proxies) delete process.env[name]
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createServer(listener))}`

async function catcher(): Promise<Catcher> {
  const caught = await startCatcher()
  closing.push(() => caught.close())
  return caught
}

/** One exchange with all of its body. */
async function exchange(url: string, { ca, request = get }: { ca?: string; request?: HttpRequest } = {}) {
  const raw = await openNetwork({ authorities: ca, client: undefined }, process.env)(
    new URL(url),
    request,
    AbortSignal.timeout(10_000)
  )
  let body = ''
  for await (const chunk of raw.body) body += Buffer.from(chunk).toString()
  return { ...raw, body }
}

const failing = (url: string, ca?: string) =>
  exchange(url, ca === undefined ? {} : { ca }).then(
    () => 'no error',
    (error: unknown) => errorCode(error) || errorCode((error as Error).cause)
  )

test('a request arrives with its method, headers and body, and says what it wants and who asks', async () => {
  let seen: IncomingMessage | undefined
  let sent = ''
  const url = await serve((request, response) => {
    seen = request
    request.on('data', chunk => {
      sent += chunk
    })
    request.on('end', () => response.writeHead(201, { 'x-request-id': 'r' }).end('{"a":1}'))
  })
  const request: HttpRequest = {
    method: 'POST',
    path: '/unused',
    headers: { 'content-type': 'application/json' },
    body: '{}'
  }
  expect(await exchange(`${url}/api/v1/x?y=1`, { request })).toMatchObject({
    statusCode: 201,
    headers: { 'x-request-id': 'r' },
    body: '{"a":1}'
  })
  expect(seen).toMatchObject({ method: 'POST', url: '/api/v1/x?y=1' })
  expect(seen?.headers).toMatchObject({
    accept: 'application/json',
    'user-agent': 'zenml-gated-trigger',
    'content-type': 'application/json'
  })
  expect(sent).toBe('{}')
})

test.each([301, 302, 303, 307, 308])(
  'a redirect with %d is not followed, so that no credential reaches another origin',
  async status => {
    const other = await catcher()
    const url = await serve((_, response) => response.writeHead(status, { location: `${other.url}/steal` }).end())
    expect((await exchange(url)).statusCode).toBe(status)
    expect(other.caught).toEqual([])
  }
)

test('an abort ends an exchange that hangs', async () => {
  const url = await serve(() => undefined)
  const cancel = new AbortController()
  const reason = new Error('cancelled')
  const raw = openNetwork({ authorities: undefined, client: undefined }, {})(new URL(url), get, cancel.signal)
  setTimeout(() => cancel.abort(reason), 50)
  await expect(raw).rejects.toThrow('cancelled')
})

test('a server that is not there is told by its code', async () => {
  expect(await failing('http://127.0.0.1:9')).toBe('ECONNREFUSED')
})

describe('a certificate', () => {
  const good = selfSigned()
  const tls = async ({ key, certificate } = good) =>
    `https://127.0.0.1:${await listen(createTlsServer({ key, cert: certificate }, (_, response) => response.end('{}')))}`

  test('of an unknown authority is refused', async () => {
    expect(await failing(await tls())).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  test('is trusted where it is given', async () => {
    expect((await exchange(await tls(), { ca: good.certificate })).body).toBe('{}')
  })

  test('is refused where another one is given', async () => {
    expect(await failing(await tls(), selfSigned().certificate)).toMatch(
      /SELF_SIGNED_CERT|UNABLE_TO_VERIFY|CERT_SIGNATURE/
    )
  })

  test('for another name is refused, though its authority is trusted', async () => {
    const other = selfSigned('zenml.test')
    expect(await failing(await tls(other), other.certificate)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })
})

describe('a proxy', () => {
  test('that HTTP_PROXY names gets the request', async () => {
    const proxy = await catcher()
    process.env['HTTP_PROXY'] = proxy.url
    await exchange('http://zenml.test/api/v1/info').catch(() => undefined)
    expect(proxy.caught.join('\n')).toContain('zenml.test')
  })

  test('that HTTPS_PROXY names is asked for a tunnel, and sees neither token nor path', async () => {
    const proxy = await catcher()
    process.env['HTTPS_PROXY'] = proxy.url
    await exchange('https://zenml.test/api/v1/info').catch(() => undefined)
    expect(proxy.caught).toHaveLength(1)
    expect(proxy.caught[0]).toContain('CONNECT zenml.test:443')
    expect(proxy.caught[0]).not.toMatch(/TOKEN|api\/v1/)
  })

  test('is left out for what NO_PROXY names', async () => {
    const proxy = await catcher()
    const url = await serve((_, response) => response.end('{}'))
    process.env['HTTP_PROXY'] = proxy.url
    process.env['NO_PROXY'] = '127.0.0.1'
    expect((await exchange(url)).body).toBe('{}')
    expect(proxy.caught).toEqual([])
  })
})
