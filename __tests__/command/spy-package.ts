import { execFileSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A source package whose build writes down the environment that it saw: what any dependency of a user can do while it is being installed.
 * It has a build backend of its own, so that it needs nothing from a registry.
 */
const backend = `
import json, os, zipfile

def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    with open(os.environ['HOME'] + '/seen.json', 'w') as seen:
        json.dump(dict(os.environ), seen)
    name = 'zenml-VERSION-py3-none-any.whl'
    info = 'zenml-VERSION.dist-info/'
    with zipfile.ZipFile(os.path.join(wheel_directory, name), 'w') as wheel:
        wheel.writestr('zenml/__init__.py', '')
        wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: zenml\\nVersion: VERSION\\n')
        wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: spy\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        wheel.writestr(info + 'RECORD', '')
    return name
`

/** Puts \`zenml-<version>.tar.gz\` into a folder; its build writes \`seen.json\` into HOME. */
export async function makeSpyPackage(folder: string, version: string): Promise<void> {
  const name = `zenml-${version}`
  const source = join(folder, name)
  await mkdir(source, { recursive: true })
  await writeFile(
    join(source, 'pyproject.toml'),
    `[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n[project]\nname = "zenml"\nversion = "${version}"\n`
  )
  await writeFile(join(source, 'PKG-INFO'), `Metadata-Version: 2.1\nName: zenml\nVersion: ${version}\n`)
  await writeFile(join(source, 'backend.py'), backend.replaceAll('VERSION', version))
  execFileSync('tar', ['-czf', `${name}.tar.gz`, name], { cwd: folder })
  await rm(source, { recursive: true })
}
