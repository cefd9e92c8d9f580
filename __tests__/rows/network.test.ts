// What the built action makes of the ways to a server that the field has: gateways that compress, redirect, sleep or want
// certificates, and proxies as the variables name them. Each test has the case in its name; siblings are tried as units.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { type ActionResult, built, pushTo, runAction } from '../../testbed/runner.ts'
import { selfSigned } from '../node/self-signed.ts'
import { leaksIn } from '../stand-in/leak.ts'
import type { Answered } from '../stand-in/stand-in.ts'
import { type Between, type GatewayOptions, type Given, startGateway, startTunnels } from './gateway.ts'
import { annotations, onceRunning, onServer, quick, type RealTime, type ServerOptions } from './real-time.ts'

/** Does something with a server behind a gateway. */
function behind(
  { script = quick('completed'), ...options }: GatewayOptions & Pick<ServerOptions, 'script'>,
  work: (server: RealTime, gateway: Between) => Promise<void>
): Promise<void> {
  return onServer({ script }, async server => {
    const gateway = await startGateway(server, options)
    try {
      await work(server, gateway)
    } finally {
      gateway.close()
    }
  })
}

/** Does something with a proxy that leads to one port of this machine. */
async function throughTunnels(port: number, login: string | undefined, work: (proxy: Between) => Promise<void>) {
  const proxy = await startTunnels(port, login)
  try {
    await work(proxy)
  } finally {
    proxy.close()
  }
}

function expectGreen(result: ActionResult): void {
  expect(annotations(result, 'error')).toEqual([])
  expect(result.outputs).toMatchObject({ triggered: 'true', conclusion: 'success' })
  expect(result.code).toBe(0)
}

/** The step is red at once, by one error that has these texts. */
function expectRed(result: ActionResult, ...texts: readonly string[]): void {
  const [error = '', ...others] = annotations(result, 'error').map(line => line.replaceAll('%25', '%'))
  for (const text of texts) expect(error).toContain(text)
  expect(others).toEqual([])
  expect(result.outputs).toMatchObject({ triggered: 'false', conclusion: 'failure' })
  expect(result.log).not.toContain('the next one in')
  expect(result.code).toBe(1)
}

const changed = (answered: Answered, body: Uint8Array, headers: Readonly<Record<string, string>>): Given => ({
  ...answered,
  headers: { ...answered.headers, ...headers },
  body
})

test.concurrent.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync]
])('N1: a gateway compresses every answer (%s) without being asked: the run is followed to its end', (coding, encode) =>
  behind({ answer: (_, pass) => compressed(pass(), coding, encode) }, async (server, { port }) => {
    expectGreen(await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}` } }))
  })
)

function compressed(answered: Answered, coding: string, encode: (bytes: Buffer) => Buffer): Given {
  return changed(answered, encode(Buffer.from(answered.body)), { 'content-encoding': coding })
}

test.concurrent('N1: a compressed answer that is gigabytes large is given up before it fills the memory', () => {
  const bomb = gzipSync(Buffer.alloc(512 * 1024 * 1024))
  return behind(
    { answer: (_, pass) => changed(pass(), bomb, { 'content-encoding': 'gzip' }) },
    async (server, { port }) => {
      const result = await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}` } })
      expectRed(result, 'the answer was too large', '32 MiB')
    }
  )
})

test.concurrent('N2: a gateway redirects /api to /zenml/api on the same host: the message has the path, and the address that it proposes works', () => {
  const answer: GatewayOptions['answer'] = ({ path, ...asked }, pass) =>
    path.startsWith('/zenml/')
      ? pass()
      : { status: 307, headers: { location: `/zenml${path}` }, body: `${asked.method}` }
  return behind({ answer: (asked, pass) => answer({ ...asked }, pass) }, async (server, { port }) => {
    const url = `http://127.0.0.1:${port}`
    const result = await server.main({ inputs: { 'server-url': url } })
    expectRed(result, `redirects to ${url}/zenml/api/v1/info,`, `set server-url to ${url}/zenml.`)
  })
})

test.concurrent('N3: a gateway redirects to a single sign-on page: the error says that a login page is in the way, and proposes no server-url', () => {
  const location = 'https://login.example.com/realms/team/auth?redirect_uri=http%3A%2F%2F127.0.0.1&state=SECRET-STATE'
  return behind({ answer: () => ({ status: 302, headers: { location }, body: '' }) }, async (server, { port }) => {
    const result = await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}` } })
    expectRed(result, 'redirects to https://login.example.com/realms/team/auth,', 'A login page (single sign-on)')
    expect(result.log).not.toMatch(/set server-url to|SECRET-STATE/)
  })
})

test.concurrent.each([200, 401, 403])(
  'N3: a gateway answers with its sign-in page (%d): the error says that a login page is in the way',
  status => {
    const body = '<html><title>Sign in</title><form><input name="p" type="password"></form></html>'
    const given = { status, headers: { 'content-type': 'text/html' }, body }
    return behind({ answer: () => given }, async (server, { port }) => {
      const result = await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}` } })
      expectRed(result, 'a page of a gateway that wants a login', 'A login page (single sign-on)')
    })
  }
)

test.concurrent('N4: https:// to a port without TLS is named at once, and the address without it is proposed', () =>
  behind({}, async (server, { connections, port }) => {
    const result = await server.main({ inputs: { 'server-url': `https://127.0.0.1:${port}` } })
    expectRed(result, 'does not speak TLS', `http://127.0.0.1:${port}`)
    expect(connections()).toBe(1)
  }))

test.concurrent('N4: https:// to a port without TLS, on another machine: the address without it is proposed with what it means', () =>
  behind({}, async (server, { port }) => {
    const result = await server.main({ inputs: { 'server-url': `https://0.0.0.0:${port}` } })
    expectRed(result, 'does not speak TLS', "with allow-http: 'true', which sends the API key unencrypted")
  }))

test.concurrent('N4: http:// to a port with TLS is named at once, and https:// is proposed', () => {
  const { certificate, key } = selfSigned()
  return behind({ tls: { cert: certificate, key } }, async (server, { port }) => {
    const result = await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}` } })
    expectRed(result, 'this port expects https://, not http://', `Set server-url to https://127.0.0.1:${port}.`)
  })
})

test.concurrent('N4: http:// to a TLS port of nginx is recognized by its page', () => {
  const body = '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>'
  const given = { status: 400, headers: { 'content-type': 'text/html' }, body }
  return behind({ answer: () => given }, async (server, { port }) => {
    const result = await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}` } })
    expectRed(result, 'this port expects https://', `Set server-url to https://127.0.0.1:${port}.`)
  })
})

test.concurrent('N5: a server that starts on demand answers 503 for 45 s without Retry-After: the step waits, and says so once', () => {
  let sinceMs: number | undefined
  const answer: GatewayOptions['answer'] = (_, pass) => {
    sinceMs ??= Date.now()
    const isStarting = Date.now() - sinceMs < 45_000
    return isStarting
      ? { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>Service Unavailable</h1>' }
      : pass()
  }
  return behind({ answer }, async (server, { port }) => {
    const result = await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}`, timeout: '5m' } })
    expectGreen(result)
    expect(result.log.match(/answered 503.*/g)).toEqual(['answered 503. Waiting for it, up to 2m 30s.'])
  })
})

test.concurrent('N5: a server that never starts is waited for a bounded part of the timeout, and the error says how long', () =>
  behind({ answer: () => ({ status: 503, headers: {}, body: '' }) }, async (server, { port }) => {
    const inputs = { 'server-url': `http://127.0.0.1:${port}`, timeout: '44s' }
    expectRed(await server.main({ inputs }), 'the server answered 503, after 22 s of waiting for it')
  }))

test.concurrent.each([20, 64])('N6: a gateway sends %d kB of headers with each answer: they are read', kilobytes => {
  const cookies = Object.fromEntries(
    Array.from({ length: kilobytes / 4 }, (_, nth) => [`x-session-${nth}`, 'c'.repeat(4_096)])
  )
  const answer: GatewayOptions['answer'] = (_, pass) => {
    const answered = pass()
    return changed(answered, Buffer.from(answered.body), cookies)
  }
  return behind({ answer }, async (server, { port }) => {
    expectGreen(await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}` } }))
  })
})

const named = selfSigned('zenml.test')
const tls = { cert: named.certificate, key: named.key }
const byName = { 'server-url': 'https://zenml.test', 'ca-certificate': named.certificate }

test.concurrent('N7: HTTPS_PROXY without a scheme is an http:// proxy, for main and post', () =>
  behind({ script: quick(), tls }, async (server, { port }) =>
    throughTunnels(port, undefined, async proxy => {
      const use = { inputs: byName, env: { HTTPS_PROXY: `127.0.0.1:${proxy.port}` } }
      const main = await server.main({ ...use, ...onceRunning(process => process.kill('SIGKILL'), 1_000) })
      expect([main.signal, server.statuses.own]).toEqual(['SIGKILL', ['running']])
      expect(main.log).toContain(`is reached through the proxy of HTTPS_PROXY, 127.0.0.1:${proxy.port}.`)

      const post = await server.post(main, use)
      expect([annotations(post, 'warning'), server.statuses.own]).toEqual([[], ['stopped']])
      expect(new Set(proxy.asked)).toEqual(new Set(['zenml.test:443']))
    })
  ))

const direct = selfSigned('0.0.0.0')
/** A server on this machine whose address isn't one of those that never need a proxy. */
const byAddress = (port: number) => ({
  'server-url': `https://0.0.0.0:${port}`,
  'ca-certificate': direct.certificate
})
const deadProxy = 'http://127.0.0.1:9'

test.concurrent.each([
  ['N7: HTTPS_PROXY has no address, and NO_PROXY takes every host out', { HTTPS_PROXY: '://', NO_PROXY: '*' }],
  ['N9: only HTTP_PROXY is set, and the server has https://', { HTTP_PROXY: deadProxy }],
  ['N10: NO_PROXY has the network of the server', { HTTPS_PROXY: deadProxy, NO_PROXY: 'localhost,0.0.0.0/8' }]
])('%s: the way is direct', (_, env) =>
  behind({ tls: { cert: direct.certificate, key: direct.key } }, async (server, { port }) => {
    const result = await server.main({ inputs: byAddress(port), env })
    expectGreen(result)
    expect(result.log).not.toContain('the proxy of')
  })
)

test.concurrent('N8: the password of the proxy has a % that begins no code: it is sent as curl would send it, and shown nowhere', () =>
  behind({ tls }, async (server, { port }) =>
    throughTunnels(port, 'runner:100%-sure', async proxy => {
      const env = { HTTPS_PROXY: `http://runner:100%-sure@127.0.0.1:${proxy.port}` }
      const result = await server.main({ inputs: byName, env })
      expectGreen(result)
      expect(result.log).toContain('::add-mask::100%25-sure')
      const written = [result.log.replace(/^::add-mask::.*$/gm, ''), result.summary, JSON.stringify(result.state)]
      expect(leaksIn(written.join('\n'), ['100%-sure'])).toEqual([])
    })
  ))

test.concurrent('N8: a proxy that wants another password is named at once, with its variable and without the password', () =>
  behind({ tls }, async (server, { port }) =>
    throughTunnels(port, 'runner:right', async proxy => {
      const env = { HTTPS_PROXY: `http://runner:wrong-one@127.0.0.1:${proxy.port}` }
      const result = await server.main({ inputs: byName, env })
      expectRed(
        result,
        'the proxy refused',
        `http://127.0.0.1:${proxy.port} of HTTPS_PROXY: it wants another user or password`
      )
      expect(result.log.replace(/^::add-mask::.*$/gm, '')).not.toContain('wrong-one')
    })
  ))

test.concurrent('N8: a password with a # in it is named, and not shown', () =>
  onServer({}, async server => {
    const env = { HTTPS_PROXY: 'http://runner:pass#word@proxy.test:3128' }
    const result = await server.main({ inputs: byName, env })
    expectRed(result, 'HTTPS_PROXY: ', 'a character in the user or password', '%23 for #')
    expect(result.log.replace(/^::add-mask::.*$/gm, '')).not.toContain('pass#word')
  }))

const own = selfSigned()

test.concurrent.each([
  ['PEM', Buffer.from(own.certificate).toString('base64')],
  ['a certificate (DER), in lines', own.certificate.replace(/-----[^-]+-----/g, '').trim()]
])('N11: ca-certificate is base64 of %s: it is trusted', (_, text) =>
  behind({ tls: { cert: own.certificate, key: own.key } }, async (server, { port }) => {
    const inputs = { 'server-url': `https://127.0.0.1:${port}`, 'ca-certificate': text }
    expectGreen(await server.main({ inputs }))
  })
)

const client = selfSigned('runner.test')
const asking = {
  cert: own.certificate,
  key: own.key,
  requestCert: true,
  rejectUnauthorized: true,
  ca: client.certificate
}
const gateway = (port: number) => ({ 'server-url': `https://127.0.0.1:${port}`, 'ca-certificate': own.certificate })

test.concurrent.each([
  ['PEM', `${client.certificate}\n${client.key}`],
  ['PEM, the key first', `${client.key}${client.certificate}`],
  ['base64', Buffer.from(`${client.certificate}\n${client.key}`).toString('base64')]
])(
  'N12: a gateway wants a client certificate, given as %s: the run is stopped by post, and no line of the key is shown',
  (_, text) =>
    behind({ script: quick(), tls: asking }, async (server, { port }) => {
      const use = { inputs: { ...gateway(port), 'client-certificate': text } }
      const main = await server.main({ ...use, ...onceRunning(process => process.kill('SIGKILL'), 1_000) })
      expect(annotations(main, 'error')).toEqual([])
      expect([main.signal, server.statuses.own]).toEqual(['SIGKILL', ['running']])
      const post = await server.post(main, use)
      expect([annotations(post, 'warning'), server.statuses.own]).toEqual([[], ['stopped']])

      const lines = client.key.split('\n').filter(line => line.length >= 8 && !line.startsWith('-----'))
      expect(lines.length).toBeGreaterThan(1)
      for (const { log, state } of [main, post]) {
        for (const line of lines) expect(log).toContain(`::add-mask::${line}`)
        const written = `${log.replace(/^::add-mask::.*$/gm, '')}${JSON.stringify(state)}`
        expect(leaksIn(written, [...lines, text])).toEqual([])
      }
    })
)

test.concurrent.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'N12: a gateway wants a client certificate and gets none (%s): the error names the input at once',
  version =>
    behind({ tls: { ...asking, minVersion: version, maxVersion: version } }, async (server, { port }) => {
      const without = await server.main({ inputs: gateway(port) })
      expectRed(without, 'without a client certificate that it knows', 'Set client-certificate')
    })
)

test.concurrent('N12: nginx refuses a request without a client certificate by a page: the error names the input', () => {
  const body = '<html><head><title>400 No required SSL certificate was sent</title></head></html>'
  const given = { status: 400, headers: { 'content-type': 'text/html' }, body }
  return behind({ answer: () => given }, async (server, { port }) => {
    const result = await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}` } })
    expectRed(result, 'without a client certificate', 'Set client-certificate')
  })
})

test.concurrent('N12: a command cannot be given the certificate, which is said before anything is asked', () =>
  behind({ tls: asking }, async (server, { connections, port }) => {
    const use = server.command('true')
    const inputs = { ...use.inputs, ...gateway(port), 'client-certificate': `${client.certificate}\n${client.key}` }
    const result = await server.main({ ...use, inputs })
    expectRed(result, "client-certificate: ZenML's own client has no option for it")
    expect(connections()).toBe(0)
  }))

test.concurrent('N13: a gateway puts a byte order mark before every answer: they are read', () =>
  behind({ answer: (_, pass) => withMark(pass()) }, async (server, { port }) => {
    expectGreen(await server.main({ inputs: { 'server-url': `http://127.0.0.1:${port}` } }))
  }))

function withMark(answered: Answered): Given {
  return { ...answered, body: `\uFEFF${answered.body}` }
}

test.concurrent('N13: the event file begins with a byte order mark: both actions read it', () =>
  onServer({}, async server => {
    const folder = mkdtempSync(join(tmpdir(), 'event-'))
    try {
      const { env, event } = pushTo('develop')
      const path = join(folder, 'event.json')
      writeFileSync(path, `\uFEFF${JSON.stringify(event.payload)}`)
      expectGreen(await server.main({ env: { GITHUB_EVENT_PATH: path } }))
      const gate = await runAction({ file: built.gate, event, env: { ...env, GITHUB_EVENT_PATH: path } })
      expect([gate.code, gate.outputs['environment']]).toEqual([0, 'staging'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  }))

test.concurrent('N13: config is a file in UTF-16, as PowerShell writes it: it is read', () =>
  onServer({ script: quick('completed') }, async server => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'))
    try {
      writeFileSync(join(folder, 'run.yaml'), Buffer.from('\uFEFFextra:\r\n  label: Grün\r\n', 'utf16le'))
      const result = await server.main({ inputs: { config: 'run.yaml' }, env: { GITHUB_WORKSPACE: folder } })
      expectGreen(result)
      expect(server.standIn.runs[0]?.extra).toMatchObject({ label: 'Grün' })
    } finally {
      rmSync(folder, { recursive: true })
    }
  }))

test.concurrent.each(['main', 'a cancel'])(
  'N7: a proxy takes the connection and then says nothing: %s ends in time',
  what =>
    onServer({}, async server => {
      const silent = createServer(socket => socket.on('error', () => undefined))
      await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
      const { port } = silent.address() as AddressInfo
      try {
        const result = await server.main({
          inputs: { 'server-url': 'https://zenml.test', timeout: what === 'main' ? '5s' : '5m' },
          env: { HTTPS_PROXY: `http://127.0.0.1:${port}` },
          onLine: (line, action) => {
            if (what !== 'main' && line.includes('is reached through the proxy')) action.kill('SIGINT')
          }
        })
        expect([result.code, result.signal]).toEqual([1, null])
        expect(result.outputs['conclusion']).toBe(what === 'main' ? 'timed-out' : 'cancelled')
      } finally {
        silent.close()
      }
    })
)
