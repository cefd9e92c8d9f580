import { describe, expect, test } from '@jest/globals'
import type { ConnectedJob } from '../../src/job/job.ts'
import { readState, SavedState } from '../../src/job/state.ts'
import { WorkerRuns } from '../../src/job/worker-runs.ts'
import { Report } from '../../src/report/report.ts'
import { claimed, runJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const [first, second] = [ids.run, '11b34adf-20a4-44f6-8f39-1422ab476c27']

const tags = { all: ['gate:ref=refs/heads/develop', 'gate:lineage=mine'], lineage: 'gate:lineage=mine' }

const over = new AbortController()
const never = new AbortController().signal

interface Listed {
  readonly before?: readonly unknown[]
  readonly after?: readonly unknown[]
}

/** A command that begins on a server which knows runs under their ids, and lists some before and after the command. */
async function started(known: Readonly<Record<string, Reply>>, listed: Listed = {}, elsewhere: Listed = {}) {
  const missing = refused(404, 'KeyError', 'No pipeline run with this ID found')
  let began = false
  const projects = page([
    { id: ids.project, name: 'default' },
    { id: 'other', name: 'other' }
  ])
  const server = new FakeServer(({ method, path }) => {
    if (method === 'PUT') return { json: { id: path.split('/').at(-1) } }
    if (path.includes('/projects')) return projects
    const id = /runs\/([^?]+)/.exec(path)?.[1]
    if (id !== undefined) return known[id] ?? missing
    const project = new URL(path, 'https://x').searchParams.get('project')
    const here = project === ids.project ? listed : project === 'other' ? elsewhere : {}
    return page((began ? here.after : here.before) ?? [])
  })
  const { runner } = server
  const connected = runner.connect(() => true)
  const world = { clock: server.clock, ...connected, cancel: never }
  const state = {
    settled: false,
    environment: 'staging',
    server: 's',
    route: 'r',
    projectId: ids.project,
    accountId: ids.account
  }
  const job = {
    world,
    inputs: { leaveRunning: false },
    report: new Report(world),
    connection: server.connection(),
    until: 600_000,
    state: new SavedState(connected.runner, { ...state, runIds: [] })
  }
  const runs = await WorkerRuns.begin(job as unknown as ConnectedJob, tags)
  const begun = server.asked.map(asked => asked)
  began = true
  server.requests.length = 0
  runner.written.length = 0
  return { server, runs, begun, state: () => readState(connected.runner) }
}

test('a run of this account, stack and time counts, and is told at once', async () => {
  const { runs, server, state } = await started({ [first]: { json: runJson('running') } })
  expect(await runs.take(first)).toBeUndefined()
  expect(runs.own.map(({ id }) => id)).toEqual([first])
  expect(server.runner.outputs).toMatchObject({ triggered: 'true', 'run-id': first, status: 'running' })
  expect(server.runner.outputs['run-url']).toBe(`https://dashboard.test/projects/default/runs/${first}`)
  expect(state()?.runIds).toEqual([first])
})

test('post knows of an id before the server has been asked about it', async () => {
  const { runs, server } = await started({ [first]: { json: runJson('running') } })
  const taken = runs.take(first)
  expect(server.requests).toHaveLength(0)
  expect(server.runner.written[0]).toMatchObject({ kind: 'state', text: expect.stringContaining(first) })
  await taken
})

describe('a run does not count', () => {
  test.each([
    ['that another account started', { account: 'somebody-else' }],
    ['of which nobody knows who started it', { account: null }],
    ['without a time', { created: 'long ago' }]
  ])('%s', async (_, change) => {
    const { runs, server } = await started({ [first]: { json: runJson('running', change) } })
    expect(await runs.take(first)).toBeUndefined()
    expect(runs.own).toEqual([])
    expect(server.runner.outputs).toEqual({})
    expect(server.runner.text('info')).toContain('does not count')
  })

  test('that the server does not know', async () => {
    const { runs, server } = await started({})
    await runs.take(first)
    await runs.settle(never)
    expect(runs.own).toEqual([])
    expect(server.runner.text('info')).toContain('knows no such run')
  })
})

describe('what is new goes by the times of the runs that were there, and not by the clock of the answers', () => {
  const before = [runJson('completed', { id: second, created: '2026-11-23T12:00:00.000000' })]
  test.each([
    ['counts', 'within the minute before the newest one, since the list of those does not have it', '11:59:01', 1],
    ['does not count', 'earlier', '11:58:59', 0]
  ])('a run %s that was made %s', async (_, __, time, count) => {
    const made = { json: runJson('running', { created: `2026-11-23T${time}.000000` }) }
    const { runs } = await started({ [first]: made }, { before })
    await runs.take(first)
    expect(runs.own).toHaveLength(count)
  })

  test('where the account has none yet, every run is new', async () => {
    const { runs } = await started({ [first]: { json: runJson('running', { created: '2001-01-01T00:00:00.000000' }) } })
    await runs.take(first)
    expect(runs.own).toHaveLength(1)
  })
})

test('a run on another stack is an error that says where it is', async () => {
  const { runs } = await started({ [first]: { json: runJson('running', { stack: { id: 'x', name: 'production' } }) } })
  const error = await runs.take(first)
  expect(error?.message).toContain('is on stack production, not on staging')
  expect(await failure(() => runs.settle(never))).toEqual(error)
})

test('a run without a stack is an error', async () => {
  const { runs } = await started({ [first]: { json: runJson('running', { stack: null }) } })
  expect((await runs.take(first))?.message).toContain('is on stack unknown')
})

test('a server that can not be asked fails the step at its end, and no promise is left behind', async () => {
  const { runs } = await started({ [first]: refused(403, 'IllegalOperationError', 'no') })
  expect(await runs.take(first)).toBeUndefined()
  expect((await failure(() => runs.settle(never))).message).toContain('403')
})

test('outputs list all runs, and follow what becomes of each', async () => {
  const json = (id: string, name: string) => ({ json: runJson('running', { id, name }) })
  const { runs, server } = await started({ [first]: json(first, 'one'), [second]: json(second, 'two') })
  await runs.take(first)
  await runs.take(second)
  const [one] = runs.own
  if (one === undefined) throw new Error('no run')
  runs.update({ ...one, status: 'completed', metadata: { accuracy: 1 } })
  expect(runs.own).toHaveLength(2)
  const expected = {
    'run-ids': JSON.stringify([first, second]),
    'run-name': 'one',
    status: 'completed',
    metadata: '{"accuracy":1}'
  }
  expect(server.runner.outputs).toMatchObject(expected)
})

test('a run that was there before the command does not count, and is not even asked about', async () => {
  const earlier = runJson('running')
  const { runs, server, state } = await started({ [first]: { json: earlier } }, { before: [earlier] })
  await runs.take(first)
  expect([runs.own, server.requests]).toEqual([[], []])
  expect(state()?.runIds).toEqual([])
})

test('a run that another step of this action has tagged does not count, and post is not told of it', async () => {
  const { runs, server, state } = await started({
    [first]: { json: runJson('running', { tags: claimed('gate:lineage=other') }) }
  })
  await runs.take(first)
  await runs.settle(never)
  expect(runs.own).toEqual([])
  expect(state()?.runIds).toEqual([])
  expect(server.asked.filter(asked => asked.startsWith('PUT'))).toEqual([])
})

test('a run whose tags are copies, as of another run from its snapshot, counts', async () => {
  const copies = runJson('running', { tags: claimed('gate:lineage=other', 'training-0') })
  const { runs } = await started({ [first]: { json: copies } }, { after: [{ ...copies, id: second }] })
  await runs.take(first)
  expect(runs.own.map(({ id }) => id)).toEqual([first])
  expect((await runs.unnamed()).map(({ id }) => id)).toEqual([second])
})

test('an own run is tagged at once', async () => {
  const { runs, server } = await started({ [first]: { json: runJson('running') } })
  await runs.take(first)
  await runs.settle(never)
  const tagging = server.requests.find(({ method }) => method === 'PUT')
  expect(JSON.parse(tagging?.body ?? '')).toEqual({ add_tags: [...tags.all, claimed(tags.lineage)[1]] })
})

test('a run in another project is an error', async () => {
  const json = runJson('running')
  const { runs } = await started({ [first]: { json: { ...json, body: { ...json.body, project_id: 'elsewhere' } } } })
  expect((await runs.take(first))?.message).toContain('in another project')
})

describe('runs that the command did not name', () => {
  const hidden = runJson('failed', { id: second })
  test('are found by listing what the account has started since', async () => {
    const { runs } = await started({ [first]: { json: runJson('running') } }, { after: [runJson('running'), hidden] })
    await runs.take(first)
    expect((await runs.unnamed()).map(({ id }) => id)).toEqual([second])
  })

  test.each([
    ['another step claims', runJson('failed', { id: second, tags: claimed('gate:lineage=other') })],
    ['a schedule started', { ...hidden, resources: { ...hidden.resources, schedule: { id: 'daily' } } }]
  ])('are not those that %s', async (_, run) => {
    const { runs } = await started({}, { after: [run] })
    expect(await runs.unnamed()).toEqual([])
  })
})

test('runs are looked for in every project, since the server lists one at a time', async () => {
  const hidden = runJson('failed', { id: second, project: 'other' })
  const { begun, runs } = await started({ [first]: { json: runJson('running') } }, {}, { after: [hidden] })
  await runs.take(first)
  expect((await runs.unnamed()).map(({ id }) => id)).toEqual([second])
  expect(begun.filter(asked => asked.includes('/runs?')).every(asked => asked.includes('project='))).toBe(true)
})

test('a run that was there before in another project does not count either', async () => {
  const earlier = runJson('running', { project: 'other' })
  const { runs } = await started({ [first]: { json: earlier } }, {}, { before: [earlier], after: [earlier] })
  await runs.take(first)
  expect([runs.own, await runs.unnamed()]).toEqual([[], []])
})

describe('when the command is cut off', () => {
  test('every candidate with an answer is decided', async () => {
    const { runs } = await started({ [first]: { json: runJson('running') } })
    const taken = runs.take(first)
    expect(runs.isDecided).toBe(false)
    await taken
    expect(runs.isDecided).toBe(true)
  })

  test('runs that may be its own are noted for post: on its stack, active, just made, and claimed by nobody', async () => {
    const id = (nth: number) => `00000000-0000-4000-8000-00000000000${nth}`
    const scheduled = runJson('running', { id: id(5) })
    const { runs, state } = await started(
      { [first]: { json: runJson('running') } },
      {
        before: [runJson('running', { id: id(0) })],
        after: [
          runJson('running'),
          runJson('running', { id: id(0) }),
          runJson('initializing', { id: id(1) }),
          runJson('running', { id: id(2), stack: { id: 'another', name: 'production' } }),
          runJson('completed', { id: id(3) }),
          runJson('running', { id: id(4), tags: claimed('gate:lineage=other') }),
          runJson('running', { id: id(6), created: '2026-11-23T11:59:29.000000' }),
          { ...scheduled, resources: { ...scheduled.resources, schedule: { id: 'daily' } } }
        ]
      }
    )
    await runs.take(first)
    expect(await runs.noteUnclaimed({ attempts: 1 })).toBe(2)
    expect(state()?.command).toMatchObject({ lineageTag: tags.lineage, ownIds: [first], unclaimedIds: [id(1)] })
  })

  test('a candidate that the server could not be asked about is not, so that post looks again', async () => {
    const { runs, state } = await started({ [first]: refused(403, 'IllegalOperationError', 'no') })
    await runs.take(first)
    expect(runs.isDecided).toBe(false)
    expect(state()?.runIds).toEqual([first])
  })

  test('nobody waits for an answer any more', async () => {
    const { runs } = await started({ [first]: { json: runJson('running') } })
    const taken = runs.take(first)
    over.abort(new Error('over'))
    await expect(runs.settle(over.signal)).rejects.toThrow('over')
    await taken
  })

  test('a command that never started is known as such', async () => {
    const { runs } = await started({})
    expect(runs.wasStarted).toBe(false)
    runs.started({ pid: 7, startTicks: 8 })
    expect(runs.wasStarted).toBe(true)
  })
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
  const { runs } = await started({ [first]: reply })
  await runs.take(first)
  expect(runs.own).toHaveLength(1)
})
