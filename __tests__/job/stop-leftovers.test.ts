import { describe, expect, test } from '@jest/globals'
import type { Leftovers } from '../../src/job/leftovers.ts'
import { type Cleanup, stopLeftovers, warnOfLeftovers } from '../../src/job/stop-leftovers.ts'
import { ActionError } from '../../src/text/errors.ts'
import { made, runJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, refused } from '../pieces/fake-server.ts'

const other = '79797979-b45a-420c-876a-6f7bbecc8218'
const list = 'https://dashboard.test/projects/default/runs'
const url = `${list}/${ids.run}`
const nothing: Leftovers = { ids: [], printedIds: [], starts: [], isUnseen: false }
const provenanceOf = (run_name: string) => ({
  config: { extra: { gate: { run_name, repository: 'acme/models', environment: 'staging' } } },
  run_metadata: {}
})
const provenance = provenanceOf('training-1')
const before = '2026-11-23T11:59:59.000000'

type RunJson = ReturnType<typeof runJson>

interface Server {
  readonly runs?: readonly RunJson[]
  /** What a run is after it was told to stop. */
  readonly afterStop?: string
  /** Whether the server answers nothing but refusals about runs. */
  readonly refuses?: boolean
  readonly state?: object
}

/** What post does and says about what main left, with a minute of time. */
async function post(left: Partial<Leftovers>, { afterStop = 'stopped', refuses = false, runs = [], state }: Server) {
  const stopped = new Set<string>()
  const server: FakeServer = new FakeServer(({ method, path }) => {
    if (refuses) return refused(403, 'IllegalOperationError', 'not allowed')
    const now = runs.map(run => (stopped.has(run.id) ? { ...run, body: { ...run.body, status: afterStop } } : run))
    const id = /\/runs\/([^/?]+)/.exec(path)?.[1]
    if (method === 'POST') stopped.add(id ?? '')
    if (method !== 'GET') return { json: null }
    if (id !== undefined) {
      const run = now.find(each => each.id === id)
      return run === undefined ? refused(404, 'KeyError', 'No such run') : { json: run }
    }
    const name = new URL(path, 'https://x').searchParams.get('name')
    return page(now.filter(run => name === null || name === run.name || name.endsWith(`:${run.name}`)))
  })
  const { clock } = server
  const cleanup = {
    world: { ...server.runner.connect(() => true), clock, cancel: new AbortController().signal, env: {} },
    session: server.session(),
    state: { runUrl: undefined, ...state },
    baseline: { projectId: ids.project, accountId: ids.account, sinceMs: made, earlierIds: [] },
    until: clock.elapsed() + 60_000,
    place: list
  } as unknown as Cleanup
  await stopLeftovers(cleanup, { ...nothing, ...left })
  const { runner } = server
  return { clock, info: runner.text('info'), stopped: [...stopped], warnings: runner.text('warning') }
}

const running = runJson('running')
const mine = { ids: [ids.run] }
const printed = { printedIds: [ids.run] }

describe('a run that main left', () => {
  test.each<[string, Partial<Leftovers>, RunJson]>([
    ['that it knew', mine, running],
    ['that it knew, and which says where it came from', mine, runJson('running', { metadata: provenance })],
    ['that its command printed', printed, running],
    ['whose request got no answer', { starts: [{ name: 'training-1' }] }, running]
  ])('%s is stopped, and its end is said', async (_, left, run) => {
    const { info, stopped, warnings } = await post(left, { runs: [run] })
    expect({ info, stopped, warnings }).toEqual({
      info: 'The run training-1 has ended (stopped).',
      stopped: [ids.run],
      warnings: ''
    })
  })

  test('that has ended is not told to stop', async () => {
    const { info, stopped } = await post(mine, { runs: [runJson('failed')] })
    expect({ info, stopped }).toEqual({ info: 'The run training-1 has ended (failed).', stopped: [] })
  })

  test('that is being stopped is not told again, and is waited for', async () => {
    const { clock, stopped, warnings } = await post(mine, { runs: [runJson('stopping')] })
    expect({ stopped, warnings }).toEqual({
      stopped: [],
      warnings: `The run training-1 was told to stop and has not ended yet; look at it in the dashboard: ${list} (${ids.run})`
    })
    expect(clock.elapsed()).toBe(58_000)
  })

  test.each([
    ['has a page', { runUrl: `${list}/${other}` }, url],
    ['has none', {}, `${list} (${ids.run})`]
  ])('that goes on is warned of, with where to look if it %s', async (_, state, where) => {
    const { warnings } = await post(mine, { runs: [running], afterStop: 'running', state })
    expect(warnings).toBe(`The run training-1 may still be running; stop it in the dashboard: ${where}`)
  })

  test('that the server does not know is said to be so', async () => {
    const { info, warnings } = await post(mine, {})
    expect({ info, warnings }).toEqual({ info: `The server does not know a run ${ids.run}.`, warnings: '' })
  })

  test('that may not be read is warned of', async () => {
    const { warnings } = await post(mine, { refuses: true })
    expect(warnings).toMatch(/^The post step could not make sure that nothing is left running: https:\/\/zenml\.test: /)
    expect(warnings.endsWith(` Look in the dashboard: ${list}`)).toBe(true)
  })

  test('is looked for until the time is over, and then warned of', async () => {
    const { clock, warnings } = await post({ starts: [{ name: 'training-1' }] }, {})
    expect(warnings).toBe(
      `The server may still start the run training-1, which was asked for before the step was cut off; if it appears, stop it in the dashboard: ${list}`
    )
    expect(clock.elapsed()).toBe(58_000)
  })
})

test.each<[string, Partial<Leftovers>, RunJson]>([
  ['was made by another account', mine, runJson('running', { account: other })],
  ['was there before', mine, runJson('running', { created: before })],
  ['was only printed, and is another step’s by its provenance', printed, runJson('running', { metadata: provenance })],
  ['was only printed, and was there before', printed, runJson('running', { created: before })]
])('a run that %s is left alone', async (_, left, run) => {
  const { info, stopped, warnings } = await post(left, { runs: [run] })
  expect({ info, stopped, warnings }).toEqual({
    info: `The run ${ids.run} was not started by the main step; leaving it alone.`,
    stopped: [],
    warnings: ''
  })
})

describe('if no request of a command could be seen', () => {
  const named = (name: string, status = 'running', change: object = {}) =>
    runJson(status, { name, id: `79797979-b45a-420c-876a-${name.padStart(12, '0')}`, ...change })

  test('the runs are named that its account started meanwhile, five at most, and none is stopped', async () => {
    const runs = [
      named('0', 'failed'),
      named('7', 'running', { created: before }),
      named('8', 'running', { metadata: provenanceOf('8') }),
      ...['1', '2', '3', '4', '5', '6'].map(name => named(name))
    ]
    const { info, stopped, warnings } = await post({ isUnseen: true }, { runs })
    expect(warnings).toBe(
      `The command's requests could not be observed. The account started 1, 2, 3, 4, 5 meanwhile; stop what is the command's in the dashboard: ${list}`
    )
    expect({ info, stopped }).toEqual({ info: '', stopped: [] })
  })

  test('nothing is said where none is active', async () => {
    const { info, warnings } = await post({ isUnseen: true }, { runs: [named('1', 'completed')] })
    expect({ info, warnings }).toEqual({ info: '', warnings: '' })
  })
})

test('that nothing is left is said', async () => {
  const { info, warnings } = await post({}, { runs: [running] })
  expect({ info, warnings }).toEqual({
    info: "The server has no run that is known to be the main step's.",
    warnings: ''
  })
})

test.each<[string, Partial<Leftovers>]>([
  ['one that is known and one that was printed', { ...mine, printedIds: [other] }],
  ['one that was printed and one that was asked for', { ...printed, starts: [{ name: 'training-2' }] }],
  ['one that is known and one that was asked for', { ...mine, starts: [{ name: 'training-2' }] }]
])('that nothing is left is not said of two runs, %s', async (_, left) => {
  const runs = [running, runJson('running', { id: other, name: 'training-2' })]
  const { info, stopped } = await post(left, { runs })
  expect(info.split('\n').toSorted()).toEqual([
    'The run training-1 has ended (stopped).',
    'The run training-2 has ended (stopped).'
  ])
  expect(stopped.toSorted()).toEqual([ids.run, other].toSorted())
})

test.each([
  ['', 'The post step could not make sure that nothing is left running: It is gone.'],
  [list, `The post step could not make sure that nothing is left running: It is gone. Look in the dashboard: ${list}`]
])('a warning names a place to look at only if there is one: %j', (place, said) => {
  const { log, runner } = new FakeServer(() => ({}))
  warnOfLeftovers(log, new ActionError('It is gone'), place)
  expect(runner.text('warning')).toBe(said)
})
