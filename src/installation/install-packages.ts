import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makePrivateFolder } from '../process/private-folder.ts'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { InstallerError, installationFailure, lastWords } from './failure.ts'
import { readInstalled, sayInstalled } from './installed-packages.ts'
import { type Choice, chooseInstaller } from './installer-choice.ts'
import { integrationsQuestion, readIntegrations } from './integrations.ts'
import { isOn } from './pip-settings.ts'
import { type Installer, pipInstaller, venvPaths } from './plan.ts'
import {
  findPython,
  type InstallationJob,
  type InstallationRequest,
  prepareInstallation,
  runQuietly,
  runShown,
  writeLines
} from './preparation.ts'

/** The interpreter for the command, and what it has. */
export interface Installation {
  /** Folder of the virtual environment; null where the interpreter is used as it is. */
  readonly venv: string | null
  /** Folder that goes in front of PATH, null for none. */
  readonly bin: string | null
  /** The interpreter that the command is to use; absolute. */
  readonly python: string
  /** Version of the `zenml` that it imports, null where it has none (which may be right: `uv run …` brings its own). */
  readonly zenmlVersion: string | null
}

/**
 * Installs ZenML, the requirements and those of integrations into a virtual environment of their own, with uv or pip and without any
 * credential of ZenML's or GitHub's; integrations alone into the environment that the interpreter has.
 *
 * Throws {@link InputError} where there is no such Python or integration, {@link ActionError} with the installer's last lines where it
 * fails, where what it installed has no ZenML, and where RUNNER_TEMP doesn't let its folder be made.
 */
export async function installPackages(request: InstallationRequest): Promise<Installation> {
  const { folder, integrations, platform, requirements, zenmlVersion } = request
  const python = findPython(request)
  await makePrivateFolder(folder)

  const needsVenv = zenmlVersion !== null || Object.values(requirements).some(entries => entries.length > 0)
  if (!needsVenv) {
    if (integrations.length > 0) {
      const job = await prepareInstallation(request, python)
      const choice = await chooseInstaller(job)
      await installInto(job, choice.installer, python)
      await sayInstalled(request, choice, choice.installer, python)
    }
    // An interpreter that was asked for comes first on PATH even where it is used as it is; the default is there already.
    const bin = request.python === undefined ? null : dirname(python)
    return { venv: null, bin, python, zenmlVersion: (await readInstalled(python, request)).zenml }
  }

  const venv = join(folder, 'venv')
  const made = venvPaths(venv, platform)
  const job = await prepareInstallation(request, python)
  const choice = await chooseInstaller(job)
  const used = await installWithin(job, choice, venv)
  const zenml = await sayInstalled(request, choice, used, made.python)
  if (zenml !== null) return { venv, ...made, zenmlVersion: zenml }
  throw new ActionError('the virtual environment for the command has no zenml', {
    where: 'requirements',
    remedy: 'Leave zenml-version at `server`, or name zenml in the requirements.'
  })
}

/** Makes the virtual environment and installs into it; returns what has done so in the end. */
async function installWithin(job: InstallationJob, { installer, isBrought }: Choice, venv: string): Promise<Installer> {
  const { circumstances, request } = job
  const { python } = venvPaths(venv, request.platform)
  const [project] = request.requirements.projects
  if (installer.tool === 'pip' && project !== undefined) {
    throw new ActionError(`pip can't read the dependencies in '${oneLine(project, 200)}', and uv could not be used`, {
      where: 'requirements',
      remedy:
        'The log says why. Write `.` to install the project itself with its dependencies, or name a requirements file.'
    })
  }

  const install = async (by: Installer): Promise<Installer> => {
    await makeVenv(job, by, venv)
    await installInto(job, by, python)
    return by
  }
  try {
    return await install(installer)
  } catch (error) {
    // A uv that the job itself doesn't have is only a faster pip: what pip makes of it counts.
    const isFinal = !isBrought || !(error instanceof InstallerError) || request.requirements.projects.length > 0
    if (isFinal) throw error
    request.log.info('uv could not install the packages, so pip tries.')
    await rm(venv, { recursive: true, force: true })
    return install(pipInstaller(circumstances))
  }
}

async function makeVenv({ python, request }: InstallationJob, installer: Installer, venv: string): Promise<void> {
  const words: string[] = []
  for (const step of installer.makeVenv(python, venv)) {
    const { code, lines } = await runShown(request, step)
    if (code === 0) {
      if (words.length > 0) request.log.info('The virtual environment has no pip of its own, since its index has none.')
      return
    }
    words.push(lastWords(lines))
    await rm(venv, { recursive: true, force: true })
  }
  throw new ActionError(`the virtual environment could not be made: ${words.at(-1)}`, {
    where: 'python',
    remedy:
      'The interpreter needs its venv module (Debian and Ubuntu: apt-get install python3-venv); uv on PATH needs neither it nor pip.'
  })
}

/** Installs ZenML and the requirements, then those of the integrations, which the ZenML that is there now names. */
async function installInto(job: InstallationJob, installer: Installer, python: string): Promise<void> {
  const { request } = job
  const whole = await installRequirements(job, installer, python)
  if (request.integrations.length === 0) return

  const needed = await askIntegrations(job, installer, python)
  const own = await writeLines(request, 'integrations.txt', needed)
  if (own.length === 0) return
  const { zenml } = await readInstalled(python, request)
  const pin = await writeLines(request, 'zenml.txt', [`zenml==${zenml}`])
  // With all the rest, so that the installer tells what doesn't go together, and with the ZenML that was asked.
  await install(job, installer, python, [...whole, ...asFiles(own), ...pin.flatMap(path => ['-c', path])])
}

/** Returns the arguments with which everything is said that is there now. */
async function installRequirements(
  job: InstallationJob,
  installer: Installer,
  python: string
): Promise<readonly string[]> {
  const { circumstances, files, request } = job
  const { facts, settings } = circumstances
  const { requirements, zenmlVersion } = request
  const zenml = zenmlVersion === null ? [] : [`zenml==${zenmlVersion}`]
  const all = [...zenml, ...asFiles(requirements.projects), ...asFiles(files)]
  const needsHashes = 'require-hashes' in facts.options || isOn(settings['require-hashes'] ?? '')
  const hashed = needsHashes ? [...requirements.projects, ...files] : facts.hashed
  // pip wants a hash of everything that is named in one go with something that has one; of the zenml that is added there is none.
  const isSplit = zenmlVersion !== null && (needsHashes || (installer.tool === 'pip' && hashed.length > 0))
  if (!isSplit) {
    if (all.length > 0) await install(job, installer, python, all)
    return all
  }

  if (hashed.length > 0) await install(job, installer, python, asFiles(hashed))
  const { packages, zenml: there } = await readInstalled(python, request)
  const rest = [...requirements.projects, ...files].filter(file => !hashed.includes(file))
  const pins = await writeLines(request, 'constraints.txt', packages)
  const others = [...zenml, ...asFiles(rest), ...pins.flatMap(pin => ['-c', pin])]
  if (there === zenmlVersion && rest.length === 0) return others
  if (needsHashes) {
    throw new ActionError(`every package needs a hash here (require-hashes), and zenml==${zenmlVersion} has none`, {
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

async function install(
  { circumstances, request }: InstallationJob,
  installer: Installer,
  python: string,
  packages: readonly string[]
): Promise<void> {
  const { code, lines } = await runShown(request, installer.install(python, packages))
  if (code === 0) return
  const { runner, zenmlVersion } = request
  const { env, facts, platform } = circumstances
  throw installationFailure({ lines, zenmlVersion, runner, env, variables: facts.variables, platform })
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
  const { code, lines } = await runQuietly(request, { file: python, args, env: { ...env, ...quiet } })
  const needed = code === 0 ? readIntegrations(request.integrations, lines) : undefined
  if (needed !== undefined) return needed
  throw new ActionError(`zenml could not say what its integrations require: ${lastWords(lines)}`, {
    where: 'integrations',
    remedy: 'Write the packages into the requirements instead.'
  })
}
