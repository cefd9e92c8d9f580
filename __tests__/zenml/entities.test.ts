import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  readAccount,
  readComponentKeys,
  readNamed,
  readRun,
  readServerInfo,
  readSnapshot,
  readSnapshotShape,
  readStep,
  readStepFailure
} from '../../src/zenml/entities.ts'
import { itemsOf, objectAt } from '../../src/zenml/schema.ts'
import { runJson, snapshotJson, stepJson } from '../pieces/entities.ts'
import { failure } from '../pieces/thrown.ts'

/** Answers of a real server, 0.98.0. */
const recorded: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../stand-in/recorded.json'), 'utf8'))
const body = (name: string): unknown => objectAt(recorded, name)['body']

describe("a real server's answers", () => {
  test('tell the server', () => {
    expect(readServerInfo(body('info'))).toEqual({
      version: '0.98.0',
      isPro: false,
      dashboardUrl: 'http://127.0.0.1:39219',
      proApiUrl: undefined
    })
  })

  test('tell the account', () => {
    const id = '40bc0088-6c87-41ba-b998-11b1a686737c'
    expect(readAccount(body('account'))).toEqual({ id, name: 'ci-gate', isServiceAccount: true })
  })

  test('tell the snapshots of a list', () => {
    expect(itemsOf(body('snapshots')).map(readSnapshot)[0]).toEqual({
      id: 'eb69f2be-6da6-491c-b789-cd7ed9d3f1a2',
      name: 'slow-production',
      projectId: 'a3a35889-c922-45ca-bebf-6b23ed0c301d',
      pipeline: { id: '4616b5da-688a-47be-b0b5-a09e6bfc1f2b', name: 'slow' },
      stack: { id: '0e121af3-caa1-4156-9639-c0e71fa15744', name: 'production' },
      runnable: true,
      createdMs: Date.UTC(2026, 10, 22, 20, 39, 15, 128),
      author: 'admin',
      accountId: 'f08f1e80-2a9a-42b3-912f-cbf10bfbdbb0',
      provenance: {},
      codeCommit: undefined
    })
  })

  test('tell what a snapshot takes', () => {
    expect(readSnapshotShape(body('snapshot'))).toEqual({ stepNames: ['wait'], configSchema: { type: 'object' } })
  })

  test('tell a run', () => {
    expect(readRun(body('run'))).toEqual({
      id: '69579ec1-b45a-420c-876a-6f7bbecc8218',
      name: 'recorded-bb40d5ee',
      projectId: 'a3a35889-c922-45ca-bebf-6b23ed0c301d',
      isDynamic: false,
      isScheduled: false,
      status: 'running',
      statusReason: undefined,
      accountId: '40bc0088-6c87-41ba-b998-11b1a686737c',
      serviceAccount: 'ci-gate',
      extra: undefined,
      stack: { id: 'd06bec15-ca5a-4bc1-a34a-dc257f84c23d', name: 'staging' },
      pipelineName: 'slow',
      snapshotId: 'c923cbf5-01f5-4c1c-b8cd-a1edc015be62',
      sourceSnapshotId: 'c22b1177-1176-4c9d-9a85-d14171ac7cda',
      createdMs: Date.UTC(2026, 10, 22, 20, 43, 1, 675),
      tags: ['gate:test=1'],
      originalRunId: undefined,
      parentRunId: undefined,
      startedByStepId: undefined,
      verdicts: {},
      openQuestionId: undefined,
      failure: undefined,
      metadata: {}
    })
  })

  test('tell a failed step, and why', () => {
    expect(readStep(body('step-failed'))).toEqual({
      created: '2026-11-22T20:43:34.956581',
      id: '31d016b6-fa7f-42c5-881d-1f19dd6d4058',
      name: 'check',
      status: 'failed',
      startMs: Date.UTC(2026, 10, 22, 20, 43, 34, 435),
      endMs: Date.UTC(2026, 10, 22, 20, 43, 37, 181),
      updated: '2026-11-22T20:43:37.496154',
      projectId: 'a3a35889-c922-45ca-bebf-6b23ed0c301d',
      runId: '89820399-65a5-41ac-8ad0-c8273298a78f',
      accountId: '40bc0088-6c87-41ba-b998-11b1a686737c'
    })
    expect(readStepFailure(body('step-failed'))).toMatchObject({
      message: 'the data has drifted',
      traceback: expect.stringContaining('line 20, in check')
    })
  })
})

test('Pro has its dashboard at another place', () => {
  const info = {
    version: '0.98.0',
    deployment_type: 'cloud',
    dashboard_url: 'https://cloud.test/ws//',
    server_url: 'https://x.test',
    pro_api_url: 'https://api.test'
  }
  expect(readServerInfo(info)).toEqual({
    version: '0.98.0',
    isPro: true,
    dashboardUrl: 'https://cloud.test/ws',
    proApiUrl: 'https://api.test'
  })
})

test('what does not say whether it is a service account is not an account', () => {
  for (const flag of [undefined, null, 'true', 1])
    expect(() => readAccount({ id: 'a', body: { is_service_account: flag } })).toThrow("isn't an account")
  for (const flag of [true, false])
    expect(readAccount({ id: 'a', body: { is_service_account: flag } }).isServiceAccount).toBe(flag)
})

test('a snapshot is runnable only if the server says so', () => {
  for (const runnable of [null, 'true', 1, false]) expect(readSnapshot(snapshotJson({ runnable })).runnable).toBe(false)
})

test('a snapshot knows its commit and may have lost its stack', () => {
  expect(readSnapshot(snapshotJson({ commit: 'abc', stack: null }))).toMatchObject({
    codeCommit: 'abc',
    stack: undefined
  })
})

test('a snapshot without a schema has none, not an empty one', () => {
  for (const schema of [null, {}, []]) expect(readSnapshotShape(snapshotJson({ schema })).configSchema).toBeUndefined()
  expect(readSnapshotShape({})).toEqual({ stepNames: [], configSchema: undefined })
})

test('the account of a run is also read if only its id is there', () => {
  const json = runJson('running')
  expect(readRun({ ...json, resources: { ...json.resources, user: null } }).accountId).toBe(json.body.user_id)
  expect(readRun(runJson('running', { account: null })).accountId).toBeUndefined()
})

test('the account of a step is read where the server says it', () => {
  const json = stepJson('train', 'running')
  const [user, own] = ['40bc0088-6c87-41ba-b998-11b1a686737c', 'f08f1e80-2a9a-42b3-912f-cbf10bfbdbb0']
  const body = { ...json.body, user_id: own }
  expect(readStep({ ...json, body, resources: { user: { id: user } } }).accountId).toBe(user)
  expect(readStep({ ...json, body, resources: { user: null } }).accountId).toBe(own)
  expect(readStep(json).accountId).toBeUndefined()
})

describe('a run says where it came from', () => {
  const gate = { run_name: 'training-1', code_commit: 'abc' }
  const written = (said: object, noted?: object) =>
    readRun(
      runJson('running', { metadata: { config: { extra: { gate: said } }, run_metadata: noted && { gate: noted } } })
    ).provenance

  test('in its configuration, which nobody can change', () => {
    expect(written(gate)).toEqual({ codeCommit: 'abc', isFixed: true })
    expect(written(gate, { ...gate, code_commit: 'other' })).toEqual({ codeCommit: 'abc', isFixed: true })
  })

  test('or else in its metadata', () => {
    const copied = { ...gate, run_name: 'another-run' }
    expect(written(copied, gate)).toEqual({ codeCommit: 'abc', isFixed: false })
    expect(written(copied, copied)).toBeUndefined()
    expect(readRun(runJson('running')).provenance).toBeUndefined()
  })

  test('and may not know its commit', () => {
    expect(written({ ...gate, code_commit: 'unknown' })).toEqual({ codeCommit: undefined, isFixed: true })
    expect(written({ run_name: 'training-1' })).toEqual({ codeCommit: undefined, isFixed: true })
  })
})

test("settings go by the type, the flavor and the name of a stack's components", () => {
  const components = {
    orchestrator: [{ name: 'k8s', body: { flavor_name: 'kubernetes' } }],
    step_operator: [
      { name: 'gpu', body: { flavor_name: 'vertex' } },
      { name: 'cpu', body: { flavor_name: 'sagemaker' } }
    ],
    alerter: [],
    feature_store: null
  }
  expect(readComponentKeys({ metadata: { components } })).toEqual([
    'orchestrator',
    'orchestrator.kubernetes',
    'orchestrator:k8s',
    'step_operator',
    'step_operator.vertex',
    'step_operator:gpu',
    'step_operator.sagemaker',
    'step_operator:cpu'
  ])
})

test.each([
  ['an id', { ...runJson('running'), id: null }],
  ['a status', runJson(undefined as unknown as string)],
  ['everything', null]
])('a run without %s is none', async (_, json) => {
  expect((await failure(() => readRun(json))).name).toBe('SchemaError')
})

test('a thing without a name has an empty one', () => {
  expect(readNamed({ id: 'x', name: null })).toEqual({ id: 'x', name: '' })
})

test('a failure without a message has the last line of its traceback', () => {
  const failure_ = { metadata: { exception_info: { traceback: 'File "x"\nValueError: drift\n' } } }
  expect(readStepFailure(failure_)?.message).toBe('ValueError: drift')
  expect(readStepFailure({ metadata: { exception_info: {} } })).toBeUndefined()
  expect(readStepFailure({ metadata: null })).toBeUndefined()
})

test.each(['', '../../other/x?', 'a b', 'x'.repeat(65), '$(curl evil)', 'a\nb'])('%j is not an id', async id => {
  expect((await failure(() => readNamed({ id, name: 'n' }))).message).toContain("no id at 'id'")
})

test('a status is short, whatever the server says', () => {
  const json = runJson('x'.repeat(1_000))
  expect(readRun(json).status).toHaveLength(60)
})
