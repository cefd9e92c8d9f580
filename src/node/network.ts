import { getCACertificates } from 'node:tls'
import type { Environ } from '../text/environ.ts'
import type { Certificates, Exchange } from '../world/network.ts'
import { proxyTo } from '../zenml/address.ts'
import { dispatchers, type Tls } from './dispatchers.ts'
import { obstacleOf } from './network-obstacles.ts'

/**
 * The network through undici and the proxies that the variables of `env` name. Throws `InputError` at the first exchange
 * if the proxy to be used has no address, and {@link ObstacleError} if more is known than an error's code says.
 */
export function openNetwork({ authorities, client }: Certificates, env: Environ): Exchange {
  const trust: Tls = authorities === undefined ? {} : { ca: [...getCACertificates('default'), authorities] }
  const open = dispatchers(trust, client === undefined ? {} : { cert: client.chain, key: client.key })
  // After the first answer it is known that something speaks HTTP here.
  const state = { isAnswered: false }

  return async (url, request, signal) => {
    const proxy = proxyTo(env, url)
    try {
      const { statusCode, headers, body } = await open(url, proxy).request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: { accept: 'application/json', 'user-agent': 'zenml-gated-trigger', ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        signal
      })

      state.isAnswered = true
      return { statusCode, headers, body }
    } catch (error) {
      if (signal.aborted) throw error
      throw (await obstacleOf(error, { url, proxy, isFirst: !state.isAnswered, signal })) ?? error
    }
  }
}
