import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  bringUv,
  type Circumstances,
  type Installer,
  pipInstaller,
  uvInstaller,
  venvPaths
} from '../../src/installation/installers.ts'
import { readRequirementFiles } from '../../src/installation/requirement-options.ts'

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

test('with uv: one environment with a pip of its own, or without one if need be, and installations into it', () => {
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

test('without uv: venv and pip, which take no modules from the checkout', () => {
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

test('pip’s settings reach it by variables, and it reads its files itself if they could not be read', () => {
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

  test('that name other indexes and folders add them to the sources', () => {
    const options = { 'extra-index-url': ['https://c.example/simple'], 'find-links': ['/wheels'] }
    const facts = { ...noFacts, options }
    expect(uv({ settings, facts }).sources).toEqual(['a.example', 'b.example', 'c.example', '/wheels'])
    expect(pipInstaller(given({ settings, facts })).sources).toEqual(['a.example', 'b.example', 'c.example', '/wheels'])
    const noIndex = { ...noFacts, options: { ...options, 'no-index': [''] } }
    expect(uv({ settings, facts: noIndex }).sources).toEqual(['/wheels'])
    expect(pipInstaller(given({ settings, facts: noIndex })).sources).toEqual(['/wheels'])
  })

  test('that name another index as well: the best version of all counts, as with pip, unless the job says otherwise', () => {
    const facts = { ...noFacts, options: { 'extra-index-url': ['https://c.example/simple'] } }
    expect(uv({ facts }).env).toEqual({ UV_INDEX_STRATEGY: 'unsafe-best-match' })
    const env = { UV_INDEX_STRATEGY: 'first-index' }
    expect(uv({ facts, env }).env).toEqual(env)
    expect(uv({ facts }).sources).toEqual(['pypi.org', 'c.example'])
  })

  test.each([
    '-c limits.txt',
    '-e .',
    '--find-links=/wheels',
    '-i https://c.example/simple',
    '--no-binary=six',
    '--no-index',
    '--only-binary=six',
    '-r more.txt'
  ])('with %s, which uv reads itself, change nothing about how it is called', async line => {
    const folder = mkdtempSync(join(tmpdir(), 'installers-'))
    const path = join(folder, 'requirements.txt')
    writeFileSync(path, `${line}\n`)
    const facts = await readRequirementFiles([path])
    rmSync(folder, { recursive: true })
    expect(Object.keys(facts.options)).toHaveLength(1)
    expect(uv({ facts }).env).toEqual({})
    expect(uv({ facts }).install('/p', [])).toEqual(uv().install('/p', []))
  })

  test('with options that uv leaves out: uv gets them another way, or is not used', () => {
    const told = uv({
      facts: { ...noFacts, options: { pre: [''], 'trusted-host': ['a', 'b'], 'require-hashes': [''] } }
    })
    expect(told.env).toEqual({ UV_PRERELEASE: 'allow', UV_INSECURE_HOST: 'a b' })
    expect(told.install('/p', []).args).toContain('--require-hashes')
    const facts = { ...noFacts, options: { 'prefer-binary': [''] } }
    expect(uvInstaller(own, given({ facts }))).toEqual({ unfit: 'prefer-binary' })
  })
})

test('sources are shown without credentials, and there are none if no index is to be asked', () => {
  const env = {
    UV_DEFAULT_INDEX: 'https://u:p@a.example:8443/simple',
    UV_INDEX: 'mine=https://t@b.example https://b.example/x'
  }
  expect(uv({ env }).sources).toEqual(['a.example:8443', 'b.example'])
  const older = { UV_INDEX_URL: 'https://a.example', UV_EXTRA_INDEX_URL: 'https://c.example', UV_FIND_LINKS: '/x,/y' }
  expect(uv({ env: older }).sources).toEqual(['a.example', 'c.example', '/x', '/y'])
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
