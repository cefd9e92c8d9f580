import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { CommandRuns } from '../../src/job/command-runs.ts'
import { settleRuns } from '../../src/job/command-settling.ts'
import { CommandStop } from '../../src/job/command-stop.ts'
import { readBaseline } from '../../src/job/start-search.ts'
import { readState, SavedState } from '../../src/job/state.ts'
import { Report } from '../../src/report/report.ts'
import type { Clock } from '../../src/world/clock.ts'
import { Session } from '../../src/zenml/session.ts'
import { runJson, snapshotJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { anInvocation } from '../pieces/invocation.ts'
import { failure } from '../pieces/thrown.ts'
import { ProcessClock, VirtualTime } from '../stand-in/virtual-clock.ts'

const [first, second] = [ids.run, '11b34adf-20a4-44f6-8f39-1422ab476c27']
const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
const never = new AbortController().signal

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

interface Server {
  /** Runs by id; others are not known. */
  readonly known?: Readonly<Record<string, Reply>>
  /** The account's runs before the command, and since. */
  readonly before?: readonly unknown[]
  readonly since?: readonly unknown[]
  /** Runs of a name. */
  readonly named?: readonly unknown[]
  readonly steps?: Readonly<Record<string, string>>
  readonly snapshot?: unknown
  /** Whether this account may not write metadata. */
  readonly refusesNotes?: boolean
}

const isGone = (reply: Reply | undefined) => reply !== undefined && 'status' in reply && reply.status === 404

/** A command that begins on a server of a few answers. */
async function started(
  { before = [], known = {}, named = [], refusesNotes = false, since = [], snapshot, steps = {} }: Server = {},
  given?: Clock
) {
  const missing = refused(404, 'KeyError', 'No such thing with this ID found')
  const server = new FakeServer(({ method, path }) => {
    if (method === 'PUT') return { json: { id: path.split('/').at(-1), name: 'x' } }
    const [, kind = '', id = '', stop] = /^\/api\/v1\/(\w+)\/?([^?]*?)(\/stop)?(?:\?|$)/.exec(path) ?? []
    if (stop !== undefined && isGone(known[id])) return missing
    if (refusesNotes && method === 'POST') return refused(403, 'IllegalOperationError', 'not allowed')
    if (method !== 'GET') return { json: null }
    const query = new URL(path, 'https://x').searchParams
    if (kind === 'pipeline_snapshots') return snapshot === undefined ? missing : { json: snapshot }
    if (kind === 'steps') return id in steps ? { json: { id, metadata: { pipeline_run_id: steps[id] } } } : missing
    if (id !== '') return known[id] ?? missing
    if (query.has('name')) return page(named)
    return page(query.has('created') ? since : before)
  })
  const folder = mkdtempSync(join(tmpdir(), 'command-runs-'))
  folders.push(folder)
  const notesFile = join(folder, 'notes')
  writeFileSync(notesFile, '')

  const connected = server.runner.connect(() => true)
  const clock = given ?? server.clock
  const world = { clock, ...connected, cancel: never, env: {} }
  const base = { environment: 'staging', server: 's', route: 'r', projectId: ids.project, accountId: ids.account }
  const job = {
    world,
    inputs: { leaveRunning: false, tags: ['nightly'] },
    environment: { name: 'staging' },
    invocation: anInvocation({ sha: commit }),
    report: new Report(world),
    connection: server.connection({ session: new Session({ ...server.access, clock }) }),
    until: 600_000,
    state: new SavedState(connected.runner, { ...base, settled: false, runIds: [] })
  }
  const checkout = { note: 'The code of the checkout.', proven: { commit, tree: 't' } }
  const runs = new CommandRuns(job, checkout, { ...(await readBaseline(job.connection)), notesFile, printedIds: [] })
  const begun = server.asked
  server.requests.length = 0
  return {
    job,
    server,
    runs,
    begun,
    state: () => readState(connected.runner),
    info: () => server.runner.text('info'),
    note: (...notes: readonly object[]) =>
      appendFileSync(notesFile, `${notes.map(note => JSON.stringify(note)).join('\n')}\n`),
    settle: async () => (await settleRuns(job, runs, never)).faults
  }
}

/** What is noted of a request that was answered with a run. */
const answered = (id: string, name = 'training-1', key = `1-${id.replaceAll('-', '')}`) => [
  { python: 1 },
  { client: 1 },
  { start: key, kind: 'run', name },
  { start: key, id }
]
const running = (change: Readonly<Record<string, unknown>> = {}) => ({ json: runJson('running', change) })

describe('a run that was observed', () => {
  test('counts if the server says that this account made it, and is reported at once', async () => {
    const { info, note, runs, server, settle, state } = await started({ known: { [first]: running() } })
    note(...answered(first))
    expect(await settle()).toEqual([])
    expect(runs.own.map(({ id }) => id)).toEqual([first])
    expect(info()).toContain(`Run training-1 on stack staging: https://dashboard.test/projects/default/runs/${first}`)
    expect(server.runner.outputs).toMatchObject({ triggered: 'true', 'run-id': first, status: 'running' })
    expect(server.runner.outputs['run-url']).toBe(`https://dashboard.test/projects/default/runs/${first}`)
    expect(state()).toMatchObject({ runIds: [first], runUrl: server.runner.outputs['run-url'] })
  })

  test('is asked about once, though its request was sent twice', async () => {
    const { note, runs, server, settle } = await started({ known: { [first]: running() } })
    note(...answered(first, 'training-1', '1-1'), ...answered(first, 'training-1', '1-2'))
    await settle()
    expect(runs.own).toHaveLength(1)
    expect(server.asked.filter(asked => asked.includes(`/runs/${first}?`))).toHaveLength(1)
  })

  test('gets the tags of the input and two more, and its provenance as metadata', async () => {
    const { note, server, settle } = await started({ known: { [first]: running({ source: null }) } })
    note(...answered(first))
    await settle()
    const bodies = server.requests.flatMap(({ body, method }) => (method === 'GET' ? [] : [JSON.parse(body ?? '')]))
    expect(bodies).toEqual([
      {
        project: ids.project,
        resources: [{ id: first, type: 'pipeline_run' }],
        values: { gate: expect.objectContaining({ repository: 'acme/models', code_commit: commit, code_tree: 't' }) },
        types: { gate: 'dict' }
      },
      { add_tags: ['nightly', 'gate:repository=acme/models', 'gate:environment=staging'] }
    ])
  })

  test('counts even if it can’t be written to the run where it came from, of which is warned', async () => {
    const { note, runs, server, settle } = await started({ known: { [first]: running() }, refusesNotes: true })
    note(...answered(first))
    expect(await settle()).toEqual([])
    expect(runs.own).toHaveLength(1)
    expect(server.runner.text('warning')).toMatch(/^Where the run came from could not be written to it: .*not allowed/)
  })

  test('is seen while the command goes on', async () => {
    const { note, runs, server } = await started({ known: { [first]: running() } })
    const done = new AbortController()
    const seen: unknown[] = []
    server.clock.at(1_000, () => note(...answered(first)))
    server.clock.at(60_000, () => done.abort())
    await runs.watch(done.signal, fault => {
      seen.push(fault)
      done.abort()
    })
    expect(seen).toEqual([undefined])
    expect(server.runner.outputs['run-id']).toBe(first)
  })

  test('does not hide others, and outputs list all', async () => {
    const { note, runs, server, settle } = await started({
      known: { [first]: running({ name: 'one' }), [second]: running({ id: second, name: 'two' }) }
    })
    note(...answered(first, 'one'), ...answered(second, 'two'))
    await settle()
    const [one] = runs.own
    if (one === undefined) throw new Error('no run')
    runs.update({ ...one, status: 'completed', metadata: { accuracy: 1 } })
    expect(server.runner.outputs).toMatchObject({
      'run-ids': JSON.stringify([first, second]),
      'run-name': 'one',
      status: 'completed',
      metadata: '{"accuracy":1}'
    })
  })
})

describe('a run does not count', () => {
  test.each([
    ['that another account started', { account: 'somebody-else' }],
    ['of which nobody knows who started it', { account: null }],
    ['without a time', { created: 'long ago' }]
  ])('%s', async (_, change) => {
    const { info, note, runs, server, settle } = await started({ known: { [first]: running(change) } })
    note(...answered(first))
    await settle()
    expect(runs.own).toEqual([])
    expect(server.runner.outputs).toEqual({})
    expect(info()).toBe(`The command names the run ${first}, which does not count: this command did not start it.`)
  })

  test('that the server does not know', async () => {
    const { info, note, runs, settle } = await started()
    note(...answered(first))
    await settle()
    expect(runs.own).toEqual([])
    expect(info()).toContain('does not know such a run')
  })

  test('that was there before the command, and it is not even asked about', async () => {
    const earlier = runJson('running')
    const known = { [first]: { json: earlier } }
    const { info, note, runs, server, settle } = await started({ known, before: [earlier] })
    note(...answered(first))
    await settle()
    expect([runs.own, server.requests]).toEqual([[], []])
    expect(info()).toContain('which does not count: this command did not start it.')
  })
})

describe('what is new goes by the times of the runs that were there, and not by the clock of the answers', () => {
  const before = [runJson('completed', { id: second, created: '2026-11-23T12:00:00.000000' })]
  test.each([
    ['counts', 'within the minute before the newest one, since the list of those does not have it', '11:59:01', 1],
    ['does not count', 'earlier', '11:58:59', 0]
  ])('a run %s that was made %s', async (_, __, time, count) => {
    const known = { [first]: running({ created: `2026-11-23T${time}.000000` }) }
    const { note, runs, settle } = await started({ known, before })
    note(...answered(first))
    await settle()
    expect(runs.own).toHaveLength(count)
  })

  test('if the account has none yet, every run is new', async () => {
    const { note, runs, settle } = await started({
      known: { [first]: running({ created: '2001-01-01T00:00:00.000000' }) }
    })
    note(...answered(first))
    await settle()
    expect(runs.own).toHaveLength(1)
  })

  test('of a full page of runs none is new that was made before the oldest of them', async () => {
    const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
    const time = (n: number) => `2026-11-23T12:00:${String(40 - n).padStart(2, '0')}.000000`
    const full = Array.from({ length: 20 }, (_, n) => runJson('completed', { id: id(n), created: time(n) }))
    const known = { [first]: running({ created: time(20) }), [second]: running({ id: second, created: time(18) }) }
    const { note, runs, settle } = await started({ known, before: full })
    note(...answered(first), ...answered(second))
    await settle()
    expect(runs.own.map(({ id }) => id)).toEqual([second])
  })

  test('one question is enough for that', async () => {
    const { begun } = await started({ before })
    expect(begun).toEqual([
      `GET /api/v1/runs?project=${ids.project}&user=${ids.account}&sort_by=desc%3Acreated&size=20`
    ])
  })
})

describe('a run that is not where it should be is an error', () => {
  const elsewhere = runJson('running')
  test.each([
    [
      'on another stack',
      runJson('running', { stack: { id: 'x', name: 'production' } }),
      'is on stack production, not on staging'
    ],
    ['without a stack', runJson('running', { stack: null }), 'is on stack unknown'],
    ['in another project', { ...elsewhere, body: { ...elsewhere.body, project_id: 'elsewhere' } }, 'in another project']
  ])('%s; it is neither tagged nor described', async (_, json, words) => {
    const { note, runs, server, settle } = await started({ known: { [first]: { json } } })
    note(...answered(first))
    expect((await failure(settle)).message).toContain(words)
    expect(server.runner.outputs['run-id']).toBe(first)
    expect(server.asked.filter(asked => !asked.startsWith('GET'))).toEqual([])
    expect(runs.own).toHaveLength(1)
  })
})

describe('a run that the command’s own run started', () => {
  const step = '57e90000-1b45-420c-876a-6f7bbecc8218'
  const own = { [first]: running() }
  const child = runJson('failed', { id: second, name: 'child', stack: { id: 'x', name: 'production' } })

  test.each([
    ['by a step', { ...child, metadata: { trigger_info: { step_run_id: step } } }],
    ['as a part of it', { ...child, resources: { ...child.resources, parent_run: { id: first, name: null } } }]
  ])('%s is linked, and neither judged nor tagged', async (_, json) => {
    const { info, job, note, runs, server, settle } = await started({
      known: { ...own, [second]: { json } },
      steps: { [step]: first }
    })
    note(...answered(first), ...answered(second, 'child'))
    expect(await settle()).toEqual([])
    expect(runs.own.map(({ id }) => id)).toEqual([first])
    expect(info()).toMatch(/started the run child, which is not judged: https:\S+/)
    expect(job.report.facts.children).toHaveLength(1)
    expect(server.requests.filter(({ body, method }) => method !== 'GET' && body?.includes(second))).toEqual([])
  })

  test('by a step of somebody else’s is the command’s own', async () => {
    const json = { ...runJson('running', { id: second }), metadata: { trigger_info: { step_run_id: step } } }
    const { note, runs, settle } = await started({ known: { [second]: { json } }, steps: { [step]: 'another' } })
    note(...answered(second))
    await settle()
    expect(runs.own.map(({ id }) => id)).toEqual([second])
  })
})

describe('what code a run has', () => {
  const written = ({ requests }: FakeServer) =>
    (
      JSON.parse(requests.find(({ path }) => path.includes('run-metadata'))?.body ?? '{}') as {
        values?: { gate?: object }
      }
    ).values?.gate

  test('is the checkout’s if its client ran it', async () => {
    const { info, note, server, settle } = await started({ known: { [first]: running({ source: null }) } })
    note(...answered(first))
    await settle()
    expect(info()).toContain('The code of the checkout.')
    expect(written(server)).toMatchObject({ code_commit: commit })
  })

  test.each([
    ['unknown', undefined, 'unknown', /does not say which commit/],
    ['another commit', 'f'.repeat(40), 'unknown', /code of commit ffffffffffff, not this push's/],
    ['the push’s', commit, commit, /holds the code of this push's commit/]
  ])('is its snapshot’s, and never the checkout’s, if it was started from one: %s', async (_, of, proven, words) => {
    const snapshot = snapshotJson({ commit: of ?? null })
    const { info, note, server, settle } = await started({ known: { [first]: running() }, snapshot })
    note(...answered(first))
    await settle()
    expect(info()).toMatch(words)
    expect(info()).not.toContain('checkout')
    expect(written(server)).toMatchObject({ code_commit: proven })
  })

  test.each([
    ['a snapshot that has no name', { kind: 'snapshot', source: ids.snapshot }, {}],
    ['a run template', { kind: 'template', source: ids.snapshot }, {}],
    ['another run, to replay it', { kind: 'replay', source: second }, { original_run: { id: second, name: 'x' } }]
  ])('is a snapshot’s even if the server names none that it was started from: %s', async (_, start, resources) => {
    const json = runJson('running', { source: null, snapshot: second })
    const known = { [first]: { json: { ...json, resources: { ...json.resources, ...resources } } } }
    const snapshot = snapshotJson({ id: second, name: null, commit: 'f'.repeat(40) })
    const { info, note, server, settle } = await started({ known, snapshot })
    note({ client: 1 }, { start: '1-1', ...start }, { start: '1-1', id: first })
    await settle()
    expect(info()).toContain("code of commit ffffffffffff, not this push's")
    expect(written(server)).toMatchObject({ code_commit: 'unknown' })
  })
})

describe('a start without an answer', () => {
  const start = { start: '1-1', kind: 'run', name: 'training-1' }

  test('is looked up by its name', async () => {
    const { note, runs, settle } = await started({ known: { [first]: running() }, named: [runJson('running')] })
    note({ client: 1 }, start)
    expect(await settle()).toEqual([])
    expect(runs.own).toHaveLength(1)
  })

  test('was answered if the client repeated it under the same name', async () => {
    const { note, server, settle } = await started({ known: { [first]: running() } })
    note(start, ...answered(first))
    expect(await settle()).toEqual([])
    expect(server.asked.filter(asked => asked.includes('name='))).toEqual([])
  })

  test('is looked for by what it was to be started from, if one run fits', async () => {
    const since = [runJson('running'), runJson('running', { id: second, source: 'another' })]
    const { note, runs, settle } = await started({ known: { [first]: running() }, since })
    note({ start: '1-1', kind: 'snapshot', source: ids.snapshot })
    expect(await settle()).toEqual([])
    expect(runs.own.map(({ id }) => id)).toEqual([first])
  })

  const theirs = runJson('running', { id: second })
  test.each([
    [
      'bears another step’s provenance',
      { ...theirs, metadata: { run_metadata: { gate: { run_name: 'training-1' } } } }
    ],
    ['was started by a schedule', { ...theirs, resources: { ...theirs.resources, schedule: { id: 'daily' } } }]
  ])('is not that of a run from the same snapshot that %s', async (_, other) => {
    const { note, runs, settle } = await started({ known: { [second]: { json: other } }, since: [other] })
    note({ start: '1-1', kind: 'snapshot', source: ids.snapshot })
    expect(await settle()).toHaveLength(1)
    expect(runs.own).toEqual([])
  })

  test.each([
    ['no run has its name', [start], [], []],
    ['the only run of its name was there before', [start], [], [runJson('running')]],
    [
      'two runs fit its snapshot',
      [{ start: '1-1', kind: 'snapshot', source: ids.snapshot }],
      [runJson('running'), runJson('running', { id: second })],
      []
    ]
  ])('is a fault if %s, which is said after ten seconds', async (_, notes, since, before) => {
    const { note, runs, server, settle } = await started({ since, before, named: before })
    note(...notes)
    const faults = await settle()
    expect(faults).toEqual([expect.stringMatching(/asked the server to start .* got no answer/)])
    expect(runs.own).toEqual([])
    expect(server.clock.elapsed()).toBeLessThanOrEqual(10_000)
  })

  test('of two from one snapshot has a run of its own: one run that shows is not both', async () => {
    const { note, runs, settle } = await started({ known: { [first]: running() }, since: [runJson('running')] })
    for (const start of ['1-1', '1-2']) note({ start, kind: 'snapshot', source: ids.snapshot })
    expect(await settle()).toEqual([expect.stringMatching(/asked the server to start a run from .* got no answer/)])
    expect(runs.own.map(({ id }) => id)).toEqual([first])
  })

  test.each([502, undefined])('is not a fault if the same was asked for again with success: %s', async status => {
    const { note, runs, settle } = await started({ known: { [first]: running() }, since: [runJson('running')] })
    const lost = { start: '1-1', kind: 'snapshot', source: ids.snapshot }
    note(lost, ...(status === undefined ? [] : [{ start: '1-1', status }]))
    note({ start: '1-2', kind: 'snapshot', source: ids.snapshot }, { start: '1-2', id: first })
    expect(await settle()).toEqual([])
    expect(runs.own.map(({ id }) => id)).toEqual([first])
  })

  test.each([400, 403, 409, 422])('that was refused with %d made no run', async status => {
    const { note, server, settle } = await started()
    note(start, { start: '1-1', status })
    expect(await settle()).toEqual([])
    expect(server.requests).toEqual([])
  })

  test.each([408, 499, 500, 502, 504])('that was answered with %d may have made one', async status => {
    const { note, runs, settle } = await started({ known: { [first]: running() }, named: [runJson('running')] })
    note(start, { start: '1-1', status })
    await settle()
    expect(runs.own).toHaveLength(1)
  })
})

describe('if no start was observed', () => {
  const announced = `Dashboard URL for Pipeline Run: https://zenml.test/runs/${first}`

  test.each([
    ['an address', announced],
    ['a bare id', first],
    ['JSON', `{"id":"${first}"}`]
  ])('a printed id counts: %s', async (_, line) => {
    const { runs, settle } = await started({ known: { [first]: running() } })
    runs.hear(line)
    expect(await settle()).toEqual([])
    expect(runs.own).toHaveLength(1)
  })

  test('a printed id does not count if a start was observed', async () => {
    const { note, runs, settle } = await started({ known: { [first]: running(), [second]: running({ id: second }) } })
    note(...answered(second))
    runs.hear(announced)
    await settle()
    expect(runs.own.map(({ id }) => id)).toEqual([second])
  })

  test('of a client that was seen only the ids count that ZenML announces', async () => {
    const { note, runs, settle } = await started({ known: { [first]: running(), [second]: running({ id: second }) } })
    note({ client: 1 })
    runs.hear(`runs: ${second}`)
    runs.hear(announced)
    await settle()
    expect(runs.own.map(({ id }) => id)).toEqual([first])
  })

  test('a printed run that bears another step’s provenance does not count', async () => {
    const json = { ...runJson('running'), metadata: { config: { extra: { gate: { run_name: 'training-1' } } } } }
    const { runs, settle } = await started({ known: { [first]: { json } } })
    runs.hear(announced)
    await settle()
    expect(runs.own).toEqual([])
  })

  test('a printed run of another project does not count, since what was there before is not known', async () => {
    const json = runJson('running')
    const elsewhere = { ...json, body: { ...json.body, project_id: '99999999-0000-4000-8000-000000000000' } }
    const { runs, settle } = await started({ known: { [first]: { json: elsewhere } } })
    runs.hear(announced)
    await settle()
    expect(runs.own).toEqual([])
  })

  test('nothing proves which code a run has whose start was not observed', async () => {
    const { info, runs, server, settle } = await started({ known: { [first]: running({ source: null }) } })
    runs.hear(announced)
    await settle()
    expect(info()).toContain('since its start could not be observed')
    const written = server.requests.find(({ path }) => path.includes('run-metadata'))?.body
    expect(JSON.parse(written ?? '{}')).toMatchObject({ values: { gate: { code_commit: 'unknown' } } })
  })

  test('post knows what ZenML announced', async () => {
    const { runs, state } = await started()
    runs.hear(announced)
    runs.hear(second)
    expect(state()?.command?.printedIds).toEqual([first])
  })

  test('the account’s only new run on the stack is taken at the second look, and that is said', async () => {
    const { runs, server, settle } = await started({ known: { [first]: running() }, since: [runJson('running')] })
    expect(await settle()).toEqual([])
    expect(runs.own).toHaveLength(1)
    expect(server.clock.slept).toContain(2_000)
    expect(server.runner.text('notice')).toContain("is taken for the command's")
  })

  test('of two new runs none is taken, and both are named', async () => {
    const since = [runJson('running'), runJson('failed', { id: second, name: 'other' })]
    const { runs, settle } = await started({ since })
    const faults = await settle()
    expect(runs.own).toEqual([])
    expect(faults.join()).toMatch(/is not clear which .*training-1 \(running\): https.*other \(failed\): https/)
  })

  const scheduled = runJson('running')
  test.each([
    ['on another stack', runJson('running', { stack: { id: 'x', name: 'production' } })],
    ['of a schedule', { ...scheduled, resources: { ...scheduled.resources, schedule: { id: 'daily' } } }],
    [
      'with another step’s provenance',
      { ...scheduled, metadata: { run_metadata: { gate: { run_name: 'training-1' } } } }
    ]
  ])('a run %s is not taken', async (_, run) => {
    const { runs, settle } = await started({ since: [run], known: { [first]: { json: run } } })
    expect(await settle()).toEqual([])
    expect(runs.own).toEqual([])
  })

  test('nothing is taken beside a Python that could be observed, and that started nothing', async () => {
    const { note, runs, server, settle } = await started({ known: { [first]: running() }, since: [runJson('running')] })
    note({ python: 1 })
    expect(await settle()).toEqual([])
    expect([runs.own, server.requests]).toEqual([[], []])
  })
})

test('a command of 250 runs is followed, and one of more than a thousand is not green', async () => {
  const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const all = Array.from({ length: 1_001 }, (_, n) => id(n))
  const known = Object.fromEntries(all.map(one => [one, running({ id: one })]))
  const { note, runs, settle } = await started({ known })
  for (const one of all.slice(0, 250)) note(...answered(one, one))
  expect(await settle()).toEqual([])
  expect(runs.own).toHaveLength(250)
  for (const one of all.slice(250)) note(...answered(one, one))
  expect(await settle()).toEqual(['The command started more than 1000 runs, not all of which were checked.'])
})

test('a server that cannot be asked fails the step at its end, and nothing is settled', async () => {
  const { note, runs, settle } = await started({ known: { [first]: refused(403, 'IllegalOperationError', 'no') } })
  note(...answered(first))
  expect((await failure(settle)).message).toContain('403')
  expect(runs.isAllEnded).toBe(false)
})

test('an answer is waited for through trouble, as long as the step has time', async () => {
  let asked = 0
  const reply: Reply = {
    get json() {
      return runJson('running')
    },
    get status() {
      return ++asked < 20 ? 502 : 200
    }
  }
  const { note, runs, settle } = await started({ known: { [first]: reply } })
  note(...answered(first))
  await settle()
  expect(runs.own).toHaveLength(1)
})

describe('one stray answer about a run that was observed', () => {
  /** The run, whose first question is answered by something else. */
  const after = (stray: { readonly status: number; readonly json: unknown }): Reply => {
    let asked = 0
    return {
      get status() {
        return ++asked === 1 ? stray.status : 200
      },
      get json() {
        return asked === 1 ? stray.json : runJson('running')
      }
    }
  }

  test.each([
    ['a lagging replica’s', refused(404, 'KeyError', 'No such thing with this ID found')],
    ['a refusal', refused(403, 'IllegalOperationError', 'no')],
    ['a gateway’s', { status: 422, json: { detail: 'no' } }]
  ])('is passing trouble: %s', async (_, { json, status = 200 }) => {
    const { note, runs, settle } = await started({ known: { [first]: after({ json, status }) } })
    note(...answered(first))
    expect(await settle()).toEqual([])
    expect(runs.own).toHaveLength(1)
  })
})

describe('everything has ended', () => {
  test('if the command never started', async () => {
    const { runs } = await started()
    expect([runs.wasStarted, runs.isAllEnded]).toEqual([false, true])
  })

  test('once the runs have, of a command that could be observed', async () => {
    const { note, runs, settle } = await started({ known: { [first]: running() } })
    runs.started({ pid: 7, startTicks: 8 })
    expect(runs.isAllEnded).toBe(false)
    note(...answered(first))
    await settle()
    expect(runs.isAllEnded).toBe(false)
    for (const run of runs.own) runs.update({ ...run, status: 'stopped' })
    expect(runs.isAllEnded).toBe(true)
  })

  test.each([
    ['that could not be observed', []],
    ['of whose Python no request to the server was seen', [{ python: 1 }]]
  ])('never as far as is known, of one %s', async (_, notes) => {
    const { note, runs } = await started()
    runs.started({ pid: 7, startTicks: 8 })
    note(...notes)
    await runs.read()
    expect(runs.isAllEnded).toBe(false)
  })
})

test('a command that was started may have started a run, as far as anybody knows', async () => {
  const { job, runs } = await started()
  expect(job.report.facts.isInDoubt).not.toBe(true)
  runs.started({ pid: 7, startTicks: 8 })
  expect(job.report.facts.isInDoubt).toBe(true)
})

test.each<[string, readonly object[], boolean]>([
  ['could be observed, and started nothing', [{ python: 1 }], false],
  ['could not be observed', [], true],
  ['heard no answer to a start', [{ python: 1 }, { start: '1-1', kind: 'run', name: 'training-1' }], true]
])('whether a command that has ended and %s may still have a run is said at its end', async (_, notes, isInDoubt) => {
  const { job, note, runs, settle } = await started()
  runs.started({ pid: 7, startTicks: 8 })
  if (notes.length > 0) note(...notes)
  await settle()
  expect(job.report.facts.isInDoubt).toBe(isInDoubt)
})

test.each([
  ['has not ended', false],
  ['has ended', true]
])('a command that was cut off and %s is settled with its runs: %j', async (_, hasEnded) => {
  const { job, note, runs, settle, state } = await started({ known: { [first]: { json: runJson('stopped') } } })
  runs.started({ pid: 7, startTicks: 8 })
  note(...answered(first))
  await settle()
  const stop = new CommandStop(job, runs, never)
  if (hasEnded) stop.commandEnded()
  await stop.finish()
  expect(state()?.settled).toBe(hasEnded)
})

test.each([
  ['running', 'goes on.'],
  ['stopped', 'has ended (stopped).']
])(
  'of a command that was cut off no run is stopped with leave-running, and it is said of each how it is: %s',
  async (status, words) => {
    const { job, note, runs, server, settle } = await started({ known: { [first]: { json: runJson(status) } } })
    runs.started({ pid: 7, startTicks: 8 })
    note(...answered(first))
    await settle()
    const left = { ...job, inputs: { ...job.inputs, leaveRunning: true } }
    const said = await new CommandStop(left, runs, AbortSignal.abort()).finish()
    expect(said).toBe(
      `No run is stopped, since leave-running is true. The run training-1 ${words} https://dashboard.test/projects/default/runs/${first}`
    )
    expect(server.asked.filter(asked => asked.includes('/stop'))).toEqual([])
  }
)

test('a run of a command that was cut off is told to stop, though it is found only after that', async () => {
  const { job, runs, server } = await started({ known: { [first]: running() } })
  runs.started({ pid: 7, startTicks: 8 })
  const stop = new CommandStop(job, runs, AbortSignal.abort())
  await runs.take(first)
  await stop.finish()
  expect(server.asked.filter(asked => asked.includes('/stop'))).toContain(
    `POST /api/v1/runs/${first}/stop?graceful=true`
  )
})

describe('a run of a command that was cut off', () => {
  /** What is said of it at the end if it stops so long after the command was cut off, ms; undefined if it is deleted then. */
  async function stoppingFor(ms: number | undefined, meanwhile = 'running') {
    const clock = new ProcessClock(new VirtualTime())
    let cutMs = Number.POSITIVE_INFINITY
    const run = {
      get status() {
        return ms === undefined && clock.elapsed() >= cutMs ? 404 : 200
      },
      get json() {
        if (this.status === 404) return { detail: ['KeyError', 'No such thing with this ID found'] }
        if (clock.elapsed() < cutMs) return runJson('running')
        return runJson(ms === undefined || clock.elapsed() < cutMs + ms ? meanwhile : 'stopped')
      }
    }
    const { job, note, runs, settle, state } = await started({ known: { [first]: run } }, clock)
    runs.started({ pid: 7, startTicks: 8 })
    note(...answered(first))
    await settle()

    cutMs = clock.elapsed()
    const stop = new CommandStop(job, runs, AbortSignal.abort())
    stop.commandEnded()
    return { said: await stop.finish(), tookMs: clock.elapsed() - cutMs, settled: state()?.settled }
  }

  test.each([100, 2_000, 7_000])('has ended if it does so while it is looked at: after %i ms', async ms => {
    const { said, settled } = await stoppingFor(ms)
    expect(said).toContain('The run training-1 has ended (stopped).')
    expect(settled).toBe(true)
  })

  test.each([
    [2_000, 'has ended (stopped)', true],
    [60_000, 'is stopping', false]
  ])('that takes %i ms to stop was told to, and it is said how it is by then: it %s', async (ms, words, isSettled) => {
    const { said, settled } = await stoppingFor(ms, 'stopping')
    expect(said).toBe(
      `The run training-1 was told to stop and ${words}. https://dashboard.test/projects/default/runs/${first}`
    )
    expect(settled).toBe(isSettled)
  })

  test('that goes on is left to post after nine seconds', async () => {
    const { said, settled, tookMs } = await stoppingFor(60_000)
    expect(said).toContain('could not be stopped yet and is running; the post step tries again.')
    expect(settled).toBe(false)
    expect(tookMs).toBeLessThanOrEqual(9_000)
  })

  test('that was deleted is no longer known', async () => {
    expect((await stoppingFor(undefined)).said).toContain('The run training-1 is no longer known to the server.')
  })
})

test('nobody waits for an answer once the step is over', async () => {
  const { note, runs } = await started({ known: { [first]: running() } })
  note(...answered(first))
  await runs.read()
  const over = new AbortController()
  over.abort(new Error('over'))
  await expect(runs.settle(over.signal)).rejects.toThrow('over')
})

test.each([
  ['a run that was searched for', { named: [runJson('running')] }, [{ start: '1-1', kind: 'run', name: 'training-1' }]],
  ['the only new run', { since: [runJson('running')] }, []]
])('nor for one about %s', async (_, found, notes) => {
  const { job, note, runs, server } = await started({ known: { [first]: { status: 502 } }, ...found })
  if (notes.length > 0) note(...notes)
  const over = new AbortController()
  server.clock.at(5_000, () => over.abort(new Error('over')))
  await expect(settleRuns(job, runs, over.signal)).rejects.toThrow('over')
})
