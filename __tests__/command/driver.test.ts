import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { placeDriver, readDescription, readDriverAnswer } from '../../src/command/driver.ts'
import { failure } from '../pieces/thrown.ts'

let top = ''
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'driver-'))
})
afterAll(() => rm(top, { recursive: true }))

describe('the driver', () => {
  const request = {
    source: 'train.py:training',
    checkout: '/repo',
    config: { enable_cache: false },
    snapshot: 'nightly'
  }

  test('and its request are in a folder for this user alone', async () => {
    const folder = join(top, 'temp', 'step')
    const { answerFile } = await placeDriver(folder, '/venv/bin/python', 'snapshot', request)

    expect(await readFile(join(folder, 'driver.py'), 'utf8')).toBe(
      await readFile('src/command/driver/driver.py', 'utf8')
    )
    expect(JSON.parse(await readFile(join(folder, 'request.json'), 'utf8'))).toEqual({
      ...request,
      config_file: join(folder, 'run.yaml')
    })
    expect(answerFile).toBe(join(folder, 'answer.json'))
    const placed = ['', 'driver.py', 'request.json'].map(name => stat(join(folder, name)))
    expect((await Promise.all(placed)).map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600, 0o600])
  })

  test.each(['describe', 'snapshot', 'run'] as const)('is told to %s, and leaves no bytecode', async mode => {
    const folder = join(top, mode)
    const { answerFile, words } = await placeDriver(folder, '/venv/bin/python', mode, request)
    const files = [join(folder, 'request.json'), answerFile]
    expect(words).toEqual(['/venv/bin/python', '-B', join(folder, 'driver.py'), mode, ...files])
  })

  test('cannot be placed below a file, which is an error that names RUNNER_TEMP', async () => {
    await writeFile(join(top, 'file'), '')
    const error = await failure(() => placeDriver(join(top, 'file', 'step'), 'python', 'run', request))
    expect(error.where).toBe('RUNNER_TEMP')
  })
})

describe('the answer', () => {
  const read = async (text: string) => {
    const file = join(top, 'answer.json')
    await writeFile(file, text)
    return readDriverAnswer(file)
  }

  test('is an object, of at most 4 Mi characters', async () => {
    expect(await read('{"refusal": "no such pipeline"}')).toEqual({ refusal: 'no such pipeline' })
    expect(await read('{"a": 1}'.padEnd(4 * 1024 * 1024))).toEqual({ a: 1 })
  })

  test.each([
    ['empty', ''],
    ['torn', '{"pipeline": "tra'],
    ['a list', '[]'],
    ['null', 'null'],
    ['too long', '{"a": 1}'.padEnd(4 * 1024 * 1024 + 1)]
  ])('that is %s cannot be read', async (_, text) => {
    const error = await failure(() => read(text))
    expect(error).toMatchObject({ where: 'source', message: 'What the driver found out cannot be read' })
  })

  test('that is missing cannot be read, for a reason', async () => {
    const error = await failure(() => readDriverAnswer(join(top, 'none')))
    expect(error).toMatchObject({ where: 'source', message: 'What the driver found out cannot be read' })
    expect(error.cause).toMatchObject({ code: 'ENOENT' })
  })
})

describe('a description', () => {
  const answer = { pipeline: 'training', schema: { a: 1 }, docker_schema: { b: 2 } }

  test('says all that the driver found out', () => {
    const unfit = [
      { type: 'artifact_store', flavor: 'local', kind: 'local' },
      { type: 'orchestrator', flavor: 'mine', kind: 'custom' }
    ]
    const found = { types: ['orchestrator', 'artifact_store'], unfit, steps: ['load', 'train'] }
    const more = { stack_checksum: 'abc', problem: 'No module named sklearn' }
    expect(readDescription({ ...answer, ...found, ...more })).toEqual({
      pipeline: 'training',
      types: ['orchestrator', 'artifact_store'],
      unfit,
      configSchema: { a: 1 },
      dockerSchema: { b: 2 },
      stepNames: ['load', 'train'],
      stackChecksum: 'abc',
      problem: 'No module named sklearn'
    })
  })

  test('may have nothing but the pipeline and the schemas', () => {
    expect(readDescription(answer)).toEqual({
      pipeline: 'training',
      types: [],
      unfit: [],
      configSchema: { a: 1 },
      dockerSchema: { b: 2 },
      stepNames: undefined,
      stackChecksum: undefined,
      problem: undefined
    })
  })

  test('is foreign: what is of another type is as good as missing', () => {
    const odd = { types: ['orchestrator', 5, null], unfit: [null, { kind: 'remote' }], steps: 'train', problem: 5 }
    const unknown = { type: 'component', flavor: 'unknown', kind: 'custom' }
    expect(readDescription({ ...answer, ...odd })).toMatchObject({
      types: ['orchestrator'],
      unfit: [unknown, unknown],
      stepNames: undefined,
      problem: undefined
    })
    expect(readDescription({ ...answer, types: 'orchestrator', unfit: { kind: 'local' } })).toMatchObject({
      types: [],
      unfit: []
    })
  })

  test.each([
    ['without a pipeline', { pipeline: undefined }],
    ['with an empty name', { pipeline: '' }],
    ['with a number for a name', { pipeline: 5 }],
    ['without a schema', { schema: undefined }],
    ['with a list for a schema', { schema: [] }],
    ["without Docker's schema", { docker_schema: undefined }],
    ["with a text for Docker's schema", { docker_schema: 'x' }]
  ])('is none %s', async (_, change) => {
    const error = await failure(() => readDescription({ ...answer, ...change }))
    expect(error).toMatchObject({ where: 'source', message: 'What the driver found out is not a description' })
  })
})
