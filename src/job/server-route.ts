import { readCertificates } from '../inputs/certificates.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { digest } from '../text/digest.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import type { Certificates } from '../world/network.ts'
import type { World } from '../world/world.ts'
import { parseServerUrl } from '../zenml/address.ts'
import { type Send, sender } from '../zenml/http.ts'

/** How the server is reached. */
export interface ServerRoute {
  readonly base: URL
  /** Certificates beside the usual ones. */
  readonly certificates: Certificates
  /** Made by {@link routeDigest} of what else decides where a connection goes. */
  readonly digest: string
}

/** The route that the inputs name; throws {@link InputError} if address or certificates can't be used. */
export async function chooseRoute(world: World, inputs: Inputs): Promise<ServerRoute> {
  const base = parseServerUrl(inputs.server.url, inputs.server.from, inputs.allowHttp)
  const certificates = await readCertificates(inputs, world)
  return { base, certificates, digest: routeDigest(world.env, certificates) }
}

/** Opens a route, on which nothing has been sent so far; throws {@link InputError} if certificates wouldn't be checked. */
export async function openRoute(
  { clock, env, log, network }: World,
  { base, certificates }: ServerRoute
): Promise<Send> {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new InputError('Certificate checks are switched off', {
      where: 'NODE_TLS_REJECT_UNAUTHORIZED',
      remedy: "Remove the variable, and give the certificate of the server's authority in ca-certificate."
    })
  }
  return sender(base, await network(certificates), clock, log.withoutCredentials)
}

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
