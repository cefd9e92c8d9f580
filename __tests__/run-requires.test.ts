import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { pushTo } from '../testbed/runner.ts'
import { answer, endingAs, forever, MemoryJob, type MemoryJobOptions, quick } from './pieces/memory-job.ts'
import type { RunScript } from './stand-in/run-script.ts'

const rules = `staging: {branches: develop}
production: {branches: main, requires: staging}`
const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
const ended: RunScript = { statuses: [{ atMs: 0, status: 'completed' }], stop: 'graceful', stopTakesMs: 0 }

const notFound = { detail: ['KeyError', 'No snapshot with this ID found'] }

const jobs: MemoryJob[] = []
afterEach(() => {
  for (const { time } of jobs.splice(0)) time.stop()
})

/** A job for a push to main, on whose commit the snapshots' code is. */
function aJob(options: MemoryJobOptions = {}): MemoryJob {
  const job = new MemoryJob({ codeCommit: commit, event: pushTo('main').event, ...options })
  jobs.push(job)
  return job
}

function main(
  job: MemoryJob,
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {}
): Promise<boolean> {
  return job.main({ environments: rules, ...inputs }, { ...pushTo('main').env, ...env })
}

/** A run on staging, as this action would have started it. */
function addRun(
  job: MemoryJob,
  gate: Readonly<Record<string, unknown>> = {},
  {
    name = 'training-staging-1',
    script = ended,
    ...rest
  }: { name?: string; script?: RunScript; accountId?: string } = {}
) {
  const said = { run_name: name, repository: 'acme/models', environment: 'staging', code_commit: commit, ...gate }
  return job.standIn.addRun('staging', { name, extra: { gate: said }, ...rest }, script)
}

/** Whether anything was asked for that changes something on the server. */
function changes(job: MemoryJob): readonly string[] {
  return job.sent.filter(({ method, path }) => method !== 'GET' && !path.includes('/login')).map(({ path }) => path)
}

describe('production requires staging', () => {
  test('and starts code that was green there', async () => {
    const job = aJob()
    const run = addRun(job)
    expect(await main(job)).toBe(true)
    expect(job.standIn.runs).toHaveLength(2)
    expect(job.runner.text('info')).toContain(`This code was green in staging: run ${run.name}, commit 6dcb09b5b578`)
    expect(job.runner.summary).toContain('| Required | green in <code>staging</code>: ')
    expect(job.runner.outputs['reason']).toContain('it requires this code green in staging')
  })

  test('and starts nothing if there was no run of this code', async () => {
    const job = aJob()
    addRun(job, { code_commit: 'a'.repeat(40) })
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toMatch(
      /^environments: production\.requires: staging has had no run of this code \(commit 6dcb09b5b578\) of pipeline training\. The newest run there, training-staging-1, is of commit aaaaaaaaaaaa: /
    )
  })

  test.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['another repository', { repository: 'acme/other' }],
    ['another environment', { environment: 'dev' }],
    ['unproven code', { code_commit: 'unknown' }],
    ['a copy of what another run says', { run_name: 'training-staging-0' }]
  ])('and counts no run of %s', async (_, gate) => {
    const job = aJob()
    addRun(job, gate)
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toContain('staging has had no run of this code')
  })

  test('and names a run of this code by another account', async () => {
    const job = aJob()
    addRun(job, {}, { accountId: 'b2c3d4e5-0000-4000-8000-000000000001' })
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toContain("was started by somebody-else, whose runs don't count")
  })

  test("unless that account is the one that staging's rules name", async () => {
    const job = aJob()
    addRun(job, {}, { accountId: 'b2c3d4e5-0000-4000-8000-000000000001' })
    const environments = rules.replace('develop', 'develop, account: somebody-else')
    expect(await main(job, { environments })).toBe(true)
  })

  test('and a newer failed run of the same code counts more than an older one', async () => {
    const job = aJob()
    addRun(job)
    addRun(job, {}, { name: 'training-staging-2', script: { ...ended, statuses: [{ atMs: 0, status: 'failed' }] } })
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toContain(
      'The newest run of this code in staging ended as failed: training-staging-2'
    )
  })

  test('and waits for a run of the same code that is in progress', async () => {
    const job = aJob()
    addRun(job, {}, { script: quick })
    expect(await main(job)).toBe(true)
    expect(job.runner.text('info')).toContain('Waiting for the run of this code in staging')
    expect(job.time.elapsed).toBeGreaterThan(30_000)
  })

  test('and is red if that run fails', async () => {
    const job = aJob()
    addRun(job, {}, { script: endingAs('failed') })
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
  })

  test('and waits no longer than the timeout', async () => {
    const job = aJob()
    addRun(job, {}, { script: forever })
    expect(await main(job, { timeout: '2m' })).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.outputs['conclusion']).toBe('timed-out')
    expect(job.runner.text('error')).toContain('is still running')
  })

  test('and a cancel ends that wait', async () => {
    const job = aJob()
    addRun(job, {}, { script: forever })
    job.cancelAt(60_000)
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.outputs['conclusion']).toBe('cancelled')
  })

  test("and doesn't wait if nobody is to wait", async () => {
    const job = aJob()
    addRun(job, {}, { script: forever })
    expect(await main(job, { wait: 'false' })).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toMatch(/^wait: The run of this code in staging is still in progress/)
  })

  test('and a dry run says what it would wait for', async () => {
    const job = aJob()
    const run = addRun(job, {}, { script: forever })
    expect(await main(job, { 'dry-run': 'true' })).toBe(true)
    expect(job.runner.text('info')).toContain(`Dry run: would wait for the run ${run.name}`)
  })

  test('and a run that calls itself completed has to have all its steps done', async () => {
    const job = aJob()
    addRun(
      job,
      {},
      {
        script: {
          ...ended,
          stepCount: 2,
          stepTimes: (_, createdMs) => ({ startMs: createdMs, endMs: createdMs + 3_600_000 })
        }
      }
    )
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toContain('calls itself completed, but its step train-0 is running')
  })

  test('and it is known which steps those are', async () => {
    const job = aJob({
      instead: ({ path }, pass) =>
        path.includes(`/pipeline_snapshots/${job.standIn.runs[0]?.snapshotId}`) ? answer(404, notFound) : pass()
    })
    addRun(job)
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toContain('the snapshot that says which steps it has is gone')
  })

  test('and code that is not proven is refused', async () => {
    const job = aJob({ codeCommit: 'c'.repeat(40) })
    addRun(job, { code_commit: 'c'.repeat(40) })
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toContain("The code that would run is not proven to be this event's.")
    expect(job.runner.text('error')).toContain('The snapshot holds the code of commit cccccccccccc')
  })

  test('and a command is refused before the server is asked', async () => {
    const job = aJob()
    expect(await main(job, { pipeline: '', command: 'python run.py' })).toBe(false)
    expect(job.sent).toEqual([])
    expect(job.runner.text('error')).toContain("What runs in 'production' is a command")
  })
})

describe('checks of the required environment', () => {
  const environments = `staging: {branches: develop, checks: {accuracy: {min: 0.8}}}
production: {branches: main, requires: staging}`
  const saying = async (verdicts: unknown, rules = environments) => {
    const job = aJob()
    Object.assign(addRun(job).noted, verdicts === undefined ? {} : { gate_verdicts: verdicts })
    return [await main(job, { environments: rules }), job.runner.text('error'), job] as const
  }

  test('have to have been passed by the run, as its metadata says', async () => {
    expect((await saying({ staging: 'passed' })).slice(0, 2)).toEqual([true, ''])
  })

  test.each<readonly [unknown, string, string]>([
    [undefined, "doesn't say that its results passed the checks", environments],
    [{ production: 'passed' }, "doesn't say that its results passed the checks", environments],
    [{ staging: 'maybe' }, "doesn't say that its results passed the checks", environments],
    [{ staging: 'failed' }, 'failed the checks of its results', environments],
    [{ staging: 'failed' }, 'failed the checks of its results', rules]
  ])('refuse a run that says %j: it %s', async (verdicts, words, rules) => {
    const [isGreen, error, job] = await saying(verdicts, rules)
    expect([isGreen, changes(job)]).toEqual([false, []])
    expect(error).toContain(`The newest run of this code in staging ${words}: training-staging-1`)
  })
})

test('of a chain each link is asked about the one before: no code skips one', async () => {
  const environments = `dev: {branches: main, stack: staging}
staging: {branches: main, requires: dev}
production: {branches: main, requires: staging}`
  const job = aJob()
  addRun(job, { environment: 'dev' })
  expect(await main(job, { environments, environment: 'production' })).toBe(false)
  expect(job.runner.text('error')).toContain('staging has had no run of this code')

  expect(await main(job, { environments, environment: 'staging' })).toBe(true)
  expect(job.runner.text('info')).toContain('This code was green in dev: run training-staging-1')
  expect(await main(job, { environments, environment: 'production' })).toBe(true)
  expect(job.runner.text('info')).toContain('This code was green in staging: run training-staging-6dcb')
  expect(job.standIn.runs).toHaveLength(3)
})

describe('an answer about something else', () => {
  const failed: RunScript = { ...ended, statuses: [{ atMs: 0, status: 'failed' }] }

  /** A job whose staging has a green run, then a failed one of the same code, and whose first answers are another question's. */
  function mixedUp(change: (page: { items: unknown[] }) => void): MemoryJob {
    let left = 3
    const job = aJob({
      instead: ({ path }, pass) => {
        if (!path.includes('/runs?') || !path.includes('page=1&size=25') || left === 0) return undefined
        left -= 1
        const given = pass()
        const page = JSON.parse(given.body) as { items: unknown[] }
        change(page)
        return { ...given, body: JSON.stringify(page) }
      }
    })
    addRun(job)
    addRun(job, {}, { name: 'training-staging-2', script: failed })
    return job
  }

  test.each<readonly [string, (page: { items: unknown[] }) => void]>([
    ['the oldest first', page => page.items.reverse()],
    [
      'no details',
      page => {
        for (const run of page.items as { metadata: unknown }[]) run.metadata = null
      }
    ],
    [
      'nothing that was logged',
      page => {
        for (const { metadata } of page.items as { metadata: { run_metadata: unknown } }[]) metadata.run_metadata = null
      }
    ],
    [
      'the details of only the older run',
      page => {
        const [newest] = page.items as { metadata: unknown }[]
        if (newest !== undefined) newest.metadata = null
      }
    ],
    [
      'another stack',
      page => {
        const [run] = page.items as { resources: { stack: { id: string } } }[]
        if (run !== undefined) run.resources.stack.id = '00000000-0000-4000-8000-000000000000'
      }
    ],
    [
      'another pipeline',
      page => {
        const [run] = page.items as { resources: { pipeline: { name: string } } }[]
        if (run !== undefined) run.resources.pipeline.name = 'serving'
      }
    ],
    [
      'another account',
      page => {
        const [run] = page.items as { resources: { user: { id: string; name: string } } }[]
        if (run !== undefined) run.resources.user = { ...run.resources.user, id: 'b2c3d4e5', name: 'somebody-else' }
      }
    ]
  ])('is asked again, and hides no failed run: %s', async (_, change) => {
    const job = mixedUp(page => {
      // A second apart, as no stand-in's clock sees to it.
      for (const [index, run] of (page.items as { body: { created: string } }[]).entries())
        run.body.created = `2026-11-23T12:00:0${9 - index}.000000`
      change(page)
    })
    expect(await main(job)).toBe(false)
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toContain('The newest run of this code in staging ended as failed')
    expect(job.sent.filter(({ path }) => path.includes('page=1&size=25'))).toHaveLength(4)
  })
})

test('an environment may be called unknown', async () => {
  const job = aJob()
  addRun(job, { environment: 'unknown' })
  const environments = 'unknown: {branches: develop, stack: staging}\nproduction: {branches: main, requires: unknown}'
  expect(await main(job, { environments })).toBe(true)
})

test('of more than 200 newer runs of other code it is said how many were looked at', async () => {
  const job = aJob()
  addRun(job)
  for (let index = 0; index < 200; index++)
    addRun(job, { code_commit: 'a'.repeat(40) }, { name: `training-staging-other-${index}` })
  expect(await main(job)).toBe(false)
  expect(changes(job)).toEqual([])
  expect(job.runner.text('error')).toContain('of pipeline training among the 200 newest. The newest run there')
})

test('a re-run does not attach to an earlier run of code that was not judged', async () => {
  const requiring = aJob()
  addRun(requiring)
  const first = aJob()
  expect(await main(first, { environments: rules.replace(', requires: staging', '') })).toBe(true)
  const name = first.standIn.runs[0]?.name ?? ''

  for (const [code, isTaken] of [['unknown', false] as const, [commit, true] as const]) {
    const again = aJob({ script: quick })
    addRun(again)
    const gate = { run_name: name, repository: 'acme/models', environment: 'production', code_commit: code }
    const earlier = again.standIn.addRun('production', { name, extra: { gate } }, quick)
    const isGreen = await again.main({ environments: rules }, { ...pushTo('main').env, GITHUB_RUN_ATTEMPT: '2' })
    expect([isGreen, changes(again)]).toEqual([isTaken, []])
    if (isTaken) expect(again.runner.outputs['run-id']).toBe(earlier.id)
    else expect(again.runner.text('error')).toContain("doesn't say that it has the code that was green in staging")
  }
})

test('later steps are not connected to an environment that requires another one', async () => {
  const job = aJob()
  expect(await main(job, { pipeline: '', 'export-credentials': 'token' })).toBe(false)
  expect(job.sent).toEqual([])
  expect(job.runner.text('error')).toMatch(/^environments: production\.requires: Later steps would be connected/)
})

describe('later steps are connected', () => {
  const inputs = { 'export-credentials': 'token' }
  let temporary = ''
  beforeAll(() => {
    temporary = mkdtempSync(join(tmpdir(), 'requires-'))
  })
  afterAll(() => rmSync(temporary, { recursive: true, force: true }))

  test('once it is known that the code was green', async () => {
    const job = aJob()
    addRun(job)
    expect(await main(job, inputs, { RUNNER_TEMP: temporary })).toBe(true)
    expect(job.runner.text('variable')).toContain('ZENML_STORE_API_TOKEN')
  })

  test('never if it was not', async () => {
    const job = aJob()
    expect(await main(job, inputs, { RUNNER_TEMP: temporary })).toBe(false)
    expect(job.runner.text('variable')).toBe('')
  })
})

describe('account', () => {
  test.each([
    ['ci-gate', true],
    ['ci-production', false]
  ])('of the key, with the rule %s', async (account, isGreen) => {
    const job = aJob()
    expect(await main(job, { environments: `production: {branches: main, account: ${account}}` })).toBe(isGreen)
    if (isGreen) return
    expect(changes(job)).toEqual([])
    expect(job.runner.text('error')).toContain(
      'environments: production.account: The API key belongs to the service account ci-gate, not to the service account ci-production.'
    )
  })
})
