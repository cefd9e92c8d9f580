import { type Checkout, cleanCheckout } from '../command/checkout.ts'
import { clientFolder } from '../command/client-folder.ts'
import { splitCommand } from '../command/command-line.ts'
import { checkInstallEnv, checkPassEnv, hidePassedSecrets } from '../command/pass-env.ts'
import { type Installation, installPackages } from '../installation/install-packages.ts'
import { readRequirements } from '../installation/requirements-input.ts'
import { readZenmlVersion } from '../installation/zenml-version.ts'
import { showOutput } from '../process/shown-output.ts'
import { refuseReservedTag } from '../trigger/config-check.ts'
import { openWorkspace, workspaceOf } from '../world/workspace-path.ts'
import type { ContactedJob } from './job.ts'

/** What a command, or the pipeline of a source, runs with; no credential has been used so far. */
export interface PreparedClient<C> {
  readonly passEnv: readonly string[]
  /** Absolute path in which the command runs. */
  readonly folder: string
  /** Absolute path of this step's own temporary folder. */
  readonly temporary: string
  readonly installation: Installation
  /** The checkout as it was before anything was installed (`-e .` writes into it). */
  readonly checkout: C
}

/** A command whose client is installed, and its checkout if that is clean. */
export interface PreparedCommand extends PreparedClient<Checkout | undefined> {
  readonly words: readonly string[]
}

/** Checks the command and installs its client and requirements, before and without any credential. */
export async function prepareCommand(
  job: PreparationJob,
  command: string,
  timeUp: AbortSignal
): Promise<PreparedCommand> {
  const words = splitCommand(command)
  const { clock, env } = job.world
  const inspect = (folder: string, signal: AbortSignal) => cleanCheckout(folder, env, signal, clock)
  return { words, ...(await prepareClient(job, { group: "Installing the command's requirements", inspect }, timeUp)) }
}

type PreparationJob = Pick<ContactedJob, 'contacted' | 'inputs' | 'world'>

/**
 * Checks what a client runs with, and installs it, before and without any credential; `inspect` judges the checkout
 * before anything is installed, and `group` is the title of the installation in the log.
 */
export async function prepareClient<C>(
  { contacted, inputs, world }: PreparationJob,
  { group, inspect }: { readonly group: string; readonly inspect: (folder: string, signal: AbortSignal) => Promise<C> },
  timeUp: AbortSignal
): Promise<PreparedClient<C>> {
  const { clock, env, log } = world
  for (const tag of inputs.tags) refuseReservedTag(tag, 'tags')
  const passEnv = checkPassEnv(inputs.passEnv, inputs.server.apiKey, env, process.platform)
  hidePassedSecrets(passEnv, env, process.platform, log)
  const installEnv = checkInstallEnv(inputs.installEnv, inputs.server.apiKey, env, process.platform)
  for (const warning of installEnv.warnings) log.warning(warning)
  const workspace = await openWorkspace(workspaceOf(env), inputs.workingDirectory, world.files)
  const requirements = await readRequirements(inputs.requirements, workspace, world.files)
  const zenmlVersion = readZenmlVersion(inputs.zenmlVersion, contacted.info.version)
  const temporary = clientFolder(env)
  const signal = AbortSignal.any([world.cancel, timeUp])
  const checkout = await inspect(workspace.folder, signal)

  const wanted = [...Object.values(requirements).flat(), ...inputs.integrations]
  const installs = zenmlVersion !== null || wanted.length > 0
  if (installs) log.startGroup(group)
  try {
    const installation = await installPackages({
      zenmlVersion,
      requirements,
      integrations: inputs.integrations,
      python: inputs.python,
      workingDirectory: workspace.folder,
      folder: temporary,
      env,
      installEnv: installEnv.names,
      onLine: (_, line) => showOutput(log, line),
      log,
      signal,
      clock
    })
    return { passEnv, folder: workspace.folder, temporary, installation, checkout }
  } finally {
    if (installs) log.endGroup()
  }
}
