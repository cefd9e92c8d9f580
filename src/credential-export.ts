import { clientConnection, temporaryFolder } from './command-work.ts'
import type { ConnectedJob } from './job.ts'
import { maskSecret } from './secrets.ts'
import { shortToken, tokenMarginMs } from './short-token.ts'
import { exportedVariables } from './worker/export.ts'

/** Hands the connection on to the later steps of the job, as `export-credentials` says. */
export async function exportCredentials(job: ConnectedJob): Promise<void> {
  const { connection, inputs, world } = job
  const mode = inputs.exportCredentials
  if (mode === 'none') return
  if (inputs.dryRun)
    return world.log.info(`Dry run: would connect later steps of this job to stack ${connection.stack.name}.`)
  const token = mode === 'token' ? await shortToken(connection.client, inputs.timeoutMs + tokenMarginMs) : ''
  const reach = await clientConnection(job, temporaryFolder(world.env))
  const variables = exportedVariables(mode, reach, {
    token,
    apiKey: inputs.server.apiKey,
    proApiUrl: connection.info.proApiUrl
  })
  maskSecret(world.log, inputs.server.apiKey)
  for (const [name, value] of Object.entries(variables)) world.runner.exportVariable(name, value)
  world.log.info(
    `Later steps of this job are connected to stack ${connection.stack.name} (${Object.keys(variables).join(', ')}).`
  )
}
