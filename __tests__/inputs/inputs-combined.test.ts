import { describe, expect, test } from '@jest/globals'
import { parseEnvironments } from '../../src/gate/environments.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import { failure } from '../pieces/thrown.ts'

const fallback = { ZENML_STORE_URL: 'https://variable.test', ZENML_STORE_API_KEY: 'VARIABLE-KEY' }

/** Reads inputs for an environment with overrides in YAML, together with other variables. */
function read(inputs: Readonly<Record<string, string>>, overrides = '', env: Readonly<Record<string, string>> = {}) {
  const [environment] = parseEnvironments(`staging: {branches: develop${overrides}}`)
  if (environment === undefined) throw new Error('no environment')
  const set = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  return readInputs({ ...env, ...Object.fromEntries(set) }, environment)
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
    ['a key alone', { 'api-key': 'INPUT-KEY' }, '', fallback, 'server-url'],
    ['an address alone', { 'server-url': 'https://input.test' }, '', fallback, 'api-key'],
    ["an environment's address alone", {}, ', server-url: "https://own.test"', fallback, 'api-key'],
    ['nothing', {}, '', {}, 'server-url'],
    [
      'an address without a key as variables',
      {},
      '',
      { ZENML_STORE_URL: 'https://variable.test' },
      'ZENML_STORE_API_KEY'
    ],
    ['a key without an address as variables', {}, '', { ZENML_STORE_API_KEY: 'VARIABLE-KEY' }, 'server-url']
  ])('are never mixed: %s is refused', async (_, inputs, overrides, env, where) => {
    const error = await failure(() => read({ ...inputs, ...work }, overrides, env))
    expect(error.where).toBe(where)
    expect(`${error.message} ${error.remedy}`).not.toMatch(/INPUT-KEY|VARIABLE-KEY/)
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
    expect(error.message).toContain('ZENML_STORE_API_KEY is not used')
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
    expect(error.remedy).toContain('export-credentials')
  })

  test.each([
    ['inputs', { pipeline: 'p', command: 'c' }, '', 'command'],
    ['a snapshot and a command', { snapshot: 's', command: 'c' }, '', 'command'],
    ['an environment', {}, ', pipeline: p, command: c', 'environments: staging.command'],
    ['a source and a command', { source: 'a.b', command: 'c' }, '', 'source'],
    ['a source and a pipeline', { source: 'a.b', pipeline: 'p' }, '', 'source'],
    ["an environment's source and its pipeline", {}, ', pipeline: p, source: a.b', 'environments: staging.source'],
    ['a run and a pipeline', { 'run-id': '0a0a0a0a-0000-4000-8000-000000000001', pipeline: 'p' }, '', 'run-id'],
    ["a run and an environment's source", { 'run-id': 'x' }, ', source: a.b', 'run-id']
  ])('is not two things at once: %s', async (_, inputs, overrides, where) => {
    const error = await failure(() => read({ ...server, ...inputs }, overrides))
    expect(error.where).toBe(where)
    expect(error.message).toContain('only one of them can run')
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

test.each([
  ['config', 'a.yaml'],
  ['run-name', 'nightly'],
  ['wait', 'false']
])('%s is refused for a command, on which it has no effect', async (name, value) => {
  const error = await failure(() => read({ ...server, command: 'c', [name]: value }))
  expect(error.where).toBe(name)
})

test.each(['config', 'run-name'])('%s is refused if nothing runs', async name => {
  const error = await failure(() => read({ ...server, 'export-credentials': 'token', [name]: 'x' }))
  expect(error.where).toBe(name)
})

test.each([
  [{ command: 'python run.py' }, 'so what runs in this job could not reach the server'],
  [{ source: 'pipelines.training' }, 'so what runs in this job could not reach the server'],
  [{ 'export-credentials': 'token' }, 'so later steps could not reach the server'],
  [{ pipeline: 'training', 'export-credentials': 'api-key' }, 'so later steps could not reach the server']
])("a client certificate is refused if ZenML's own client would need it: %j", async (change, message) => {
  const error = await failure(() => read({ ...server, ...change, 'client-certificate': 'x' }))
  expect(error.where).toBe('client-certificate')
  expect(error.message).toContain(message)
})

test('a client certificate is accepted if the action itself starts the pipeline', () => {
  expect(read({ ...server, pipeline: 'training', 'client-certificate': 'x' }).clientCertificate).toBe('x')
})
