import { describe, expect, test } from '@jest/globals'
import { archivedAbove, detailedHoldersOf, getModelVersion, holdersOf, setStage } from '../../src/zenml/models.ts'
import type { Session } from '../../src/zenml/session.ts'
import { aModelVersion } from '../pieces/entities.ts'
import { FakeServer, ids, page, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

/** A version as the server writes it. */
function json(number: number, stage: string | null, change: Readonly<Record<string, unknown>> = {}) {
  const model = { id: 'model-churn', name: 'churn' }
  const body = { project_id: ids.project, number, stage, model, updated: '2026-11-23T12:00:00.000000', ...change }
  return { id: `version-${number}`, name: String(number), body, metadata: { run_metadata: { note: 1 } } }
}

const own = aModelVersion(5)
const once = { attempts: 1 }
const questions: Readonly<Record<string, (session: Session) => Promise<unknown>>> = {
  read: session => getModelVersion(session, ids.project, own.id, once),
  holders: session => holdersOf(session, own, 'production', once),
  'detailed holders': session => detailedHoldersOf(session, own, 'production', once),
  'archived ones': session => archivedAbove(session, own, once),
  'the stage': session => setStage(session, own.id, 'production', once)
}

test('a version is read with its model, number, stage and metadata', async () => {
  const server = new FakeServer(() => ({ json: json(5, 'staging') }))
  const { metadata, version } = await getModelVersion(server.session(), ids.project, own.id)
  expect(version).toEqual({ ...own, stage: 'staging' })
  expect(metadata).toEqual({ note: 1 })
})

test('the questions name project, model, stage and number, and the change has force', async () => {
  const server = new FakeServer(({ method }) => (method === 'PUT' ? { json: json(5, 'production') } : page([])))
  for (const name of ['holders', 'archived ones', 'the stage']) await questions[name]?.(server.session())
  const [holders, archived, change] = server.requests
  const shared = { project: ids.project, model: 'model-churn' }
  expect(queryOf(holders?.path)).toMatchObject({ ...shared, stage: 'equals:production' })
  expect(queryOf(archived?.path)).toMatchObject({ ...shared, stage: 'equals:archived', number: 'gt:5' })
  expect([change?.path, JSON.parse(change?.body ?? '')]).toEqual([
    '/api/v1/model_versions/version-5',
    { stage: 'production', force: true }
  ])
})

function queryOf(path = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(new URL(path, 'http://x').searchParams)
}

test('a version that is given a stage is told as it is then', async () => {
  const server = new FakeServer(() => ({ json: json(5, 'production') }))
  expect(await setStage(server.session(), own.id, 'production', once)).toEqual({ ...own, stage: 'production' })
})

test.each([
  ['archived', 'archive the model version'],
  ['production', 'give the model version the stage production']
])('a stage that is refused is named: %s', async (stage, what) => {
  const server = new FakeServer(() => refused(403, 'IllegalOperation', 'no'))
  const error = await failure(() => setStage(server.session(), own.id, stage, once))
  expect(error.message).toBe(`Could not ${what}: the server answered 403: no`)
})

describe('an answer about something else is passing trouble', () => {
  test.each([
    ['read', 'of another version', json(6, null)],
    ['read', 'of another project', json(5, null, { project_id: 'elsewhere' })],
    ['read', 'without a number', json(5, null, { number: undefined })],
    ['read', 'without what was logged', { ...json(5, null), metadata: null }],
    ['detailed holders', 'without what was logged', page([{ ...json(4, 'production'), metadata: {} }]).json],
    ['the stage', 'of another version', json(6, 'production')],
    ['the stage', 'with another stage', json(5, 'staging')],
    ['the stage', 'of nothing', { ok: true }],
    ['holders', 'with another stage', page([json(4, 'staging')]).json],
    ['holders', 'of another model', page([json(4, 'production', { model: { id: 'model-b', name: 'b' } })]).json],
    ['archived ones', 'with another stage', page([json(6, 'production')]).json],
    ['archived ones', 'of an older version', page([json(4, 'archived')]).json]
  ])('%s, %s', async (question, _, answer) => {
    const server = new FakeServer(() => ({ json: answer }))
    const error = await failure(() => questions[question]?.(server.session()))
    expect(error).toMatchObject({ passing: true })
  })
})
