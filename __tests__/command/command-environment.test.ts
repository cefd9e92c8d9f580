import { describe, expect, test } from '@jest/globals'
import { type CommandSetup, commandEnvironment } from '../../src/command/command-environment.ts'
import { type ClientConnection, connectionVariables } from '../../src/command/connection-variables.ts'
import { checkInstallEnv, checkPassEnv } from '../../src/command/pass-env.ts'
import { installationEnvironment } from '../../src/installation/installation-environment.ts'
import type { Environ } from '../../src/text/environ.ts'
import { InputError } from '../../src/text/errors.ts'
import { failure } from '../pieces/thrown.ts'

const inner = 'ab12cd34ef56ab12cd34'
const apiKey = `ZENKEY_${Buffer.from(JSON.stringify({ id: 'x', key: inner })).toString('base64')}`

const connection: ClientConnection = {
  serverUrl: 'https://zenml.example.com',
  credential: { kind: 'token', token: 'TOKEN' },
  stackId: 'STACK',
  projectId: 'PROJECT',
  configFolder: '/tmp/config'
}
const setup: CommandSetup = {
  connection,
  python: { bin: '/tmp/venv/bin', venv: '/tmp/venv' },
  passEnv: [],
  platform: 'linux'
}
const harmless = {
  PATH: '/usr/bin',
  HOME: '/home/me',
  CI: 'true',
  GITHUB_SHA: 'abc',
  LC_ALL: 'C',
  https_proxy: 'http://p',
  RUNNER_TRACKING_ID: 'github_1'
}
const secret = Object.fromEntries(
  [
    ...[
      'INPUT_API-KEY',
      'INPUT_COMMAND',
      'STATE_origin',
      'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
      'ACTIONS_RUNTIME_TOKEN',
      'GITHUB_TOKEN'
    ],
    ...[
      'GH_TOKEN',
      'GITHUB_PAT',
      'GITHUB_ENV',
      'GITHUB_PATH',
      'GITHUB_OUTPUT',
      'GITHUB_STATE',
      'GITHUB_STEP_SUMMARY',
      'ZENML_STORE_API_KEY'
    ],
    ...[
      'ZENML_STORE_PASSWORD',
      'ZENML_DEBUG',
      'AWS_SECRET_ACCESS_KEY',
      'WANDB_API_KEY',
      'PYTHONHOME',
      'LD_PRELOAD',
      'NODE_OPTIONS'
    ],
    ...['SSH_AUTH_SOCK', 'UV_PUBLISH_TOKEN', 'TWINE_PASSWORD', 'NPM_TOKEN']
  ].map(name => [name, 'SECRET'])
)
const runner = { ...harmless, ...secret }

test('the command gets the allowed variables, the connection and nothing else', () => {
  expect(commandEnvironment(runner, setup)).toEqual({
    ...harmless,
    PATH: '/tmp/venv/bin:/usr/bin',
    VIRTUAL_ENV: '/tmp/venv',
    ZENML_STORE_URL: 'https://zenml.example.com',
    ZENML_STORE_API_TOKEN: 'TOKEN',
    ZENML_ACTIVE_STACK_ID: 'STACK',
    ZENML_ACTIVE_PROJECT_ID: 'PROJECT',
    ZENML_CONFIG_PATH: '/tmp/config',
    DISABLE_CREDENTIALS_DISK_CACHING: 'true',
    ZENML_LOGGING_VERBOSITY: 'INFO',
    ZENML_LOGGING_COLORS_DISABLED: 'true',
    ZENML_ANALYTICS_OPT_IN: 'false',
    ZENML_ENABLE_RICH_TRACEBACK: 'false',
    PYTHONUNBUFFERED: '1'
  })
})

test('no variable of the job changes what the action says', () => {
  const job = {
    ZENML_STORE_URL: 'https://evil',
    ZENML_LOGGING_VERBOSITY: 'ERROR',
    ZENML_ACTIVE_STACK_ID: 'x',
    ZENML_DEBUG: 'true',
    ZENML_STORE_PASSWORD: 'p',
    ZENML_X: 'mine'
  }
  const environment = commandEnvironment({ ...runner, ...job }, { ...setup, passEnv: ['ZENML_*'] })
  expect(environment).toEqual({ ...commandEnvironment(runner, setup), ZENML_X: 'mine' })
})

test('variables asked for by name or prefix are passed on, never the kept ones', () => {
  const { passEnv } = { passEnv: ['WANDB_API_KEY', 'AWS_*', 'GITHUB_*', 'INPUT_*', 'ACTIONS_*'] }
  const environment = commandEnvironment(runner, { ...setup, passEnv })
  expect(environment).toEqual({
    ...commandEnvironment(runner, setup),
    GITHUB_PAT: 'SECRET',
    WANDB_API_KEY: 'SECRET',
    AWS_SECRET_ACCESS_KEY: 'SECRET'
  })
})

describe('the hook that notes which runs the command starts', () => {
  const observer = { hookFolder: '/tmp/step/observer', notesFile: '/tmp/step/notes' }
  const pathOf = (runner: Environ, platform: NodeJS.Platform = 'linux') =>
    commandEnvironment(runner, { ...setup, observer, platform })['PYTHONPATH']

  test('is found first, and knows the store and its notes', () => {
    expect(commandEnvironment(runner, { ...setup, observer })).toEqual({
      ...commandEnvironment(runner, setup),
      PYTHONPATH: '/tmp/step/observer',
      ZENML_GATED_TRIGGER_STORE_URL: 'https://zenml.example.com',
      ZENML_GATED_TRIGGER_NOTES: '/tmp/step/notes'
    })
  })

  test("leaves the job's own PYTHONPATH behind it, without an empty entry of its own making", () => {
    expect(pathOf({ PYTHONPATH: '/work:/other' })).toBe('/tmp/step/observer:/work:/other')
    expect(pathOf({ PYTHONPATH: '/work:' })).toBe('/tmp/step/observer:/work:')
    expect(pathOf({ PYTHONPATH: '' })).toBe('/tmp/step/observer')
  })

  test('on Windows it goes into the one PYTHONPATH that there is', () => {
    const environment = commandEnvironment({ PythonPath: 'D:\\work' }, { ...setup, observer, platform: 'win32' })
    expect(Object.entries(environment).filter(([name]) => /^pythonpath$/i.test(name))).toEqual([
      ['PythonPath', '/tmp/step/observer:D:\\work']
    ])
  })

  test('is left out of a path that would lead elsewhere', () => {
    const split = { ...observer, hookFolder: '/tmp/a:b/observer' }
    expect(commandEnvironment(runner, { ...setup, observer: split })).toEqual(commandEnvironment(runner, setup))
  })

  test('takes none of these settings from the job', () => {
    const job = { ZENML_GATED_TRIGGER_NOTES: '/mine', ZENML_GATED_TRIGGER_X: 'x' }
    expect(commandEnvironment(job, { ...setup, passEnv: ['ZENML_*'] })).toEqual(commandEnvironment({}, setup))
    const asked = () => checkPassEnv(['ZENML_GATED_TRIGGER_NOTES'], apiKey, job, 'linux')
    expect(asked).toThrow('ZENML_GATED_TRIGGER_NOTES is set by the action itself')
  })
})

test.each([
  'ZENML_LOGGING_VERBOSITY',
  'ZENML_LOGGING_COLORS_DISABLED',
  'ZENML_ANALYTICS_OPT_IN',
  'PYTHONUNBUFFERED',
  'ZENML_ACTIVE_STACK_ID',
  'ZENML_ACTIVE_PROJECT_ID',
  'ZENML_CONFIG_PATH',
  'DISABLE_CREDENTIALS_DISK_CACHING',
  'ZENML_DEBUG',
  'ZENML_SERVER',
  'ZENML_PRO_API_URL',
  'ZENML_CONSOLE_LOGGING_FORMAT',
  'ZENML_LOGGING_FORMAT'
])("the job's %s never reaches the command, neither by its name nor by a prefix", name => {
  const job = { ...runner, [name]: 'mine' }
  const prefix = name.replace(/_[A-Z]*$/, '_*')
  expect(() => checkPassEnv([name], apiKey, job, 'linux')).toThrow(`${name} is set by the action itself`)
  expect(commandEnvironment(job, { ...setup, passEnv: [prefix, name] })).toEqual(commandEnvironment(runner, setup))
})

test('an interpreter used as it is leaves PATH and VIRTUAL_ENV alone', () => {
  const python = { bin: null, venv: null }
  expect(commandEnvironment({ ...runner, VIRTUAL_ENV: '/venv' }, { ...setup, python })).toMatchObject({
    PATH: '/usr/bin',
    VIRTUAL_ENV: '/venv'
  })
})

test('without a PATH there is no empty entry, which would mean the current folder', () => {
  expect(commandEnvironment({}, setup)['PATH']).toBe('/tmp/venv/bin')
})

test('on Windows upper and lower case are the same name, and PATH stays one variable', () => {
  const windows = {
    Path: 'C:\\Windows',
    systemroot: 'C:\\Windows',
    'Input_Api-Key': 'SECRET',
    github_token: 'SECRET',
    Foo: '1'
  }
  const environment = commandEnvironment(windows, {
    ...setup,
    platform: 'win32',
    passEnv: ['FOO', 'GITHUB_*', 'INPUT_*']
  })
  expect(environment).toMatchObject({
    Path: expect.stringMatching(/^\/tmp\/venv\/bin.C:\\Windows$/),
    systemroot: 'C:\\Windows',
    Foo: '1'
  })
  expect(Object.values(environment)).not.toContain('SECRET')
  expect(Object.keys(environment).filter(name => /^path$/i.test(name))).toEqual(['Path'])
})

test('a CA file reaches the client by the one variable that it reads', () => {
  const environment = commandEnvironment(runner, { ...setup, connection: { ...connection, caFile: '/tmp/ca.pem' } })
  expect(environment['ZENML_STORE_VERIFY_SSL']).toBe('/tmp/ca.pem')
})

test('the installation gets no credential of ZenML or GitHub and nothing of the connection', () => {
  const index = { PIP_INDEX_URL: 'https://u:p@index', UV_INDEX_MINE_PASSWORD: 'p', UV_DEFAULT_INDEX: 'https://index' }
  const job = { UV_SYSTEM_PYTHON: '1', PIP_TARGET: '/x', PIP_USER: '1', PYTHONPATH: '/work' }
  const { CI: _ci, GITHUB_SHA: _sha, ...machine } = harmless
  expect(installationEnvironment({ ...runner, ...index, ...job }, 'linux')).toEqual({ ...machine, ...index })
})

test.each<[string, RegExp]>([
  ['INPUT_API-KEY', /is not the name of a variable/],
  ['A*', /is not the name of a variable/],
  ['*', /is not the name of a variable/],
  ['A=1', /is not the name of a variable/],
  ['INPUT_COMMAND', /is never passed on to a command/],
  ['INPUT_*', /is never passed on to a command/],
  ['ACTIONS_*', /is never passed on to a command/],
  ['GITHUB_TOKEN', /is never passed on to a command/],
  ['GITHUB_OUTPUT', /is never passed on to a command/],
  ['ZENML_STORE_API_KEY', /is never passed on to a command/],
  ['ZENML_LOGGING_VERBOSITY', /set by the action/],
  ['WANDB_API_KEI', /not set/],
  ['AZURE_*', /not set/]
])('pass-env: %s is refused', (name, message) => {
  const refused = expect(() => checkPassEnv(['WANDB_API_KEY', name], apiKey, runner, 'linux'))
  refused.toThrow(InputError)
  refused.toThrow(message)
  refused.toThrow(expect.objectContaining({ where: 'pass-env', remedy: expect.not.stringContaining('SECRET') }))
})

test.each([
  ['A=1', 'Write names only, for example `WANDB_API_KEY`'],
  ['GITHUB_TOKEN', 'if the command needs such a value'],
  ['ZENML_LOGGING_VERBOSITY', 'Remove it from the list.'],
  ['AZURE_*', 'Set it in `env:` of the step or job, or remove it from the list.']
])('pass-env: about %s the error says what to do', async (name, remedy) => {
  const error = await failure(() => checkPassEnv([name], apiKey, runner, 'linux'))
  expect(error.remedy).toContain(remedy)
})

test.each([
  ['A=1', 'Write names only, for example `WANDB_API_KEY`'],
  ['GITHUB_TOKEN', 'if the installation needs such a value']
])('install-env: about %s the error says what to do', async (name, remedy) => {
  const error = await failure(() => checkInstallEnv([name], apiKey, runner, 'linux'))
  expect(error.remedy).toContain(remedy)
})

test('the API key may be passed on neither way, and each error says what there is instead', async () => {
  const job = { ...runner, MINE: apiKey }
  const remedies = [checkPassEnv, checkInstallEnv].map(check => failure(() => check(['MINE'], apiKey, job, 'linux')))
  expect((await Promise.all(remedies)).map(({ remedy }) => remedy)).toEqual([
    'Remove it from the list: the command gets a token of its own, which lives no longer than it needs.',
    'Remove it from the list: packages are installed without any access to ZenML.'
  ])
})

test('pass-env: the error about a misspelt name suggests a near one, and good ones pass', () => {
  expect(() => checkPassEnv(['WANDB_API_KEI'], apiKey, runner, 'linux')).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining("Did you mean 'WANDB_API_KEY'") })
  )
  expect(checkPassEnv(['AWS_*', 'WANDB_API_KEY', 'GITHUB_*'], apiKey, runner, 'linux')).toEqual([
    'AWS_*',
    'WANDB_API_KEY',
    'GITHUB_*'
  ])
})

test('on Windows a command gets what programs need to start there, whatever the case of its name', () => {
  const needed = ['SYSTEMROOT', 'windir', 'ComSpec', 'PATHEXT', 'USERPROFILE', 'APPDATA', 'ProgramFiles(x86)']
  const job = Object.fromEntries(needed.map(name => [name, 'x']))
  expect(commandEnvironment(job, { ...setup, platform: 'win32' })).toMatchObject(job)
  expect(Object.keys(commandEnvironment(job, setup))).not.toEqual(expect.arrayContaining(['SYSTEMROOT']))
})

test('tracebacks come without boxes, unless pass-env says otherwise', () => {
  const job = { ...runner, ZENML_ENABLE_RICH_TRACEBACK: 'true' }
  const traceback = (passEnv: readonly string[]) =>
    commandEnvironment(job, { ...setup, passEnv })['ZENML_ENABLE_RICH_TRACEBACK']
  expect([traceback([]), traceback(['ZENML_ENABLE_RICH_TRACEBACK'])]).toEqual(['false', 'true'])
})

test('install-env: a name that is not set, or empty, is a warning, and what is set passes', () => {
  const job = { ...runner, EMPTY: '' }
  expect(checkInstallEnv(['NPM_TOKEN', 'EMPTY', 'NPM_TOKKEN'], apiKey, job, 'linux')).toEqual({
    names: ['NPM_TOKEN', 'EMPTY', 'NPM_TOKKEN'],
    warnings: [
      expect.stringMatching(/^install-env: EMPTY is not set in this step, or empty\. /),
      expect.stringMatching(/^install-env: NPM_TOKKEN is not set .* Did you mean 'NPM_TOKEN'\?$/)
    ]
  })
})

test.each([
  ['ZENML_STORE_API_KEY', /is never passed on to an installation/],
  ['GITHUB_TOKEN', /is never passed on to an installation/],
  ['INPUT_*', /is never passed on to an installation/],
  ['HOLDS_IT', /holds the API key/],
  ['HOLDS_*', /^HOLDS_IT holds the API key/],
  ['A=b', /is not the name of a variable/]
])('install-env: %s is refused', (name, message) => {
  const job = { ...runner, HOLDS_IT: `Bearer ${apiKey}` }
  const refused = expect(() => checkInstallEnv([name], apiKey, job, 'linux'))
  refused.toThrow(message)
  refused.toThrow(expect.objectContaining({ where: 'install-env', remedy: expect.not.stringContaining('Bearer') }))
})

test.each([
  ['as it is', apiKey],
  ['in another text', `{"key": "${apiKey}"}`],
  ['in base64', Buffer.from(apiKey).toString('base64')],
  ['as the secret inside it', inner]
])('the API key under another name, %s, reaches neither a command nor an installation', (_, value) => {
  const job = { ...runner, MINE: value, OTHER: 'harmless' }
  expect(() => checkPassEnv(['MINE'], apiKey, job, 'linux')).toThrow(/^MINE holds the API key, which no command gets/)
  expect(() => checkInstallEnv(['MINE'], apiKey, job, 'linux')).toThrow(/^MINE holds the API key/)
  expect(checkPassEnv(['OTHER'], apiKey, job, 'linux')).toEqual(['OTHER'])
})

test('exported variables hold the one credential asked for', () => {
  const { credential: _credential, ...rest } = connection
  const common = {
    ZENML_STORE_URL: 'https://zenml.example.com',
    ZENML_ACTIVE_STACK_ID: 'STACK',
    ZENML_ACTIVE_PROJECT_ID: 'PROJECT',
    ZENML_CONFIG_PATH: '/tmp/config',
    DISABLE_CREDENTIALS_DISK_CACHING: 'true'
  }
  const variables = (credential: ClientConnection['credential']) => connectionVariables({ ...rest, credential })
  expect(variables({ kind: 'token', token: 'TOKEN' })).toEqual({ ...common, ZENML_STORE_API_TOKEN: 'TOKEN' })
  expect(variables({ kind: 'api-key', apiKey: 'KEY' })).toEqual({ ...common, ZENML_STORE_API_KEY: 'KEY' })
  expect(variables({ kind: 'api-key', apiKey: 'KEY', proApiUrl: 'https://pro' })).toMatchObject({
    ZENML_PRO_API_URL: 'https://pro'
  })
})
