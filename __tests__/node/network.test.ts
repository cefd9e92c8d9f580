import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createSecureServer } from 'node:http2'
import { createServer as createTlsServer } from 'node:https'
import {
  type AddressInfo,
  connect,
  createServer as createRawServer,
  type Server as RawServer,
  type Socket
} from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, test } from '@jest/globals'
import { openNetwork } from '../../src/node/network.ts'
import { errorCode } from '../../src/text/error-code.ts'
import { type ClientCertificate, type HttpRequest, ObstacleError } from '../../src/world/network.ts'
import { isPlainFault } from '../../src/zenml/tls-fault.ts'
import { type Catcher, startCatcher } from '../stand-in/origin.ts'
import { selfSigned } from './self-signed.ts'

const get: HttpRequest = { method: 'GET', path: '/unused', headers: { authorization: 'Bearer TOKEN' } }

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server of any kind on loopback, of which nothing is left after the test. */
async function listen(server: Server | RawServer): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
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

interface Options {
  readonly ca?: string | undefined
  readonly client?: ClientCertificate
  readonly env?: Readonly<Record<string, string>>
  readonly request?: HttpRequest
}

/** A server of which only the sockets matter. */
function listenRaw(hear: (socket: Socket) => void): Promise<number> {
  return listen(createRawServer(hear))
}

/** One exchange with all of its body. */
async function exchange(url: string, { ca, client, env = {}, request = get }: Options = {}) {
  const raw = await openNetwork({ authorities: ca, client }, env)(new URL(url), request, AbortSignal.timeout(10_000))
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

test('exchanges one after another share connections', async () => {
  const server = createServer((_, response) => response.end('{}'))
  let connections = 0
  server.on('connection', () => connections++)
  const open = openNetwork({ authorities: undefined, client: undefined }, {})
  const url = new URL(`http://127.0.0.1:${await listen(server)}`)
  for (let nth = 0; nth < 10; nth++) {
    const { body } = await open(url, get, AbortSignal.timeout(10_000))
    for await (const _ of body);
  }
  // One that has only just become free may come too late for the next exchange.
  expect(connections).toBeLessThan(5)
})

test('an abort ends an exchange that hangs', async () => {
  const url = await serve(() => undefined)
  const cancel = new AbortController()
  const reason = new Error('cancelled')
  const raw = openNetwork({ authorities: undefined, client: undefined }, {})(new URL(url), get, cancel.signal)
  setTimeout(() => cancel.abort(reason), 50)
  await expect(raw).rejects.toThrow('cancelled')
})

test('a server that is not there is known by its code', async () => {
  expect(await failing('http://127.0.0.1:9')).toBe('ECONNREFUSED')
})

describe('a certificate', () => {
  const good = selfSigned()
  const tls = async ({ key, certificate } = good) =>
    `https://127.0.0.1:${await listen(createTlsServer({ key, cert: certificate }, (_, response) => response.end('{}')))}`

  test('of an unknown authority is refused', async () => {
    expect(await failing(await tls())).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  test('is trusted if it is given', async () => {
    expect((await exchange(await tls(), { ca: good.certificate })).body).toBe('{}')
  })

  test('is refused if another one is given', async () => {
    expect(await failing(await tls(), selfSigned().certificate)).toMatch(
      /SELF_SIGNED_CERT|UNABLE_TO_VERIFY|CERT_SIGNATURE/
    )
  })

  test('for another name is refused, though its authority is trusted', async () => {
    const other = selfSigned('zenml.test')
    expect(await failing(await tls(other), other.certificate)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })
})

describe('TLS', () => {
  const own = selfSigned()
  const client = selfSigned('runner.test')
  const asking = {
    key: own.key,
    cert: own.certificate,
    requestCert: true,
    rejectUnauthorized: true,
    ca: client.certificate
  }
  const given = { chain: client.certificate, key: client.key }

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s: a client certificate is shown if one is asked for', async version => {
    const tls = { ...asking, minVersion: version, maxVersion: version }
    const url = `https://127.0.0.1:${await listen(createTlsServer(tls, (_, response) => response.end('{}')))}`
    expect((await exchange(url, { ca: own.certificate, client: given })).body).toBe('{}')
    expect(await failing(url, own.certificate)).toMatch(/_ALERT_(?:CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE)$/)
  })

  test.each(['HTTP/1.1 400 Bad Request\r\n\r\n', 'SSH-2.0-OpenSSH_9.6\r\n', '220 mail ESMTP\r\n'])(
    'that a port does not speak, which says %j, is known by its code',
    async greeting => {
      const port = await listenRaw(socket => socket.end(greeting))
      expect(isPlainFault({ code: await failing(`https://127.0.0.1:${port}`) })).toBe(true)
    }
  )

  test('carries HTTP/1.1, also to a server that knows HTTP/2', async () => {
    const both = { key: own.key, cert: own.certificate, allowHTTP1: true }
    const server = createSecureServer(both, (request, response) => response.end(request.httpVersion))
    const port = await listen(server as unknown as Server)
    expect((await exchange(`https://127.0.0.1:${port}`, { ca: own.certificate })).body).toBe('1.1')
  })

  test('of a version that nobody uses any longer is known by its code', async () => {
    const old = { ...own, cert: own.certificate, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const
    const url = `https://127.0.0.1:${await listen(createTlsServer({ ...old, ciphers: 'DEFAULT@SECLEVEL=0' }))}`
    expect(await failing(url, own.certificate)).toMatch(/^ERR_SSL_.*PROTOCOL/)
  })

  const obstacle = (url: string) =>
    exchange(url).then(
      () => undefined,
      (error: unknown) => (error instanceof ObstacleError ? error.obstacle : errorCode(error))
    )

  test('behind http:// is found out if the port closes without a word', async () => {
    const port = await listen(createTlsServer({ key: own.key, cert: own.certificate }))
    expect(await obstacle(`http://127.0.0.1:${port}`)).toBe('tls')
  })

  test('behind http:// is known by the alert with which the port answers', async () => {
    const port = await listenRaw(socket => socket.once('data', () => socket.end(Buffer.from('15030100020246', 'hex'))))
    expect(await obstacle(`http://127.0.0.1:${port}`)).toBe('tls')
  })

  test('is not looked for behind http:// if nothing answers, or if something has answered before', async () => {
    let connections = 0
    const port = await listenRaw(socket => {
      connections++
      socket.once('data', () =>
        connections === 1
          ? socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
          : socket.destroy()
      )
    })
    const open = openNetwork({ authorities: undefined, client: undefined }, {})
    const url = new URL(`http://127.0.0.1:${port}`)
    await (await open(url, get, AbortSignal.timeout(10_000))).body[Symbol.asyncIterator]().next()
    await expect(open(url, get, AbortSignal.timeout(10_000))).rejects.not.toBeInstanceOf(ObstacleError)
    expect(connections).toBe(2)
    expect(await obstacle('http://127.0.0.1:9')).toBe('ECONNREFUSED')
  })
})

test('headers of 64 kB are read, and too many are known by their code', async () => {
  const url = await serve((request, response) => {
    const count = Number(request.url?.slice(1))
    for (let nth = 0; nth < count; nth++) response.setHeader(`x-${nth}`, 'c'.repeat(1024))
    response.end('{}')
  })
  expect((await exchange(`${url}/64`)).body).toBe('{}')
  expect(await failing(`${url}/300`)).toBe('UND_ERR_HEADERS_OVERFLOW')
})

describe('a proxy', () => {
  const through = (
    url: string,
    env: Readonly<Record<string, string>>,
    more: Partial<Parameters<typeof exchange>[1]> = {}
  ) => exchange(url, { ...more, env })
  const trouble = (url: string, env: Readonly<Record<string, string>>) =>
    through(url, env).then(
      () => 'no error',
      (error: unknown) => (error instanceof ObstacleError ? `${error.obstacle}: ${error.message}` : String(error))
    )

  test('that HTTP_PROXY names gets the request', async () => {
    const proxy = await catcher()
    await through('http://zenml.test/api/v1/info', { HTTP_PROXY: proxy.url.replace('://', '://me:pa%25ss@') })
    expect(proxy.caught.join('\n')).toContain('GET http://zenml.test/api/v1/info')
    expect(proxy.caught.join('\n')).toContain(`Basic ${Buffer.from('me:pa%ss').toString('base64')}`)
  })

  test('is used for what it is named for, whatever has been reached without it', async () => {
    const proxy = await catcher()
    const direct = await serve((_, response) => response.end('direct'))
    const open = openNetwork({ authorities: undefined, client: undefined }, { HTTP_PROXY: proxy.url })
    for (const url of [direct, 'http://zenml.test/a', direct, 'http://other.test/b']) {
      const { body } = await open(new URL(url), get, AbortSignal.timeout(10_000))
      for await (const _ of body);
    }
    expect(proxy.caught.map(text => /^GET \S+/.exec(text)?.[0])).toEqual([
      'GET http://zenml.test/a',
      'GET http://other.test/b'
    ])
  })

  test('that HTTPS_PROXY names is asked for a tunnel, and sees neither token nor path', async () => {
    const proxy = await catcher()
    await through('https://zenml.test/api/v1/info', { HTTPS_PROXY: proxy.url }).catch(() => undefined)
    expect(proxy.caught).toHaveLength(1)
    expect(proxy.caught[0]).toContain('CONNECT zenml.test:443')
    expect(proxy.caught[0]).not.toMatch(/TOKEN|api\/v1/)
  })

  test.each(['127.0.0.1', '127.0.0.2', 'localhost'])(
    'is left out for this machine (%s), even where http is trusted nowhere else',
    async host => {
      const proxy = await catcher()
      const url = await serve((_, response) => response.end('{}'))
      const port = new URL(url).port
      await through(`http://${host}:${port}`, { HTTP_PROXY: proxy.url, ALL_PROXY: proxy.url }).catch(() => undefined)
      expect(proxy.caught).toEqual([])
    }
  )

  test.each([
    [407, 'proxy-refusal: http://127.0.0.1:PORT of HTTPS_PROXY: it wants another user or password (407)'],
    [403, 'proxy-refusal: http://127.0.0.1:PORT of HTTPS_PROXY: it does not let us reach zenml.test (403)'],
    [502, 'proxy: http://127.0.0.1:PORT of HTTPS_PROXY: it has no way to zenml.test (502)']
  ])('that refuses a tunnel with %d is named', async (status, expected) => {
    const server = createServer()
    server.on('connect', (_, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
    const port = await listen(server)
    const said = await trouble('https://zenml.test', { HTTPS_PROXY: `http://me:secret@127.0.0.1:${port}` })
    expect(said).toBe(expected.replace('PORT', String(port)))
  })

  test('that wants a password is named if there is none', async () => {
    const server = createServer().on('connect', (_, socket) => socket.end('HTTP/1.1 407 No\r\n\r\n'))
    const said = await trouble('https://zenml.test', { HTTPS_PROXY: `127.0.0.1:${await listen(server)}` })
    expect(said).toContain('it wants a user and a password (407)')
  })

  test('that wants a password for plain http is named', async () => {
    const url = await serve((_, response) => response.writeHead(407).end())
    expect(await trouble('http://zenml.test', { http_proxy: url })).toMatch(
      /^proxy-refusal: .* of http_proxy: .*\(407\)$/
    )
  })

  test.each(['http://zenml.test', 'https://zenml.test'])('that is not there is named (%s)', async url => {
    const said = await trouble(url, { ALL_PROXY: '127.0.0.1:9' })
    expect(said).toBe('proxy: http://127.0.0.1:9 of ALL_PROXY: connect ECONNREFUSED 127.0.0.1:9')
  })

  test('that closes the connection is named', async () => {
    const port = await listenRaw(socket => socket.once('data', () => socket.destroy()))
    const said = await trouble('https://zenml.test', { HTTPS_PROXY: `127.0.0.1:${port}` })
    expect(said).toBe(`proxy: http://127.0.0.1:${port} of HTTPS_PROXY: it closed the connection`)
  })

  test('whose address says https:// is named if it has no TLS', async () => {
    const { host } = new URL(await serve((_, response) => response.end()))
    expect(await trouble('https://zenml.test', { HTTPS_PROXY: `https://${host}` })).toBe(
      `proxy-refusal: https://${host} of HTTPS_PROXY: it does not speak TLS, so its address begins with http://`
    )
  })

  test('of the kind SOCKS 5 is given user, password and the name of the server', async () => {
    const named = selfSigned('zenml.test')
    const server = await listen(createTlsServer({ key: named.key, cert: named.certificate }, (_, r) => r.end('{}')))
    const heard: string[] = []
    // RFC 1928 and 1929: each message of the client has its answer.
    const answers = [Buffer.from('0502', 'hex'), Buffer.from('0100', 'hex'), Buffer.from('05000001000000000000', 'hex')]
    const port = await listenRaw(socket => {
      const hear = (data: Buffer) => {
        heard.push(data.toString('latin1'))
        socket.write(answers[heard.length - 1] ?? '')
        if (heard.length < answers.length) return
        socket.off('data', hear)
        const upstream = connect(server, '127.0.0.1')
        upstream.on('error', () => socket.destroy())
        socket.on('close', () => upstream.destroy())
        socket.pipe(upstream).pipe(socket)
      }
      socket.on('data', hear)
    })
    const env = { ALL_PROXY: `socks5h://me:100%@127.0.0.1:${port}` }
    expect((await through('https://zenml.test', env, { ca: named.certificate })).body).toBe('{}')
    expect(heard[1]).toBe('\u0001\u0002me\u0004100%')
    expect(heard[2]).toContain('zenml.test')
    expect(await trouble('https://zenml.test', { ALL_PROXY: 'socks5://127.0.0.1:9' })).toContain('ECONNREFUSED')
  })

  describe('with TLS of its own', () => {
    const own = selfSigned()
    const named = selfSigned('zenml.test')
    const client = selfSigned('runner.test')

    /** A proxy with TLS before a server that asks for a certificate; what it was shown itself. */
    async function secureProxy() {
      const tls = { key: named.key, cert: named.certificate, requestCert: true, ca: client.certificate }
      const server = await listen(createTlsServer(tls, (_, response) => response.end('{}')))
      const shown: unknown[] = []
      const proxy = createTlsServer({
        key: own.key,
        cert: own.certificate,
        requestCert: true,
        rejectUnauthorized: false
      })
      proxy.on('connect', (_, socket: TLSSocket) => {
        shown.push(socket.getPeerCertificate())
        const upstream = connect(server, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
        upstream.pipe(socket).pipe(upstream)
        socket.on('error', () => upstream.destroy())
        upstream.on('error', () => socket.destroy())
      })
      return { env: { HTTPS_PROXY: `https://127.0.0.1:${await listen(proxy)}` }, shown }
    }

    test('is trusted by the same authorities, and is not shown our certificate', async () => {
      const { env, shown } = await secureProxy()
      const ca = `${own.certificate}\n${named.certificate}`
      const given = { chain: client.certificate, key: client.key }
      expect((await exchange('https://zenml.test', { ca, client: given, env })).body).toBe('{}')
      expect(shown).toEqual([{}])
    })

    test('is named if its certificate is not trusted', async () => {
      const { env } = await secureProxy()
      expect(await trouble('https://zenml.test', env)).toMatch(/^proxy-refusal: https:.* of HTTPS_PROXY: .*certificate/)
    })
  })
})
