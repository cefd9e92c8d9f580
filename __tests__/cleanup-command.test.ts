import { afterEach, describe, expect, test } from '@jest/globals'
import type { CommandState, State } from '../src/job/state.ts'
import { claimed } from './pieces/entities.ts'
import { endJobs, killed } from './pieces/killed-job.ts'
import { answer, forever, type Instead, type MemoryJobOptions } from './pieces/memory-job.ts'

afterEach(endJobs)

const lineageTag = 'gate:lineage=mine'
/** The tags of a run that the step of a lineage claims. */
const by = (lineage: string) => (runName: string) => claimed(lineage, runName)

/** A job whose main was killed while its command ran; the run on the server is as main made it, but for its tags. */
async function killedCommand(
  command: Partial<CommandState> = {},
  change: Partial<State> = {},
  options: MemoryJobOptions = {},
  tags: (runName: string) => readonly string[] = () => []
) {
  const found = await killed({}, options)
  const { runName: _, idempotencyKey: __, ...state } = found.state
  const marked = {
    ...state,
    command: { lineageTag, sinceMs: 0, earlierIds: [], ownIds: [], unclaimedIds: [], ...command },
    ...change
  }
  found.job.runner.states['trigger'] = JSON.stringify(marked)
  const [run] = found.job.standIn.runs
  run?.tags.splice(0, Number.POSITIVE_INFINITY, ...tags(run.name))
  return { ...found, runId: run?.id ?? '' }
}

describe('a run that a command only named is left alone', () => {
  test('where it is older than the command', async () => {
    const { job } = await killedCommand({ sinceMs: Date.now() + 10 * 365 * 86_400_000 })
    await job.post()
    expect(job.asked('stop')).toEqual([])
    expect(job.runner.text('info')).toContain('was not started by the main step')
  })

  test('where it was there before the command', async () => {
    const { runId } = await killedCommand()
    const { job } = await killedCommand({ earlierIds: [runId] })
    await job.post()
    expect(job.asked('stop')).toEqual([])
  })

  test('where another step has tagged it', async () => {
    const { job } = await killedCommand({}, {}, {}, by('gate:lineage=another'))
    await job.post()
    expect(job.asked('stop')).toEqual([])
  })
})

describe('what post can not list', () => {
  const refuseLists =
    (status: number): Instead =>
    ({ path }) =>
      path.includes('/runs?') ? answer(status, { detail: ['IllegalOperationError', 'no'] }) : undefined

  test.each([403, 500])('with %d, it stops the runs that it knows, at once, and warns', async status => {
    const { job, runId } = await killedCommand({}, {}, { instead: refuseLists(status) })
    const known = { ownIds: [runId] }
    const { job: again, stopped, warnings } = await killedCommand(known, {}, { instead: refuseLists(status) })
    void job
    const before = again.time.elapsed
    await again.post()
    expect(stopped()).toBe(true)
    expect((again.asked('stop')[0]?.atMs ?? Number.NaN) - before).toBeLessThan(1_000)
    expect(warnings()).toContain('could not make sure that nothing is left running')
  })
})

test('a run that the command printed is stopped at once, also where no list of runs comes', async () => {
  const lists: Instead = ({ path }) => (path.includes('/runs?') ? 'never' : undefined)
  const tooEarly = answer(403, { detail: ['IllegalOperationError', 'Cannot stop a pipeline run yet.'] })
  let stops = 0
  const instead: Instead = (sent, pass) => (sent.question === 'stop' && stops++ === 0 ? tooEarly : lists(sent, pass))
  const { runId } = await killedCommand()
  const { job, stopped, warnings } = await killedCommand({}, { runIds: [runId] }, { instead })
  const before = job.time.elapsed
  await job.post()
  expect(stopped()).toBe(true)
  expect((job.asked('stop').at(-1)?.atMs ?? Number.NaN) - before).toBeLessThan(5_000)
  expect(warnings()).toContain('could not make sure that nothing is left running')
})

describe('the search for runs that a command started', () => {
  test('goes on where another project was just deleted', async () => {
    const gone = answer(404, { detail: ['KeyError', 'No project with this ID found'] })
    const instead: Instead = ({ path }, pass) => {
      if (path.includes('project=deleted')) return gone
      if (!path.includes('/projects?')) return undefined
      const passed = pass()
      const json = JSON.parse(passed.body) as { items: object[] }
      return { ...passed, body: JSON.stringify({ ...json, items: [{ id: 'deleted', name: 'x' }, ...json.items] }) }
    }
    const { job, stopped, warnings } = await killedCommand({}, { runIds: [] }, { instead }, by(lineageTag))
    await job.post()
    expect([stopped(), warnings()]).toEqual([true, ''])
  })

  test('finds the run that it named, and that could not be read at first', async () => {
    let refusals = 0
    const instead: Instead = ({ path }) =>
      path.includes('/runs/') && !path.includes('/stop') && refusals++ < 2
        ? answer(403, { detail: ['IllegalOperationError', 'no'] })
        : undefined
    const first = await killedCommand()
    const { job, stopped } = await killedCommand({}, { runIds: [first.runId] }, { instead })
    await job.post()
    expect(stopped()).toBe(true)
  })
})

test('an id that a command printed, that no list shows and that may not be read is no reason to wait', async () => {
  const foreign = '11b34adf-20a4-44f6-8f39-1422ab476c27'
  const instead: Instead = ({ path }) =>
    path.includes(foreign) ? answer(403, { detail: ['IllegalOperationError', 'no'] }) : undefined
  const { job, warnings } = await killedCommand({}, { runIds: [foreign] }, { instead }, by('gate:lineage=another'))
  const before = job.time.elapsed
  await job.post()
  expect(job.time.elapsed - before).toBeLessThan(5_000)
  expect(warnings()).toContain('403')
})

describe('a run that a command started', () => {
  const statuses = [
    { atMs: 0, status: 'initializing' },
    { atMs: 20_000, status: 'running' }
  ]
  const nowhere = '00000000-0000-4000-8000-000000000000'

  async function post(options: MemoryJobOptions = {}) {
    const { job, runId, stopped, warnings } = await killedCommand(
      {},
      {},
      { script: { ...forever, statuses }, ...options }
    )
    const state = JSON.parse(job.runner.states['trigger'] ?? '')
    job.runner.states['trigger'] = JSON.stringify({ ...state, runIds: [nowhere, runId] })
    await job.post()
    return { stopped: stopped(), warnings: warnings() }
  }

  test('is stopped, whatever else the command named', async () => {
    expect(await post()).toEqual({ stopped: true, warnings: '' })
  })

  test('is stopped also where another one makes trouble, which is told after that', async () => {
    const instead: MemoryJobOptions['instead'] = ({ path }) =>
      path.includes(nowhere) ? answer(403, { detail: 'no' }) : undefined
    const { stopped, warnings } = await post({ instead })
    expect(stopped).toBe(true)
    expect(warnings).toContain('403')
  })

  test('is stopped where main had no time to hear of it, but to tag it', async () => {
    const { job, stopped, warnings } = await killedCommand({}, { runIds: [] }, {}, by(lineageTag))
    await job.post()
    expect([stopped(), warnings()]).toEqual([true, ''])
  })

  test('is told, and left alone, where nobody can say whose it is', async () => {
    const { job, stopped, warnings } = await killedCommand({}, { runIds: [] })
    await job.post()
    expect(stopped()).toBe(false)
    expect(warnings()).toMatch(/was started by this account while the command ran, which did not name it.*https:/)
  })

  test('is stopped where it was there when the command was cut off, and nobody claims it by now', async () => {
    const { runId } = await killedCommand()
    const { job, stopped, warnings } = await killedCommand({ unclaimedIds: [runId] }, { runIds: [] })
    await job.post()
    expect([stopped(), warnings()]).toEqual([true, ''])
    expect(job.runner.text('info')).toMatch(/was started by this account.*so it is taken for the command's/)
  })

  test('is left alone where its own step claims it while post waits', async () => {
    const { runId } = await killedCommand()
    const waited = () => job.time.elapsed - began >= 1_000
    const instead: MemoryJobOptions['instead'] = ({ path }) => {
      if (!path.includes('/runs?') || !waited()) return undefined
      for (const { name, tags } of job.standIn.runs) tags.push(...claimed('gate:lineage=another', name))
      return undefined
    }
    const { job, stopped, warnings } = await killedCommand({ unclaimedIds: [runId] }, { runIds: [] }, { instead })
    const began = job.time.elapsed
    await job.post()
    expect([stopped(), warnings()]).toEqual([false, ''])
  })

  test('is warned of where its claim is a copy, as of another run from its snapshot', async () => {
    const copied = () => claimed('gate:lineage=another', 'another-run')
    const { job, stopped, warnings } = await killedCommand({}, { runIds: [] }, {}, copied)
    await job.post()
    expect(stopped()).toBe(false)
    expect(warnings()).toMatch(/was started by this account while the command ran, which did not name it/)
  })

  test('is no matter of this step where another one claims it', async () => {
    const { job, stopped, warnings } = await killedCommand({}, { runIds: [] }, {}, by('gate:lineage=another'))
    await job.post()
    expect([stopped(), warnings()]).toEqual([false, ''])
  })
})
