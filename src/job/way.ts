import { readCertificates } from '../inputs/certificates.ts'
import { maskClientCertificate } from '../inputs/client-certificate.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { readInput } from '../inputs/names.ts'
import { InputError } from '../text/errors.ts'
import type { Certificates } from '../world/network.ts'
import { hideProxyPasswords } from '../world/proxies.ts'
import { maskSecret } from '../world/secrets.ts'
import type { World } from '../world/world.ts'
import { parseServerUrl } from '../zenml/address.ts'
import { type Send, sender } from '../zenml/http.ts'
import { routeDigest } from './route.ts'

/** How the server is reached. */
export interface Way {
  readonly base: URL
  /** Certificates beside the usual ones. */
  readonly certificates: Certificates
  /** Digest of what else decides where a connection goes. */
  readonly route: string
}

/** Makes runner and action hide every credential of the step. No credential is read before this. */
export function hideCredentials({ env, log }: Pick<World, 'env' | 'log'>): void {
  maskSecret(log, readInput(env, 'api-key'))
  maskSecret(log, env['ZENML_STORE_API_KEY'] ?? '')
  maskSecret(log, readInput(env, 'github-token'))
  maskClientCertificate(log, readInput(env, 'client-certificate'))
  hideProxyPasswords(log, env)
}

/** The way that the inputs name; throws {@link InputError} if address or certificates can't be used. */
export async function chooseWay(world: World, inputs: Inputs): Promise<Way> {
  const base = parseServerUrl(inputs.server.url, inputs.server.from, inputs.allowHttp)
  const certificates = await readCertificates(inputs, world)
  return { base, certificates, route: routeDigest(world.env, certificates) }
}

/** Opens a way, on which nothing has been sent so far; throws {@link InputError} if certificates wouldn't be checked. */
export async function openWay({ clock, env, log, network }: World, { base, certificates }: Way): Promise<Send> {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new InputError('Certificate checks are switched off', {
      where: 'NODE_TLS_REJECT_UNAUTHORIZED',
      remedy: "Remove the variable, and give the certificate of the server's authority in ca-certificate."
    })
  }
  return sender(base, await network(certificates), clock, log.withoutCredentials)
}
