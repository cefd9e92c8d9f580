import { describe, expect, test } from '@jest/globals'
import { followGivenRun } from '../../src/job/given-run.ts'
import type { ConnectedJob } from '../../src/job/job.ts'
import { Report } from '../../src/report/report.ts'
import { runJson, stepJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { anInvocation } from '../pieces/invocation.ts'
import { failure } from '../pieces/thrown.ts'

const url = `https://dashboard.test/projects/default/runs/${ids.run}`
const goesOn = `It goes on, since this step did not start it. ${url}`
const other = '79797979-b45a-420c-876a-6f7bbecc8218'

interface Given {
  /** What the server answers about the run. */
  readonly run?: Reply
  readonly inputs?: object
  readonly environment?: object
  /** A stack that the server has besides the environment's. */
  readonly stack?: { readonly id: string; readonly name: string }
  readonly isCancelled?: boolean
}

/** A step of staging that follows a run which somebody else has started. */
function stepBeside({ environment, inputs, isCancelled = false, run, stack }: Given) {
  const cancel = new AbortController()
  const server = new FakeServer(({ path }) => {
    if (path.startsWith('/api/v1/stacks/')) return { json: stack }
    if (path.startsWith('/api/v1/stacks')) return page(stack === undefined ? [] : [stack])
    if (path.includes('/steps')) {
      if (isCancelled) cancel.abort()
      return page([stepJson('train', 'completed', undefined, { run_metadata: {} })])
    }
    if (path.endsWith('/status')) return { json: 'running' }
    if (path.includes('/artifact_versions')) return page([])
    return run ?? { json: runJson('completed', { metadata: { run_metadata: {} } }) }
  })
  const world = {
    ...server.runner.connect(() => true),
    clock: server.clock,
    cancel: cancel.signal,
    env: {},
    files: { realPath: async () => undefined, kind: async () => 'missing', readText: async () => '' }
  }
  const job = {
    world,
    report: new Report(world),
    connection: server.connection(),
    environment: { name: 'staging', ...environment },
    inputs: {
      dryRun: false,
      logs: 'none',
      workingDirectory: '.',
      timeoutMs: 600_000,
      places: { promote: 'promote', checks: 'checks' },
      ...inputs
    },
    invocation: anInvocation(),
    until: server.clock.elapsed() + 600_000
  } as unknown as ConnectedJob
  return { follow: () => followGivenRun(job, ids.run), job, server }
}

describe('a run that is there already', () => {
  test('is followed to its end, and stands in log and outputs', async () => {
    const { follow, job, server } = stepBeside({})
    expect(await follow()).toEqual({ conclusion: 'success' })
    expect(server.runner.text('info')).toBe(
      [
        `Following the run training-1 on stack staging: ${url}`,
        'The run does not say which commit its code is from.',
        'Step train: completed in 1 s',
        'Run: completed',
        `The run succeeded on stack staging: ${url}`
      ].join('\n')
    )
    expect(job.report.facts).toMatchObject({
      runs: [{ id: ids.run, name: 'training-1', status: 'completed', url }],
      pipeline: 'training',
      codeNote: 'The run does not say which commit its code is from.',
      codeSha: '',
      isOtherCode: true,
      steps: [{ name: 'train', status: 'completed' }]
    })
  })

  test('is not stopped by a cancel', async () => {
    const { follow, server } = stepBeside({ run: { json: runJson('running') }, isCancelled: true })
    expect(await follow()).toEqual({ conclusion: 'cancelled', error: `The job was cancelled. ${goesOn}` })
    expect(server.asked.filter(each => !each.startsWith('GET'))).toEqual([])
  })

  test('is not stopped at the timeout', async () => {
    const { follow, server } = stepBeside({ run: { json: runJson('running') } })
    expect(await follow()).toEqual({
      conclusion: 'timed-out',
      error: `The run is still running after the timeout of 10m. ${goesOn}`
    })
    expect(server.asked.filter(each => !each.startsWith('GET'))).toEqual([])
  })

  test('is only named by a dry run', async () => {
    const { follow, job, server } = stepBeside({ run: { json: runJson('running') }, inputs: { dryRun: true } })
    expect(await follow()).toEqual({ conclusion: 'skipped' })
    expect(server.runner.text('info')).toContain('\nDry run: would follow the run training-1 (running).')
    expect(job.report.facts).toMatchObject({ dryRun: true, plan: 'follow the run training-1 (running)' })
    expect(job.report.facts.steps).toBeUndefined()
  })
})

describe('a run is not followed', () => {
  test.each<[string, Given, string, string]>([
    [
      'that the server does not know',
      { run: refused(404, 'KeyError', 'No such run') },
      `The server has no run ${ids.run}, or the account may not see it`,
      'Give the output run-id of a job that used this server.'
    ],
    [
      'of another project',
      { run: { json: runJson('completed', { project: other }) } },
      'The run training-1 is in another project, not in default',
      'Set project to the one that the run is in.'
    ]
  ])('%s', async (_, given, message, remedy) => {
    expect(await failure(stepBeside(given).follow)).toMatchObject({ message, where: 'run-id', remedy })
  })

  const elsewhere = { json: runJson('completed', { stack: { id: other, name: 'research' } }) }
  const requires = { name: 'review', stack: 'review-stack', overrides: {} }
  test.each<[string, Given, string]>([
    ['on another stack', { run: elsewhere }, 'The run training-1 is on stack research, not on staging'],
    [
      'whose stack is gone',
      { run: { json: runJson('completed', { stack: null }) } },
      'The run training-1 is on stack unknown, not on staging'
    ],
    [
      'that is not on the stack of the required environment either',
      { run: elsewhere, environment: { requires }, stack: { id: ids.snapshot, name: 'review-stack' } },
      'The run training-1 is on stack research, not on staging or review-stack'
    ],
    [
      'whose stack is gone, as is the one of the required environment',
      { run: { json: runJson('completed', { stack: null }) }, environment: { requires } },
      'The run training-1 is on stack unknown, not on staging or review-stack'
    ],
    [
      'if the required environment, which names its stack by id, has another one',
      {
        run: elsewhere,
        environment: { requires: { ...requires, stack: ids.snapshot } },
        stack: { id: ids.snapshot, name: 'R' }
      },
      'The run training-1 is on stack research, not on staging or R'
    ]
  ])('%s', async (_, given, message) => {
    expect(await failure(stepBeside(given).follow)).toMatchObject({
      message,
      where: 'run-id',
      remedy: 'Give a run of this environment, or of the one that it requires.'
    })
  })

  test('unless its other stack is the one of the required environment', async () => {
    const { follow } = stepBeside({
      run: elsewhere,
      environment: { requires },
      stack: { id: other, name: 'review-stack' }
    })
    expect(await follow()).toEqual({ conclusion: 'success' })
  })
})
