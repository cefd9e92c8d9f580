import { posix, win32 } from 'node:path'
import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import type { Environ } from '../world/world.ts'
import type { Requirements } from './requirements.ts'
import { indexNames, machineNames, pick, type Variables, windowsNames } from './variable-names.ts'

/** The programs to install with: an interpreter, and uv where the machine has it; absolute paths. */
export interface Tools {
  readonly python: string
  readonly uv: string | undefined
}

/** What is to be run, and where the interpreter will be; absolute paths. */
export interface InstallationPlan {
  /** Folder of the virtual environment; null where nothing is to be installed and the interpreter is used as it is. */
  readonly venv: string | null
  /** Folder that goes in front of PATH, null for none. */
  readonly bin: string | null
  /** The interpreter that the command is to use. */
  readonly python: string
  /** Commands to run one after the other: the virtual environment, then one installation of everything, so that conflicts show. */
  readonly steps: readonly { readonly file: string; readonly args: readonly string[] }[]
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

/** What has to be run to get the interpreter for the command; `venv` is the folder to make the virtual environment in. */
export function planInstallation(
  wanted: { readonly zenmlVersion: string | null; readonly requirements: Requirements },
  tools: Tools,
  venv: string,
  platform: NodeJS.Platform
): InstallationPlan {
  const { zenmlVersion, requirements } = wanted
  const packages = [
    ...(zenmlVersion === null ? [] : [`zenml==${zenmlVersion}`]),
    ...requirements.lines,
    ...requirements.files.flatMap(file => ['-r', file])
  ]
  if (packages.length === 0) return { venv: null, bin: null, python: tools.python, steps: [] }
  const path = platform === 'win32' ? win32 : posix
  const bin = path.join(venv, platform === 'win32' ? 'Scripts' : 'bin')
  const python = path.join(bin, platform === 'win32' ? 'python.exe' : 'python')
  if (tools.uv === undefined) {
    // Isolated (-I): with -m alone Python looks for its modules in the current folder first, and that is the checkout.
    const steps = [
      { file: tools.python, args: ['-I', '-u', '-m', 'venv', venv] },
      {
        file: python,
        args: ['-I', '-u', '-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', ...packages]
      }
    ]
    return { venv, bin, python, steps }
  }
  const steps = [
    // With pip in it, as `python -m venv` has it: a `pip` in the user's command would otherwise be the machine's.
    { file: tools.uv, args: ['venv', '--seed', '--no-project', '--python', tools.python, venv] },
    { file: tools.uv, args: ['pip', 'install', '--python', python, ...packages] }
  ]
  return { venv, bin, python, steps }
}

/** The whole environment of the installation: what reaches the package index, and nothing else; no credential of ZenML or GitHub. */
export function installationEnvironment(runner: Environ, platform: NodeJS.Platform): Variables {
  const allowed = [...machineNames, ...indexNames, ...(platform === 'win32' ? windowsNames : [])]
  return pick(runner, allowed, platform)
}
