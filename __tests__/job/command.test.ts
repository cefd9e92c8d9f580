import { describe, expect, test } from '@jest/globals'
import { runInWorker } from '../../src/job/command.ts'
import type { PreparedCommand } from '../../src/job/command-preparation.ts'
import type { ConnectedJob } from '../../src/job/job.ts'
import { Report } from '../../src/report/report.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { FakeServer } from '../pieces/fake-server.ts'

const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e'

/** A dry run of a command whose client has a version, at a server of 0.98.0. */
async function dryRun(zenmlVersion: string | null, checkout?: PreparedCommand['checkout']) {
  const server = new FakeServer(() => ({ status: 500 }))
  const connected = server.runner.connect(() => true)
  const world = { clock: server.clock, ...connected, env: {}, cancel: new AbortController().signal }
  const report = new Report(world)
  report.summarizeBy(summaryOf)
  const job = {
    world,
    report,
    inputs: { dryRun: true },
    invocation: { repository: 'acme/models', event: 'push', sha: commit, attempt: '1' },
    connection: server.connection()
  } as unknown as ConnectedJob
  const prepared = { words: ['python3', 'train.py'], installation: { zenmlVersion }, checkout }
  const ending = await runInWorker(job, prepared as unknown as PreparedCommand, new AbortController().signal)
  await report.finish()
  return { ending, runner: server.runner, server, report }
}

describe('the version of the client', () => {
  test('is warned of if the server has another one', async () => {
    const { runner } = await dryRun('0.97.0')
    expect(runner.text('warning')).toMatch(/0\.97\.0.*0\.98\.0.*zenml-version/)
  })

  test.each(['0.98.0', null])('%s is nothing to warn of', async version => {
    expect((await dryRun(version)).runner.text('warning')).toBe('')
  })
})

test('a dry run of a command says what it would run, on which stack, and asks the server for nothing', async () => {
  const { ending, runner, server, report } = await dryRun(null)
  expect(ending).toEqual({ conclusion: 'skipped' })
  expect(runner.text('info')).toContain('Dry run: would run python3 train.py on stack staging.')
  expect(report.facts).toMatchObject({ dryRun: true, plan: 'python3 train.py on stack staging' })
  expect(server.requests).toEqual([])
})

test.each([
  ['a clean one of the pushed commit', { commit, tree: 't' }],
  ['another one', { commit: commit.replace('6', '7'), tree: 't' }],
  ['none that is clean', undefined]
])('the summary says what is known of the code in the checkout: %s', async (_, checkout) => {
  const { report, runner } = await dryRun(null, checkout)
  const { codeNote = '' } = report.facts
  expect(codeNote).toMatch(/^[A-Z'].{20,}/)
  expect(runner.summary).toMatch(/\| Code \| [^|]{20,} \|/)
})
