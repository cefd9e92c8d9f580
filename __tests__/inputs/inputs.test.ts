import { describe, expect, test } from '@jest/globals'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { readGateInputs } from '../../src/inputs/gate-inputs.ts'
import { idleInputs } from '../../src/inputs/idle-inputs.ts'
import { readInput } from '../../src/inputs/names.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import { failure } from '../pieces/thrown.ts'

const [staging] = parseEnvironments('staging: develop')
const server = { 'server-url': 'https://zenml.test', 'api-key': 'KEY' }

function envOf(inputs: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
}

function read(inputs: Readonly<Record<string, string>>) {
  if (staging === undefined) throw new Error('no environment')
  return readInputs(envOf({ ...server, pipeline: 'training', ...inputs }), staging)
}

const refusal = async (inputs: Readonly<Record<string, string>>) => failure(() => read(inputs))

test('everything has a default', () => {
  expect(read({})).toEqual({
    server: { url: 'https://zenml.test', apiKey: 'KEY', from: 'server-url' },
    caCertificate: undefined,
    allowHttp: false,
    project: 'default',
    work: { kind: 'pipeline', pipeline: 'training', snapshot: undefined },
    requirements: '',
    integrations: [],
    zenmlVersion: 'server',
    python: undefined,
    workingDirectory: '.',
    installEnv: [],
    passEnv: [],
    exportCredentials: 'none',
    config: undefined,
    places: {
      pipeline: 'pipeline',
      snapshot: 'snapshot',
      command: 'command',
      source: 'source',
      config: 'config',
      promote: 'promote',
      checks: 'checks',
      stack: 'environments: staging'
    },
    runName: undefined,
    tags: [],
    wait: true,
    timeoutMs: 19_800_000,
    leaveRunning: false,
    dryRun: false,
    logs: 'live',
    onRerun: 'auto',
    promote: undefined,
    checks: undefined,
    githubToken: undefined,
    comment: false
  })
})

test('an input is read as the runner hands it over, trimmed', () => {
  expect(readInput({ 'INPUT_SERVER-URL': ' https://zenml.test\n' }, 'server-url')).toBe('https://zenml.test')
  expect(readInput({}, 'server-url')).toBe('')
})

describe.each([
  ['allow-http', 'allowHttp', false],
  ['wait', 'wait', true],
  ['leave-running', 'leaveRunning', false],
  ['dry-run', 'dryRun', false]
] as const)('%s', (name, field, fallback) => {
  test.each(['true', 'True', 'TRUE', ' true '])('is true as %j', text => {
    expect(read({ [name]: text })[field]).toBe(true)
  })

  test.each(['false', 'False', 'FALSE'])('is false as %j', text => {
    expect(read({ [name]: text })[field]).toBe(false)
  })

  test.each(['', '  '])('has its default as %j', text => {
    expect(read({ [name]: text })[field]).toBe(fallback)
  })

  test.each(['yes', 'no', '1', '0', 'on', 'off', 'tRUE', 'flase', 'null', 'true false'])(
    'is refused as %j',
    async text => {
      const error = await refusal({ [name]: text })
      expect(error.where).toBe(name)
      expect(error.message).toContain('neither true nor false')
    }
  )
})

describe('timeout', () => {
  test.each([
    ['90s', 90_000],
    ['45m', 2_700_000],
    ['1d', 86_400_000],
    ['5d', 432_000_000]
  ])('%s is taken', (text, ms) => {
    expect(read({ timeout: text }).timeoutMs).toBe(ms)
  })

  test.each(['0', '-1m', 'soon', '1.5h', '5d1s', '121h', '5h30'])(
    '%s is refused with its place and an example',
    async text => {
      const error = await refusal({ timeout: text })
      expect(error.where).toBe('timeout')
      expect(error.remedy).toContain('5h30m')
      expect(error.remedy).toContain('decimals')
    }
  )

  test('of a number alone is refused, which could be seconds or, as of timeout-minutes, minutes', async () => {
    expect(await refusal({ timeout: '90' })).toMatchObject({
      where: 'timeout',
      message: "'90' has no unit",
      remedy: "Write '90m' for minutes or '90s' for seconds."
    })
  })
})

describe.each([
  ['on-rerun', ['auto', 'attach', 'new'], 'Atach'],
  ['export-credentials', ['none', 'token', 'api-key'], 'apikey']
] as const)('%s', (name, values, wrong) => {
  test.each(values)('may be %s', value => {
    expect(Object.values(read({ [name]: value }))).toContain(value)
  })

  test('is nothing else, and the error names the choice', async () => {
    const error = await refusal({ [name]: wrong })
    expect(error.where).toBe(name)
    expect(error.message).toContain(values.join(', '))
    expect(error.remedy).toContain('Did you mean')
  })

  test('is not a word that is like none of them, and the error names the default', async () => {
    expect((await refusal({ [name]: 'something else' })).remedy).toBe(`Use '${values[0]}' for the default.`)
  })
})

test('integrations are names between commas, blanks or line ends', () => {
  expect(read({ integrations: ' gcp sklearn,\n s3,,ssh ' }).integrations).toEqual(['gcp', 'sklearn', 's3', 'ssh'])
})

test.each(['tags', 'pass-env'])('%s are words between commas or line ends', name => {
  const inputs = read({ [name]: ' a, b c\n\n,d,\r\n', ...(name === 'tags' ? {} : { pipeline: '', command: 'x' }) })
  expect(name === 'tags' ? inputs.tags : inputs.passEnv).toEqual(['a', 'b c', 'd'])
})

describe('the gate', () => {
  test('has its defaults', async () => {
    const inputs = await readGateInputs({})
    expect(inputs.environments.map(({ name }) => name)).toEqual(['staging', 'production'])
    expect(inputs).toMatchObject({ requested: undefined, onNoMatch: 'skip' })
  })

  test('takes what is set', async () => {
    const inputs = await readGateInputs(envOf({ environments: 'a: b', environment: 'a', 'on-no-match': 'fail' }))
    expect(inputs.environments.map(({ name }) => name)).toEqual(['a'])
    expect(inputs).toMatchObject({ requested: 'a', onNoMatch: 'fail' })
  })

  test('refuses another word for what to do without a match', async () => {
    expect((await failure(() => readGateInputs(envOf({ 'on-no-match': 'ignore' })))).where).toBe('on-no-match')
  })
})

test('inputs that only what runs in this job uses are reported if nothing does', () => {
  const set = { requirements: 'a', integrations: 'gcp', python: 'python3', 'install-env': 'B', 'pass-env': 'A' }
  expect(idleInputs(read(set))).toEqual(
    Object.keys(set).map(name => `${name} has no effect without source or command.`)
  )
  expect(idleInputs(read({ ...set, pipeline: '', command: 'x' }))).toEqual([])
  expect(idleInputs(read({ ...set, pipeline: '', source: 'a.b' }))).toEqual([])
  expect(idleInputs(read({}))).toEqual([])
})

test.each([
  ['tags', 'a', ['run-id', 'nothing'], 'if nothing is started'],
  ['on-rerun', 'attach', ['run-id', 'nothing', 'command'], 'without source or pipeline'],
  ['on-rerun', 'new', ['run-id', 'nothing', 'command'], 'without source or pipeline']
])('%s: %s is reported where it has no effect', (name, value, idle, why) => {
  const works = {
    'run-id': { 'run-id': '69579ec1-b45a-420c-876a-6f7bbecc8218' },
    nothing: { 'export-credentials': 'token' },
    command: { command: 'x' },
    pipeline: { pipeline: 'x' },
    source: { source: 'a.b' }
  }
  const said = Object.entries(works).filter(
    ([, work]) => idleInputs(read({ pipeline: '', ...work, [name]: value })).length > 0
  )
  expect(said.map(([work]) => work)).toEqual(idle)
  expect(idleInputs(read({ pipeline: '', ...works['run-id'], [name]: value }))).toEqual([
    `${name} has no effect ${why}.`
  ])
})

test('a comment is reported if nothing is run', () => {
  const nothing = { pipeline: '', 'export-credentials': 'token', comment: 'true' }
  expect(idleInputs(read(nothing))).toEqual(['comment has no effect if nothing is run.'])
  expect(idleInputs(read({ comment: 'true' }))).toEqual([])
})

describe('requires', () => {
  const rules = 'staging: develop\nproduction: {branches: main, requires: staging'
  const readFor = (inputs: Readonly<Record<string, string>>, more = '') => {
    const [, production] = parseEnvironments(`${rules}${more}}`)
    if (production === undefined) throw new Error('no environment')
    return readInputs(envOf({ ...server, ...inputs }), production)
  }

  test.each([
    ['a command', { command: 'x' }, '', "What runs in 'production' is a command"],
    ['a command there', { command: 'x' }, ', source: a.b', "What runs in 'staging' is a command"],
    ['later steps alone', { 'export-credentials': 'token' }, '', 'Later steps would be connected'],
    [
      'later steps after somebody’s run',
      { 'export-credentials': 'token', 'run-id': '0a0a0a0a-0000-4000-8000-000000000001' },
      '',
      'Later steps would be connected'
    ]
  ])('does not go together with %s', async (_, inputs, more, message) => {
    const error = await failure(() => readFor(inputs, more))
    expect([error.where, error.message]).toEqual([
      'environments: production.requires',
      expect.stringContaining(message)
    ])
    expect(error.remedy).toContain('remove requires')
  })

  test.each([
    { pipeline: 'p' },
    { pipeline: 'p', 'export-credentials': 'token' },
    { source: 'a.b', 'export-credentials': 'token' },
    { 'run-id': '0a0a0a0a-0000-4000-8000-000000000001' }
  ])('goes together with %j', inputs => {
    expect(() => readFor(inputs)).not.toThrow()
  })
})

describe('promote', () => {
  test.each(['staging', 'production'])('is %s', stage => {
    expect(read({ promote: stage }).promote).toBe(stage)
  })

  test.each([
    ['prod', { promote: 'productoin' }, "Did you mean 'production'?"],
    ['archived', { promote: 'archived' }, 'Write staging or production'],
    ['without waiting', { promote: 'staging', wait: 'false' }, 'promote in a later job with run-id'],
    ['with nothing to run', { promote: 'staging', pipeline: '', 'export-credentials': 'token' }, 'remove promote']
  ])('is refused: %s', async (_, inputs, remedy) => {
    const error = await refusal(inputs)
    expect(error.where).toBe('promote')
    expect(error.remedy).toContain(remedy)
  })
})

test('a run is named by its id', async () => {
  const error = await refusal({ 'run-id': 'training-2026', pipeline: '' })
  expect(error).toMatchObject({ where: 'run-id', message: "'training-2026' is not the id of a run" })
})

describe('a name that would look like another is refused', () => {
  test.each(['project', 'pipeline', 'snapshot', 'run-name'])('in the input %s', async input => {
    const error = await refusal({ [input]: 'prod\u200Buction' })
    expect(error.where).toBe(input)
    expect(error.message).toContain('the invisible character U+200B')
  })

  test('in one of the tags', async () => {
    const error = await refusal({ tags: 'nightly, stable\u202e' })
    expect([error.where, error.message]).toEqual(['tags', "'stable\\u{202e}' contains the invisible character U+202E"])
  })

  test.each(['stack', 'project', 'pipeline', 'snapshot', 'server-url'])('in the %s of an environment', async key => {
    const error = await failure(() => parseEnvironments(`prod: {branches: main, ${key}: "prod\\u00ADuction"}`))
    expect(error.where).toBe(`environments: prod.${key}`)
    expect(error.message).toContain('the invisible character U+00AD')
  })

  test('and a command may have several lines, as before', () => {
    const [environment] = parseEnvironments('prod: {branches: main, command: "python \\\\\\n  run.py"}')
    expect(environment?.overrides.command).toBe('python \\\n  run.py')
  })
})
