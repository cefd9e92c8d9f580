import { clientFolder, makeConfigFolder, writeCaFile } from '../command/client-folder.ts'
import { type ClientConnection, connectionVariables } from '../command/connection-variables.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { oneLine, withoutTrailingSlashes } from '../text/foreign.ts'
import { maskSecret } from '../world/secrets.ts'
import type { World } from '../world/world.ts'
import type { ServerInfo } from '../zenml/entities.ts'
import { shortToken, tokenMarginMs } from '../zenml/short-token.ts'
import type { ConnectedJob } from './job.ts'
import type { ServerRoute } from './server-route.ts'

/** What handing on the connection needs of its job. */
export interface AccessJob extends Pick<ConnectedJob, 'connection' | 'report'> {
  readonly inputs: Pick<Inputs, 'dryRun' | 'exportCredentials' | 'timeoutMs'> & {
    readonly server: { readonly apiKey: string }
  }
  readonly route: Pick<ServerRoute, 'certificates'>
  readonly world: Pick<World, 'env' | 'log' | 'runner'>
}

/** How the client of this job reaches the server, but for its credential. */
export async function clientConnection(
  { connection, route }: Pick<AccessJob, 'connection' | 'route'>,
  temporary: string
): Promise<Omit<ClientConnection, 'credential'>> {
  const { authorities } = route.certificates
  return {
    serverUrl: withoutTrailingSlashes(connection.session.access.base.href),
    stackId: connection.stack.id,
    projectId: connection.project.id,
    configFolder: await makeConfigFolder(temporary),
    caFile: authorities === undefined ? undefined : await writeCaFile(temporary, authorities)
  }
}

/** Hands the connection on to the later steps of the job, as `export-credentials` says. */
export async function exportCredentials(job: AccessJob): Promise<void> {
  const { connection, inputs, report, world } = job
  const mode = inputs.exportCredentials
  if (mode === 'none') return

  const stack = oneLine(connection.stack.name, 80)
  if (inputs.dryRun) return world.log.info(`Dry run: would connect later steps of this job to stack ${stack}.`)

  const credential = await credentialFor(job, mode)
  const reach = await clientConnection(job, clientFolder(world.env))
  const variables = connectionVariables({ ...reach, credential })
  for (const [name, value] of Object.entries(variables)) world.runner.exportVariable(name, value)

  report.publish({ exported: mode })
  world.log.info(`Later steps of this job are connected to stack ${stack} (${Object.keys(variables).join(', ')}).`)
}

async function credentialFor(
  { connection, inputs, world }: Pick<AccessJob, 'connection' | 'inputs' | 'world'>,
  mode: 'token' | 'api-key'
): Promise<ClientConnection['credential']> {
  if (mode === 'token')
    return { kind: 'token', token: await shortToken(connection.session, inputs.timeoutMs + tokenMarginMs) }
  const { apiKey } = inputs.server
  maskSecret(world.log, apiKey)
  return { kind: 'api-key', apiKey, proApiUrl: proApiUrl(connection.info, apiKey) }
}

/** Pro's control plane if a client needs it; anybody's address beside a key would be one to send that key to. */
function proApiUrl({ isPro, proApiUrl: url }: ServerInfo, apiKey: string): string | undefined {
  const isNeeded = isPro && apiKey.startsWith('ZENPROKEY_')
  return isNeeded && url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:' ? url : undefined
}
