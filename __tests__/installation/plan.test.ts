import { describe, expect, test } from '@jest/globals'
import {
  bringUv,
  type Circumstances,
  type Installer,
  installationEnvironment,
  pipInstaller,
  readZenmlVersion,
  uvInstaller,
  venvPaths
} from '../../src/installation/plan.ts'
import { findProgram } from '../../src/process/find-program.ts'
import { InputError } from '../../src/text/errors.ts'

const noFacts = { options: {}, hashed: [], variables: [], text: '' }
const own = { file: '/usr/bin/uv', isBrought: false }
const brought = { file: '/tmp/uv/bin/uv', isBrought: true }

function given(more: Partial<Circumstances> = {}): Circumstances {
  return { settings: {}, isWhole: true, facts: noFacts, env: {}, platform: 'linux', isThere: () => true, ...more }
}

function uv(more: Partial<Circumstances> = {}, which = own): Installer {
  const installer = uvInstaller(which, given(more))
  if ('unfit' in installer) throw new Error(installer.unfit)
  return installer
}

test('with uv: one environment with a pip of its own, or else without, and installations into it', () => {
  const installer = uv()
  expect(installer.makeVenv('/usr/bin/python3', '/tmp/venv').map(({ file, args }) => [file, ...args])).toEqual([
    ['/usr/bin/uv', 'venv', '--seed', '--no-project', '--python', '/usr/bin/python3', '/tmp/venv'],
    ['/usr/bin/uv', 'venv', '--no-project', '--python', '/usr/bin/python3', '/tmp/venv']
  ])
  expect(installer.install('/tmp/venv/bin/python', ['zenml==0.98.0', '-r', '/a.txt'])).toMatchObject({
    file: '/usr/bin/uv',
    args: ['pip', 'install', '--python', '/tmp/venv/bin/python', 'zenml==0.98.0', '-r', '/a.txt']
  })
})

test('without uv: venv and pip, deaf to modules in the checkout', () => {
  const installer = pipInstaller(given())
  const steps = [...installer.makeVenv('/p', '/tmp/venv'), installer.install('/tmp/venv/bin/python', ['six'])]
  expect(steps.map(({ file, args }) => [file, ...args])).toEqual([
    ['/p', '-I', '-u', '-m', 'venv', '/tmp/venv'],
    ['/tmp/venv/bin/python', '-I', '-u', '-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', 'six']
  ])
})

test('uv is brought by the job’s own pip, set as it is set, and never built', () => {
  const step = bringUv('/p', '/tmp/uv', given({ settings: { 'index-url': 'https://u:p@a.example/simple' } }))
  expect(step.args.slice(-6)).toEqual(['--only-binary', ':all:', '--no-deps', '--target', '/tmp/uv', 'uv'])
  expect(step.env).toEqual({ PIP_INDEX_URL: 'https://u:p@a.example/simple', PIP_CONFIG_FILE: '/dev/null' })
})

test('what pip is set to reaches pip by variables, and where its files could not be read, pip reads them', () => {
  const settings = { 'extra-index-url': 'https://a https://b' }
  expect(pipInstaller(given({ settings, platform: 'win32' })).env).toEqual({
    PIP_EXTRA_INDEX_URL: 'https://a https://b',
    PIP_CONFIG_FILE: 'nul'
  })
  expect(pipInstaller(given({ settings, isWhole: false, env: { HOME: '/h' } })).env).toEqual({ HOME: '/h' })
})

describe('a uv that pip brought is only a faster pip', () => {
  test('it reads no files of uv’s, and takes the best version of all indexes', () => {
    expect(uv({}, brought).env).toEqual({
      UV_NO_CONFIG: 'true',
      UV_NO_SOURCES: 'true',
      UV_INDEX_STRATEGY: 'unsafe-best-match'
    })
  })

  test('what the job sets for uv itself counts', () => {
    const env = { UV_CONFIG_FILE: '/uv.toml', UV_INDEX_STRATEGY: 'first-index' }
    expect(uv({ env }, brought).env).toEqual(env)
  })
})

describe('requirements files', () => {
  const settings = { 'index-url': 'https://a.example/simple', 'extra-index-url': 'https://b.example/simple' }

  test('that name an index take the place of those that are set, as with pip', () => {
    const facts = { ...noFacts, options: { 'index-url': ['https://c.example/simple'] } }
    expect(uv({ settings, facts }).env).toEqual({})
    expect(uv({ settings, facts }).sources).toEqual(['c.example'])
    expect(pipInstaller(given({ settings, facts })).sources).toEqual(['c.example'])
  })

  test('that name a further index: the best version of all counts, as with pip, unless the job says otherwise', () => {
    const facts = { ...noFacts, options: { 'extra-index-url': ['https://c.example/simple'] } }
    expect(uv({ facts }).env).toEqual({ UV_INDEX_STRATEGY: 'unsafe-best-match' })
    const env = { UV_INDEX_STRATEGY: 'first-index' }
    expect(uv({ facts, env }).env).toEqual(env)
    expect(uv({ facts }).sources).toEqual(['pypi.org', 'c.example'])
  })

  test('with options that uv leaves out: uv is told, or it is not used', () => {
    const told = uv({
      facts: { ...noFacts, options: { pre: [''], 'trusted-host': ['a', 'b'], 'require-hashes': [''] } }
    })
    expect(told.env).toEqual({ UV_PRERELEASE: 'allow', UV_INSECURE_HOST: 'a b' })
    expect(told.install('/p', []).args).toContain('--require-hashes')
    const facts = { ...noFacts, options: { 'prefer-binary': [''] } }
    expect(uvInstaller(own, given({ facts }))).toEqual({ unfit: 'prefer-binary' })
  })
})

test('sources are shown without credentials, and none where no index is to be asked', () => {
  const env = {
    UV_DEFAULT_INDEX: 'https://u:p@a.example:8443/simple',
    UV_INDEX: 'mine=https://t@b.example https://b.example/x'
  }
  expect(uv({ env }).sources).toEqual(['a.example:8443', 'b.example'])
  expect(uv({ settings: { 'no-index': 'true', 'find-links': '/wheels' } }).sources).toEqual(['/wheels'])
  expect(pipInstaller(given({ settings: { 'no-index': '1', 'index-url': 'https://a' } })).sources).toEqual([])
})

test('no index: neither for the packages nor for the pip of the environment', () => {
  const installer = uv({ settings: { 'no-index': 'yes' } })
  expect(installer.makeVenv('/p', '/v')[0]?.args).toContain('--no-index')
  expect(installer.install('/p', []).args).toContain('--no-index')
})

test('on Windows the interpreter is elsewhere', () => {
  expect(venvPaths('D:\\t\\venv', 'win32')).toEqual({
    bin: 'D:\\t\\venv\\Scripts',
    python: 'D:\\t\\venv\\Scripts\\python.exe'
  })
})

test('install-env adds to the environment, but never what belongs to the runner or to ZenML', () => {
  const runner = {
    PATH: '/bin',
    GIT_TOKEN: 't',
    ZENML_STORE_API_KEY: 'k',
    GITHUB_TOKEN: 'g',
    GITHUB_OTHER: 'o',
    AWS_KEY: 'a'
  }
  expect(installationEnvironment(runner, 'linux', ['GIT_TOKEN', 'ZENML_STORE_*', 'GITHUB_*'])).toEqual({
    PATH: '/bin',
    GIT_TOKEN: 't',
    GITHUB_OTHER: 'o'
  })
})

test.each<[string, string | null]>([
  ['server', '0.98.0'],
  ['', '0.98.0'],
  ['none', null],
  ['0.90', '0.90'],
  ['0.90.0rc1', '0.90.0rc1'],
  ['1.0.0.dev20250101+local.1', '1.0.0.dev20250101+local.1']
])('zenml-version %j', (text, version) => {
  expect(readZenmlVersion(text, '0.98.0')).toBe(version)
})

test.each([
  ['latest', '0.98.0', 'zenml-version'],
  ['>=0.90', '0.98.0', 'zenml-version'],
  ['0.98.0 --index-url=x', '0.98.0', 'zenml-version'],
  ['0.98.0\n', '0.98.0', 'zenml-version'],
  ['server', '0.98.0 @ https://evil.example/x.whl', "the server's version"],
  ['server', '', "the server's version"]
])('zenml-version %j of a server that says %j is refused', (text, server, where) => {
  const refused = expect(() => readZenmlVersion(text, server))
  refused.toThrow(InputError)
  refused.toThrow(expect.objectContaining({ where }))
})

test('a program is the first on PATH, never one that a relative entry of PATH finds in the checkout', () => {
  const there = new Set(['/b/python3', '/c/python3', 'bin/python3', 'python3', './python3'])
  const find = (path: string) => findProgram('python3', { PATH: path }, 'linux', candidate => there.has(candidate))
  expect(find('/a:/b:/c')).toBe('/b/python3')
  expect(find(':.:bin:/c')).toBe('/c/python3')
  expect(find('.:bin:')).toBeUndefined()
  expect(findProgram('python3', {}, 'linux', () => true)).toBeUndefined()
})
