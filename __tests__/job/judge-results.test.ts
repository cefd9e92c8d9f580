import { expect, test } from '@jest/globals'
import { finishRuns, type ResultsJob } from '../../src/job/judge-results.ts'
import { Report } from '../../src/report/report.ts'
import { aRun } from '../pieces/entities.ts'
import { FakeServer, refused } from '../pieces/fake-server.ts'

test.each([
  [20, false],
  [21, true]
])('%d runs of one command are too many for checks: %j', async (count, isRefused) => {
  const server = new FakeServer(() => refused(403, 'IllegalOperationError', 'not allowed'))
  const world = { ...server.runner.connect(() => true), clock: server.clock, cancel: new AbortController().signal }
  const job = {
    world,
    report: new Report(world),
    connection: server.connection(),
    environment: { name: 'staging' },
    inputs: {
      promote: undefined,
      places: { checks: 'checks' },
      checks: { checks: [{ metric: 'accuracy', limits: [] }], needsBaseline: false }
    }
  } as unknown as ResultsJob
  const runs = Array.from({ length: count }, (_, index) => aRun({ name: `train-${index}` }))
  const { error = '' } = await finishRuns(job, { conclusion: 'success' }, runs)
  expect(error.includes('There are 21 runs, but at most 20 can be checked')).toBe(isRefused)
  expect(error).not.toBe('')
  expect(job.report.facts.results?.verdict).toBe('failed')
})
