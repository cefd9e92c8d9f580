import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { placeDriver } from '../../src/command/driver.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driver-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A ZenML client of which only what the driver imports is there; its Client imports one more module when it is used. */
const client = {
  'zenml/__init__.py': '',
  'zenml/client.py': 'class Client:\n    @staticmethod\n    def find_repository():\n        import zenml.used\n',
  'zenml/used.py': '',
  'zenml/config/__init__.py': '',
  'zenml/config/pipeline_run_configuration.py': '',
  'zenml/pipelines/__init__.py': '',
  'zenml/pipelines/pipeline_definition.py': '',
  'zenml/stack/__init__.py': '',
  'zenml/utils/__init__.py': '',
  'zenml/utils/source_utils.py': 'raise SystemExit("it got as far as the source root")\n'
}

/** The modules of which bytecode is kept when the driver has run with a client that lies in a folder. */
async function keptModules(clientFolder: string, more: NodeJS.ProcessEnv = {}): Promise<readonly string[]> {
  for (const [name, text] of Object.entries(client)) {
    mkdirSync(dirname(join(clientFolder, name)), { recursive: true })
    writeFileSync(join(clientFolder, name), text)
  }
  const request = { source: 'a.b', checkout: folder, config: {} }
  const { words } = await placeDriver(join(folder, 'step'), 'python3', 'describe', request)

  const { PYTHONDONTWRITEBYTECODE: _, ...env } = process.env
  const [file, ...args] = words as [string, ...string[]]
  const ended = spawnSync(file, args, { cwd: folder, env: { ...env, PYTHONPATH: clientFolder, ...more } })
  expect(ended.stderr.toString()).toContain('it got as far as the source root')

  const kept = globSync('**/__pycache__/*.pyc', { cwd: folder })
  return kept.map(name => basename(name).split('.')[0] ?? '').filter(name => name !== '__init__')
}

test('of an installed client the bytecode is kept, and of nothing that is imported after it', async () => {
  const kept = await keptModules(join(folder, 'site-packages'))

  expect(kept.toSorted()).toEqual(['client', 'pipeline_definition', 'pipeline_run_configuration'])
})

test('a client that is not installed, as one in the checkout, is left as it is', async () => {
  expect(await keptModules(join(folder, 'src'))).toEqual([])
})

test('nothing is kept where the job says so', async () => {
  expect(await keptModules(join(folder, 'dist-packages'), { PYTHONDONTWRITEBYTECODE: '1' })).toEqual([])
})
