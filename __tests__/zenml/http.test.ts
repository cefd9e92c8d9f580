import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/text/errors.ts'
import { type Exchange, ObstacleError } from '../../src/world/network.ts'
import { maxAnswerBytes, NetworkError, requestTimeoutMs, sender } from '../../src/zenml/http.ts'
import { ProcessClock, VirtualTime } from '../stand-in/virtual-clock.ts'

const info = { method: 'GET', path: '/api/v1/info?x=1' } as const

type Raw = Awaited<ReturnType<Exchange>>

async function* chunks(...parts: readonly (string | Uint8Array)[]) {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part
}

const same = (text: string): string => text

function answering(
  raw: Partial<Raw>,
  base = 'https://zenml.test'
): { send: ReturnType<typeof sender>; urls: string[] } {
  const urls: string[] = []
  const exchange: Exchange = async url => {
    urls.push(url.href)
    return { statusCode: 200, headers: {}, body: chunks('null'), ...raw }
  }
  return { send: sender(new URL(base), exchange, new ProcessClock(new VirtualTime()), same), urls }
}

function failing(error: unknown): Promise<unknown> {
  const send = sender(
    new URL('https://zenml.test'),
    () => Promise.reject(error),
    new ProcessClock(new VirtualTime()),
    same
  )
  return send(info).catch((thrown: unknown) => thrown)
}

const coded = (code: string, message = 'why', cause?: unknown) => Object.assign(new Error(message, { cause }), { code })

test.each([
  ['https://zenml.test/', 'https://zenml.test/api/v1/info?x=1'],
  ['https://zenml.test:8443/team', 'https://zenml.test:8443/team/api/v1/info?x=1']
])('a request goes to its path behind %s', async (base, url) => {
  const { send, urls } = answering({}, base)
  await send(info)
  expect(urls).toEqual([url])
})

test('an answer has its status, its headers in lower case and its JSON', async () => {
  const { send } = answering({
    statusCode: 201,
    headers: { 'X-Request-ID': 'r', 'set-cookie': ['a', 'b'] },
    body: chunks('{"a":', '[1]}')
  })
  expect(await send(info)).toMatchObject({
    status: 201,
    headers: { 'x-request-id': 'r', 'set-cookie': 'a, b' },
    json: { a: [1] },
    isJson: true
  })
})

test('a letter that lies in two chunks stays whole', async () => {
  const bytes = Buffer.from('"ü"')
  expect((await answering({ body: chunks(bytes.subarray(0, 2), bytes.subarray(2)) }).send(info)).json).toBe('ü')
})

test.each(['', '<html>', '{"a":1', 'undefined'])('the body %j is not JSON', async body => {
  expect(await answering({ body: chunks(body) }).send(info)).toMatchObject({ json: undefined, isJson: false })
})

test('null is JSON', async () => {
  expect(await answering({}).send(info)).toMatchObject({ json: null, isJson: true })
})

test.each([301, 302, 307, 308])('a redirect with %d is handed on and not followed', async statusCode => {
  const { send, urls } = answering({ statusCode, headers: { location: 'https://evil.test/' } })
  expect((await send(info)).status).toBe(statusCode)
  expect(urls).toHaveLength(1)
})

describe('an answer without end', () => {
  test('is given up beyond the limit, having read little more than that', async () => {
    let read = 0
    async function* endless() {
      const mebibyte = new Uint8Array(1024 * 1024)
      for (;;) {
        read += mebibyte.byteLength
        yield mebibyte
      }
    }
    const error = await answering({ body: endless() })
      .send(info)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ fault: 'too-large', maybeSent: true })
    expect(String(error)).toContain('the answer is larger than 32 MiB')
    expect(read).toBeLessThanOrEqual(maxAnswerBytes + 1024 * 1024)
  })

  test('is read up to exactly the limit', async () => {
    const body = Buffer.alloc(maxAnswerBytes, ' ')
    body.write('1')
    expect((await answering({ body: chunks(body) }).send(info)).json).toBe(1)
  })
})

describe('a body', () => {
  test('may be compressed, and begin with a byte order mark', async () => {
    const body = chunks(gzipSync('\uFEFF{"a":1}'))
    expect((await answering({ headers: { 'Content-Encoding': 'gzip' }, body }).send(info)).json).toEqual({ a: 1 })
  })

  test('may not be large once it is decompressed', async () => {
    const body = chunks(gzipSync(Buffer.alloc(maxAnswerBytes + 1, ' ')))
    const error = await answering({ headers: { 'content-encoding': 'gzip' }, body })
      .send(info)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ fault: 'too-large', maybeSent: true })
  })

  test('that is cut short while it is compressed is a connection that broke', async () => {
    const body = chunks(gzipSync('{"a":1}').subarray(0, 15))
    const error = await answering({ headers: { 'content-encoding': 'gzip' }, body })
      .send(info)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ fault: 'broken', maybeSent: true })
  })

  test('that is a page has its kind', async () => {
    const answer = await answering({ body: chunks('<title>Sign in</title>') }).send(info)
    expect(answer).toMatchObject({ isJson: false, page: 'sign-in' })
  })
})

describe('time', () => {
  const clock = new ProcessClock(new VirtualTime())
  const silent: Exchange = (_, __, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  async function* stalling(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{')
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  const stalled: Exchange = async (_, __, signal) => ({ statusCode: 200, headers: {}, body: stalling(signal) })

  test.each([
    ['no headers', silent, undefined, requestTimeoutMs],
    ['half a body', stalled, undefined, requestTimeoutMs],
    ['no headers within a limit of its own', silent, 5_000, 5_000]
  ])('runs out with %s', async (_, exchange, timeoutMs, ms) => {
    const before = clock.elapsed()
    const request = timeoutMs === undefined ? info : { ...info, timeoutMs }
    const error = await sender(
      new URL('https://zenml.test'),
      exchange,
      clock,
      same
    )(request).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ fault: 'timeout', maybeSent: true })
    expect(clock.elapsed() - before).toBe(ms)
  })

  test('ends with the reason of the signal that was given', async () => {
    const cancel = new AbortController()
    const reason = new Error('cancelled')
    const sent = sender(new URL('https://zenml.test'), silent, clock, same)(info, cancel.signal)
    cancel.abort(reason)
    await expect(sent).rejects.toBe(reason)
  })

  test('of the round trip is measured', async () => {
    const slow: Exchange = async () => {
      await clock.sleep(250)
      return { statusCode: 200, headers: {}, body: chunks('1') }
    }
    expect((await sender(new URL('https://zenml.test'), slow, clock, same)(info)).durationMs).toBe(250)
  })
})

describe('an error of the network', () => {
  test.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s means that nothing was sent',
    async code => {
      expect(await failing(coded(code))).toMatchObject({ fault: 'unreachable', maybeSent: false, message: 'why' })
    }
  )

  test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'EPROTO', 'whatever'])(
    '%s leaves open whether the server got the request',
    async code => {
      expect(await failing(coded(code))).toMatchObject({ fault: 'broken', maybeSent: true })
    }
  )

  test.each([
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_TLS_CERT_ALTNAME_INVALID'
  ])('%s is about the certificate, and nothing was sent', async code => {
    expect(await failing(coded(code))).toMatchObject({ fault: 'certificate', maybeSent: false })
  })

  test.each([
    'ERR_SSL_SSL/TLS_ALERT_BAD_RECORD_MAC',
    'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
    'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR'
  ])('%s can come after the request was sent', async code => {
    expect(await failing(coded(code))).toMatchObject({ fault: 'broken', maybeSent: true })
  })

  test.each([
    ['ERR_SSL_WRONG_VERSION_NUMBER', '', 'no-tls', false],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', '', 'no-tls', false],
    ['EPROTO', 'write EPROTO 1:error:0A00010B:SSL routines:f:wrong version number:x.c:77:', 'no-tls', false],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', '', 'client-certificate', true],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', '', 'client-certificate', true],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', '', 'client-certificate', true],
    ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', '', 'client-certificate', true],
    ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED', '', 'client-certificate', true],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', '', 'client-certificate', true],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', '', 'handshake', true],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', '', 'handshake', true],
    ['UND_ERR_HEADERS_OVERFLOW', '', 'too-large', true]
  ])('%s (%s) is the fault %s', async (code, message, fault, maybeSent) => {
    expect(await failing(coded(code, message))).toMatchObject({ fault, maybeSent })
  })

  test("of TLS has OpenSSL's reason, without the places in its source", async () => {
    const error = Object.assign(coded('ERR_SSL_X', '40:error:0A:SSL routines:f:tlsv1 alert x:../deps/a.c:9:'), {
      reason: 'tlsv1 alert x'
    })
    expect(await failing(error)).toMatchObject({ message: 'tlsv1 alert x' })
  })

  test.each([
    ['proxy', false],
    ['proxy-refusal', false],
    ['tls', false]
  ] as const)('that an adapter calls %s is that, and nothing was sent', async (obstacle, maybeSent) => {
    expect(await failing(new ObstacleError(obstacle, 'why'))).toMatchObject({
      fault: obstacle,
      maybeSent,
      message: 'why'
    })
  })

  test('of an input is not one of the network', async () => {
    const error = new InputError('Not the address of a proxy')
    expect(await failing(error)).toBe(error)
  })

  test('is recognized by what it began with', async () => {
    const below = new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:443'), coded('X')], '')
    const error = await failing(new TypeError('fetch failed', { cause: below }))
    expect(error).toMatchObject({ fault: 'unreachable', message: 'connect ECONNREFUSED ::1:443' })
  })

  test('has its code as message if it has no other', async () => {
    expect(await failing(coded('ECONNRESET', ''))).toMatchObject({ message: 'ECONNRESET' })
  })

  test('does not hang on a circle of causes', async () => {
    const circle = coded('ECONNRESET')
    circle.cause = circle
    expect(await failing(circle)).toBeInstanceOf(NetworkError)
  })

  test('may be anything but an error', async () => {
    expect(await failing('what')).toMatchObject({ fault: 'broken', maybeSent: true })
  })
})
