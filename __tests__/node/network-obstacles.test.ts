import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, test } from '@jest/globals'
import { obstacleOf } from '../../src/node/network-obstacles.ts'
import { ObstacleError } from '../../src/world/network.ts'
import { until } from '../pieces/until.ts'
import { selfSigned } from './self-signed.ts'

const login = { user: Buffer.from('me'), password: Buffer.from('secret') }
const named = { from: 'HTTPS_PROXY', url: new URL('http://proxy.test:3128'), login: undefined }

/** An error with a code, as what undici throws has for its cause. */
const coded = (code: string, message = 'words', more: object = {}) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code, ...more }) })

async function found(error: unknown, change: Partial<Parameters<typeof obstacleOf>[1]> = {}): Promise<string> {
  const signal = new AbortController().signal
  const failed = { url: new URL('https://zenml.test:8443'), proxy: named, isFirst: true, signal, ...change }
  const obstacle = await obstacleOf(error, failed)
  expect(obstacle?.cause).toBe(obstacle === undefined ? undefined : error)
  return obstacle === undefined ? 'none' : `${obstacle.obstacle}: ${obstacle.message}`
}

describe('with a proxy, what stood in the way', () => {
  const place = 'http://proxy.test:3128 of HTTPS_PROXY'

  test.each([
    ['closed the tunnel', coded('UND_ERR_PRX_CONN'), `proxy: ${place}: it closed the connection`],
    ['has another name', coded('UND_ERR_PRX_TLS'), `proxy-refusal: ${place}: its certificate is for another name`],
    [
      'of SOCKS takes no login',
      coded('UND_ERR_SOCKS5_AUTH_REJECTED', 'No acceptable authentication method'),
      `proxy-refusal: ${place}: No acceptable authentication method`
    ],
    [
      'of SOCKS takes another login',
      coded('UND_ERR_SOCKS5_AUTH_FAILED', 'Authentication failed'),
      `proxy-refusal: ${place}: Authentication failed`
    ],
    [
      'of SOCKS reaches nobody',
      coded('UND_ERR_SOCKS5_REPLY_4', 'SOCKS5 connection failed: Host unreachable'),
      `proxy: ${place}: SOCKS5 connection failed: Host unreachable`
    ],
    ...([407, 403, 499, 500, 502, 599] as const).map(status => {
      const error = new Error(`Proxy response (${status}) !== 200 when HTTP Tunneling`)
      const said =
        status === 407
          ? 'proxy-refusal: PLACE: it wants a user and a password (407)'
          : status < 500
            ? `proxy-refusal: PLACE: it does not let us reach zenml.test:8443 (${status})`
            : `proxy: PLACE: it has no way to zenml.test:8443 (${status})`
      return [`answered ${status}`, error, said.replace('PLACE', place)] as const
    }),
    [
      'wants a login',
      new Error('Proxy Authentication Required (407)'),
      `proxy-refusal: ${place}: it wants a user and a password (407)`
    ],
    [
      'cannot be reached',
      new ObstacleError('proxy', 'connect ECONNREFUSED', coded('ECONNREFUSED', 'connect ECONNREFUSED')),
      `proxy: ${place}: connect ECONNREFUSED`
    ],
    [
      'has a certificate that is not trusted',
      new ObstacleError('proxy', 'x', coded('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate')),
      `proxy-refusal: ${place}: self-signed certificate`
    ],
    [
      'has no TLS',
      new ObstacleError('proxy', 'x', coded('ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number')),
      `proxy-refusal: ${place}: it does not speak TLS, so its address begins with http://`
    ]
  ] as const)('is one that %s', async (_, error, said) => {
    expect(await found(error)).toBe(said)
  })

  test('is the login that was given, if there was one', async () => {
    const proxy = { ...named, login }
    const said = await found(new Error('Proxy Authentication Required (407)'), { proxy })
    expect(said).toBe(`proxy-refusal: ${place}: it wants another user or password (407)`)
  })

  test.each([
    ['a connection that broke behind it', coded('UND_ERR_SOCKET', 'other side closed')],
    ['a server whose certificate is not trusted', coded('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate')],
    ['words of a server', new Error('Proxy of ours (407)')],
    ['words that quote a proxy', new Error('The server says: Proxy response (407)')],
    ['what has no words', 'odd']
  ])('is not the proxy: %s', async (_, error) => {
    expect(await found(error)).toBe('none')
  })
})

describe('without a proxy, TLS behind http://', () => {
  const direct = { proxy: undefined, url: new URL('http://zenml.test') }
  const tls = 'tls: the port speaks TLS'

  test.each([
    ['an alert', '\u0015\u0003\u0001', tls],
    ['a handshake', '\u0016\u0003\u0003', tls],
    ['an older version', '\u0015\u0002', 'none'],
    ['a text', 'SSH-2.0', 'none'],
    ['a record further on', ' \u0015\u0003', 'none'],
    ['nothing', '', 'none'],
    ['bytes', Buffer.from([0x15, 3]), 'none']
  ])('is known by what came instead of an answer: %s', async (_, data, said) => {
    expect(await found(coded('HPE_INVALID_CONSTANT', 'Expected HTTP/', { data }), direct)).toBe(said)
  })

  const alert = coded('HPE_INVALID_CONSTANT', 'Expected HTTP/', { data: '\u0015\u0003\u0001' })

  test('is not looked for once something has answered there, nor behind https://', async () => {
    expect(await found(alert, { ...direct, isFirst: false })).toBe('none')
    expect(await found(alert, { ...direct, url: new URL('https://zenml.test') })).toBe('none')
  })

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', ''])(
    'is not looked for after an error of the code %j',
    async code => {
      expect(await found(coded(code), { ...direct, url: new URL('http://127.0.0.1:9') })).toBe('none')
    }
  )

  /** A port on this machine where a server listens, of which nothing is left after the test. */
  async function portOf(server: Server): Promise<number> {
    const sockets = new Set<Socket>()
    server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    return (server.address() as AddressInfo).port
  }
  const closing: (() => void)[] = []
  afterEach(() => {
    for (const close of closing.splice(0)) close()
  })

  describe.each(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])('is looked for after %s', code => {
    test('and found by its certificate, whoever signed it', async () => {
      const { certificate, key } = selfSigned()
      const server = createTlsServer({ key, cert: certificate })
      let isClosed = false
      server.on('connection', socket =>
        socket.on('close', () => {
          isClosed = true
        })
      )
      const url = new URL(`http://127.0.0.1:${await portOf(server)}`)
      expect(await found(coded(code), { ...direct, url })).toBe(tls)
      await until(() => isClosed)
    })

    test('and not found if the port is closed by now, or closes without a word', async () => {
      expect(await found(coded(code), { ...direct, url: new URL('http://127.0.0.1:9') })).toBe('none')
      const port = await portOf(createServer(socket => socket.once('data', () => socket.end())))
      expect(await found(coded(code), { ...direct, url: new URL(`http://127.0.0.1:${port}`) })).toBe('none')
    })
  })

  test('is no longer looked for once the job has been cancelled', async () => {
    const cancel = new AbortController()
    const port = await portOf(createServer(() => cancel.abort()))
    const url = new URL(`http://127.0.0.1:${port}`)
    expect(await found(coded('EPIPE'), { ...direct, url, signal: cancel.signal })).toBe('none')
  })
})
