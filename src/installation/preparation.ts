import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { inRunnerTemp } from '../process/private-folder.ts'
import type { OutputStream } from '../process/run-process.ts'
import { type NameList, namedSecrets } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import type { Clock } from '../world/clock.ts'
import type { SafeLog } from '../world/log.ts'
import { credentialsIn } from './index-addresses.ts'
import { installationEnvironment } from './installation-environment.ts'
import type { Circumstances } from './installers.ts'
import { type PipSettings, readConfigList, settingsOfVariables } from './pip-settings.ts'
import { ask } from './programs.ts'
import { readRequirementFiles } from './requirement-options.ts'
import type { Requirements } from './requirements-input.ts'

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
  /** The job's variables. */
  readonly env: Environ
  /** Those of them that the installation gets as well. */
  readonly installEnv: NameList
  readonly onLine: (stream: OutputStream, line: string) => void
  readonly log: Pick<SafeLog, 'info' | 'warning' | 'mask' | 'redact'>
  readonly signal: AbortSignal
  readonly clock: Clock
}

/** An installation with everything that its choices depend on. */
export interface InstallationJob {
  readonly request: InstallationRequest
  /** The interpreter that the environment is made with; absolute. */
  readonly python: string
  readonly circumstances: Circumstances
  /** Paths of requirements files, the last of which has the single lines of the input. */
  readonly files: readonly string[]
  /** False if pip is there, but can't read its own configuration. */
  readonly isReadable: boolean
}

/** Finds out how pip is set up in this job, and what the requirements files say. */
export async function prepareInstallation(request: InstallationRequest, python: string): Promise<InstallationJob> {
  const { installEnv, requirements, workingDirectory } = request
  const { platform } = process
  const env = installationEnvironment(request.env, platform, installEnv)
  // In a file, since every user of the machine may read the arguments of a process.
  const files = [...requirements.files, ...(await writeLines(request, 'requirements.txt', requirements.lines))]
  const facts = await readRequirementFiles(files)

  const { settings, isWhole, isReadable } = await askPip(request, python, env)
  // pip shows an address in a requirement as it is after its variables have been filled in.
  const filled = facts.text.replace(/\$\{([A-Z0-9_]+)\}/g, (whole, name: string) => env[name] ?? whole)
  hideSecrets(request, [...Object.values(settings), ...Object.values(env), filled])

  const isThere = (path: string): boolean => existsSync(resolve(workingDirectory, path))
  return { request, python, files, isReadable, circumstances: { settings, isWhole, facts, env, platform, isThere } }
}

async function askPip(
  request: InstallationRequest,
  python: string,
  env: Circumstances['env']
): Promise<{ readonly settings: PipSettings; readonly isWhole: boolean; readonly isReadable: boolean }> {
  // Where pip would be called, for relative paths; isolated (-I), since the checkout may have a module of any name.
  const question = { file: python, args: ['-I', '-m', 'pip', 'config', 'list'], env }
  const { code, lines } = await ask(request, question, request.workingDirectory)
  if (code === 0) return { settings: readConfigList(lines), isWhole: true, isReadable: true }

  const isMissing = lines.some(line => /No module named pip\b/.test(line))
  if (isMissing)
    request.log.info("This Python has no pip: pip's variables count, but its configuration files are not read.")
  return { settings: settingsOfVariables(env), isWhole: false, isReadable: isMissing }
}

function hideSecrets({ env, installEnv, log }: InstallationRequest, texts: readonly string[]): void {
  const named = namedSecrets(env, installEnv, process.platform)
  for (const secret of [...credentialsIn(texts.join('\n')), ...named]) log.mask(secret)
}

/** Writes lines into a file of this step's own, and returns its path; none if there are no lines. */
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
