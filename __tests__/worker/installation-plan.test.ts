import { expect, test } from '@jest/globals'
import { InputError } from '../../src/text/errors.ts'
import { planInstallation, readZenmlVersion } from '../../src/worker/installation-plan.ts'
import { findProgram } from '../../src/worker/program.ts'

const requirements = { files: ['/work/requirements.txt'], lines: ['pandas==2.*', 'a @ https://example.com/a.whl'] }
const packages = ['zenml==0.98.0', 'pandas==2.*', 'a @ https://example.com/a.whl', '-r', '/work/requirements.txt']

test('with uv: one environment with a pip of its own, one installation of everything', () => {
  const tools = { python: '/usr/bin/python3', uv: '/usr/bin/uv' }
  expect(planInstallation({ zenmlVersion: '0.98.0', requirements }, tools, '/tmp/venv', 'linux')).toEqual({
    venv: '/tmp/venv',
    bin: '/tmp/venv/bin',
    python: '/tmp/venv/bin/python',
    steps: [
      { file: '/usr/bin/uv', args: ['venv', '--seed', '--no-project', '--python', '/usr/bin/python3', '/tmp/venv'] },
      { file: '/usr/bin/uv', args: ['pip', 'install', '--python', '/tmp/venv/bin/python', ...packages] }
    ]
  })
})

test('without uv: venv and pip, deaf to modules in the checkout', () => {
  const plan = planInstallation(
    { zenmlVersion: '0.98.0', requirements },
    { python: '/p', uv: undefined },
    '/tmp/venv',
    'linux'
  )
  expect(plan.steps.map(({ args }) => args[3])).toEqual(['venv', 'pip'])
  expect(plan.steps.map(({ args }) => args[0])).toEqual(['-I', '-I'])
  expect(plan.steps[1]?.args.slice(-packages.length)).toEqual(packages)
})

test('on Windows the interpreter is elsewhere', () => {
  const tools = { python: 'C:\\python.exe', uv: undefined }
  expect(planInstallation({ zenmlVersion: '0.98.0', requirements }, tools, 'D:\\t\\venv', 'win32')).toMatchObject({
    bin: 'D:\\t\\venv\\Scripts',
    python: 'D:\\t\\venv\\Scripts\\python.exe'
  })
})

test('zenml-version none installs the requirements alone, and nothing at all where there are none', () => {
  const tools = { python: '/p', uv: '/uv' }
  const none = { files: [], lines: [] }
  expect(planInstallation({ zenmlVersion: null, requirements }, tools, '/v', 'linux').steps[1]?.args).not.toContain(
    'zenml==0.98.0'
  )
  expect(planInstallation({ zenmlVersion: null, requirements: none }, tools, '/v', 'linux')).toEqual({
    venv: null,
    bin: null,
    python: '/p',
    steps: []
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
