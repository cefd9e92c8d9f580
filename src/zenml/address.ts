import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine, withoutTrailingSlashes } from '../text/foreign.ts'
import { type ProxyServer, proxyFor } from '../world/proxies.ts'

/**
 * The base URL of a server, without `/api/v1` and trailing slashes; `from` names the input. Only https, or http on
 * loopback or with `allowHttp`; never credentials, a query or a fragment. Throws {@link InputError}, which never
 * repeats the text: it may hold a secret.
 */
export function parseServerUrl(text: string, from: string, allowHttp: boolean): URL {
  const url = URL.parse(text)
  const shape = { where: from, remedy: 'Write it like https://zenml.example.com (with https://).' }
  if (url === null) throw new InputError('Not a URL', shape)

  if (url.username !== '' || url.password !== '' || text.includes('@')) {
    throw new InputError('The URL holds credentials, which would end up in logs', {
      where: from,
      remedy: 'Remove everything before the @; the API key goes into api-key.'
    })
  }

  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new InputError('Only https:// addresses are ZenML servers', shape)
  }
  // An empty one too, which a URL doesn't show.
  if (/[?#]/.test(text)) {
    throw new InputError('The URL has a query or a fragment, so it is a page and not the server itself', shape)
  }

  if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
    throw new InputError(`http:// would send the API key to ${oneLine(url.host, 100)} unencrypted`, {
      where: from,
      remedy: "Use https://, or set allow-http: 'true' if the network between is trusted."
    })
  }

  url.pathname = withoutTrailingSlashes(url.pathname).replace(/\/api\/v1$/, '')
  return url
}

/** Whether a URL's host can only be this machine: 127.0.0.0/8, ::1 or localhost (RFC 6761). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

/**
 * The proxy on the way to a server, if any: none to this machine, which plain http must not leave since it is only taken
 * for safe there. Throws {@link InputError} if the variable that names one holds no address.
 */
export function proxyTo(env: Environ, server: URL): ProxyServer | undefined {
  return isLoopback(server.hostname) ? undefined : proxyFor(env, server)
}
