import { digest } from '../text/digest.ts'
import type { Environ } from '../text/environ.ts'
import type { Certificates } from '../world/network.ts'

// Variables by which Node and undici choose another way to a server, or trust other certificates.
const routeVariables = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'NODE_USE_ENV_PROXY',
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR'
]

/**
 * A digest of the way to the server. The runner evaluates inputs and environment anew for post, so that a later step
 * could lead post, and with it the API key, somewhere else.
 */
export function routeDigest(env: Environ, { authorities, client }: Certificates): string {
  const values = routeVariables.flatMap(name => [env[name] ?? null, env[name.toLowerCase()] ?? null])
  return digest([...values, authorities ?? null, client?.chain ?? null])
}
