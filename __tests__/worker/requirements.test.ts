import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { disk } from '../../src/node/disk.ts'
import { InputError } from '../../src/text/errors.ts'
import { readRequirements } from '../../src/worker/requirements.ts'
import { openWorkspace } from '../../src/world/workspace-path.ts'

let top = ''
let root = ''

beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'requirements-')))
  root = join(top, 'work')
  await mkdir(join(root, 'ml', 'package'), { recursive: true })
  for (const name of ['work/requirements.txt', 'work/ml/requirements.txt', 'work/ml/with space.txt', 'outside.txt']) {
    await writeFile(join(top, name), 'six\n')
  }
  await symlink(join(top, 'outside.txt'), join(root, 'ml', 'leaves.txt'))
  await symlink(join(root, 'requirements.txt'), join(root, 'ml', 'stays.txt'))
  await symlink(top, join(root, 'out'))
  await symlink('circle', join(root, 'circle'))
  await symlink(root, join(top, 'work-link'))
})
afterAll(async () => rm(top, { recursive: true }))

const read = async (text: string, folder = 'ml') =>
  readRequirements(text, await openWorkspace(root, folder, disk), disk)

test('files, relative to the working directory, and requirements; comments and blank lines dropped', async () => {
  const text = `
    # what the pipeline needs
    requirements.txt   # its own
    -r ../requirements.txt
    --requirement=with space.txt
    stays.txt
    pandas==2.*
    zenml[s3, gcp] >=0.90, <1 ; python_version < "3.13"\r
    thing @ git+https://example.com/a/b.git@v1#egg=thing
    scikit-learn(>=1)
  `
  expect(await read(text)).toEqual({
    files: ['ml/requirements.txt', 'requirements.txt', 'ml/with space.txt', 'requirements.txt'].map(name =>
      join(root, name)
    ),
    lines: [
      'pandas==2.*',
      'zenml[s3, gcp] >=0.90, <1 ; python_version < "3.13"',
      'thing @ git+https://example.com/a/b.git@v1#egg=thing',
      'scikit-learn(>=1)'
    ]
  })
})

test('a workspace that is itself reached through a link', async () => {
  const workspace = await openWorkspace(join(top, 'work-link'), 'ml', disk)
  expect(await readRequirements('requirements.txt', workspace, disk)).toEqual({
    files: [join(root, 'ml/requirements.txt')],
    lines: []
  })
})

test.each<[string, RegExp, string?]>([
  ['six\n--index-url https://evil.example', /the option '--index-url/, 'requirements line 2'],
  ['-e .', /the option/],
  ['--extra-index-url=x', /the option/],
  ['-c constraints.txt', /the option/],
  ['../../outside.txt', /outside the workspace/],
  ['-r ../../no-such-file.txt', /outside the workspace/],
  ['/etc/passwd', /outside the workspace/],
  ['leaves.txt', /is a link to something outside/],
  ['-r ../out/outside.txt', /is a link to something outside/],
  ['requirments.txt', /there is no file 'requirments\.txt'/],
  ['dev/reqs', /there is no file/],
  ['../circle', /there is no file/],
  ['.', /not a file/],
  ['./package', /not a file/],
  ['-r package', /not a file/],
  ['pandas numpy', /neither a file nor a requirement/],
  ['pandas=2', /neither a file nor a requirement/],
  ['pandas==', /neither a file nor a requirement/],
  ['$(id)', /neither a file nor a requirement/],
  [`a${'/'.repeat(5000)}b`, /there is no file/]
])('%j is refused', async (text, message, where = 'requirements line 1') => {
  const error: unknown = await read(text).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(InputError)
  expect(error).toMatchObject({ message: expect.stringMatching(message), where, remedy: expect.any(String) })
})

test.each(['../work-elsewhere', '..', '/', 'out'])('the working directory %j is outside', async folder => {
  await expect(openWorkspace(root, folder, disk)).rejects.toThrow(/outside the workspace/)
})

test.each(['missing', 'requirements.txt'])('the working directory %j is no folder', async folder => {
  await expect(openWorkspace(root, folder, disk)).rejects.toThrow(/there is no folder/)
})

test('folders whose names begin with two dots are inside', async () => {
  await mkdir(join(root, '..data'), { recursive: true })
  expect(await openWorkspace(root, '..data', disk)).toEqual({ root, folder: join(root, '..data') })
})

test('a line made to keep the pattern busy is refused quickly', async () => {
  const started = performance.now()
  await expect(read(`a[${' ,a'.repeat(20_000)}!`)).rejects.toThrow(/neither/)
  await expect(read(`a${'=='.repeat(20_000)}`)).rejects.toThrow(/neither/)
  await expect(read(`a${'.'.repeat(30_000)}!`)).rejects.toThrow(/neither/)
  expect(performance.now() - started).toBeLessThan(2000)
})
