import { posix, win32 } from 'node:path'
import type { Variables } from '../process/variable-names.ts'
import { pipSources, uvSources } from './package-sources.ts'
import { type PipSettings, pipVariables } from './pip-settings.ts'
import type { FileFacts } from './requirement-options.ts'
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
  /** The commands that make a virtual environment with an interpreter; if the first fails, the next is tried. */
  makeVenv(python: string, venv: string): readonly Step[]
  /** Installs into an interpreter's environment; `packages` are arguments as both tools take them. */
  install(python: string, packages: readonly string[]): Step
  /** Where packages come from, without credentials. */
  readonly sources: readonly string[]
}

/** The folder of a virtual environment's programs, and its interpreter. */
export function venvPaths(venv: string, platform: NodeJS.Platform): { readonly bin: string; readonly python: string } {
  const path = platform === 'win32' ? win32 : posix
  const bin = path.join(venv, platform === 'win32' ? 'Scripts' : 'bin')
  return { bin, python: path.join(bin, platform === 'win32' ? 'python.exe' : 'python') }
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

/** Installs with uv, set up as pip is; or the setting of pip's for which uv has nothing. */
export function uvInstaller(uv: Uv, circumstances: Circumstances): Installer | { readonly unfit: string } {
  const { env, facts, isThere } = circumstances
  const settings = uvSettings(settingsBesideFiles(circumstances), env, isThere)
  if ('unfit' in settings) return settings

  const whole = { ...env, ...settings.variables, ...asPipWould(uv, circumstances) }
  const noIndex = settings.args.filter(arg => arg === '--no-index')
  const step = (args: readonly string[]): Step => ({ file: uv.file, args, env: whole })

  return {
    tool: 'uv',
    env: whole,
    makeVenv: (python, venv) => {
      const common = ['--no-project', '--python', python]
      // With pip in it, as `python -m venv` has it: a `pip` in the user's command would otherwise be the machine's.
      return [step(['venv', '--seed', ...noIndex, ...common, venv]), step(['venv', ...common, venv])]
    },
    install: (python, packages) => step(['pip', 'install', '--python', python, ...settings.args, ...packages]),
    sources: uvSources(whole, facts, noIndex.length > 0)
  }
}

/** pip takes the best version of all indexes, and knows nothing of uv's own files. */
function asPipWould({ isBrought }: Uv, { env, facts }: Circumstances): Variables {
  const strategy = env['UV_INDEX_STRATEGY'] ?? ''
  const alsoInFiles = 'extra-index-url' in facts.options && strategy === ''
  return {
    ...(isBrought || alsoInFiles ? { UV_INDEX_STRATEGY: strategy || 'unsafe-best-match' } : {}),
    ...(isBrought && (env['UV_CONFIG_FILE'] ?? '') === '' ? { UV_NO_CONFIG: 'true', UV_NO_SOURCES: 'true' } : {})
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

/** pip's settings, with the options of requirements files that uv leaves out, and without what these files replace. */
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
