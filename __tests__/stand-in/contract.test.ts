import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { at, optionalString } from '../../src/text/json.ts'
import {
  readAccount,
  readNamed,
  readRun,
  readServerInfo,
  readSnapshot,
  readSnapshotShape,
  readStep,
  readStepFailure
} from '../../src/zenml/entities.ts'
import { itemsOf, pagesOf } from '../../src/zenml/schema.ts'
import { detailOf } from '../../src/zenml/server-error.ts'
import { readStepGraph } from '../../src/zenml/step-graph.ts'
import { seeded, seededUuids } from './seeded.ts'
import { type Answered, StandIn } from './stand-in.ts'

interface Recorded {
  readonly status: number
  readonly contentType: string
  readonly body: unknown
}

/** Answers of a real server 0.98.0, made by record-fixtures.ts. */
const recorded = JSON.parse(readFileSync(new URL('./recorded.json', import.meta.url), 'utf8')) as Record<
  string,
  Recorded
>

let now = Date.UTC(2026, 10, 23, 12)
const statuses = { slow: 'running', failing: 'failed', approval: 'paused' }
const wanted: (keyof typeof statuses)[] = []
const standIn = new StandIn({
  apiKey: 'ZENKEY_x',
  uuid: seededUuids(seeded(7)),
  now: () => now,
  scriptOf: nth => ({
    statuses: [
      { atMs: 0, status: 'initializing' },
      { atMs: 1_000, status: statuses[wanted[nth] ?? 'slow'] }
    ],
    stop: 'graceful',
    stopTakesMs: 1_000,
    stepCount: 2
  })
})

/** The same questions as record-fixtures.ts asks, in the same order. */
function answers(): Record<string, Answered> {
  const all: Record<string, Answered> = {}
  let token = ''
  const { furniture } = standIn
  const ask = (name: string, method: string, path: string, body = '') => {
    const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
    all[name] = standIn.answer({ method, path: `/api/v1${path}`, headers, body })
    return JSON.parse(all[name].body) as unknown
  }
  const start = (name: string, pipeline: keyof typeof statuses, runName: string) => {
    wanted.push(pipeline)
    const configuration = { run_configuration: { run_name: runName, tags: ['gate:test=1'] } }
    const path = `/pipeline_snapshots/${furniture.snapshots['staging']}/runs`
    return optionalString(ask(name, 'POST', path, JSON.stringify(configuration)), 'id')
  }
  ask('info', 'GET', '/info')
  ask('not-logged-in', 'GET', '/current-user')
  ask('login-refused', 'POST', '/login', 'password=ZENKEY_nonsense')
  const login = ask('login', 'POST', '/login', 'password=ZENKEY_x')
  token = 'not.a.token'
  ask('token-refused', 'GET', '/current-user')
  token = optionalString(login, 'access_token') ?? ''
  ask('account', 'GET', '/current-user')
  ask('project', 'GET', '/projects/default')
  ask('project-missing', 'GET', '/projects/nowhere')
  ask('stacks', 'GET', '/stacks?name=equals:staging&page=1&size=100')
  ask('snapshots', 'GET', '/pipeline_snapshots?pipeline=training&named_only=true&sort_by=desc:created')
  const newest = 'stack=staging&runnable=true&named_only=true&sort_by=desc:created&page=1&size=1'
  ask('snapshot-newest', 'GET', `/pipeline_snapshots?project=default&pipeline=training&${newest}`)
  ask('snapshot-nowhere', 'GET', `/pipeline_snapshots?project=nowhere&pipeline=training&${newest}`)
  ask(
    'snapshot',
    'GET',
    `/pipeline_snapshots/${furniture.snapshots['staging']}?hydrate=true&include_config_schema=true`
  )
  const id = start('start', 'slow', 'one')
  ask('stop-too-early', 'POST', `/runs/${id}/stop?graceful=true`)
  start('start-again', 'slow', 'one')
  wanted.pop()
  ask('runs', 'GET', '/runs?name=equals:one')
  ask('runs-none', 'GET', '/runs?name=equals:nothing-of-this-name')
  now += 5_000
  ask('run', 'GET', `/runs/${id}?hydrate=false`)
  ask('status', 'GET', `/runs/${id}/status`)
  ask('stop', 'POST', `/runs/${id}/stop?graceful=true`)
  ask('stop-again', 'POST', `/runs/${id}/stop?graceful=true`)
  now += 5_000
  ask('stop-ended', 'POST', `/runs/${id}/stop?graceful=true`)
  ask('run-missing', 'GET', '/runs/00000000-0000-4000-8000-000000000000?hydrate=false')
  const failing = start('start-failing', 'failing', 'two')
  now += 5_000
  ask('run-details', 'GET', `/runs/${failing}?hydrate=true`)
  const steps = ask('steps', 'GET', `/steps?pipeline_run_id=${failing}&sort_by=asc:created`)
  const failed = itemsOf(steps).find(step => at(step, 'body', 'status') === 'failed')
  ask('step-failed', 'GET', `/steps/${optionalString(failed, 'id')}?hydrate=true`)
  ask('graph', 'GET', `/runs/${failing}/dag`)
  ask('tag', 'PUT', `/runs/${failing}`, JSON.stringify({ add_tags: ['gate:test=2'] }))
  ask('token', 'GET', '/api_token?token_type=generic&expires_in=600')
  const approval = start('start-approval', 'approval', 'three')
  now += 5_000
  ask('questions', 'GET', `/run_wait_conditions?pipeline_run=${approval}&hydrate=true`)
  return all
}

const answered = answers()

/** What a reader takes from an answer: the type of each field of its result, lists by their first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : [shapeOf(value[0])]
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}

const firstOf = (read: (json: unknown) => unknown) => (json: unknown) => {
  const items = itemsOf(json)
  return { pages: pagesOf(json), item: items.length === 0 ? 'none' : read(items.at(-1)) }
}
// What a pipeline logs, and who made a snapshot when, differs from run to run.
const runOf = (json: unknown) => ({ ...readRun(json), metadata: {} })
const readers: Readonly<Record<string, (json: unknown) => unknown>> = {
  info: readServerInfo,
  login: json => optionalString(json, 'access_token'),
  account: readAccount,
  project: readNamed,
  stacks: firstOf(readNamed),
  snapshots: firstOf(readSnapshot),
  'snapshot-newest': firstOf(readSnapshot),
  snapshot: json => ({ ...readSnapshot(json), known: readSnapshotShape(json).configSchema !== undefined }),
  start: runOf,
  runs: firstOf(runOf),
  'runs-none': firstOf(runOf),
  run: runOf,
  'run-details': runOf,
  graph: json => readStepGraph(json, readNamed(json).id),
  status: json => json,
  'start-failing': runOf,
  'start-approval': runOf,
  steps: firstOf(readStep),
  'step-failed': json => ({ step: readStep(json), failure: readStepFailure(json) }),
  tag: runOf,
  token: json => json,
  questions: firstOf(json => ({
    ...readNamed(json),
    question: optionalString(json, 'metadata', 'question'),
    status: optionalString(json, 'body', 'status')
  }))
}

describe('the stand-in answers as the real server did', () => {
  test.each(Object.keys(recorded))('%s', name => {
    const real = recorded[name] as Recorded
    const own = answered[name] as Answered
    expect([own.status, own.headers['content-type']]).toEqual([real.status, real.contentType])
    const json = JSON.parse(own.body) as unknown
    const read = readers[name]
    if (read !== undefined) expect(shapeOf(read(json))).toEqual(shapeOf(read(real.body)))
    else {
      const detail = (body: unknown) => detailOf({ status: 0, headers: {}, json: body, isJson: true, durationMs: 0 })
      expect(detail(json).exception).toBe(detail(real.body).exception)
      if (name.startsWith('stop')) expect(detail(json).text).toBe(detail(real.body).text)
    }
  })

  test('statuses are the recorded ones if they decide', () => {
    for (const name of ['start', 'run', 'run-details'])
      expect(at(JSON.parse(answered[name]?.body ?? ''), 'body', 'status')).toBe(
        at(recorded[name]?.body, 'body', 'status')
      )
  })

  test('times have the form that the real server gives them', () => {
    const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/
    for (const body of [JSON.parse(answered['run']?.body ?? ''), recorded['run']?.body])
      expect(at(body, 'body', 'created')).toMatch(form)
  })
})
