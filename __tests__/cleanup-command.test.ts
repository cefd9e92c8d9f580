import { afterEach, describe, expect, test } from '@jest/globals'
import { endJobs, forever, killed } from './pieces/killed-job.ts'
import { answer, type MemoryJobOptions } from './pieces/memory-job.ts'

afterEach(endJobs)

test('a run that a command only named, and that is older than the step, is left alone', async () => {
  const { job, state } = await killed()
  const { runName: _, snapshotId: __, ...worker } = state
  job.runner.states['trigger'] = JSON.stringify({ ...worker, startedMs: state.startedMs + 3_600_000 })
  await job.post()
  expect(job.asked('stop')).toEqual([])
  expect(job.runner.text('info')).toContain('was not started by the main step')
})

describe('a run that a command started is stopped', () => {
  const statuses = [
    { atMs: 0, status: 'initializing' },
    { atMs: 20_000, status: 'running' }
  ]
  const nowhere = '00000000-0000-4000-8000-000000000000'

  async function post(options: MemoryJobOptions = {}) {
    const { job, state, stopped, warnings } = await killed({}, { script: { ...forever, statuses }, ...options })
    const { runName: _, snapshotId: __, ...worker } = state
    job.runner.states['trigger'] = JSON.stringify({ ...worker, runIds: [nowhere, ...state.runIds] })
    await job.post()
    return { stopped: stopped(), warnings: warnings() }
  }

  test('whatever else the command named', async () => {
    expect(await post()).toEqual({ stopped: true, warnings: '' })
  })

  test('also where another one makes trouble, which is told after that', async () => {
    const instead: MemoryJobOptions['instead'] = ({ path }) =>
      path.includes(nowhere) ? answer(403, { detail: 'no' }) : undefined
    const { stopped, warnings } = await post({ instead })
    expect(stopped).toBe(true)
    expect(warnings).toContain('403')
  })
})
