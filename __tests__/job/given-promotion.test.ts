import { describe, expect, test } from '@jest/globals'
import { judgePromotable, requirePromotable } from '../../src/job/given-promotion.ts'
import type { ConnectedJob } from '../../src/job/job.ts'
import { Report } from '../../src/report/report.ts'
import type { Run } from '../../src/zenml/entities.ts'
import { aRun, runJson, snapshotJson, stepJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { anInvocation } from '../pieces/invocation.ts'
import { failure } from '../pieces/thrown.ts'

const staging = { name: 'staging', stack: 'staging' }
const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'

/** What keeps a run from being promoted by the job of an environment; undefined if nothing does. */
async function obstacle(
  run: Partial<Run>,
  given: { readonly requires?: object | undefined; readonly promote?: string | undefined } = {}
) {
  const { promote, requires } = { promote: 'production', requires: staging, ...given }
  const job = {
    connection: new FakeServer(() => ({ status: 500 })).connection(),
    environment: { name: 'production', requires },
    inputs: { promote, places: { promote: 'promote' } },
    invocation: anInvocation()
  } as unknown as ConnectedJob
  const mine = { repository: 'acme/models', environment: 'staging', codeCommit: commit, codeTree: undefined }
  const made = aRun({ serviceAccount: 'ci-gate', extra: mine, ...run })
  try {
    requirePromotable(job, made)
    return undefined
  } catch {
    return failure(() => requirePromotable(job, made))
  }
}

const extra = (change: object) =>
  ({ extra: { repository: 'acme/models', environment: 'staging', codeCommit: commit, ...change } }) as Partial<Run>

describe('where something is required a run may be promoted', () => {
  test.each<[string, Partial<Run>, object?]>([
    ['of the required environment by this account', {}],
    ['of this environment', extra({ environment: 'production' })],
    [
      'by the account that the required environment names',
      { accountId: 'x', serviceAccount: 'ci-staging' },
      { ...staging, account: 'ci-staging' }
    ],
    ['by the account whose id it names', { accountId: ids.run, serviceAccount: 'y' }, { ...staging, account: ids.run }]
  ])('%s', async (_, run, requires = staging) => {
    expect(await obstacle(run, { requires })).toBeUndefined()
  })

  test.each<[string, Partial<Run>, string, string, string]>([
    ['of another environment', extra({ environment: 'review' }), 'ci-gate', 'review', 'acme/models'],
    ['of another repository', extra({ repository: 'mallory/models' }), 'ci-gate', 'staging', 'mallory/models'],
    ['of another account', { accountId: 'x', serviceAccount: 'other' }, 'other', 'staging', 'acme/models'],
    ['of a person', { serviceAccount: undefined }, 'a person', 'staging', 'acme/models'],
    [
      'that says nothing of itself',
      { extra: undefined },
      'ci-gate',
      'no environment that it names',
      'no repository that it names'
    ]
  ])('but not one %s, and the error says whose it is, and which would do', async (_, run, maker, place, repository) => {
    expect(await obstacle(run)).toMatchObject({
      message: `The run training-1 was made by ${maker}, in ${place}, for ${repository}, so that it can't be promoted here`,
      where: 'promote',
      remedy: 'Give a run that this action made for acme/models in staging, with the account whose runs count there.'
    })
  })

  test('but not one that does not say which commit its code is from', async () => {
    expect(await obstacle(extra({ codeCommit: undefined }))).toMatchObject({
      message:
        "The run training-1 doesn't say which commit its code is from, so that it can't be promoted where staging is required",
      where: 'promote',
      remedy: expect.stringContaining('Start it with source from a clean checkout')
    })
  })
})

test('any run may be promoted where nothing is required, and followed where nothing is promoted', async () => {
  const foreign = { accountId: 'x', serviceAccount: undefined, extra: undefined }
  expect(await obstacle(foreign)).toBeDefined()
  for (const job of [{ requires: undefined }, { promote: undefined }]) {
    expect(await obstacle(foreign, job)).toBeUndefined()
  }
})

describe('a followed run that is to be promoted', () => {
  interface Situation {
    readonly checks?: object
    readonly conclusion?: 'failure' | 'success'
    /** The answer to a path, if it is another one; it may cancel the job. */
    readonly instead?: (path: string, cancel: () => void) => Reply | undefined
    readonly promote?: string | undefined
    readonly run?: Partial<Run>
    readonly untilMs?: number
    /** What checks said of its results, by environment. */
    readonly verdicts?: object
  }

  /** How a completed run of staging ends the step of production, which requires staging. */
  async function ending(situation: Situation = {}) {
    const { checks, conclusion, instead, promote, run, untilMs, verdicts } = {
      conclusion: 'success' as const,
      promote: 'production',
      untilMs: 600_000,
      verdicts: {},
      ...situation
    }
    const gate = { run_name: 'training-1', repository: 'acme/models', environment: 'staging', code_commit: commit }
    const resources = { user: { id: ids.account, name: 'ci-gate', body: { is_service_account: true } } }
    const json = runJson('completed')
    const metadata = { config: { extra: { gate } }, run_metadata: { gate_verdicts: verdicts } }
    const whole = { ...json, metadata, resources: { ...json.resources, ...resources } }
    const cancel = new AbortController()
    const server = new FakeServer(({ path }) => {
      const other = instead?.(path, () => cancel.abort(new Error('cancelled')))
      if (other !== undefined) return other
      if (path.startsWith('/api/v1/stacks')) return page([{ id: ids.stack, name: 'staging' }])
      if (path.startsWith('/api/v1/pipeline_snapshots')) return { json: snapshotJson({ id: aRun().snapshotId }) }
      if (path.includes('/steps'))
        return page(['load', 'train'].map(name => ({ ...stepJson(name, 'completed'), resources })))
      return path.includes(`/runs/${ids.run}`) ? { json: whole } : page([whole])
    })
    const world = { ...server.runner.connect(() => true), clock: server.clock, cancel: cancel.signal, env: {} }
    const job = {
      world,
      report: new Report(world),
      connection: server.connection(),
      environment: { name: 'production', requires: { ...staging, overrides: { checks } } },
      inputs: { promote, githubToken: undefined, wait: true, dryRun: false },
      invocation: anInvocation(),
      until: untilMs
    } as unknown as ConnectedJob
    const mine = { repository: 'acme/models', environment: 'staging', codeCommit: commit, codeTree: undefined }
    const followed = aRun({ status: 'completed', extra: mine, ...run })
    return { server, judge: () => judgePromotable(job, followed, { conclusion }) }
  }

  const undecided = () => refused(403, 'IllegalOperationError', 'no')
  const ofRun = (path: string) => path.includes(`/runs/${ids.run}`)

  test('ends the step as it ended if it is whole and its code is green', async () => {
    expect(await (await ending()).judge()).toEqual({ conclusion: 'success' })
  })

  test.each<[string, Situation]>([
    ['that did not succeed', { conclusion: 'failure' }],
    ['of a step that promotes nothing', { promote: undefined }]
  ])('is not asked about again if it is one %s', async (_, situation) => {
    const { judge, server } = await ending(situation)
    expect(await judge()).toEqual({ conclusion: situation.conclusion ?? 'success' })
    expect(server.asked).toEqual([])
  })

  test('is asked about for half a minute, though the step has no time left', async () => {
    let asked = 0
    const instead = (path: string) => (ofRun(path) && ++asked < 4 ? { status: 503 } : undefined)
    expect(await (await ending({ untilMs: 0, instead })).judge()).toEqual({ conclusion: 'success' })
    expect(asked).toBeGreaterThan(3)
  })

  test.each<[string, Situation, string | RegExp]>([
    [
      'it is not known whether its steps are done',
      { instead: path => (path.includes('/steps') ? undecided() : undefined) },
      /^The run training-1 calls itself completed, but it is not known whether its steps are done: .*403.*[^.][.]$/s
    ],
    [
      'it is not known what checks said of its results',
      { instead: path => (ofRun(path) ? undecided() : undefined) },
      /403/
    ],
    [
      'it failed the checks of its results',
      { verdicts: { staging: 'failed' } },
      'The run training-1 failed the checks of its results in staging.'
    ],
    [
      'its results had to be checked, and were not',
      { checks: {} },
      "The run training-1 doesn't say that its results passed the checks in staging."
    ],
    [
      'its code is not green',
      { instead: path => (path.startsWith('/api/v1/runs?') ? page([]) : undefined) },
      /^environments: production\.requires: staging has had no run of this code/
    ],
    [
      'it does not say which commit its code is from',
      { run: { extra: undefined } },
      /The run training-1 does not say which commit its code is from\./
    ]
  ])('fails the step if %s, and says so', async (_, situation, error) => {
    const ended = await (await ending(situation)).judge()
    expect(ended.conclusion).toBe('failure')
    if (typeof error === 'string') expect(ended.error).toBe(error)
    else expect(ended.error).toMatch(error)
  })

  test('that has been checked where it is required need not be checked again', async () => {
    const { judge } = await ending({ checks: {}, verdicts: { staging: 'passed' } })
    expect(await judge()).toEqual({ conclusion: 'success' })
  })

  test('of this environment need not have been checked itself as the required one asks', async () => {
    const extra = { repository: 'acme/models', environment: 'production', codeCommit: commit, codeTree: undefined }
    const unchecked = { json: { ...runJson('completed'), metadata: { config: {}, run_metadata: {} } } }
    const instead = (path: string) => (ofRun(path) ? unchecked : undefined)
    const { judge } = await ending({ run: { extra }, checks: {}, verdicts: { staging: 'passed' }, instead })
    expect(await judge()).toEqual({ conclusion: 'success' })
  })

  test.each([
    ['its steps', '/steps'],
    ['its checks', `/runs/${ids.run}`]
  ])('is not judged once the job is cancelled while %s are asked for', async (_, part) => {
    const { judge } = await ending({
      instead: (path, cancel) => {
        if (path.includes(part)) cancel()
        return undefined
      }
    })
    await expect(judge()).rejects.toThrow('cancelled')
  })
})
