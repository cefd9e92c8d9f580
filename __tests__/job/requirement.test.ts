import { describe, expect, test } from '@jest/globals'
import { isOf } from '../../src/job/required-runs.ts'
import { type RequiringJob, requireGreen, requireKnown } from '../../src/job/requirement.ts'
import { Report } from '../../src/report/report.ts'
import { aRun, runJson } from '../pieces/entities.ts'
import { FakeServer, ids, page } from '../pieces/fake-server.ts'
import { anInvocation } from '../pieces/invocation.ts'
import { failure } from '../pieces/thrown.ts'

const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'
const staging = { name: 'staging', stack: 'staging', overrides: {} }
const own = { note: 'This job has the code of the push.', proven: { commit, tree: 't' } }

interface RunOfStaging {
  readonly status?: string
  readonly commit?: string
  readonly pipeline?: string
  readonly account?: string
}

/** A job for production whose server has these runs of staging, the newest first. */
function jobAfter(runs: readonly RunOfStaging[]) {
  const all = runs.map((given, index) => {
    const { account = ids.account, commit: of = commit, pipeline = 'training', status = 'completed' } = given
    const name = `staging-run-${index}`
    const gate = { run_name: name, repository: 'acme/models', environment: 'staging', code_commit: of }
    const run = runJson(status, { name, account, id: `69579ec1-b45a-420c-876a-${String(index).padStart(12, '0')}` })
    return {
      ...run,
      metadata: { config: { extra: { gate } }, run_metadata: {} },
      resources: {
        ...run.resources,
        user: {
          id: account,
          name: account === ids.account ? 'ci-gate' : 'ci-other',
          body: { is_service_account: true }
        },
        pipeline: { id: ids.pipeline, name: pipeline }
      }
    }
  })
  const server = new FakeServer(({ path }) => {
    if (path.startsWith('/api/v1/stacks')) return page([{ id: ids.stack, name: 'staging' }])
    const query = new URL(path, 'https://x').searchParams
    const [index, size] = [Number(query.get('page')), Number(query.get('size'))]
    const [ofPipeline, ofAccount] = [query.get('pipeline'), query.get('user')]
    const fitting = all.filter(
      ({ resources: { pipeline, user } }) =>
        [null, pipeline.name].includes(ofPipeline) && [null, user.id, user.name].includes(ofAccount)
    )
    const shown = fitting.slice((index - 1) * size, index * size)
    return page(shown, Math.ceil(fitting.length / size), index, fitting.length)
  })
  const world = {
    ...server.runner.connect(() => true),
    clock: server.clock,
    cancel: new AbortController().signal,
    env: {}
  }
  const job = {
    world,
    report: new Report(world),
    connection: server.connection(),
    environment: { name: 'production', requires: staging },
    inputs: { githubToken: undefined },
    invocation: anInvocation(),
    until: 600_000
  } as unknown as RequiringJob
  return { job, server }
}

/** What keeps code from a step's way to production, by the newest runs of staging; undefined if nothing does. */
async function known(runs: readonly RunOfStaging[], code: typeof own | { note: string; proven: undefined } = own) {
  const { job, server } = jobAfter(runs)
  let isKnown = true
  await requireKnown(job, code).catch(() => {
    isKnown = false
  })
  return { error: isKnown ? undefined : await failure(() => requireKnown(job, code)), job, server }
}

const other = '7dcb09b5b57875f334f61aebed695e2e4193db5e'

describe('before the pipeline of a source is known, its code has to have run in the required environment', () => {
  test.each<[string, readonly RunOfStaging[]]>([
    ['and a good run is enough', [{}]],
    ['also one of another pipeline', [{ pipeline: 'other' }]],
    ['also one that is still in progress', [{ status: 'running' }]],
    ['also one behind others of other code', [{ commit: other }, {}]],
    ['also one behind a failed one, which may be another pipeline’s', [{ status: 'failed' }, {}]],
    ['unless it may be further back than is looked at', Array.from({ length: 201 }, () => ({ commit: other }))],
    [
      'unless a good one may be further back than a failed one',
      [{ status: 'failed' }, ...Array.from({ length: 200 }, () => ({ commit: other }))]
    ]
  ])('%s', async (_, runs) => {
    expect((await known(runs)).error).toBeUndefined()
  })

  test('and if it has not, the error says what there is instead', async () => {
    expect((await known([{ commit: other }])).error).toMatchObject({
      message: expect.stringMatching(
        /^staging has had no run of this code \(commit 6dcb09b5b578\)\. The newest run there, staging-run-0, is of commit 7dcb09b5b578: https/
      ),
      where: 'environments: production.requires'
    })
    expect((await known([])).error?.message).toContain('No run of this repository counts there so far.')
  })

  test('and if all its runs failed, the error names the newest, and how it ended', async () => {
    expect((await known([{ status: 'failed' }, { status: 'stopped' }])).error).toMatchObject({
      message: expect.stringMatching(/^The newest run of this code in staging ended as failed: staging-run-0, https/),
      where: 'environments: production.requires',
      remedy: 'Let this code run in staging until it is green there, then re-run this job.'
    })
  })

  test('and code that is not proven is refused before the server is asked', async () => {
    const { error, server } = await known([{}], { note: 'There is no clean checkout.', proven: undefined })
    expect(error).toMatchObject({
      message: "The code that would run is not proven to be this event's. There is no clean checkout.",
      where: 'environments: production.requires'
    })
    expect(server.asked).toEqual([])
  })

  test('unless nothing is required', async () => {
    const { job } = await known([{}])
    const free = { ...job, environment: { ...job.environment, requires: undefined } } as unknown as RequiringJob
    await expect(requireKnown(free, { note: '', proven: undefined })).resolves.toBeUndefined()
  })
})

test.each<[string, RunOfStaging, string]>([
  ['is another pipeline’s', { pipeline: 'other' }, 'is one of pipeline other: https'],
  ['was started by somebody else', { account: ids.run }, "was started by ci-other, whose runs don't count: https"]
])('a run of this code that %s is named in place of the one that is missing', async (_, run, words) => {
  const { job } = jobAfter([run])
  expect(await failure(() => requireGreen(job, { pipeline: 'training', code: own }))).toMatchObject({
    message: expect.stringContaining(
      `staging has had no run of this code (commit 6dcb09b5b578) of pipeline training. The run staging-run-0 of this code ${words}`
    ),
    where: 'environments: production.requires'
  })
})

describe('a run has the code', () => {
  const asked: string[] = []
  const trees = (all: Readonly<Record<string, string>>) => async (of: string) => {
    asked.push(of)
    return all[of]
  }
  const of = (codeCommit?: string, codeTree?: string) =>
    aRun({ extra: { repository: 'acme/models', environment: 'staging', codeCommit, codeTree } })

  test.each<[string, ReturnType<typeof aRun>, string | undefined, Readonly<Record<string, string>>, boolean]>([
    ['of the same commit', of(commit), undefined, {}, true],
    ['of another commit with the same tree', of(other, 't'), 't', {}, true],
    ['whose tree is known elsewhere', of(other), 't', { [other]: 't', [commit]: 't' }, true],
    ['if the tree of neither was known', of(other), undefined, { [other]: 't', [commit]: 't' }, true],
    ['but not of another tree', of(other, 'u'), 't', { [commit]: 't' }, false],
    ['but not if its tree is not known', of(other), 't', { [commit]: 't' }, false],
    ['but not if no tree is', of(other), undefined, {}, false],
    ['but not if it says no commit', of(undefined), 't', {}, false]
  ])('%s', async (_, run, tree, known, expected) => {
    expect(await isOf(run, { commit, tree }, trees(known))).toBe(expected)
  })

  test('and trees are asked for only where commits differ', async () => {
    asked.length = 0
    await isOf(of(commit), { commit, tree: undefined }, trees({}))
    expect(asked).toEqual([])
  })
})
