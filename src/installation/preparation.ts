import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { findProgram } from '../process/find-program.ts'
import { inRunnerTemp } from '../process/private-folder.ts'
import { type OutputStream, runProcess } from '../process/run-process.ts'
import { type NameList, pick } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Clock } from '../world/clock.ts'
import type { SafeLog } from '../world/log.ts'
import { credentialsIn } from './index-addresses.ts'
import { readConfigList, settingsOfVariables } from './pip-settings.ts'
import { type Circumstances, installationEnvironment, type Step } from './plan.ts'
import { readRequirementFiles } from './requirement-files.ts'
import type { Requirements } from './requirements.ts'

/** Lines of a program's output that are kept at most. */
const keptLines = 500

/** Names of variables whose values are hidden, should a build print them. */
const namedSecret = /TOKEN|SECRET|PASS(?:WD|WORD|PHRASE)|CREDENTIAL|_KEY$/i

/** What to install, where, and who hears of it. */
export interface InstallationRequest {
  /** Null for none; see `readZenmlVersion`. */
  readonly zenmlVersion: string | null
  readonly requirements: Requirements
  /** Names of ZenML's integrations. */
  readonly integrations: readonly string[]
  /** The input `python`: a program on PATH, or a path relative to `workingDirectory`; undefined for the default. */
  readonly python: string | undefined
  readonly workingDirectory: string
  /** A folder of this step's own under RUNNER_TEMP; it is made. */
  readonly folder: string
  readonly runner: Environ
  /** Further variables of the job that the installation gets. */
  readonly installEnv: NameList
  readonly onLine: (stream: OutputStream, line: string) => void
  readonly log: Pick<SafeLog, 'info' | 'warning' | 'mask' | 'redact'>
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly platform: NodeJS.Platform
}

/** An installation with everything that its choices depend on. */
export interface InstallationJob {
  readonly request: InstallationRequest
  /** The interpreter that the environment is made with; absolute. */
  readonly python: string
  readonly circumstances: Circumstances
  /** Paths of requirements files, the last of which has the single lines of the input. */
  readonly files: readonly string[]
  /** False where pip is there, but can't read its own configuration. */
  readonly isReadable: boolean
}

/** Finds out what pip is set to in this job, and what the requirements files say. */
export async function prepareInstallation(request: InstallationRequest, python: string): Promise<InstallationJob> {
  const { installEnv, log, platform, requirements, runner } = request
  const env = installationEnvironment(runner, platform, installEnv)
  // In a file, since every user of the machine may read the arguments of a process.
  const files = [...requirements.files, ...(await writeLines(request, 'requirements.txt', requirements.lines))]
  const facts = await readRequirementFiles(files)

  // Where pip would be called, for relative paths; isolated (-I), since the checkout may have a module of any name.
  const question = { file: python, args: ['-I', '-m', 'pip', 'config', 'list'], env }
  const asked = await run(request, question, request.workingDirectory, () => undefined)
  const isMissing = asked.code !== 0 && asked.lines.some(line => /No module named pip\b/.test(line))
  if (isMissing) log.info("This Python has no pip: pip's variables count, but its configuration files are not read.")
  const isWhole = asked.code === 0
  const settings = isWhole ? readConfigList(asked.lines) : settingsOfVariables(env)
  // pip shows an address in a requirement as it is after its variables have been filled in.
  const filled = facts.text.replace(/\$\{([A-Z0-9_]+)\}/g, (whole, name: string) => env[name] ?? whole)
  const texts = [...Object.values(settings), ...Object.values(env), filled]
  const named = Object.entries(pick(runner, installEnv, platform)).filter(([name]) => namedSecret.test(name))
  for (const secret of [...credentialsIn(texts.join('\n')), ...named.map(([, value]) => value)]) log.mask(secret)

  const isThere = (path: string): boolean => existsSync(resolve(request.workingDirectory, path))
  const circumstances = { settings, isWhole, facts, env, platform, isThere }
  return { request, python, circumstances, files, isReadable: isWhole || isMissing }
}

/** Writes lines into a file of this step's own, and returns its path; none where there are no lines. */
export async function writeLines(
  { folder }: Pick<InstallationRequest, 'folder'>,
  name: string,
  lines: readonly string[]
): Promise<readonly string[]> {
  if (lines.length === 0) return []
  const path = join(folder, name)
  await inRunnerTemp(path, () => writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 }))
  return [path]
}

/** How a program ended, and its last lines. */
export interface Ended {
  readonly code: number | null
  readonly lines: readonly string[]
}

/** Runs a program and shows its output. */
export function runShown(request: InstallationRequest, step: Step): Promise<Ended> {
  return run(request, step, request.workingDirectory, request.onLine)
}

/**
 * Runs a program whose output is only read, in the step's own folder: Python looks for modules in the current folder first,
 * and the checkout may have a module of any name.
 */
export function runQuietly(request: InstallationRequest, step: Step): Promise<Ended> {
  return run(request, step, request.folder, () => undefined)
}

async function run(
  { clock, log, signal }: InstallationRequest,
  step: Step,
  cwd: string,
  onLine: InstallationRequest['onLine']
): Promise<Ended> {
  const lines: string[] = []
  const { code } = await runProcess({
    ...step,
    cwd,
    where: 'python',
    signal,
    clock,
    redact: log.redact,
    onLine: (stream, line) => {
      lines.push(log.redact(line))
      if (lines.length > keptLines) lines.shift()
      onLine(stream, line)
    }
  })
  signal.throwIfAborted()
  return { code, lines }
}

/** The interpreter that the input `python` names, or the first on PATH; throws {@link InputError} where there is none. */
export function findPython({ python, workingDirectory, runner, platform }: InstallationRequest): string {
  const find = (name: string) => findProgram(name, runner, platform)
  if (python === undefined) {
    const found = find('python3') ?? find('python')
    if (found !== undefined) return found
    throw new InputError('there is neither a python3 nor a python on PATH', {
      where: 'python',
      remedy: 'Add a step with `uses: actions/setup-python` before this one, or name an interpreter.'
    })
  }
  const path = isAbsolute(python) || /[\\/]/.test(python) ? resolve(workingDirectory, python) : find(python)
  if (path !== undefined) return path
  throw new InputError(`there is no '${oneLine(python, 100)}' on PATH`, {
    where: 'python',
    remedy:
      'Name an interpreter (`python3.12`, or its path), or add a step with `uses: actions/setup-python` before this one.'
  })
}
