import { describe, expect, test } from '@jest/globals'
import { findProject, findStack, stackNames } from '../../src/zenml/catalogue.ts'
import {
  findRun,
  getRun,
  newestRunsOf,
  requestStop,
  runNamed,
  runsNamedLike,
  runsOfAccount,
  runsOn,
  tagRun
} from '../../src/zenml/runs.ts'
import { listSnapshots, runSnapshot, snapshotWithId } from '../../src/zenml/snapshots.ts'
import { failedSteps } from '../../src/zenml/steps.ts'
import { abortQuestion, openQuestions } from '../../src/zenml/wait-conditions.ts'
import { runJson, snapshotJson, stepJson } from '../pieces/entities.ts'
import { broken, FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

function at(...replies: readonly Reply[]) {
  const server = new FakeServer((_, nth) => replies[Math.min(nth, replies.length - 1)] ?? {})
  const queries = () => server.requests.map(({ path }) => Object.fromEntries(new URL(path, 'https://x').searchParams))
  return {
    server,
    session: server.session(),
    queries,
    paths: () => server.asked.map(asked => asked.replace(/\?.*/, ''))
  }
}

const once = { attempts: 1 }
const missing = refused(404, 'KeyError', 'nothing there')

describe('a list', () => {
  test('is read page by page', async () => {
    const items = (name: string, index: number) => page([{ id: name, name }], 3, index)
    const { session, queries } = at(items('a', 1), items('b', 2), items('c', 3))
    expect(await stackNames(session)).toEqual(['a', 'b', 'c'])
    expect(queries().map(query => [query['page'], query['size']])).toEqual([
      ['1', '100'],
      ['2', '100'],
      ['3', '100']
    ])
  })

  test('without end is read up to 20 pages', async () => {
    const items = (index: number) => page([{ id: `p${index}`, name: `p${index}` }], 1_000_000, index, 3_000)
    const { session, server } = at(...Array.from({ length: 20 }, (_, index) => items(index + 1)))
    expect([(await stackNames(session)).length, server.requests.length]).toEqual([20, 20])
  })

  test('whose second page is answered with the first one is asked again', async () => {
    const items = (name: string, index: number) => page([{ id: name, name }], 2, index)
    const { session } = at(items('a', 1), items('a', 1), items('b', 2))
    expect(await stackNames(session)).toEqual(['a', 'b'])
  })
})

test('a thing is looked for as patiently as was asked for', async () => {
  const { server, session } = at(refused(503, 'Busy', 'try later'))
  await failure(() => findRun(session, ids.run, { attempts: 2 }))
  expect(server.requests).toHaveLength(2)
  await failure(() => findStack(session, ids.stack))
  expect(server.requests).toHaveLength(8)
})

describe('the runs on a stack', () => {
  const asked = { project: ids.project, stack: ids.stack, pipeline: 'training', page: 1, size: 20 }
  const detailed = (name: string, created: string, change = {}) =>
    runJson('completed', { name, created, metadata: { config: {}, run_metadata: {} }, ...change })

  test('are asked for with their details, the newest first', async () => {
    const { session, queries } = at(
      page([detailed('b', '2026-11-23T12:00:00.000000'), detailed('a', '2026-11-22T12:00:00.000000')])
    )
    expect((await runsOn(session, asked, once)).items.map(({ name }) => name)).toEqual(['b', 'a'])
    expect(queries()[0]).toMatchObject({ stack: ids.stack, pipeline: 'training', sort_by: 'desc:created', size: '20' })
  })

  test.each([
    ['the oldest first', [detailed('a', '2026-11-22T12:00:00.000000'), detailed('b', '2026-11-23T12:00:00.000000')]],
    ['no details', [runJson('completed')]],
    ['a run of another stack', [detailed('a', '2026-11-22T12:00:00.000000', { stack: { id: ids.run, name: 'x' } })]],
    ['a run of another project', [detailed('a', '2026-11-22T12:00:00.000000', { project: ids.run })]]
  ])('are not those of an answer with %s, which passes', async (_, items) => {
    expect(await failure(() => runsOn(at(page(items)).session, asked, once))).toMatchObject({ passing: true })
  })
})

describe('names in questions', () => {
  test('of stacks are compared exactly, and are not filters', async () => {
    const { session, queries } = at(
      page([
        { id: 'x', name: 'Contains:Prod' },
        { id: ids.stack, name: 'contains:prod' }
      ])
    )
    expect(await findStack(session, 'contains:prod')).toEqual({ id: ids.stack, name: 'contains:prod' })
    expect(queries()[0]).toMatchObject({ name: 'equals:contains:prod' })
  })

  test('of projects cannot leave their place in the path', async () => {
    const { session, paths } = at(missing)
    expect(await findProject(session, '../stacks?x#y')).toBeUndefined()
    expect(paths()).toEqual(['GET /api/v1/projects/..%2Fstacks%3Fx%23y'])
  })

  test('of the form of an id are asked for as both', async () => {
    const { session, paths } = at(missing, page([{ id: 'x', name: ids.stack }]))
    expect(await findStack(session, ids.stack)).toEqual({ id: 'x', name: ids.stack })
    expect(paths()).toEqual([`GET /api/v1/stacks/${ids.stack}`, 'GET /api/v1/stacks'])
  })
})

test.each([
  [404, 'KeyError'],
  [422, 'ValueError']
])('a thing that ZenML answers with %d %s is not there', async (status, exception) => {
  expect(await findProject(at(refused(status, exception, 'm')).session, 'x')).toBeUndefined()
})

test('a path that a server does not have says nothing about the thing', async () => {
  const notFound = { status: 404, json: { detail: 'Not Found' } }
  expect((await failure(() => findProject(at(notFound).session, 'x'))).message).toContain('404: Not Found')
})

test('a thing that may not be seen is an error', async () => {
  expect((await failure(() => snapshotWithId(at(refused(403, 'E', 'm')).session, ids.snapshot))).message).toContain(
    '403'
  )
})

test('snapshots are asked for as named ones, newest first', async () => {
  const { session, queries } = at(page([snapshotJson()]))
  await listSnapshots(session, ids.project, { name: 'training-staging', pipeline: 'training' })
  expect(queries()[0]).toEqual({
    project: ids.project,
    name: 'equals:training-staging',
    pipeline: 'training',
    named_only: 'true',
    sort_by: 'desc:created',
    page: '1',
    size: '100'
  })
})

describe('a start', () => {
  const configuration = { run_name: 'n' }
  const request = { snapshotId: ids.snapshot, runName: 'n', configuration, idempotencyKey: 'UUID' }

  test('carries configuration and idempotency key, and is never repeated by itself', async () => {
    const { session, server } = at(broken(true))
    const error = await failure(() => runSnapshot(session, request, { attempts: 6 }))
    expect(error.message).toContain('start the run')
    expect(server.requests).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: `/api/v1/pipeline_snapshots/${ids.snapshot}/runs`,
        headers: { 'content-type': 'application/json', 'idempotency-key': 'UUID' },
        body: '{"run_configuration":{"run_name":"n"}}'
      })
    ])
  })

  test.each([400, 405, 409, 429, 502])('answers with %d, whatever that means', async status => {
    const answer = runSnapshot(at(refused(status, 'E', 'm')).session, request, once)
    expect(await answer).toMatchObject({ status, isJson: true })
  })
})

describe('runs are asked for', () => {
  const sorted = { project: ids.project, sort_by: 'desc:created' }
  const paged = { ...sorted, page: '1', size: '100' }

  test('by exact name, if the database may ignore its case', async () => {
    const { session, queries } = at(
      page([runJson('running', { name: 'N' }), runJson('running', { name: 'n' })]),
      page([])
    )
    expect((await runNamed(session, ids.project, 'n'))?.name).toBe('n')
    expect(await runNamed(session, ids.project, 'other')).toBeUndefined()
    expect(queries()[0]).toEqual({ ...paged, name: 'equals:n' })
  })

  test('by a part of the name, in its very spelling', async () => {
    const alike = ['a-b_c-d', 'a-B_C-d', 'a-bxc-d'].map(name => runJson('running', { name }))
    const { session, queries } = at(page(alike))
    expect((await runsNamedLike(session, ids.project, '-b_c-')).map(({ name }) => name)).toEqual(['a-b_c-d'])
    expect(queries()[0]).toEqual({ ...paged, name: 'contains:-b_c-' })
  })

  test('by account and time, in whole seconds of UTC', async () => {
    const { session, queries } = at(page([runJson('running')]))
    const sinceMs = Date.UTC(2026, 10, 23, 12, 0, 5, 999)
    expect(await runsOfAccount(session, ids.project, ids.account, sinceMs)).toHaveLength(1)
    expect(queries()[0]).toEqual({ ...paged, user: ids.account, created: 'gte:2026-11-23 12:00:05', hydrate: 'true' })
  })

  test('as the newest of an account', async () => {
    const { session, queries } = at(page([runJson('running')]), page([]))
    expect((await newestRunsOf(session, ids.project, ids.account, 20)).map(({ status }) => status)).toEqual(['running'])
    expect(await newestRunsOf(session, ids.project, ids.account, 20)).toEqual([])
    expect(queries()[0]).toEqual({ ...sorted, user: ids.account, size: '20' })
  })

  test('by id, if the server may know none', async () => {
    expect(await findRun(at(missing).session, ids.run, once)).toBeUndefined()
    expect((await findRun(at({ json: runJson('running') }).session, ids.run, once))?.status).toBe('running')
    expect((await failure(() => findRun(at(refused(403, 'E', 'm')).session, ids.run, once))).message).toContain('403')
  })
})

test('a run is read with its details only if they are asked for', async () => {
  const { session, queries } = at({ json: runJson('running') })
  await getRun(session, ids.run, once)
  await getRun(session, ids.run, once, true)
  expect(queries().map(query => query['hydrate'])).toEqual(['false', 'true'])
})

describe('open questions of a run', () => {
  test('are read with their words', async () => {
    const condition = { id: 'q', name: 'approve', body: { status: 'pending' }, metadata: { question: 'Release?' } }
    expect(await openQuestions(at(page([condition])).session, 'P', 'R', once)).toEqual([
      { id: 'q', name: 'approve', question: 'Release?', schema: {}, status: 'pending', runId: undefined }
    ])
  })

  test.each([404, 405])('are none on a server that answers %d', async status => {
    expect(await openQuestions(at(refused(status, 'E', 'm')).session, 'P', 'R', once)).toEqual([])
  })

  test('are an error otherwise', async () => {
    const error = await failure(() => openQuestions(at(refused(403, 'E', 'm')).session, 'P', 'R', once))
    expect(error.message).toContain('403')
  })
})

test('a stop is graceful, and its answer is handed on', async () => {
  const { session, server } = at(refused(403, 'E', 'm'))
  expect((await requestStop(session, 'R', once)).status).toBe(403)
  expect(server.asked).toEqual(['POST /api/v1/runs/R/stop?graceful=true'])
})

test('tags are added to a run', async () => {
  const { session, server } = at({ json: runJson('running') })
  await tagRun(session, ids.run, ['a', 'b'])
  expect(server.requests[0]).toMatchObject({
    method: 'PUT',
    path: `/api/v1/runs/${ids.run}`,
    body: '{"add_tags":["a","b"]}'
  })
  const error = await failure(() => tagRun(at(refused(403, 'E', 'm')).session, 'R', []))
  expect(error.message).toContain('403')
})

describe('failed steps of a run', () => {
  const failed = (name: string) => stepJson(name, 'failed', 'x', { exception_info: { message: `${name}!` } })

  test('are asked for by their status, with why they failed', async () => {
    const { session, queries } = at(page([failed('check')], 1, 1, 70))
    expect(await failedSteps(session, 'P', 'R', once)).toMatchObject({
      items: [{ step: { name: 'check' }, failure: { message: 'check!' } }],
      total: 70
    })
    expect(queries()[0]).toMatchObject({ project: 'P', pipeline_run_id: 'R', status: 'failed', hydrate: 'true' })
  })

  test('are not others, even if a server ignores the filter', async () => {
    const { session } = at(page([stepJson('load', 'completed'), failed('check')], 1, 1, 70))
    expect(await failedSteps(session, 'P', 'R', once)).toMatchObject({ items: [{ step: { name: 'check' } }], total: 1 })
  })
})

test("a question is answered with an abort, and the server's answer is handed on", async () => {
  const { session, server } = at(refused(403, 'IllegalOperationError', 'Wait condition has already been resolved.'))
  expect((await abortQuestion(session, 'Q', once)).status).toBe(403)
  expect(server.requests[0]).toMatchObject({
    method: 'PUT',
    path: '/api/v1/run_wait_conditions/Q/resolve',
    body: '{"resolution":"abort"}'
  })
})
