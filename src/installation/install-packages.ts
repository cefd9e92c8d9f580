import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makePrivateFolder } from '../process/private-folder.ts'
import { ActionError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { InstallerError, lastWords } from './failure.ts'
import { findPython } from './find-python.ts'
import { installInto } from './install-into.ts'
import { readInstalled, sayInstalled } from './installed-packages.ts'
import { type Choice, chooseInstaller } from './installer-choice.ts'
import { type Installer, pipInstaller, venvPaths } from './installers.ts'
import { type InstallationJob, type InstallationRequest, prepareInstallation } from './preparation.ts'
import { runShown } from './programs.ts'

/** The interpreter for the command, and what it has. */
export interface Installation {
  /** Folder of the virtual environment; null if the interpreter is used as it is. */
  readonly venv: string | null
  /** Folder that goes in front of PATH, null for none. */
  readonly bin: string | null
  /** The interpreter that the command is to use; absolute. */
  readonly python: string
  /** Version of the `zenml` that it imports, null if it has none (which may be right: `uv run …` brings its own). */
  readonly zenmlVersion: string | null
}

/**
 * Installs ZenML, the requirements and those of integrations into a virtual environment of their own, with uv or pip and without
 * any credential of ZenML's or GitHub's; integrations alone into the environment that the interpreter has.
 *
 * Throws {@link InputError} if there is no such Python or integration, {@link ActionError} with the installer's last lines if it
 * fails, if what it installed has no ZenML, and if RUNNER_TEMP doesn't let its folder be made.
 */
export async function installPackages(request: InstallationRequest): Promise<Installation> {
  const { folder, integrations, requirements, zenmlVersion } = request
  const python = findPython(request)
  await makePrivateFolder(folder)
  const needsVenv = zenmlVersion !== null || Object.values(requirements).some(entries => entries.length > 0)
  if (!needsVenv && integrations.length === 0) {
    const { zenml } = await readInstalled(python, request)
    return asItIs(request, python, zenml)
  }

  const job = await prepareInstallation(request, python)
  const choice = await chooseInstaller(job)
  if (!needsVenv) {
    await installInto(job, choice.installer, python)
    return asItIs(request, python, await sayInstalled(request, choice, choice.installer, python))
  }

  const venv = join(folder, 'venv')
  const made = venvPaths(venv, process.platform)
  const used = await installWithin(job, choice, venv)
  const zenml = await sayInstalled(request, choice, used, made.python)
  if (zenml !== null) return { venv, ...made, zenmlVersion: zenml }
  throw new ActionError('The virtual environment for the command has no zenml', {
    where: 'requirements',
    remedy: 'Leave zenml-version at `server`, or name zenml in the requirements.'
  })
}

/** An interpreter that was asked for comes first on PATH even if it is used as it is; the default is there already. */
function asItIs(request: InstallationRequest, python: string, zenmlVersion: string | null): Installation {
  return { venv: null, bin: request.python === undefined ? null : dirname(python), python, zenmlVersion }
}

/** Makes the virtual environment and installs into it; returns what has done so in the end. */
async function installWithin(job: InstallationJob, { installer, isBrought }: Choice, venv: string): Promise<Installer> {
  const { circumstances, request } = job
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
    await installInto(job, by, venvPaths(venv, process.platform).python)
    return by
  }
  try {
    return await install(installer)
  } catch (error) {
    // A uv that the job itself doesn't have is only a faster pip: what pip makes of it counts.
    const isFinal = !isBrought || !(error instanceof InstallerError) || project !== undefined
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

  throw new ActionError(`The virtual environment could not be made: ${words.at(-1)}`, {
    where: 'python',
    remedy:
      'The interpreter needs its venv module (Debian and Ubuntu: apt-get install python3-venv); uv on PATH needs neither it nor pip.'
  })
}
