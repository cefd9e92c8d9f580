import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readRequirements } from '../../src/installation/requirements-input.ts'
import { disk } from '../../src/node/disk.ts'
import { InputError } from '../../src/text/errors.ts'
import { openWorkspace } from '../../src/world/workspace-path.ts'
import { cpuMsSince } from '../pieces/cpu-time.ts'

let top = ''
let root = ''

beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'requirements-')))
  root = join(top, 'work')
  await mkdir(join(root, 'ml', 'package'), { recursive: true })
  for (const name of ['work/requirements.txt', 'work/ml/requirements.txt', 'work/ml/with space.txt', 'outside.txt']) {
    await writeFile(join(top, name), 'six\n')
  }
  const others = ['pyproject.toml', 'setup.py', 'uv.lock', 'poetry.lock', 'Pipfile', 'Pipfile.lock', 'pylock.dev.toml']
  const more = ['environment.yml', 'conda-lock.yml', 'pdm.lock', 'own-1.0-py3-none-any.whl', 'sub/setup.py']
  await mkdir(join(root, 'ml', 'sub'))
  for (const name of [...others, ...more]) await writeFile(join(root, 'ml', name), '')
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
    projects: [],
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
    projects: [],
    lines: []
  })
})

test.each<[string, RegExp, string?]>([
  ['six\n--index-url https://evil.example', /The option '--index-url/, 'requirements line 2'],
  ['-e git+https://a.example/b.git', /would be installed from elsewhere/],
  ['-e package', /has no Python project/],
  ['-e none', /There is no folder 'none'/],
  ['-e requirements.txt', /Not a folder: 'requirements\.txt'/],
  ['-e ../..', /outside the workspace/],
  ['../out[dev]', /is a link to something outside/],
  ['./none[dev]', /There is no file '\.\/none'/],
  ['--extra-index-url=x', /The option/],
  ['-c constraints.txt', /The option/],
  ['../../outside.txt', /outside the workspace/],
  ['-r ../../no-such-file.txt', /outside the workspace/],
  ['/etc/passwd', /outside the workspace/],
  ['leaves.txt', /is a link to something outside/],
  ['-r ../out/outside.txt', /is a link to something outside/],
  ['requirments.txt', /There is no file 'requirments\.txt'/],
  ['dev/reqs', /There is no file/],
  ['../circle', /There is no file/],
  ['..', /The folder '\.\.' has no Python project/],
  ['./package', /has no Python project/],
  ['-r package', /Not a file/],
  ['pandas numpy', /neither a file nor a requirement/],
  ['pandas=2', /neither a file nor a requirement/],
  ['pandas==', /neither a file nor a requirement/],
  ['$(id)', /neither a file nor a requirement/],
  [`a${'/'.repeat(5000)}b`, /There is no file/]
])('%j is refused', async (text, message, where = 'requirements line 1') => {
  const error: unknown = await read(text).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(InputError)
  expect(error).toMatchObject({ message: expect.stringMatching(message), where, remedy: expect.any(String) })
})

test.each([
  ['none.txt', 'Check its spelling; it is read relative to working-directory'],
  ['-e git+https://a.example/b.git', 'Write `name @ git+https://…`; -e is for a folder of the workspace.'],
  ['pandas=2', 'one requirement a line, for example `pandas==2.*`'],
  ['..', 'It needs a pyproject.toml or a setup.py; name a requirements file'],
  ['-e ./package', 'It needs a pyproject.toml or a setup.py; name a requirements file'],
  ['-r package', 'Name a requirements file; the package of a folder is installed by `.`, `./folder` or `-e ./folder`.']
])('of %j the error says what can be written instead', async (text, remedy) => {
  await expect(read(text)).rejects.toMatchObject({ remedy: expect.stringContaining(remedy) })
})

test.each([
  ['.', 'ml'],
  ['.[dev]', 'ml[dev]'],
  ['./sub [a, b]', 'ml/sub[a, b]'],
  ['-e .', '-e ml'],
  ['-e .[dev]', '-e ml[dev]'],
  ['--editable=./sub', '-e ml/sub'],
  ['./own-1.0-py3-none-any.whl[dev]', 'ml/own-1.0-py3-none-any.whl[dev]']
])('the project or package %j is a requirement by its whole path', async (text, line) => {
  const absolute = line.replace(/ml.*/, path => join(root, path))
  expect(await read(text)).toEqual({ files: [], projects: [], lines: [absolute] })
})

test.each(['requirements.pypi.txt', 'my.toml.in', 'setup.cfg.lock'])(
  '%j is a requirements file by its last ending',
  async name => {
    await writeFile(join(root, 'ml', name), 'six\n')
    expect(await read(name)).toEqual({ files: [join(root, 'ml', name)], projects: [], lines: [] })
  }
)

test.each(['wheel.whl', 'source.tar.gz', 'SOURCE.ZIP', 'old.tgz', 'old.tar.bz2'])(
  '%j is a built package',
  async name => {
    await writeFile(join(root, 'ml', name), '')
    expect(await read(`./${name}`)).toEqual({ files: [], projects: [], lines: [join(root, 'ml', name)] })
  }
)

test('a file whose name has no ending is read, and with extras the name is that of a package', async () => {
  await writeFile(join(root, 'ml', 'reqs'), 'six\n')
  expect(await read('reqs')).toEqual({ files: [join(root, 'ml', 'reqs')], projects: [], lines: [] })
  expect(await read('reqs[dev]')).toEqual({ files: [], projects: [], lines: ['reqs[dev]'] })
})

test('an address without a name, and a name that a folder has too, are requirements', async () => {
  const lines = ['git+https://a.example/b.git', 'https://a.example/b.whl', 'package']
  expect(await read(lines.join('\n'))).toEqual({ files: [], projects: [], lines })
})

test.each(['pyproject.toml', '-r pyproject.toml', './setup.py'])('%j is for uv to read', async text => {
  const path = join(root, 'ml', text.replace(/^(?:-r |\.\/)/, ''))
  expect(await read(text)).toEqual({ files: [], projects: [path], lines: [] })
})

test.each([
  ['uv.lock', /^Write `\.` to install the project itself, or name a file made by `uv export/],
  ['-r poetry.lock', /^Write `\.` to install the project itself, or name a file made by `poetry export/],
  ['pdm.lock', /^Write `\.` to install the project itself, or name a file made by `pdm export/],
  ['Pipfile', /pipenv requirements/],
  ['Pipfile.lock', /pipenv requirements/],
  ['pylock.dev.toml', /uv export/],
  ['environment.yml', /zenml-version: none/],
  ['conda-lock.yml', /zenml-version: none/]
])('%j is a file of another tool, and the error says what to do', async (text, remedy) => {
  await expect(read(text)).rejects.toMatchObject({
    message: expect.stringMatching(/is not a requirements file, but another tool's/),
    remedy: expect.stringMatching(remedy)
  })
})

test.each([
  ...['UV.LOCK', 'Poetry.Lock', 'PDM.LOCK', 'PIPFILE', 'pipfile.LOCK', 'PyLock.Toml', 'pylock.toml'],
  ...['Environment.YML', 'environment-gpu.yaml', 'conda.yml', 'CONDA-LOCK.YAML', 'conda.lock', 'Conda-linux-64.lock']
])('so is %j, however it is written', async name => {
  await mkdir(join(root, 'foreign'), { recursive: true })
  await writeFile(join(root, 'foreign', name), '')
  await expect(read(`-r ./${name}`, 'foreign')).rejects.toThrow(/another tool's/)
})

test.each([
  ...['my-uv.lock', 'uv.lock.txt', 'uvxlock', 'my-poetry.lock', 'poetry.lock.in', 'my-pdm.lock', 'pdm.lock.txt'],
  ...['my-pipfile', 'pipfile.txt', 'my-pylock.toml', 'pylock.toml.txt', 'my-environment.yml', 'environment.yml.txt'],
  ...['my-conda.lock', 'conda.lock.txt']
])('%j is none of them', async name => {
  await mkdir(join(root, 'own'), { recursive: true })
  await writeFile(join(root, 'own', name), 'six\n')
  const { files, projects } = await read(`-r ./${name}`, 'own')
  expect([...files, ...projects]).toEqual([join(root, 'own', name)])
})

test.each(['pyproject.toml', 'setup.py', 'setup.cfg'])('a folder with a %s has a project', async name => {
  await mkdir(join(root, 'projects', name), { recursive: true })
  await writeFile(join(root, 'projects', name, name), '')
  expect((await read('.', `projects/${name}`)).lines).toEqual([join(root, 'projects', name)])
})

test.each(['../work-elsewhere', '..', '/', 'out'])('the working directory %j is outside', async folder => {
  await expect(openWorkspace(root, folder, disk)).rejects.toThrow(/outside the workspace/)
})

test.each(['missing', 'requirements.txt'])('the working directory %j is not a folder', async folder => {
  await expect(openWorkspace(root, folder, disk)).rejects.toThrow(/There is no folder/)
})

test('folders whose names begin with two dots are inside', async () => {
  await mkdir(join(root, '..data'), { recursive: true })
  expect(await openWorkspace(root, '..data', disk)).toEqual({ root, folder: join(root, '..data') })
})

test('a line made to keep the pattern busy is refused quickly', async () => {
  const began = process.cpuUsage()
  await expect(read(`a[${' ,a'.repeat(20_000)}!`)).rejects.toThrow(/neither/)
  await expect(read(`a${'=='.repeat(20_000)}`)).rejects.toThrow(/neither/)
  await expect(read(`a${'.'.repeat(30_000)}!`)).rejects.toThrow(/neither/)
  expect(cpuMsSince(began)).toBeLessThan(2000)
})
