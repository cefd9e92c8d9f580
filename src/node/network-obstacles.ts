import { connect } from 'node:tls'
import { causesOf, errorCode } from '../text/error-code.ts'
import { type Obstacle, ObstacleError } from '../world/network.ts'
import type { ProxyServer } from '../world/proxies.ts'
import { isCertificateFault, isPlainFault } from '../zenml/tls-fault.ts'

/** An exchange that failed. */
interface Failed {
  readonly url: URL
  readonly proxy: ProxyServer | undefined
  /** Whether no answer has come so far. */
  readonly isFirst: boolean
  readonly signal: AbortSignal
}

/** Time that a look for TLS may take, ms. */
const lookMs = 3_000

/** What stood in the way of an exchange; undefined if the error itself says it. */
export async function obstacleOf(error: unknown, failed: Failed): Promise<ObstacleError | undefined> {
  const { isFirst, proxy, signal, url } = failed
  if (proxy !== undefined) return proxyObstacle(error, proxy, url)
  if (url.protocol !== 'http:' || !isFirst || !(startsTls(error) || isClosed(error))) return undefined
  const isTls = startsTls(error) || (await speaksTls(url, signal))
  return isTls ? new ObstacleError('tls', 'the port speaks TLS', error) : undefined
}

/** Whether what came instead of an answer begins like a record of TLS: an alert or a handshake, of any version. */
function startsTls(error: unknown): boolean {
  return causesOf(error).some(cause => {
    const { data } = cause as { data?: unknown }
    return typeof data === 'string' && ['\u0015\u0003', '\u0016\u0003'].includes(data.slice(0, 2))
  })
}

/** Whether the connection was ended without an answer, as many servers do if TLS is missing. */
function isClosed(error: unknown): boolean {
  return causesOf(error).some(cause => ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(errorCode(cause)))
}

/** Whether a handshake gets an answer; nothing is sent over it. */
async function speaksTls(url: URL, signal: AbortSignal): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const socket = connect({ host, port: Number(url.port || 80), timeout: lookMs }, () => resolve(true))

  socket.on('error', error => resolve(isCertificateFault(error)))
  for (const end of ['timeout', 'close'] as const) socket.on(end, () => resolve(false))
  const abandon = () => resolve(false)
  signal.addEventListener('abort', abandon)

  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', abandon)
    socket.destroy()
  }
}

/** What went wrong with the proxy itself; undefined if it has passed on what the server did. */
function proxyObstacle(error: unknown, { from, login, url }: ProxyServer, target: URL): ObstacleError | undefined {
  const causes = causesOf(error)
  const last = causes.at(-1)
  if (last === undefined) return undefined
  const said = (obstacle: Obstacle, what: string) =>
    new ObstacleError(obstacle, `${url.protocol}//${url.host} of ${from}: ${what}`, error)

  if (causes.some(cause => cause instanceof ObstacleError)) {
    const isFinal = isCertificateFault(last) || isPlainFault(last)
    const what = isPlainFault(last) ? 'it does not speak TLS, so its address begins with http://' : last.message
    return said(isFinal ? 'proxy-refusal' : 'proxy', what)
  }

  const codes = causes.map(errorCode)
  if (codes.includes('UND_ERR_PRX_CONN')) return said('proxy', 'it closed the connection')
  if (codes.includes('UND_ERR_PRX_TLS')) return said('proxy-refusal', 'its certificate is for another name')
  const socks = causes.find(cause => errorCode(cause).startsWith('UND_ERR_SOCKS5_'))
  if (socks !== undefined) return said(/AUTH/.test(errorCode(socks)) ? 'proxy-refusal' : 'proxy', socks.message)

  // undici says these by their texts alone.
  const status = Number(/^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(last.message)?.[1])
  if (status === 407)
    return said('proxy-refusal', `it wants ${login === undefined ? 'a user and a' : 'another user or'} password (407)`)
  if (status >= 500) return said('proxy', `it has no way to ${target.host} (${status})`)
  return Number.isNaN(status) ? undefined : said('proxy-refusal', `it does not let us reach ${target.host} (${status})`)
}
