import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A build backend of the project's own, so that it needs nothing from an index. */
const backend = `import os, zipfile

def wheel(folder, texts):
    name = 'NAME-1.0-py3-none-any.whl'
    info = 'NAME-1.0.dist-info/'
    with zipfile.ZipFile(os.path.join(folder, name), 'w') as archive:
        for path, text in texts.items():
            archive.writestr(path, text)
        archive.writestr(info + 'METADATA', METADATA)
        archive.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: own\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        archive.writestr(info + 'RECORD', '')
    return name

def build_wheel(folder, config_settings=None, metadata_directory=None):
    return wheel(folder, {'NAME/__init__.py': ''})

def build_editable(folder, config_settings=None, metadata_directory=None):
    return wheel(folder, {'NAME.pth': os.getcwd() + '\\n'})
`

/** Writes a project of version 1.0 that can be built without any index, with what it depends on, and on with the extra \`dev\`. */
export function writeProject(
  folder: string,
  name: string,
  dependencies: readonly string[] = [],
  dev: readonly string[] = []
): void {
  const requires = [
    ...dependencies.map(requirement => `Requires-Dist: ${requirement}\n`),
    'Provides-Extra: dev\n',
    ...dev.map(requirement => `Requires-Dist: ${requirement}; extra == "dev"\n`)
  ]
  const metadata = `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n${requires.join('')}`
  const project = `[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "${name}"
version = "1.0"
dependencies = ${JSON.stringify(dependencies)}
[project.optional-dependencies]
dev = ${JSON.stringify(dev)}
`
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, '__init__.py'), '')
  writeFileSync(join(folder, 'pyproject.toml'), project)
  writeFileSync(
    join(folder, 'backend.py'),
    backend.replaceAll('NAME', name).replaceAll('METADATA)', `${JSON.stringify(metadata)})`)
  )
}
