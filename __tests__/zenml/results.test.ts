import { describe, expect, test } from '@jest/globals'
import { artifactsProducedBy, completedBefore, completedWith, metadataOfRun } from '../../src/zenml/results.ts'
import { aRun, made, runJson } from '../pieces/entities.ts'
import { FakeServer, ids, page } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const once = { attempts: 1 }

function queryOf(path = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(new URL(path, 'http://x').searchParams)
}

describe('what was logged about a run and its steps', () => {
  const read = (json: unknown) => metadataOfRun(new FakeServer(() => ({ json })).session(), ids.run, once)

  test('is told apart by the names of the steps', async () => {
    const metadata = { run_metadata: { accuracy: 0.9, 'train::loss': 0.3, 'train::a::b': 1, '::x': 2 } }
    expect(await read(runJson('completed', { metadata }))).toEqual({
      run: { accuracy: 0.9, '::x': 2 },
      steps: { train: { loss: 0.3, 'a::b': 1 } }
    })
  })

  test.each([
    ['of another run', runJson('completed', { id: ids.snapshot, metadata: { run_metadata: { a: 1 } } })],
    ['of the run before it ended', runJson('running', { metadata: { run_metadata: { a: 1 } } })],
    ['without what was logged', runJson('completed')],
    ['of something else', { ok: true }]
  ])('is not taken from an answer %s, which passes', async (_, json) => {
    expect(await failure(() => read(json))).toMatchObject({ passing: true })
  })
})

describe('the artifacts that a run has produced', () => {
  const artifact = (name: string, producer: string | null, project: string = ids.project) => ({
    id: `artifact-${name}`,
    name: null,
    body: { project_id: project, artifact: { name } },
    metadata: {
      run_metadata: { size: 7 },
      visualizations: [
        { body: { type: 'json', uri: `s3://x/${name}/data.json` } },
        { body: { type: 'csv', uri: 's3://x/a.csv' } }
      ]
    },
    resources: { producer_pipeline_run_id: producer, producer_step_run_id: 'step-1' }
  })
  const read = (server: FakeServer) => artifactsProducedBy(server.session(), ids.project, ids.run, once)

  test('are not those of a cached step, nor those that nobody produced', async () => {
    const all = [artifact('report', ids.run), artifact('dataset', ids.snapshot), artifact('upload', null)]
    const server = new FakeServer(() => page(all))
    const visualizations = [{ index: 1, type: 'csv' }]
    const report = { id: 'artifact-report', name: 'report', stepId: 'step-1', metadata: { size: 7 }, visualizations }
    expect(await read(server)).toEqual({ artifacts: [report], isCut: false })
    expect(queryOf(server.requests[0]?.path)).toMatchObject({ project: ids.project, pipeline_run: ids.run })
  })

  test('are read on three pages at most, and what is left out is said', async () => {
    const server = new FakeServer((_, nth) => page([artifact(`a${nth}`, ids.run)], 9, nth + 1))
    const { artifacts, isCut } = await read(server)
    expect([artifacts.map(({ name }) => name), isCut, server.requests.length]).toEqual([['a0', 'a1', 'a2'], true, 3])
  })

  test.each<[string, (whole: ReturnType<typeof artifact>) => object]>([
    ['without what was logged', whole => ({ ...whole, metadata: null })],
    ['without its name', whole => ({ ...whole, body: { project_id: ids.project } })],
    ['without its producer', whole => ({ ...whole, resources: {} })],
    ['without its resources', whole => ({ ...whole, resources: null })]
  ])('are not taken from an answer %s', async (_, cut) => {
    const server = new FakeServer(() => page([artifact('dataset', ids.snapshot), cut(artifact('report', ids.run))]))
    expect(await failure(() => read(server))).toMatchObject({ passing: true })
  })

  test('are not taken from an answer of another project', async () => {
    const server = new FakeServer(() => page([artifact('report', ids.run, 'elsewhere')]))
    expect(await failure(() => read(server))).toMatchObject({ passing: true })
  })
})

describe('the run to compare with', () => {
  const own = aRun({ createdMs: made })
  const wanted = { project: ids.project, pipeline: 'training', stack: ids.stack }
  const at = (second: number, change: Readonly<Record<string, unknown>> = {}) =>
    runJson('completed', {
      id: `run-${second}`,
      created: new Date(made + second * 1_000).toISOString().slice(0, 23),
      ...change
    })
  const find = (server: FakeServer) => completedBefore(server.session(), wanted, own, ({ id }) => id === own.id, once)

  test('is the newest one before, and neither itself nor one of the same moment', async () => {
    const server = new FakeServer(() => page([at(1), at(0, { id: own.id }), at(0), at(-1), at(-60)]))
    expect((await find(server)).map(({ id }) => id)).toEqual(['run--1', 'run--60'])
    expect(queryOf(server.requests[0]?.path)).toMatchObject({
      ...wanted,
      status: 'completed',
      sort_by: 'desc:created',
      created: 'lte:2026-11-23 12:00:01'
    })
  })

  test('is the newest one in whatever order they come', async () => {
    const server = new FakeServer(() =>
      page([at(-60), { ...at(-30), body: { ...at(-30).body, created: null } }, at(-1)])
    )
    expect((await find(server)).map(({ id }) => id)).toEqual(['run--1', 'run--60'])
    const ofVersion = (second: number) => {
      const version = { id: 'version-7', name: '7', body: { model: { name: 'churn' } } }
      return { ...at(second), resources: { ...at(second).resources, model_version: version } }
    }
    const versions = new FakeServer(() => page([ofVersion(-60), ofVersion(-1)]))
    expect((await completedWith(versions.session(), wanted, 'version-7', once))?.id).toBe('run--1')
  })

  test('may not exist', async () => {
    expect(await find(new FakeServer(() => page([at(0, { id: own.id })])))).toEqual([])
  })

  test('of a model version is one that worked on it', async () => {
    const version = { id: 'version-7', name: '7', body: { model: { name: 'churn' } } }
    const json = at(-1)
    const ofVersion = { ...json, resources: { ...json.resources, model_version: version } }
    const server = new FakeServer(() => page([ofVersion]))
    expect((await completedWith(server.session(), wanted, 'version-7', once))?.id).toBe('run--1')
    expect(queryOf(server.requests[0]?.path)).toMatchObject({ model_version_id: 'version-7', status: 'completed' })
    const other = new FakeServer(() => page([json]))
    expect(await failure(() => completedWith(other.session(), wanted, 'version-7', once))).toMatchObject({
      passing: true
    })
  })

  test.each([
    ['on another stack', at(-1, { stack: { id: 'other', name: 'x' } })],
    ['in another project', at(-1, { project: 'elsewhere' })],
    ['that has failed', { ...at(-1), body: { ...at(-1).body, status: 'failed' } }],
    ['of another pipeline', { ...at(-1), resources: { ...at(-1).resources, pipeline: { id: 'p', name: 'other' } } }]
  ])('is not one %s, whatever the answer says', async (_, json) => {
    expect(await failure(() => find(new FakeServer(() => page([json]))))).toMatchObject({ passing: true })
  })
})
