import { dirname, isAbsolute, join, resolve } from 'node:path'
import { ActionError, InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Clock } from '../world/clock.ts'
import type { Environ } from '../world/world.ts'
import { type InstallationPlan, installationEnvironment, planInstallation, type Tools } from './installation-plan.ts'
import { makePrivateFolder } from './private-folder.ts'
import { type OutputStream, runProcess } from './process.ts'
import { findProgram } from './program.ts'
import type { Requirements } from './requirements.ts'
import type { Variables } from './variable-names.ts'

/** Lines of an installer's output that an error quotes at most. */
const maxErrorLines = 12

/** What to install, where, and who hears of it. */
export interface InstallationRequest {
  /** Null for none; see `readZenmlVersion`. */
  readonly zenmlVersion: string | null
  readonly requirements: Requirements
  /** The input `python`: a program on PATH, or a path relative to `workingDirectory`; undefined for the default. */
  readonly python: string | undefined
  readonly workingDirectory: string
  /** A folder of this step's own under RUNNER_TEMP; it is made. */
  readonly folder: string
  readonly runner: Environ
  readonly onLine: (stream: OutputStream, line: string) => void
  /** Takes secrets out of a line that comes in pieces. */
  readonly redact: (text: string) => string
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly platform: NodeJS.Platform
}

/** The interpreter for the command, and what it has. */
export interface Installation extends Pick<InstallationPlan, 'venv' | 'bin' | 'python'> {
  /** Version of the `zenml` that it imports, null where it has none (which may be right: `uv run …` brings its own). */
  readonly zenmlVersion: string | null
}

/**
 * Installs ZenML and the requirements into a virtual environment of their own, with uv or pip, in an environment without any credential.
 *
 * Throws {@link InputError} where there is no such Python, {@link ActionError} with the installer's last lines where it
 * fails, where what it installed has no ZenML, and where RUNNER_TEMP doesn't let its folder be made.
 */
export async function installPackages(request: InstallationRequest): Promise<Installation> {
  const { folder, runner, platform } = request
  const plan = planInstallation(request, findTools(request), join(folder, 'venv'), platform)
  const env = installationEnvironment(runner, platform)
  await makePrivateFolder(folder)
  for (const step of plan.steps) await runStep(step, request, env)
  const zenmlVersion = await readInstalledVersion(plan.python, request, env)
  if (plan.venv !== null && zenmlVersion === null) {
    throw new ActionError('the virtual environment for the command has no zenml', {
      where: 'requirements',
      remedy: 'Leave zenml-version at `server`, or name zenml in the requirements.'
    })
  }
  // An interpreter that was asked for comes first on PATH even where it is used as it is; the default is there already.
  const bin = plan.bin ?? (request.python === undefined ? null : dirname(plan.python))
  return { venv: plan.venv, bin, python: plan.python, zenmlVersion }
}

function findTools({ python, workingDirectory, runner, platform }: InstallationRequest): Tools {
  const find = (name: string) => findProgram(name, runner, platform)
  const uv = find('uv')
  if (python === undefined) {
    const found = find('python3') ?? find('python')
    if (found !== undefined) return { python: found, uv }
    throw new InputError('there is neither a python3 nor a python on PATH', {
      where: 'python',
      remedy: 'Add a step with `uses: actions/setup-python` before this one, or name an interpreter.'
    })
  }
  const path = isAbsolute(python) || /[\\/]/.test(python) ? resolve(workingDirectory, python) : find(python)
  if (path !== undefined) return { python: path, uv }
  throw new InputError(`there is no '${oneLine(python, 100)}' on PATH`, {
    where: 'python',
    remedy:
      'Name an interpreter (`python3.12`, or its path), or add a step with `uses: actions/setup-python` before this one.'
  })
}

async function runStep(
  step: InstallationPlan['steps'][number],
  request: InstallationRequest,
  env: Variables
): Promise<void> {
  const last: string[] = []
  const { code } = await runProcess({
    ...step,
    cwd: request.workingDirectory,
    env,
    where: 'python',
    signal: request.signal,
    clock: request.clock,
    redact: request.redact,
    onLine: (stream, line) => {
      last.push(oneLine(line, 300))
      if (last.length > maxErrorLines) last.shift()
      request.onLine(stream, line)
    }
  })
  request.signal.throwIfAborted()
  if (code === 0) return
  const making = step.args.includes('venv')
  throw new ActionError(
    `${making ? 'the virtual environment could not be made' : 'the packages could not be installed'}: ${last.filter(line => line !== '').join(' / ')}`,
    {
      where: making ? 'python' : 'requirements',
      remedy: making
        ? 'The interpreter needs its venv module (Debian and Ubuntu: apt-get install python3-venv); uv on PATH needs neither it nor pip.'
        : `${request.zenmlVersion === null ? '' : `zenml==${request.zenmlVersion} is installed together with the requirements. Where these pin another zenml, change the pin, or set zenml-version: none to let the requirements decide. `}The whole output is in the log above.`
    }
  )
}

async function readInstalledVersion(
  python: string,
  request: InstallationRequest,
  env: Variables
): Promise<string | null> {
  const answer: string[] = []
  // Metadata only: importing ZenML takes seconds and would run the code that was just installed.
  const question =
    "import importlib.metadata as m\ntry: print('zenml', m.version('zenml'))\nexcept m.PackageNotFoundError: print('zenml -')"
  const { code } = await runProcess({
    file: python,
    args: ['-c', question],
    // Python looks for modules in the current folder first, and the checkout may have a module of any name.
    cwd: request.folder,
    env,
    where: 'python',
    signal: request.signal,
    clock: request.clock,
    onLine: (stream, line) => {
      if (stream === 'stdout') answer.push(line)
    }
  })
  request.signal.throwIfAborted()
  const version = answer.map(line => /^zenml (\S+)$/.exec(line)?.[1]).find(found => found !== undefined)
  if (code === 0 && version !== undefined) return version === '-' ? null : oneLine(version, 60)
  throw new InputError(`${python} does not answer as a Python interpreter (3.8 or newer) does`, {
    where: 'python',
    remedy: 'Name a Python interpreter, or add a step with `uses: actions/setup-python` before this one.'
  })
}
