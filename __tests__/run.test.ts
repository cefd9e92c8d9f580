import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { pushTo } from '../testbed/runner.ts'
import { answer, apiKey, MemoryJob, type MemoryJobOptions } from './pieces/memory-job.ts'
import { leaksIn } from './stand-in/leak.ts'

const jobs: MemoryJob[] = []
function aJob(options?: MemoryJobOptions): MemoryJob {
  const job = new MemoryJob(options)
  jobs.push(job)
  return job
}

/** Whatever was played, no secret stands in anything that was written, and every secret was masked before its use. */
afterEach(() => {
  for (const { runner, sent, standIn, time } of jobs.splice(0)) {
    time.stop()
    expect(leaksIn(runner.text(), standIn.credentials.secrets)).toEqual([])
    for (const secret of standIn.credentials.secrets) {
      const used = sent.find(
        one => JSON.stringify(one.headers).includes(secret) || one.body.includes(encodeURIComponent(secret))
      )
      const masked = runner.masks.find(mask => mask.secret === secret)
      if (used !== undefined) expect(masked?.order).toBeLessThan(used.order)
    }
  }
})

describe('a push that fits', () => {
  test('runs the pipeline on the stack of its environment, and is green when the run has succeeded', async () => {
    const job = aJob()
    expect(await job.main()).toBe(true)
    const [run] = job.standIn.runs
    expect(run?.sourceSnapshotId).toBe(job.standIn.furniture.snapshots['staging'])
    expect(job.standIn.runs).toHaveLength(1)
    expect(job.runner.outputs).toEqual({
      environment: 'staging',
      stack: 'staging',
      'stack-id': job.standIn.furniture.stacks['staging'],
      triggered: 'true',
      reason: expect.stringContaining('develop'),
      'code-sha': '',
      'run-id': run?.id,
      'run-ids': JSON.stringify([run?.id]),
      'run-name': run?.name,
      'run-url': `http://zenml.test/projects/default/runs/${run?.id}`,
      'snapshot-id': job.standIn.furniture.snapshots['staging'],
      status: 'completed',
      conclusion: 'success',
      metadata: '{"accuracy":0.9}',
      metrics: '{"run.accuracy":0.9}',
      verdict: 'none',
      'server-version': '0.98.0'
    })
    expect(job.runner.text('warning', 'error')).toBe('')
    expect(job.runner.summary).toContain('succeeded')
  })

  test('sets what is known before the wait, so that no end of the step loses it', async () => {
    const job = aJob()
    await job.main()
    const firstLook = job.asked('status')[0]?.order ?? -1
    const names = [
      'environment',
      'stack',
      'stack-id',
      'triggered',
      'reason',
      'run-id',
      'run-ids',
      'run-name',
      'run-url',
      'snapshot-id',
      'status',
      'server-version'
    ]
    for (const name of names) {
      const set = job.runner.written.filter(({ kind, text }) => kind === 'output' && text.startsWith(`${name}=`))
      expect(set.some(({ order }) => order < firstLook)).toBe(true)
    }
    expect(job.runner.written.find(({ kind, text }) => kind === 'info' && text.includes('/runs/'))?.order).toBeLessThan(
      firstLook
    )
  })

  test('saves what post needs before the request that starts the run, without any secret', async () => {
    const job = aJob()
    await job.main()
    const start = job.asked('start')[0]
    const saved = job.runner.written
      .filter(({ kind, order }) => kind === 'state' && order < (start?.order ?? -1))
      .at(-1)
    const state: unknown = JSON.parse(saved?.text.replace(/^trigger=/, '') ?? '')
    const name = job.standIn.runs[0]?.name
    expect(state).toMatchObject({
      settled: false,
      runName: name,
      idempotencyKey: start?.headers['idempotency-key'],
      server: 'https://zenml.test/',
      environment: 'staging'
    })
    expect(leaksIn(job.runner.text('state'), job.standIn.credentials.secrets)).toEqual([])
  })

  test('uses a fresh random key for the one request that starts the run, and names it by its identity', async () => {
    const keys = new Set<string | undefined>()
    const names = new Set<string | undefined>()
    for (const attempt of ['1', '2']) {
      const job = aJob()
      await job.main({}, { GITHUB_RUN_ATTEMPT: attempt })
      expect(job.asked('start')).toHaveLength(1)
      keys.add(job.asked('start')[0]?.headers['idempotency-key'])
      names.add(job.standIn.runs[0]?.name)
      expect(job.standIn.runs[0]?.tags).toEqual(['gate:repository=acme/models', 'gate:environment=staging'])
    }
    expect([...names][0]).toMatch(/^training-staging-6dcb09b5b578-[0-9a-f]{16}-1-[0-9a-f]{16}$/)
    expect([...names][1]).toMatch(/^training-staging-6dcb09b5b578-[0-9a-f]{16}-2-[0-9a-f]{16}$/)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/)
  })

  test('has nothing sent with a credential before the server has said who it is', async () => {
    const job = aJob()
    await job.main()
    expect(job.sent[0]).toMatchObject({ question: 'info' })
    expect(JSON.stringify(job.sent[0])).not.toMatch(/authorization|ZENKEY/)
    expect(job.sent[1]?.question).toBe('login')
  })

  test('leaves post nothing to do', async () => {
    const job = aJob()
    await job.main()
    const requests = job.sent.length
    await job.post()
    expect(job.sent).toHaveLength(requests)
  })
})

test('a matrix starts one run for each leg, under names of their own', async () => {
  const names: (string | undefined)[] = []
  for (const index of ['0', '1']) {
    const job = aJob()
    await job.main({ 'job-index': index, 'job-matrix': `{"n":${index}}`, 'job-instance': '' })
    names.push(job.standIn.runs[0]?.name)
  }
  expect(new Set(names).size).toBe(2)
})

describe('export-credentials alone', () => {
  const alone = { pipeline: '', 'export-credentials': 'api-key' }

  test('is green, and the summary says that later steps are connected', async () => {
    const temp = mkdtempSync(join(tmpdir(), 'gated-trigger-'))
    const job = aJob()
    expect(await job.main(alone, { RUNNER_TEMP: temp })).toBe(true)
    rmSync(temp, { recursive: true, force: true })
    expect(job.runner.outputs['conclusion']).toBe('skipped')
    expect(job.runner.text('info')).toContain('Neither source, pipeline nor command is set, so nothing is run.')
    expect(job.asked('snapshots')).toEqual([])
    expect(job.runner.summary).toContain('| Later steps | connected, with the API key |')
    // What later steps are to have holds the key, and is not a log.
    job.runner.written.splice(0)
  })

  test('in a dry run connects nothing, and says so', async () => {
    const job = aJob()
    expect(await job.main({ ...alone, 'dry-run': 'true' })).toBe(true)
    expect(job.runner.text('info')).toContain('Dry run: would connect later steps')
    expect(job.runner.text('variable')).toBe('')
    expect(job.runner.summary).toContain('Dry run')
    expect(job.runner.summary).not.toContain('Later steps')
  })
})

test('the log says which proxy the server is reached through, without its password', async () => {
  const job = aJob()
  await job.main({}, { HTTPS_PROXY: 'http://me:s3cret-1@proxy.test:3128' })
  expect(job.runner.text('info')).toContain('The server is reached through the proxy of HTTPS_PROXY, proxy.test:3128.')
  expect(job.runner.text('info')).not.toContain('s3cret-1')
})

test('the snapshot is asked for together with the stack, without a wait for its answer, and only once', async () => {
  const job = aJob()
  await job.main()
  const [stack] = job.asked('stack')
  expect(job.asked('snapshots').map(({ order }) => order)).toEqual([(stack?.order ?? 0) + 1])
})

test('the log says which timeout counts', async () => {
  const job = aJob()
  await job.main({ timeout: '45m' })
  expect(job.runner.text('info').match(/timeout 45m$/gm)).toHaveLength(1)
})

describe('a server that cannot do it', () => {
  test.each([
    [405, 'set command instead of pipeline, to run the pipeline in this job'],
    [402, 'Pro plan'],
    [403, 'role'],
    [422, 'Correct config']
  ])(
    'and answers the start with %d is an error with its remedy, and post has nothing to look for',
    async (status, remedy) => {
      const instead: MemoryJobOptions['instead'] = ({ question }) =>
        question === 'start' ? answer(status, { detail: 'no' }) : undefined
      const job = aJob({ instead })
      expect(await job.main()).toBe(false)
      expect(job.runner.text('error')).toContain(remedy)
      expect(job.runner.outputs).toMatchObject({ triggered: 'false', conclusion: 'failure' })
      const requests = job.sent.length
      await job.post()
      expect(job.sent).toHaveLength(requests)
    }
  )

  test('and redirects gets no credential sent along', async () => {
    const job = aJob({ instead: () => answer(307, null, { location: 'https://evil.test/' }) })
    expect(await job.main()).toBe(false)
    expect(job.runner.text('error')).toContain('redirects to https://evil.test')
    expect(job.sent.map(({ url }) => new URL(url).origin)).toEqual(['https://zenml.test'])
    expect(JSON.stringify(job.sent)).not.toContain(apiKey)
  })
})

test('the newest code that was pushed is not taken for granted', async () => {
  const job = aJob({ event: pushTo('develop').event })
  await job.main()
  expect(job.runner.text('info')).toContain('The snapshot does not say which commit its code is from')
  expect(job.standIn.runs[0]?.tags.join()).not.toContain('code-sha')
})
