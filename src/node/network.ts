import { getCACertificates } from 'node:tls'
import { Agent, EnvHttpProxyAgent, request as send } from 'undici'
import { InputError } from '../text/errors.ts'
import type { Exchange } from '../world/exchange.ts'
import { isLoopback } from '../zenml/address.ts'

/**
 * The network through undici, with the proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name, but for addresses of
 * this machine. `ca` is trusted besides what Node trusts already. undici's own timers are off: every exchange is bounded
 * by the action's clock. Throws {@link InputError} where a proxy variable is no address.
 */
export function openNetwork(ca: string | undefined): Exchange {
  const trust = ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] }
  const options = { headersTimeout: 0, bodyTimeout: 0, connect: { ...trust, timeout: 15_000 } }
  const direct = new Agent(options)
  const proxied = proxyAgent({ ...options, requestTls: trust, proxyTls: trust })
  return async (url, request, signal) => {
    const { statusCode, headers, body } = await send(url, {
      // Plain http is only taken for safe on this machine, so it must not leave it for a proxy.
      dispatcher: isLoopback(url.hostname) ? direct : proxied,
      method: request.method,
      headers: { accept: 'application/json', 'user-agent': 'zenml-gated-trigger', ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      signal
    })
    return { statusCode, headers, body }
  }
}

function proxyAgent(options: EnvHttpProxyAgent.Options): EnvHttpProxyAgent {
  try {
    return new EnvHttpProxyAgent(options)
  } catch {
    // Without the cause: it may quote the address, and that may hold a password.
    throw new InputError('A proxy variable holds no address of a proxy', {
      where: 'HTTP_PROXY or HTTPS_PROXY',
      remedy: 'Write it like http://proxy.example.com:3128, with http:// or https://.'
    })
  }
}
