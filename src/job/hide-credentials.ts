import { maskClientCertificate } from '../inputs/client-certificate.ts'
import { readInput } from '../inputs/names.ts'
import { hideProxyPasswords } from '../world/proxies.ts'
import { maskSecret } from '../world/secrets.ts'
import type { World } from '../world/world.ts'

/** Makes runner and action hide every credential of the step. No credential is read before this. */
export function hideCredentials({ env, log }: Pick<World, 'env' | 'log'>): void {
  maskSecret(log, readInput(env, 'api-key'))
  maskSecret(log, env['ZENML_STORE_API_KEY'] ?? '')
  maskSecret(log, readInput(env, 'github-token'))
  maskClientCertificate(log, readInput(env, 'client-certificate'))
  hideProxyPasswords(log, env)
}
