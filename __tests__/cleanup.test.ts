import { afterEach, describe, expect, test } from '@jest/globals'
import type { State } from '../src/job/state.ts'
import { endJobs, killed } from './pieces/killed-job.ts'
import { answer, endingAs, forever, type Instead, MemoryJob } from './pieces/memory-job.ts'

afterEach(endJobs)

const unknownRun: Partial<State> = { runIds: [] }

test.each([
  ['nothing was saved', ''],
  ['main has seen its run to an end', '{"settled":true}']
])('if %s, nothing is asked of anybody', async (_, state) => {
  const job = new MemoryJob()
  if (state !== '') job.runner.states['trigger'] = state
  await job.post()
  expect(job.networks).toEqual([])
  expect(job.runner.text()).toBe('')
})

test('a state that cannot be read is a warning', async () => {
  const job = new MemoryJob()
  job.runner.states['trigger'] = '{'
  await job.post()
  expect(job.networks).toEqual([])
  expect(job.runner.text('warning')).toContain('could not make sure')
})

describe('a run that main left', () => {
  test('is stopped after a new login, without noise', async () => {
    const { job, stopped, info, warnings } = await killed()
    await job.post()
    expect(stopped()).toBe(true)
    const asked = job.sent.map(({ question }) => question)
    expect(asked.slice(0, 4)).toEqual(['login', 'details', 'stop', 'details'])
    expect(new Set(asked.slice(4))).toEqual(new Set(['details']))
    expect(info()).toMatch(/has ended \(stopped\)\.$/)
    expect(warnings()).toBe('')
  })

  test('is stopped once, however often post runs', async () => {
    const { job, warnings } = await killed()
    await job.post()
    await job.post()
    expect(job.asked('stop').length).toBeLessThanOrEqual(2)
    expect(warnings()).toBe('')
  })

  test('is found by its name if main never heard of it', async () => {
    const { job, stopped, warnings } = await killed(unknownRun)
    await job.post()
    expect(stopped()).toBe(true)
    expect(warnings()).toBe('')
  })

  test('is found by its name if a slow server shows it only later', async () => {
    const hidden: Instead = ({ question, atMs }, pass) =>
      question === 'find' && atMs < 15_000 ? { ...pass(), body: '{"items":[],"total_pages":1}' } : undefined
    const { job, stopped } = await killed(unknownRun, { instead: hidden })
    await job.post()
    expect(stopped()).toBe(true)
  })

  test('that has ended is left alone', async () => {
    const { job, info } = await killed({}, { script: endingAs('completed') })
    await job.time.sleep(60_000)
    await job.post()
    expect(job.asked('stop')).toEqual([])
    expect(info()).toContain('has ended (completed)')
  })

  test('that is too young to be stopped is asked again, for up to two minutes', async () => {
    const statuses = [
      { atMs: 0, status: 'initializing' },
      { atMs: 100_000, status: 'running' }
    ]
    const { job, stopped, warnings } = await killed({}, { script: { ...forever, statuses } })
    await job.post()
    expect(stopped()).toBe(true)
    expect(warnings()).toBe('')
  })

  test('that stays too young is reported with its link', async () => {
    const { job, state, warnings } = await killed(
      {},
      { script: { ...forever, statuses: [{ atMs: 0, status: 'initializing' }] } }
    )
    const before = job.time.elapsed
    await job.post()
    expect(job.time.elapsed - before).toBeLessThanOrEqual(121_000)
    expect(warnings()).toContain(`may still be running; stop it in the dashboard: ${state.runUrl}`)
  })

  test.each([
    [200, { ok: true }],
    [404, { detail: ['KeyError', 'No pipeline run with this ID found'] }],
    [501, { detail: 'no' }]
  ])('and whose stop is answered with %d, but not made, is reported with its link', async (status, json) => {
    const instead: Instead = ({ question }) => (question === 'stop' ? answer(status, json) : undefined)
    const { job, state, warnings } = await killed({}, { instead })
    await job.post()
    expect(job.asked('stop').length).toBeGreaterThan(50)
    expect(warnings()).toContain(`may still be running; stop it in the dashboard: ${state.runUrl}`)
  })

  test('and that is being stopped already is waited for, without a second stop', async () => {
    const { job, info, warnings } = await killed()
    job.standIn.runs[0]?.stop(job.time.now)
    await job.post()
    expect(job.asked('stop')).toEqual([])
    expect(info()).toMatch(/has ended \(stopped\)\.$/)
    expect(warnings()).toBe('')
  })

  test('and that stays being stopped is warned of', async () => {
    const { job, warnings } = await killed({}, { script: { ...forever, stop: 'stuck' } })
    await job.post()
    expect(warnings()).toMatch(/was told to stop and has not ended yet; look at it in the dashboard: http/)
  })

  test('and that stays being stopped is waited for no longer if the login took its time', async () => {
    let isPost = false
    let logins = 0
    const instead: Instead = ({ question }) => (isPost && question === 'login' && ++logins === 1 ? 'never' : undefined)
    const { job, warnings } = await killed({}, { script: { ...forever, stop: 'stuck' }, instead })
    const before = job.time.elapsed
    isPost = true
    await job.post()
    expect(logins).toBeGreaterThan(1)
    expect(job.time.elapsed - before).toBeLessThanOrEqual(121_000)
    expect(warnings()).toContain('has not ended yet')
  })
})

describe('a run that main left is stopped anyway', () => {
  const forMs =
    (limitMs: number, instead: Instead): Instead =>
    (sent, pass) =>
      sent.atMs < limitMs && isPost ? instead(sent, pass) : undefined
  let isPost = false

  test.each<[string, Instead]>([
    [
      'the login is refused for a passing reason',
      ({ question }) =>
        question === 'login'
          ? answer(401, { detail: ['CredentialsNotValid', 'Authentication error: could not reach the control plane'] })
          : undefined
    ],
    [
      'everything about runs is forbidden for a while',
      ({ path }) => (path.includes('/runs') ? answer(403, { detail: ['IllegalOperationError', 'no'] }) : undefined)
    ],
    ['a gateway forbids everything for a while', () => answer(403, { message: 'Forbidden' })],
    ['a gateway knows no route for a while', () => answer(404, { message: 'no Route matched' })],
    [
      'a server without such paths stands in for a while',
      ({ question }) => (question === 'login' ? undefined : answer(404, { detail: 'Not Found' }))
    ]
  ])('if %s', async (_, instead) => {
    isPost = false
    const { job, stopped, warnings } = await killed({}, { instead: forMs(40_000, instead) })
    isPost = true
    await job.post()
    expect([stopped(), warnings()]).toEqual([true, ''])
  })

  test('but a key that was rotated is reported after two logins', async () => {
    const { job, stopped, warnings } = await killed()
    job.standIn.credentials.rotate('ZENKEY_other', job.time.now, 0)
    const before = job.time.elapsed
    await job.post()
    expect(job.time.elapsed - before).toBeLessThan(20_000)
    expect(stopped()).toBe(false)
    expect(warnings()).toContain('the API key was rotated')
  })
})

test('a run that never appears is looked for as long as there is time, and then warned of by name and address', async () => {
  const { job, stopped, warnings } = await killed({ ...unknownRun, runName: 'another-name' })
  const before = job.time.elapsed
  await job.post()
  expect(stopped()).toBe(false)
  expect(job.time.elapsed - before).toBeGreaterThanOrEqual(118_000)
  expect(job.time.elapsed - before).toBeLessThanOrEqual(121_000)
  expect(warnings()).toMatch(/may still start the run another-name.*dashboard: http/)
})

describe('a run is left alone', () => {
  test('that has another name, though the server lists it', async () => {
    let listed: unknown
    const instead: Instead = ({ question }) =>
      question === 'find' ? answer(200, { items: [listed], total_pages: 1 }) : undefined
    const { job, state, stopped } = await killed(unknownRun, { instead })
    const [run] = job.standIn.runs
    listed = { id: run?.id, name: `${run?.name}x`, body: { status: 'running', user_id: state.accountId } }
    await job.post()
    expect(stopped()).toBe(false)
  })

  const somebody = '00000000-0000-4000-8000-000000000000'

  test.each<[string, Partial<State>]>([
    ['that another account started', { accountId: somebody }],
    ['that another account started under the name of main', { ...unknownRun, accountId: somebody }]
  ])('%s', async (_, change) => {
    const { job, stopped } = await killed(change)
    await job.post()
    expect(stopped()).toBe(false)
    expect(job.asked('stop')).toEqual([])
  })
})
