import { describe, expect, test } from '@jest/globals'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import { failure } from '../pieces/thrown.ts'

const fallback = { ZENML_STORE_URL: 'https://variable.test', ZENML_STORE_API_KEY: 'VARIABLE-KEY' }

/** Reads inputs for an environment with overrides in YAML, together with other variables. */
function read(
  inputs: Readonly<Record<string, string>>,
  overrides = '',
  env: Readonly<Record<string, string>> = {},
  isFork = false
) {
  const [environment] = parseEnvironments(`staging: {branches: develop${overrides}}`)
  if (environment === undefined) throw new Error('no environment')
  const set = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  return readInputs({ ...env, ...Object.fromEntries(set) }, environment, isFork)
}

const server = { 'server-url': 'https://input.test', 'api-key': 'INPUT-KEY' }
const work = { pipeline: 'training' }

describe('server and key', () => {
  test('are the inputs if both are set, whatever the variables are', () => {
    expect(read({ ...server, ...work }, '', fallback).server).toMatchObject({
      url: 'https://input.test',
      apiKey: 'INPUT-KEY'
    })
  })

  test('are the variables if neither input is set', () => {
    const expected = { url: 'https://variable.test', apiKey: 'VARIABLE-KEY', from: 'ZENML_STORE_URL' }
    expect(read(work, '', fallback).server).toEqual(expected)
  })

  test.each([
    ['a key alone', { 'api-key': 'INPUT-KEY' }, '', fallback, 'server-url', 'api-key is set but server-url is not'],
    ['an address alone', { 'server-url': 'https://input.test' }, '', fallback, 'api-key', 'No API key is given. '],
    ["an environment's address alone", {}, ', server-url: "https://own.test"', fallback, 'api-key', 'No API key'],
    ['nothing', {}, '', {}, 'server-url', 'No ZenML server is given'],
    [
      'an address without a key as variables',
      {},
      '',
      { ZENML_STORE_URL: ' https://variable.test', ZENML_STORE_API_KEY: ' ' },
      'ZENML_STORE_API_KEY',
      'No API key is given'
    ],
    [
      'a key without an address as variables',
      {},
      '',
      { ZENML_STORE_URL: ' ', ZENML_STORE_API_KEY: 'VARIABLE-KEY' },
      'server-url',
      'No ZenML server is given'
    ]
  ])('are never mixed: %s is refused', async (_, inputs, overrides, env, where, message) => {
    const error = await failure(() => read({ ...inputs, ...work }, overrides, env))
    expect(error.where).toBe(where)
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('fork')
    expect(`${error.message} ${error.remedy}`).not.toMatch(/INPUT-KEY|VARIABLE-KEY/)

    const inFork = await failure(() => read({ ...inputs, ...work }, overrides, env, true))
    expect([inFork.where, inFork.message]).toEqual([where, expect.stringContaining(', and this repository is a fork')])
    expect(inFork.remedy).toContain("keep its job to the original with `if: github.repository == '<owner>/<name>'`")
  })

  test('are both inputs or both variables, as the error for one of them says', async () => {
    const error = await failure(() => read({ 'api-key': 'INPUT-KEY', ...work }))
    expect(error.remedy).toContain('both as inputs, or both as ZENML_STORE_URL and ZENML_STORE_API_KEY')
  })

  test('are trimmed if they are variables', () => {
    const env = { ZENML_STORE_URL: ' https://variable.test\n', ZENML_STORE_API_KEY: ' VARIABLE-KEY\n' }
    expect(read(work, '', env).server).toMatchObject({ url: 'https://variable.test', apiKey: 'VARIABLE-KEY' })
  })

  test("an environment's own address goes with the key of the input", () => {
    const read_ = read({ ...server, ...work }, ', server-url: "https://own.test"', fallback)
    expect(read_.server).toEqual({
      url: 'https://own.test',
      apiKey: 'INPUT-KEY',
      from: 'environments: staging.server-url'
    })
  })

  test('a missing key is explained with how to make a service account, since a web login cannot work', async () => {
    const error = await failure(() => read({ 'server-url': 'https://input.test', ...work }))
    expect(error.remedy).toContain('service-account create')
    expect(error.remedy).toContain('web login')
  })

  test('a missing key or address may be in a GitHub environment that the job does not name, or misspelt', async () => {
    for (const inputs of [{ 'server-url': 'https://input.test', ...work }, work]) {
      const { remedy } = await failure(() => read(inputs))
      expect(remedy).toContain('service account')
      expect(remedy).toContain('`environment:`')
      expect(remedy).toContain('misspelt')
    }
  })

  test('a missing key in a run of Dependabot names that reason', async () => {
    const env = { GITHUB_ACTOR: 'dependabot[bot]' }
    expect((await failure(() => read({ 'server-url': 'https://input.test', ...work }, '', env))).message).toContain(
      'Dependabot'
    )
    expect((await failure(() => read({ 'server-url': 'https://input.test', ...work }))).message).not.toContain(
      'Dependabot'
    )
  })

  test('a variable for the key that is not used is mentioned', async () => {
    const error = await failure(() => read({ 'server-url': 'https://input.test', ...work }, '', fallback))
    expect(error.message).toBe('No API key is given. ZENML_STORE_API_KEY is not used, since server-url is an input')
    const address = { ZENML_STORE_URL: 'https://variable.test' }
    const without = await failure(() => read({ 'server-url': 'https://input.test', ...work }, '', address))
    expect(without.message).toBe('No API key is given')
  })
})

describe('what is to run', () => {
  test.each([
    ['the pipeline', { pipeline: 'training' }, '', { kind: 'pipeline', pipeline: 'training', snapshot: undefined }],
    ['the snapshot', { snapshot: 's' }, '', { kind: 'pipeline', pipeline: undefined, snapshot: 's' }],
    ['both to narrow it', { pipeline: 'p', snapshot: 's' }, '', { kind: 'pipeline', pipeline: 'p', snapshot: 's' }],
    ['the command', { command: 'python run.py' }, '', { kind: 'command', command: 'python run.py' }],
    ["the environment's command", { pipeline: 'p' }, ', command: own', { kind: 'command', command: 'own' }],
    [
      "the environment's pipeline",
      { command: 'c' },
      ', pipeline: own',
      { kind: 'pipeline', pipeline: 'own', snapshot: undefined }
    ],
    ['the source', { source: 'pipelines.training' }, '', { kind: 'source', source: 'pipelines.training' }],
    ["the environment's source", { command: 'c' }, ', source: a.b', { kind: 'source', source: 'a.b' }],
    [
      "the environment's command in place of a source",
      { source: 'a.b' },
      ', command: c',
      { kind: 'command', command: 'c' }
    ],
    [
      "the environment's snapshot in place of a source",
      { source: 'a.b' },
      ', snapshot: s',
      { kind: 'pipeline', pipeline: undefined, snapshot: 's' }
    ],
    [
      'a run that is there already',
      { 'run-id': '0A0A0A0A-0000-4000-8000-000000000001' },
      '',
      { kind: 'run', runId: '0a0a0a0a-0000-4000-8000-000000000001' }
    ],
    [
      "the environment's snapshot of the pipeline",
      { pipeline: 'p' },
      ', snapshot: own',
      { kind: 'pipeline', pipeline: 'p', snapshot: 'own' }
    ]
  ])('is %s', (_, inputs, overrides, expected) => {
    expect(read({ ...server, ...inputs }, overrides).work).toEqual(expected)
  })

  test('is nothing only together with export-credentials', async () => {
    expect(read({ ...server, 'export-credentials': 'token' }).work).toEqual({ kind: 'nothing' })
    const error = await failure(() => read(server))
    expect(error.where).toBe('source')
    expect(error.message).toBe('Neither source, pipeline nor command is set, so there is nothing to do')
    expect(error.remedy).toContain('export-credentials')
  })

  test.each([
    ['inputs', { pipeline: 'p', command: 'c' }, '', 'command', 'pipeline (or snapshot)'],
    ['a snapshot and a command', { snapshot: 's', command: 'c' }, '', 'command', 'pipeline (or snapshot)'],
    ['an environment', {}, ', pipeline: p, command: c', 'environments: staging.command', 'pipeline (or snapshot)'],
    ['a source and a command', { source: 'a.b', command: 'c' }, '', 'source', 'command'],
    ['a source and a pipeline', { source: 'a.b', pipeline: 'p' }, '', 'source', 'pipeline (or snapshot)'],
    [
      "an environment's source and its pipeline",
      {},
      ', pipeline: p, source: a.b',
      'environments: staging.source',
      'pipeline (or snapshot)'
    ],
    [
      'a run and a pipeline',
      { 'run-id': '0a0a0a0a-0000-4000-8000-000000000001', pipeline: 'p' },
      '',
      'run-id',
      'pipeline (or snapshot)'
    ],
    ["a run and an environment's source", { 'run-id': 'x' }, ', source: a.b', 'run-id', 'source']
  ])('is not two things at once: %s', async (_, inputs, overrides, where, other) => {
    const error = await failure(() => read({ ...server, ...inputs }, overrides))
    expect(error.where).toBe(where)
    expect(error.message).toBe(`${other} is set as well, and only one of them can run`)
    expect(error.remedy).toContain('Keep source to run the code of this checkout')
  })
})

test("an environment's project and config replace the inputs'", () => {
  const inputs = { ...server, ...work, project: 'common', config: 'common.yaml' }
  expect(read(inputs)).toMatchObject({ project: 'common', config: 'common.yaml' })
  expect(read(inputs, ', project: own, config: own.yaml')).toMatchObject({ project: 'own', config: 'own.yaml' })
})

test("what an environment sets is reported as the environment's", async () => {
  expect(read({ ...server, ...work, config: 'a.yaml' }, ', stack: gcp, snapshot: s').places).toEqual({
    pipeline: 'pipeline',
    snapshot: 'environments: staging.snapshot',
    command: 'command',
    source: 'source',
    config: 'config',
    promote: 'promote',
    checks: 'checks',
    stack: 'environments: staging.stack'
  })
  const error = await failure(() => read({ ...server, command: 'c' }, ', config: own.yaml'))
  expect(error.where).toBe('environments: staging.config')
})

describe('an input that could not do what it promises is refused:', () => {
  const given = { 'run-id': '0a0a0a0a-0000-4000-8000-000000000001' }
  const nothing = { 'export-credentials': 'token' }
  const checks = 'accuracy: {min: 0.9}'
  const onlyPipeline = 'It only applies to a pipeline that the action itself starts'

  test.each([
    ['config', 'a.yaml', { command: 'c' }, onlyPipeline, 'or set source or pipeline'],
    ['config', 'a.yaml', given, onlyPipeline, 'or set source or pipeline'],
    ['config', 'a.yaml', nothing, onlyPipeline, 'or set source or pipeline'],
    ['run-name', 'nightly', { command: 'c' }, onlyPipeline, 'or set source or pipeline'],
    ['run-name', 'nightly', given, onlyPipeline, 'or set source or pipeline'],
    ['run-name', 'nightly', nothing, onlyPipeline, 'or set source or pipeline'],
    ['wait', 'false', { command: 'c' }, "'false' has no meaning for a command, which runs in this job", 'Remove it.'],
    ['wait', 'false', given, "'false' has no meaning with run-id, which starts nothing", 'Remove it.'],
    [
      'promote',
      'staging',
      nothing,
      'This step runs nothing, so it has no model version to promote',
      'or remove promote'
    ],
    [
      'promote',
      'staging',
      { pipeline: 'p', wait: 'false' },
      "Only a run that has succeeded is promoted, and with wait: 'false' nobody sees that",
      'Remove wait'
    ],
    [
      'checks',
      checks,
      { pipeline: 'p', wait: 'false' },
      "A run's results are there when it has ended, and with wait: 'false' nobody sees them",
      'Remove wait'
    ]
  ])('%s: %s with %j', async (name, value, inputs, message, remedy) => {
    const error = await failure(() => read({ ...server, ...inputs, [name]: value }))
    expect([error.where, error.message]).toEqual([name, message])
    expect(error.remedy).toContain(remedy)
  })

  test.each([
    ['config', 'a.yaml', { pipeline: 'p' }],
    ['config', 'a.yaml', { source: 'a.b' }],
    ['run-name', 'nightly', { pipeline: 'p' }],
    ['run-name', 'nightly', { source: 'a.b' }],
    ['wait', 'false', { pipeline: 'p' }],
    ['wait', 'false', { source: 'a.b' }],
    ['wait', 'false', nothing],
    ['promote', 'staging', { command: 'c' }],
    ['promote', 'staging', given],
    ['checks', checks, given],
    ['checks', checks, { pipeline: 'p' }]
  ])('but not %s: %s with %j', (name, value, inputs) => {
    expect(() => read({ ...server, ...inputs, [name]: value })).not.toThrow()
  })
})

test.each([
  [{ command: 'python run.py' }, 'so what runs in this job could not reach the server', 'Set pipeline'],
  [{ source: 'pipelines.training' }, 'so what runs in this job could not reach the server', 'Set pipeline'],
  [{ 'export-credentials': 'token' }, 'so later steps could not reach the server', "Set export-credentials to 'none'"],
  [
    { pipeline: 'training', 'export-credentials': 'api-key' },
    'so later steps could not reach the server',
    "Set export-credentials to 'none'"
  ]
])("a client certificate is refused if ZenML's own client would need it: %j", async (change, message, remedy) => {
  const error = await failure(() => read({ ...server, ...change, 'client-certificate': 'x' }))
  expect(error.where).toBe('client-certificate')
  expect(error.message).toContain(message)
  expect(error.remedy).toContain(remedy)
})

test('a client certificate is accepted if the action itself starts the pipeline', () => {
  expect(read({ ...server, pipeline: 'training', 'client-certificate': 'x' }).clientCertificate).toBe('x')
})
