import { describe, expect, test } from '@jest/globals'
import type { Run } from '../../src/zenml/entities.ts'
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

  test('is asked for in one question', async () => {
    const server = new FakeServer(() => ({ json: runJson('completed', { metadata: { run_metadata: {} } }) }))
    await metadataOfRun(server.session(), ids.run, once)
    expect(server.asked).toEqual([`GET /api/v1/runs/${ids.run}?hydrate=true&include_full_metadata=true`])
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

describe('the runs to compare with', () => {
  const own = aRun({ createdMs: made })
  const wanted = { project: ids.project, pipeline: 'training', stack: ids.stack }
  const logged = { run_metadata: {} }
  const at = (second: number, change: Readonly<Record<string, unknown>> = {}) =>
    runJson('completed', {
      id: `run-${second}`,
      created: new Date(made + second * 1_000).toISOString().slice(0, 23),
      metadata: logged,
      ...change
    })
  const find = (server: FakeServer, nth = 1) => completedBefore(server.session(), wanted, own, nth, once)
  const found = async (server: FakeServer) => (await find(server)).items.map(({ id }) => id)

  test('are those before, and neither the run itself nor one of the same moment', async () => {
    const server = new FakeServer(() => page([at(1), at(0, { id: own.id }), at(0), at(-1), at(-60)]))
    expect(await found(server)).toEqual(['run--1', 'run--60'])
    expect(queryOf(server.requests[0]?.path)).toMatchObject({
      ...wanted,
      status: 'completed',
      sort_by: 'desc:created',
      created: 'lte:2026-11-23 12:00:01',
      hydrate: 'true'
    })
  })

  test('may be none', async () => {
    expect(await find(new FakeServer(() => page([at(0, { id: own.id })])))).toEqual({ items: [], isLast: true })
  })

  test.each([
    [20, 1, true],
    [21, 1, false],
    [21, 2, true],
    [40, 2, true],
    [41, 2, false]
  ])('are all seen if of %d on page %d: %s', async (total, nth, isLast) => {
    const server = new FakeServer(() => page([at(-1)], Math.ceil(total / 20), nth, total))
    expect(await find(server, nth)).toMatchObject({ isLast })
    expect(queryOf(server.requests[0]?.path)).toMatchObject({ page: String(nth), size: '20' })
  })

  test.each<readonly [string, object]>([
    ['on another stack', page([at(-1, { stack: { id: 'other', name: 'x' } })])],
    ['in another project', page([at(-1, { project: 'elsewhere' })])],
    ['that has failed', page([{ ...at(-1), body: { ...at(-1).body, status: 'failed' } }])],
    [
      'of another pipeline',
      page([{ ...at(-1), resources: { ...at(-1).resources, pipeline: { id: 'p', name: 'other' } } }])
    ],
    ['without its details', page([at(-1, { metadata: null })])],
    ['without what was logged', page([at(-1, { metadata: { config: {} } })])],
    ['without its time', page([{ ...at(-1), body: { ...at(-1).body, created: null } }])],
    ['behind an older one', page([at(-60), at(-1)])],
    ['from a list of unknown length', { json: { items: [at(-1)] } }],
    ['from another page', page([at(-1)], 2, 2)]
  ])('are not taken from an answer with one %s', async (_, reply) => {
    expect(await failure(() => find(new FakeServer(() => reply)))).toMatchObject({ passing: true })
  })
})

describe('the run that made a model version', () => {
  const wanted = { project: ids.project, pipeline: 'training' }
  const version = { id: 'version-7', name: '7', body: { model: { name: 'churn' } } }
  const run = (id: string, second: number, said?: string) => {
    const created = new Date(made + second * 1_000).toISOString().slice(0, 23)
    const metadata = { run_metadata: said === undefined ? {} : { gate_verdicts: { staging: said } } }
    const json = runJson('completed', { id, created, metadata })
    return { ...json, resources: { ...json.resources, model_version: version as object | null } }
  }
  const hasFailed = ({ verdicts }: Run) => verdicts['staging'] === 'failed'
  const find = async (server: FakeServer) =>
    (await completedWith(server.session(), wanted, 'version-7', hasFailed, once))?.id

  test('is the oldest that worked on it', async () => {
    const server = new FakeServer(() => page([run('maker', -60), run('later', -1)]))
    expect(await find(server)).toBe('maker')
    expect(queryOf(server.requests[0]?.path)).toMatchObject({
      model_version_id: 'version-7',
      status: 'completed',
      sort_by: 'asc:created',
      hydrate: 'true'
    })
  })

  test('is none that failed its checks, if there is another one', async () => {
    const server = new FakeServer(() => page([run('failed', -60, 'failed'), run('passed', -1, 'passed')]))
    expect(await find(server)).toBe('passed')
  })

  test('is looked for behind a whole page of those that failed', async () => {
    const failed = Array.from({ length: 20 }, (_, index) => run(`failed-${index}`, index - 60, 'failed'))
    const server = new FakeServer((_, nth) => page(nth === 0 ? failed : [run('passed', -1)], 2, nth + 1, 21))
    expect(await find(server)).toBe('passed')
  })

  test('is just the oldest if all have failed, of the 200 that are looked at', async () => {
    const server = new FakeServer((_, nth) => page([run(`failed-${nth}`, nth - 60, 'failed')], 99, nth + 1, 1_980))
    expect([await find(server), server.requests.length]).toEqual(['failed-0', 10])
  })

  test('may not exist', async () => {
    expect(await find(new FakeServer(() => page([])))).toBeUndefined()
  })

  test.each([
    ['that worked on another version', { ...run('other', -1), resources: runJson('completed').resources }],
    ['without what was logged', { ...run('other', -1), metadata: null }]
  ])('is not one %s', async (_, json) => {
    expect(await failure(() => find(new FakeServer(() => page([json]))))).toMatchObject({ passing: true })
  })
})
