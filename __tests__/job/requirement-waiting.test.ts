import { describe, expect, test } from '@jest/globals'
import { type RequiringJob, requireGreen } from '../../src/job/requirement.ts'
import { Report } from '../../src/report/report.ts'
import { runJson, snapshotJson, stepJson } from '../pieces/entities.ts'
import { FakeServer, ids, page } from '../pieces/fake-server.ts'
import { anInvocation } from '../pieces/invocation.ts'
import { failure } from '../pieces/thrown.ts'

const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
const url = `https://dashboard.test/projects/default/runs/${ids.run}`
const code = { note: 'This job has the code of the push.', proven: { commit, tree: 't' } }
const remedy = 'Let this code run in staging until it is green there, then re-run this job.'
const where = 'environments: production.requires'

interface Given {
  /** When the run ends, ms. */
  readonly endsAtMs?: number
  /** As what. */
  readonly end?: string
  readonly inputs?: object
  readonly untilMs?: number
  /** Status of each of its steps; the snapshot has `load` and `train`. */
  readonly steps?: readonly string[]
}

/** A job for production, beside which a run of the same code is in progress in staging. */
function jobBeside({ end = 'completed', endsAtMs = 0, inputs, steps, untilMs = 600_000 }: Given) {
  const gate = { run_name: 'training-1', repository: 'acme/models', environment: 'staging', code_commit: commit }
  const server: FakeServer = new FakeServer(({ path }) => {
    if (path.startsWith('/api/v1/stacks')) return page([{ id: ids.stack, name: 'staging' }])
    if (path.startsWith('/api/v1/pipeline_snapshots'))
      return { json: snapshotJson({ id: 'c923cbf5-01f5-4c1c-b8cd-a1edc015be62' }) }
    if (path.includes('/steps')) {
      const all = (steps ?? ['completed', 'completed']).map((status, index) =>
        stepJson(['load', 'train'][index] ?? '', status)
      )
      return page(all.map(step => ({ ...step, resources: { user: { id: ids.account, name: 'ci-gate' } } })))
    }
    const run = runJson(server.clock.elapsed() < endsAtMs ? 'running' : end)
    const whole = {
      ...run,
      metadata: { config: { extra: { gate } }, run_metadata: {} },
      resources: { ...run.resources, user: { id: ids.account, name: 'ci-gate', body: { is_service_account: true } } }
    }
    return path.includes(`/runs/${ids.run}`) ? { json: whole } : page([whole])
  })
  const world = {
    ...server.runner.connect(() => true),
    clock: server.clock,
    cancel: new AbortController().signal,
    env: {}
  }
  const report = new Report(world)
  const job = {
    world,
    report,
    connection: server.connection(),
    environment: { name: 'production', requires: { name: 'staging', stack: 'staging', overrides: {} } },
    inputs: { githubToken: undefined, wait: true, dryRun: false, ...inputs },
    invocation: anInvocation(),
    until: untilMs
  } as unknown as RequiringJob
  const require = () => requireGreen(job, { pipeline: 'training', code })
  return { info: () => server.runner.text('info'), report, require, server }
}

const waiting = `Waiting for the run of this code in staging, which is running: training-1, ${url}`
const green = `This code was green in staging: run training-1, commit 6dcb09b5b578, ${url}`

describe('a run of the same code that is in progress in the required environment', () => {
  test('is waited for, and then lets the code go on', async () => {
    const { info, report, require, server } = jobBeside({ endsAtMs: 13_000 })
    await require()
    expect(info()).toBe(`${waiting}\n${green}`)
    expect(server.clock.slept).toEqual([...Array.from({ length: 10 }, () => 1_000), 2_000, 2_000])
    expect(report.facts.required).toMatchObject({ environment: 'staging', run: { id: ids.run, status: 'completed' } })
  })

  test('lets no code go on if it fails', async () => {
    const { info, report, require } = jobBeside({ endsAtMs: 13_000, end: 'failed' })
    expect(await failure(require)).toMatchObject({
      message: `The newest run of this code in staging ended as failed: training-1, ${url}`,
      where,
      remedy
    })
    expect(info()).toBe(waiting)
    expect(report.facts.required).toBeUndefined()
  })

  test('is waited for until the timeout, and no longer', async () => {
    const { require, server } = jobBeside({ endsAtMs: 60_000, untilMs: 11_500 })
    expect(await failure(require)).toMatchObject({
      message: `The newest run of this code in staging is still running: training-1, ${url}`,
      where,
      remedy
    })
    expect(server.clock.slept.slice(-2)).toEqual([1_000, 1_500])
    expect(server.clock.elapsed()).toBe(11_500)
  })

  test('is not waited for if the step waits for nothing', async () => {
    const { require, server } = jobBeside({ endsAtMs: 13_000, inputs: { wait: false } })
    expect(await failure(require)).toMatchObject({
      message: "The run of this code in staging is still in progress, and with wait: 'false' nobody sees its end",
      where: 'wait',
      remedy: `Remove wait, or re-run this job once the run has ended: ${url}`
    })
    expect(server.clock.slept).toEqual([])
  })

  test('is only named by a dry run', async () => {
    const { info, report, require, server } = jobBeside({ endsAtMs: 13_000, inputs: { dryRun: true } })
    await require()
    expect(info()).toBe(`Dry run: would wait for the run training-1, ${url} of this code.`)
    expect(report.facts.required).toBeUndefined()
    expect(server.clock.slept).toEqual([])
  })
})

describe('a run of the same code that has ended', () => {
  test('is said to be green once, however often it is asked for', async () => {
    const { info, require } = jobBeside({})
    await require()
    await require()
    expect(info()).toBe(green)
  })

  test('is not green if it calls itself completed, but a step of it has not run', async () => {
    const { require } = jobBeside({ steps: ['completed'] })
    expect(await failure(require)).toMatchObject({
      message: `The newest run of this code in staging calls itself completed, but its step train has not run: training-1, ${url}`,
      where,
      remedy
    })
  })

  const cache = `taken from ZenML's cache, which compares a step's own source and inputs, and not the modules that it imports: ${url}`
  test.each([
    [['cached', 'completed'], `1 of its 2 steps were ${cache}\n`],
    [['cached', 'cached'], `All of its steps were ${cache}\n`]
  ])('is green with steps that were %j, and the log says what that means', async (steps, said) => {
    const { info, require } = jobBeside({ steps })
    await require()
    expect(info()).toBe(`${said}${green}`)
  })
})
