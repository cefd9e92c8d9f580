import { expect, test } from '@jest/globals'
import { type Instead, MemoryJob } from '../pieces/memory-job.ts'

const script = {
  statuses: [
    { atMs: 0, status: 'running' },
    { atMs: 30_000, status: 'completed' }
  ],
  stop: 'graceful',
  stopTakesMs: 0,
  stepCount: 3
} as const

test('the graph of a run that has ended stands in the summary, and takes one request', async () => {
  const job = new MemoryJob({ script })
  expect(await job.main()).toBe(true)
  expect(job.asked('graph')).toHaveLength(1)
  expect(job.runner.summary).toContain('n0 --> n1\n  n1 --> n2')
  expect(job.runner.summary).toContain('n2["✅ train#45;2')
})

test('so does that of a run that failed, or did not end in time', async () => {
  const failed = new MemoryJob({ script: { ...script, statuses: [{ atMs: 0, status: 'failed' }] } })
  expect(await failed.main()).toBe(false)
  expect(failed.runner.summary).toContain('n2["❌ train#45;2')

  const late = new MemoryJob({ script: { ...script, statuses: [{ atMs: 0, status: 'running' }], stop: 'stuck' } })
  expect(await late.main({ timeout: '20s' })).toBe(false)
  expect(late.runner.summary).toContain('n2["⏳ train#45;2')
})

test.each<readonly [string, () => ReturnType<Instead>]>([
  ['a server that is too old', () => ({ status: 404, headers: {}, body: '{"detail":"Not Found"}' })],
  ['a server that answers no longer', () => new Error('the connection broke')],
  ['one that never answers', () => 'never']
])('without it, as of %s, the step is as green, and the log says so', async (_, answer) => {
  const job = new MemoryJob({ script, instead: ({ question }) => (question === 'graph' ? answer() : undefined) })
  expect(await job.main()).toBe(true)
  expect(job.runner.outputs['conclusion']).toBe('success')
  expect(job.runner.summary).not.toContain('mermaid')
  expect(job.runner.text('info')).toContain('The summary has no graph: ')
  expect(job.runner.text('warning')).toBe('')
})

test('a server that is in trouble for a moment is asked for it once more', async () => {
  let asked = 0
  const instead: Instead = ({ question }) =>
    question === 'graph' && asked++ === 0 ? { status: 503, headers: {}, body: '' } : undefined
  const job = new MemoryJob({ script, instead })
  expect(await job.main()).toBe(true)
  expect(job.runner.summary).toContain('n0 --> n1\n  n1 --> n2')
})

test('of more than 500 steps no graph is asked for', async () => {
  const job = new MemoryJob({ script: { ...script, stepCount: 501 } })
  expect(await job.main()).toBe(true)
  expect(job.asked('graph')).toEqual([])
})

test('a step that does not follow its run, and one that is cancelled, ask for none', async () => {
  const started = new MemoryJob({ script })
  expect(await started.main({ wait: 'false' })).toBe(true)
  expect(started.asked('graph')).toEqual([])

  const cancelled = new MemoryJob({ script })
  cancelled.cancelAt(5_000)
  expect(await cancelled.main()).toBe(false)
  expect(cancelled.asked('graph')).toEqual([])
})
