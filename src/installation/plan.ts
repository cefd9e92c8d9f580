import { posix, win32 } from 'node:path'
import {
  hasName,
  indexNames,
  machineNames,
  type NameList,
  neverNames,
  pick,
  type Variables,
  windowsNames
} from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { shownIndex } from './index-addresses.ts'
import { entriesOf, isOn, type PipSettings, pipVariables } from './pip-settings.ts'
import type { FileFacts } from './requirement-files.ts'
import { uvSettings } from './uv-settings.ts'

/** A program to run, with its whole environment. */
export interface Step {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Variables
}

/** A uv to install with: the job's own on PATH, or one that pip brought, which is only a faster pip. */
export interface Uv {
  readonly file: string
  readonly isBrought: boolean
}

/** What the choice of an installer depends on. */
export interface Circumstances {
  /** pip's settings in this job. */
  readonly settings: PipSettings
  /** Whether these are all; else pip's files could not be read, and pip reads them itself. */
  readonly isWhole: boolean
  readonly facts: FileFacts
  /** The environment of the installation. */
  readonly env: Variables
  readonly platform: NodeJS.Platform
  /** Whether something is at a path, which may be relative to the working directory. */
  readonly isThere: (path: string) => boolean
}

/** An installer that asks what `pip install` would ask in this job. */
export interface Installer {
  readonly tool: 'uv' | 'pip'
  readonly env: Variables
  /** The commands that make a virtual environment with an interpreter; where the first fails, the next is tried. */
  makeVenv(python: string, venv: string): readonly Step[]
  /** Installs into an interpreter's environment; `packages` are arguments as both tools take them. */
  install(python: string, packages: readonly string[]): Step
  /** Where packages come from, without credentials. */
  readonly sources: readonly string[]
}

/**
 * The input `zenml-version`: `server` is the version that the server reports, `none` is null, anything else a version itself.
 * Throws {@link InputError} for what is no version (PEP 440), also where the server reports it.
 */
export function readZenmlVersion(text: string, serverVersion: string): string | null {
  if (text === 'none') return null
  const version = text === 'server' || text === '' ? serverVersion : text
  if (/^\d+(\.\d+)*([a-z0-9.+-]*)$/.test(version)) return version
  throw new InputError(`'${oneLine(version, 60)}' is no version`, {
    where: version === text ? 'zenml-version' : "the server's version",
    remedy: 'Set zenml-version to `server`, `none` or a version such as `0.98.0`.'
  })
}

/** The folder of a virtual environment's programs, and its interpreter. */
export function venvPaths(venv: string, platform: NodeJS.Platform): { readonly bin: string; readonly python: string } {
  const path = platform === 'win32' ? win32 : posix
  const bin = path.join(venv, platform === 'win32' ? 'Scripts' : 'bin')
  return { bin, python: path.join(bin, platform === 'win32' ? 'python.exe' : 'python') }
}

/**
 * The whole environment of the installation: what reaches the package index, what `install-env` names, and nothing else; no
 * credential of ZenML or GitHub.
 */
export function installationEnvironment(
  runner: Environ,
  platform: NodeJS.Platform,
  installEnv: NameList = []
): Variables {
  const allowed = [...machineNames, ...indexNames, ...(platform === 'win32' ? windowsNames : []), ...installEnv]
  const picked = pick(runner, allowed, platform)
  // A prefix in `install-env` may cover more than it may have.
  return Object.fromEntries(Object.entries(picked).filter(([name]) => !hasName(neverNames, name, platform)))
}

/** Options that uv reads in a requirements file itself (docs of uv, pip compatibility; tried with 0.13). */
const readByUv = [
  'constraint',
  'editable',
  'extra-index-url',
  'find-links',
  'index-url',
  'no-binary',
  'no-index',
  'only-binary',
  'requirement'
]

/** Installs with uv, told what pip is set to; or the setting of pip's for which uv has nothing. */
export function uvInstaller(uv: Uv, circumstances: Circumstances): Installer | { readonly unfit: string } {
  const { env, facts, isThere } = circumstances
  const told = uvSettings(settingsBesideFiles(circumstances), env, isThere)
  if ('unfit' in told) return told

  const alsoInFiles = 'extra-index-url' in facts.options && (env['UV_INDEX_STRATEGY'] ?? '') === ''
  const whole = {
    ...env,
    ...told.variables,
    ...(uv.isBrought || alsoInFiles ? { UV_INDEX_STRATEGY: env['UV_INDEX_STRATEGY'] || 'unsafe-best-match' } : {}),
    // pip knows nothing of uv's own files either.
    ...(uv.isBrought && (env['UV_CONFIG_FILE'] ?? '') === '' ? { UV_NO_CONFIG: 'true', UV_NO_SOURCES: 'true' } : {})
  }
  const noIndex = told.args.filter(arg => arg === '--no-index')
  const step = (args: readonly string[]): Step => ({ file: uv.file, args, env: whole })
  return {
    tool: 'uv',
    env: whole,
    makeVenv: (python, venv) => {
      const common = ['--no-project', '--python', python]
      // With pip in it, as `python -m venv` has it: a `pip` in the user's command would otherwise be the machine's.
      return [step(['venv', '--seed', ...noIndex, ...common, venv]), step(['venv', ...common, venv])]
    },
    install: (python, packages) => step(['pip', 'install', '--python', python, ...told.args, ...packages]),
    sources: uvSources(whole, facts, noIndex.length > 0)
  }
}

/** Installs with the interpreter's own pip. */
export function pipInstaller({ settings, isWhole, facts, env, platform }: Circumstances): Installer {
  const whole = isWhole ? { ...env, ...pipVariables(settings, platform) } : env
  // Isolated (-I): with -m alone Python looks for its modules in the current folder first, and that is the checkout.
  const step = (python: string, args: readonly string[]): Step => ({
    file: python,
    args: ['-I', '-u', '-m', ...args],
    env: whole
  })
  return {
    tool: 'pip',
    env: whole,
    makeVenv: (python, venv) => [step(python, ['venv', venv])],
    install: (python, packages) =>
      step(python, ['pip', 'install', '--disable-pip-version-check', '--no-input', ...packages]),
    sources: pipSources(settings, facts)
  }
}

/** Brings uv into a folder of its own, from the job's index; never built from source. */
export function bringUv(python: string, folder: string, circumstances: Circumstances): Step {
  const alone = ['--only-binary', ':all:', '--no-deps', '--target', folder, 'uv']
  return pipInstaller(circumstances).install(python, alone)
}

/** pip's settings, with the options of requirements files that uv leaves out, and without what these files take the place of. */
function settingsBesideFiles({ settings, facts }: Circumstances): PipSettings {
  const added = Object.entries(facts.options).filter(([name]) => !readByUv.includes(name))
  const all = {
    ...settings,
    ...Object.fromEntries(added.map(([name, values]) => [name, values.join(' ').trim() || 'true']))
  }
  const isReplaced = 'index-url' in facts.options || 'no-index' in facts.options
  const replaced = isReplaced ? ['index-url', 'pypi-url', 'extra-index-url'] : []
  return Object.fromEntries(Object.entries(all).filter(([name]) => !replaced.includes(name)))
}

const publicIndex = 'https://pypi.org/simple'

function uvSources(env: Variables, { options }: FileFacts, noIndex: boolean): readonly string[] {
  const named = env['UV_DEFAULT_INDEX'] || env['UV_INDEX_URL'] || options['index-url']?.at(-1)
  const extra = [...entriesOf(env['UV_INDEX'] ?? ''), ...entriesOf(env['UV_EXTRA_INDEX_URL'] ?? '')]
  const indexes = [named ?? publicIndex, ...extra, ...(options['extra-index-url'] ?? [])]
  const links = [...(env['UV_FIND_LINKS'] ?? '').split(','), ...(options['find-links'] ?? [])]
  return shownSources(noIndex || 'no-index' in options ? [] : indexes, links)
}

function pipSources(settings: PipSettings, { options }: FileFacts): readonly string[] {
  const inFiles = options['index-url']?.at(-1)
  const set = [
    settings['index-url'] ?? settings['pypi-url'] ?? publicIndex,
    ...entriesOf(settings['extra-index-url'] ?? '')
  ]
  const indexes = [...(inFiles === undefined ? set : [inFiles]), ...(options['extra-index-url'] ?? [])]
  const links = [...entriesOf(settings['find-links'] ?? ''), ...(options['find-links'] ?? [])]
  return shownSources(isOn(settings['no-index'] ?? '') || 'no-index' in options ? [] : indexes, links)
}

function shownSources(indexes: readonly string[], links: readonly string[]): readonly string[] {
  return [...new Set([...indexes, ...links].filter(entry => entry !== '').map(shownIndex))]
}
