import { getCACertificates } from 'node:tls'
import { EnvHttpProxyAgent, request as send } from 'undici'
import type { Exchange } from '../zenml/http.ts'

/**
 * The network through undici, with the proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name. `ca` is trusted besides
 * what Node trusts already. undici's own timers are off: every exchange is bounded by the action's clock.
 */
export function openNetwork(ca: string | undefined): Exchange {
  const trust = ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] }
  const agent = new EnvHttpProxyAgent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { ...trust, timeout: 15_000 },
    requestTls: trust,
    proxyTls: trust
  })
  return async (url, request, signal) => {
    const { statusCode, headers, body } = await send(url, {
      dispatcher: agent,
      method: request.method,
      headers: { accept: 'application/json', 'user-agent': 'zenml-gated-trigger', ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      signal
    })
    return { statusCode, headers, body }
  }
}
