import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { installTools } from '../../testbed/tools.ts'
import { workflows } from './workflows.ts'

const run = promisify(execFile)
let folder = ''
let files: readonly string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docs-workflows-'))
  await mkdir(join(folder, '.github/workflows'), { recursive: true })
  files = workflows.map(({ name }) => join(folder, '.github/workflows', `${name}.yml`))
  await Promise.all(workflows.map(({ text }, index) => writeFile(files[index] ?? '', text)))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test("actionlint finds nothing in the README's workflows", async () => {
  const { actionlint } = await installTools()
  expect((await run(actionlint, ['-no-color', ...files])).stdout).toBe('')
})

test('zizmor finds nothing in them but that versions are not pinned by commit', async () => {
  const { zizmor } = await installTools()
  const config = join(folder, 'zizmor.yml')
  await writeFile(config, 'rules:\n  unpinned-uses:\n    disable: true\n')
  const { stdout } = await run(zizmor, ['--offline', '--quiet', '--format', 'plain', '--config', config, ...files])
  expect(stdout).not.toMatch(/^(?:error|warning|help|info)\[/m)
})
