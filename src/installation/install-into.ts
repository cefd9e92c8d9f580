import { join } from 'node:path'
import { makePrivateFolder } from '../process/private-folder.ts'
import { ActionError } from '../text/errors.ts'
import { installationFailure, lastWords } from './failure.ts'
import { readInstalled } from './installed-packages.ts'
import type { Installer } from './installers.ts'
import { integrationsQuestion, readIntegrations } from './integrations.ts'
import { isOn } from './pip-settings.ts'
import { type InstallationJob, writeLines } from './preparation.ts'
import { runShown, runUnseen } from './programs.ts'

/** Installs ZenML and the requirements, then those of the integrations, which the ZenML that is there now names. */
export async function installInto(job: InstallationJob, installer: Installer, python: string): Promise<void> {
  const { request } = job
  const whole = await installRequirements(job, installer, python)
  if (request.integrations.length === 0) return

  const needed = await askIntegrations(job, installer, python)
  const own = await writeLines(request, 'integrations.txt', needed)
  if (own.length === 0) return
  // With all the rest, so that the installer says what doesn't go together, and with the ZenML that was asked.
  await install(job, installer, python, [...whole, ...asFiles(own), ...(await zenmlPin(job, python))])
}

/** Keeps the ZenML that the requirements or the interpreter brought; a version that was asked for is among the packages anyway. */
async function zenmlPin({ request }: InstallationJob, python: string): Promise<readonly string[]> {
  if (request.zenmlVersion !== null) return []
  const { zenml } = await readInstalled(python, request)
  return asConstraints(await writeLines(request, 'zenml.txt', [`zenml==${zenml}`]))
}

/** Returns the arguments that name everything which is there now. */
async function installRequirements(
  job: InstallationJob,
  installer: Installer,
  python: string
): Promise<readonly string[]> {
  const { circumstances, files, request } = job
  const { facts, settings } = circumstances
  const { requirements, zenmlVersion } = request
  const named = [...requirements.projects, ...files]
  const needsHashes = 'require-hashes' in facts.options || isOn(settings['require-hashes'] ?? '')
  const hashed = needsHashes ? named : facts.hashed
  // pip wants a hash of everything that is named in one go with something that has one; the zenml that is added has none.
  if (zenmlVersion !== null && (needsHashes || (installer.tool === 'pip' && hashed.length > 0)))
    return installHashedFirst(job, installer, python, { hashed, needsHashes, zenmlVersion })

  const all = [...(zenmlVersion === null ? [] : [`zenml==${zenmlVersion}`]), ...asFiles(named)]
  if (all.length > 0) await install(job, installer, python, all)
  return all
}

/** Installs files with hashes by themselves, and then the rest, which may not change what they brought. */
async function installHashedFirst(
  job: InstallationJob,
  installer: Installer,
  python: string,
  asked: { readonly hashed: readonly string[]; readonly needsHashes: boolean; readonly zenmlVersion: string }
): Promise<readonly string[]> {
  const { files, request } = job
  const { hashed, needsHashes, zenmlVersion } = asked
  if (hashed.length > 0) await install(job, installer, python, asFiles(hashed))

  const { packages, zenml } = await readInstalled(python, request)
  const rest = [...request.requirements.projects, ...files].filter(file => !hashed.includes(file))
  const pins = asConstraints(await writeLines(request, 'constraints.txt', packages))
  const others = [`zenml==${zenmlVersion}`, ...asFiles(rest), ...pins]
  if (zenml === zenmlVersion && rest.length === 0) return others

  if (needsHashes) {
    throw new ActionError(`Every package needs a hash here (require-hashes), and zenml==${zenmlVersion} has none`, {
      where: 'requirements',
      remedy: `Name zenml==${zenmlVersion} with its hashes in a requirements file (\`pip-compile --generate-hashes\`), or set zenml-version: none to let the requirements decide.`
    })
  }
  await install(job, installer, python, others)
  return others
}

function asFiles(paths: readonly string[]): readonly string[] {
  return paths.flatMap(path => ['-r', path])
}

function asConstraints(paths: readonly string[]): readonly string[] {
  return paths.flatMap(path => ['-c', path])
}

async function install(
  { circumstances, request }: InstallationJob,
  installer: Installer,
  python: string,
  packages: readonly string[]
): Promise<void> {
  const { code, lines } = await runShown(request, installer.install(python, packages))
  if (code === 0) return

  const { env, zenmlVersion } = request
  const { env: given, facts, platform } = circumstances
  throw installationFailure({ lines, zenmlVersion, env, given, variables: facts.variables, platform })
}

async function askIntegrations(
  { request }: InstallationJob,
  { env }: Installer,
  python: string
): Promise<readonly string[]> {
  const config = join(request.folder, 'zenml-integrations')
  await makePrivateFolder(config)
  const quiet = { ZENML_CONFIG_PATH: config, ZENML_ANALYTICS_OPT_IN: 'false', ZENML_LOGGING_VERBOSITY: 'ERROR' }
  const args = ['-c', integrationsQuestion, ...request.integrations]

  const { code, lines } = await runUnseen(request, { file: python, args, env: { ...env, ...quiet } })
  const needed = code === 0 ? readIntegrations(request.integrations, lines) : undefined
  if (needed !== undefined) return needed
  throw new ActionError(`ZenML could not say what its integrations require: ${lastWords(lines)}`, {
    where: 'integrations',
    remedy: 'Write the packages into the requirements instead.'
  })
}
