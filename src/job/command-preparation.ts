import { type Checkout, cleanCheckout } from '../command/checkout.ts'
import { clientFolder } from '../command/client-folder.ts'
import { checkInstallEnv, checkPassEnv } from '../command/command-environment.ts'
import { splitCommand } from '../command/command-line.ts'
import { type Installation, installPackages } from '../installation/install-packages.ts'
import { readZenmlVersion } from '../installation/plan.ts'
import { readRequirements } from '../installation/requirements.ts'
import { showOutput } from '../process/shown-output.ts'
import { refuseReservedTag } from '../trigger/config-check.ts'
import { openWorkspace, workspaceOf } from '../world/workspace-path.ts'
import type { ContactedJob } from './job.ts'

/** A command whose client is installed; no credential has been used so far. */
export interface PreparedCommand {
  readonly words: readonly string[]
  readonly passEnv: readonly string[]
  /** Absolute path in which the command runs. */
  readonly folder: string
  /** Absolute path of this step's own temporary folder. */
  readonly temporary: string
  readonly installation: Installation
  /** The checkout as it was before anything was installed (`-e .` writes into it), if it was clean. */
  readonly checkout: Checkout | undefined
}

/** Checks the command and installs its client and requirements, before and without any credential. */
export async function prepareCommand(
  { contacted, inputs, world }: Pick<ContactedJob, 'contacted' | 'inputs' | 'world'>,
  command: string,
  timeUp: AbortSignal
): Promise<PreparedCommand> {
  const { clock, env, log } = world
  const words = splitCommand(command)
  for (const tag of inputs.tags) refuseReservedTag(tag, 'tags')
  const passEnv = checkPassEnv(inputs.passEnv, inputs.server.apiKey, env, process.platform)
  const installEnv = checkInstallEnv(inputs.installEnv, inputs.server.apiKey, env, process.platform)
  for (const warning of installEnv.warnings) log.warning(warning)
  const workspace = await openWorkspace(workspaceOf(env), inputs.workingDirectory, world.files)
  const requirements = await readRequirements(inputs.requirements, workspace, world.files)
  const zenmlVersion = readZenmlVersion(inputs.zenmlVersion, contacted.info.version)
  const temporary = clientFolder(env)
  const signal = AbortSignal.any([world.cancel, timeUp])
  const checkout = await cleanCheckout(workspace.folder, env, signal, clock)

  const wanted = [...Object.values(requirements).flat(), ...inputs.integrations]
  const installs = zenmlVersion !== null || wanted.length > 0
  if (installs) log.startGroup("Installing the command's requirements")
  try {
    const installation = await installPackages({
      zenmlVersion,
      requirements,
      integrations: inputs.integrations,
      python: inputs.python,
      workingDirectory: workspace.folder,
      folder: temporary,
      runner: env,
      installEnv: installEnv.names,
      onLine: (_, line) => showOutput(log, line),
      log,
      signal,
      clock,
      platform: process.platform
    })
    return { words, passEnv, folder: workspace.folder, temporary, installation, checkout }
  } finally {
    if (installs) log.endGroup()
  }
}
