import { expect } from '@jest/globals'
import type { State } from '../../src/job/state.ts'
import { leaksIn } from '../stand-in/leak.ts'
import { forever, MemoryJob, type MemoryJobOptions } from './memory-job.ts'

const jobs: MemoryJob[] = []

/** A job whose main step started a run and was killed; what it had saved differs in something. */
export async function killed(change: Partial<State> = {}, options: MemoryJobOptions = {}) {
  const job = new MemoryJob({ script: forever, ...options })
  jobs.push(job)
  await job.main({ wait: 'false' })
  const saved = JSON.parse(job.runner.states['trigger'] ?? '') as State
  const state: State = { ...saved, settled: false, ...change }
  job.runner.states['trigger'] = JSON.stringify(state)
  job.runner.written.length = 0
  job.sent.length = 0
  /** Whether the server was asked to stop the run. */
  const stopped = () => job.standIn.runs[0]?.stopAskedMs !== undefined
  return {
    job,
    state,
    stopped,
    info: () => job.runner.text('info'),
    warnings: () => job.runner.text('warning', 'notice', 'error')
  }
}

/** Ends all jobs: whatever happened in them, post was never red and wrote no secret. */
export function endJobs(): void {
  for (const { runner, standIn, time } of jobs.splice(0)) {
    time.stop()
    expect(runner.text('error')).toBe('')
    expect(leaksIn(runner.text(), standIn.credentials.secrets)).toEqual([])
  }
}
