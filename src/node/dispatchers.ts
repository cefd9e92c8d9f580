import type { Socket } from 'node:net'
import type { buildConnector as Connector, Dispatcher, Pool as Pools } from 'undici'
import { ObstacleError } from '../world/network.ts'
import { basicLogin, type ProxyServer } from '../world/proxies.ts'
import { Agent, buildConnector, Pool, ProxyAgent } from './undici.ts'

/** What TLS gets: authorities, or a certificate of ours with its key; all PEM. */
export interface Tls {
  readonly ca?: string[]
  readonly cert?: string
  readonly key?: string
}

/** Time that a connection may take, ms. */
const connectTimeout = 15_000

/**
 * How undici is to be used. Its own timers are off, since every exchange is bounded by the action's clock. Gateways with
 * single sign-on send more headers than Node's 16 kB. HTTP/2 would bring nothing to one question at a time.
 */
const options = { headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: 256 * 1024, allowH2: false }

/** Makes the way to a URL, directly or through a proxy; a server is given our certificate, and a proxy never is. */
export function dispatchers(trust: Tls, own: Tls): (url: URL, proxy: ProxyServer | undefined) => Dispatcher {
  const server = { ...trust, ...own }
  const made = new Map<string, Dispatcher>()

  return (url, proxy) => {
    const way = `${url.origin} ${proxy?.url.href ?? ''}`
    const dispatcher =
      made.get(way) ??
      (proxy === undefined ? directly(server) : through(proxy, url, { requestTls: server, proxyTls: trust }))
    made.set(way, dispatcher)
    return dispatcher
  }
}

function directly(tls: Tls): Dispatcher {
  const connect = buildConnector({ ...tls, timeout: connectTimeout, allowH2: false })
  return new Agent({ ...options, connect: hearingAlerts(connect) })
}

function through(
  proxy: ProxyServer,
  target: URL,
  tls: { readonly requestTls: Tls; readonly proxyTls: Tls }
): Dispatcher {
  const isTunnel = target.protocol === 'https:'
  const isSocks = proxy.url.protocol === 'socks5:'

  return new ProxyAgent({
    ...options,
    uri: proxy.url.href,
    connectTimeout,
    requestTls: tls.requestTls,
    ...(isSocks ? {} : { proxyTls: tls.proxyTls }),
    ...loginOptions(proxy.login, isSocks),
    // The connection to the proxy itself, over which tunnels are asked for.
    clientFactory: (origin, given) => new Pool(origin, { ...options, ...withConnect(given, toProxy) }),
    // The connection to the server in its tunnel, or, without one, to the proxy.
    factory: (origin, given) =>
      new Pool(origin, { ...options, ...withConnect(given, isTunnel ? hearingAlerts : toProxy) })
  })
}

function loginOptions(login: ProxyServer['login'], isSocks: boolean) {
  if (login === undefined) return {}
  return isSocks
    ? { username: login.user.toString(), password: login.password.toString() }
    : { token: `Basic ${basicLogin(login)}` }
}

function withConnect(given: object, change: (connect: Connector.connector) => Connector.connector) {
  const { connect } = given as Pools.Options
  return typeof connect === 'function' ? { ...given, connect: change(connect as Connector.connector) } : given
}

/**
 * Lets an alert of TLS be heard. With TLS 1.3 a server refuses our certificate only after the handshake, and the end of
 * the connection comes with its alert: undici would take the end for what happened.
 */
function hearingAlerts(connect: Connector.connector): Connector.connector {
  return (target, callback) =>
    connect(target, (...outcome) => {
      const socket: Socket | null = outcome[1]
      socket?.prependListener('error', () => socket.destroy())
      callback(...outcome)
    })
}

/** Marks trouble with the proxy, as opposed to trouble with the server behind it. */
function toProxy(connect: Connector.connector): Connector.connector {
  return (target, callback) =>
    connect(target, (...outcome) => {
      const [error] = outcome
      if (error === null) callback(...outcome)
      else callback(new ObstacleError('proxy', error.message, error), null)
    })
}
