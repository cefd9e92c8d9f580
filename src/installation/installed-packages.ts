import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { at, optionalString } from '../text/json.ts'
import { installationEnvironment } from './installation-environment.ts'
import type { Choice } from './installer-choice.ts'
import type { Installer } from './installers.ts'
import type { InstallationRequest } from './preparation.ts'
import { ask } from './programs.ts'

/** Says what installed how much from where; returns the version of zenml, null if it isn't among them. */
export async function sayInstalled(
  request: InstallationRequest,
  choice: Choice,
  used: Installer,
  python: string
): Promise<string | null> {
  const { count, pip, zenml } = await readInstalled(python, request)
  const isUv = used.tool === 'uv' && choice.uv !== undefined
  const version = isUv ? await readUvVersion(choice.uv ?? '', used, request) : pip
  const brought = isUv && choice.isBrought ? ', which pip installed' : ''
  const more =
    isUv && !choice.isBrought && !('UV_NO_CONFIG' in used.env) ? ", and from what uv's own configuration names" : ''
  const from = used.sources.length === 0 ? 'no index' : used.sources.join(', ')
  request.log.info(
    `Installed with ${used.tool} ${version}${brought}, from ${from}${more}: the environment has ${count} packages, zenml ${zenml ?? 'is not among them'}.`
  )
  return zenml
}

async function readUvVersion(uv: string, { env }: Installer, request: InstallationRequest): Promise<string> {
  const { lines } = await ask(request, { file: uv, args: ['--version'], env })
  return oneLine(/^uv (\S+)/m.exec(lines.join('\n'))?.[1] ?? '', 40)
}

/**
 * What is installed for an interpreter; by metadata only, since importing ZenML takes seconds and would run the
 * code that was installed.
 */
export interface Installed {
  readonly zenml: string | null
  readonly pip: string
  readonly count: number
  /** As constraints; without the packages that every environment begins with. */
  readonly packages: readonly string[]
}

const installedQuestion = `
import importlib.metadata as metadata, json
found = {}
for one in metadata.distributions():
    name = one.metadata['Name']
    if name and one.version:
        found.setdefault(name.lower().replace('_', '-'), one.version)
print('zenml', found.get('zenml', '-'))
print('installed ' + json.dumps(found))
`

/** Asks an interpreter what it has; throws {@link InputError} if it doesn't answer as a Python. */
export async function readInstalled(python: string, request: InstallationRequest): Promise<Installed> {
  const env = installationEnvironment(request.env, process.platform, request.installEnv)
  const { code, lines } = await ask(request, { file: python, args: ['-c', installedQuestion], env })
  const said = (line: RegExp) => lines.map(one => line.exec(one)?.[1]).find(found => found !== undefined)
  const zenml = said(/^zenml (\S+)$/)
  if (code !== 0 || zenml === undefined) {
    throw new InputError(`${python} does not answer as a Python interpreter (3.8 or newer) would`, {
      where: 'python',
      remedy: 'Name a Python interpreter, or add a step with `uses: actions/setup-python` before this one.'
    })
  }

  const found: unknown = JSON.parse(said(/^installed (\{.*\})$/) ?? '{}')
  const names = Object.keys(at(found) ?? {})
  const version = (name: string): string => oneLine(optionalString(found, name) ?? '', 60)
  return {
    zenml: zenml === '-' ? null : oneLine(zenml, 60),
    pip: version('pip'),
    count: names.length,
    packages: names
      .filter(name => !['pip', 'setuptools', 'wheel'].includes(name))
      .map(name => `${name}==${version(name)}`)
  }
}
