import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { installPackages } from '../../src/installation/install-packages.ts'
import type { InstallationRequest } from '../../src/installation/preparation.ts'
import { systemClock } from '../../src/node/clock.ts'
import { findProgram } from '../../src/process/find-program.ts'
import { ActionError, InputError } from '../../src/text/errors.ts'
import { INSTALL_FOLDER } from '../../testbed/install.ts'
import { makeSpyPackage } from '../command/spy-package.ts'

let top = ''
let tools = ''
let packages = ''
let workingDirectory = ''

/** The machine's PATH without a uv that it may have. */
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter(folder => findProgram('uv', { PATH: folder }, process.platform) === undefined)
const kept = [
  'SSL_CERT_FILE',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
  'no_proxy',
  'PIP_CERT',
  'PIP_INDEX_URL',
  'UV_DEFAULT_INDEX',
  'UV_INDEX_URL'
]
const network = Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.includes(name)))

beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'installation-')))
  packages = join(top, 'packages')
  workingDirectory = join(top, 'work')
  for (const folder of [packages, workingDirectory]) await mkdir(folder)
  for (const version of ['9.9.8', '9.9.9']) await makeSpyPackage(packages, version)
  // Modules in the checkout that an installer would stumble over if it looked for its own there.
  for (const name of ['pip', 'venv', 'logging', 'importlib', 'zenml']) {
    await writeFile(join(workingDirectory, `${name}.py`), 'raise SystemExit("taken from the checkout")\n')
  }
  tools = join(top, 'tools')
  await mkdir(tools)
  await symlink(join(INSTALL_FOLDER, 'venv', 'bin', 'uv'), join(tools, 'uv'))
}, 180_000)
afterAll(async () => rm(top, { recursive: true, force: true }))

const secrets = Object.fromEntries(
  [
    ...[
      'INPUT_API-KEY',
      'INPUT_REQUIREMENTS',
      'ACTIONS_RUNTIME_TOKEN',
      'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
      'GITHUB_TOKEN',
      'GH_TOKEN'
    ],
    ...[
      'GITHUB_ENV',
      'GITHUB_PATH',
      'GITHUB_OUTPUT',
      'GITHUB_STATE',
      'GITHUB_STEP_SUMMARY',
      'ZENML_STORE_URL',
      'ZENML_STORE_API_KEY'
    ],
    ...['ZENML_STORE_API_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'STATE_x', 'PYTHONPATH', 'UV_PUBLISH_TOKEN', 'SSH_AUTH_SOCK']
  ].map(name => [name, 'SECRET-VALUE'])
)

async function request(
  uv: boolean,
  more: Partial<InstallationRequest> = {}
): Promise<InstallationRequest & { lines: string[] }> {
  const home = await mkdtemp(join(top, 'home-'))
  const lines: string[] = []
  return {
    zenmlVersion: '9.9.9',
    requirements: { files: [], projects: [], lines: [] },
    python: undefined,
    workingDirectory,
    log: {
      info: line => lines.push(line),
      warning: line => lines.push(line),
      mask: () => undefined,
      redact: text => text
    },
    integrations: [],
    installEnv: [],
    folder: join(home, 'folder'),
    env: {
      ...network,
      ...secrets,
      HOME: home,
      PATH: [...(uv ? [tools] : []), ...path].join(delimiter),
      PIP_FIND_LINKS: packages,
      // For which uv has nothing, so that pip installs.
      ...(uv ? {} : { PIP_PREFER_BINARY: '1' }),
      UV_FIND_LINKS: packages,
      // What workflows set so that uv installs into the machine's Python; the virtual environment has to win.
      UV_SYSTEM_PYTHON: '1'
    },
    onLine: (_, line) => lines.push(line),
    signal: new AbortController().signal,
    clock: systemClock,
    lines,
    ...more
  }
}

test.each(['pip', 'uv'] as const)(
  '%s installs into an environment of its own, and what it builds sees no credential',
  async installer => {
    const asked = await request(installer === 'uv')
    const installed = await installPackages(asked)
    const venv = join(asked.folder, 'venv')
    expect(installed).toEqual({
      venv,
      bin: join(venv, 'bin'),
      python: join(venv, 'bin', 'python'),
      zenmlVersion: '9.9.9'
    })
    const seen = JSON.parse(await readFile(join(asked.env['HOME'] ?? '', 'seen.json'), 'utf8')) as Record<
      string,
      string
    >
    expect(seen['HOME']).toBe(asked.env['HOME'])
    // pip itself makes a PYTHONPATH for the build.
    expect(
      Object.keys(seen).filter(name => name in secrets && !(name === 'PYTHONPATH' && seen[name] !== 'SECRET-VALUE'))
    ).toEqual([])
    expect(JSON.stringify(seen)).not.toContain('SECRET-VALUE')
    const said = { pip: /^Installed with pip [\d.]+, from /m, uv: /^Installed with uv [\d.]+, from /m }
    expect(asked.lines.join('\n')).toMatch(said[installer])
    // A `pip` in the user's command has to be this environment's, not the machine's.
    expect(execFileSync(join(venv, 'bin', 'pip'), ['--version'], { encoding: 'utf8' })).toContain(venv)
  },
  120_000
)

test.each(['pip', 'uv'] as const)(
  "requirements that pin another zenml: %s's own words and what to do",
  async installer => {
    const file = join(workingDirectory, 'pinned.txt')
    await writeFile(file, 'zenml==9.9.8\n')
    const asked = await request(installer === 'uv', { requirements: { files: [file], projects: [], lines: [] } })
    const error: unknown = await installPackages(asked).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ActionError)
    expect(error).toMatchObject({
      where: 'requirements',
      message: expect.stringMatching(/could not be installed: .*zenml.*9\.9\.8/),
      remedy: expect.stringMatching(/zenml-version: none/)
    })
  },
  120_000
)

test('zenml-version none: the requirements decide which zenml there is', async () => {
  const file = join(workingDirectory, 'pinned.txt')
  await writeFile(file, 'zenml==9.9.8\n')
  const asked = await request(true, { zenmlVersion: null, requirements: { files: [file], projects: [], lines: [] } })
  expect(await installPackages(asked)).toMatchObject({ zenmlVersion: '9.9.8' })
}, 120_000)

test('requirements without any zenml are an error', async () => {
  const asked = await request(true, { zenmlVersion: null, requirements: { files: [], projects: [], lines: ['six'] } })
  await expect(installPackages(asked)).rejects.toThrow(/has no zenml/)
}, 120_000)

test('nothing to install: the interpreter as it is, in front of PATH only if it was asked for', async () => {
  const more = { zenmlVersion: null }
  const found = await installPackages(await request(true, more))
  expect(found).toMatchObject({ venv: null, bin: null })
  execFileSync('python3', ['-m', 'venv', '--without-pip', join(workingDirectory, 'own')])
  const own = await installPackages(await request(true, { ...more, python: './own/bin/python' }))
  expect(own).toEqual({
    venv: null,
    bin: join(workingDirectory, 'own', 'bin'),
    python: join(workingDirectory, 'own', 'bin', 'python'),
    zenmlVersion: null
  })
}, 60_000)

test('no Python, a Python that is not there, and a program that is not a Python', async () => {
  const asked = await request(false)
  const cases = [
    [{ ...asked, env: { ...asked.env, PATH: tools } }, /neither a python3 nor a python/, /setup-python/],
    [{ ...asked, python: 'python9.9' }, /no 'python9\.9' on PATH/, /setup-python/],
    [{ ...asked, python: './none/python' }, /was not found/, /PATH/],
    [{ ...asked, python: 'true', zenmlVersion: null }, /does not answer as a Python/, /setup-python/]
  ] as const
  for (const [broken, message, remedy] of cases) {
    const error: unknown = await installPackages(broken).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ActionError)
    expect(error).toMatchObject({
      where: 'python',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy)
    })
  }
  await expect(installPackages({ ...asked, python: 'python9.9' })).rejects.toBeInstanceOf(InputError)
})

test('a cancelled installation ends with the reason', async () => {
  const abort = new AbortController()
  const reason = new Error('cancelled')
  const asked = await request(false, { signal: abort.signal, onLine: () => undefined })
  setTimeout(() => abort.abort(reason), 300)
  await expect(installPackages(asked)).rejects.toBe(reason)
}, 30_000)
