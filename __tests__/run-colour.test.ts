import { describe, expect, test } from '@jest/globals'
import { endingAs, MemoryJob } from './pieces/memory-job.ts'

describe('the colour is the truth of the run', () => {
  test.each([
    ['completed', true, 'success'],
    ['cached', true, 'success'],
    ['skipped', true, 'success'],
    ['failed', false, 'failure'],
    ['retried', false, 'failure'],
    ['stopped', false, 'stopped'],
    ['cancelled', false, 'stopped']
  ])('a run that ends as %s', async (status, green, conclusion) => {
    const job = new MemoryJob({ script: endingAs(status) })
    expect(await job.main()).toBe(green)
    expect(job.runner.outputs).toMatchObject({ conclusion, status, triggered: 'true' })
    expect(job.runner.text('error') === '').toBe(green)
  })

  test('a failed run says why, with the exception of its step', async () => {
    const job = new MemoryJob({ script: endingAs('failed') })
    await job.main()
    expect(job.runner.text('error')).toMatch(
      /on stack staging ended as failed: step train failed: the data has drifted\. http/
    )
    expect(job.runner.summary).toContain('ValueError')
  })

  test('a status that nobody knows is neither a success nor an end', async () => {
    const job = new MemoryJob({ script: endingAs('splendid') })
    expect(await job.main({ timeout: '10m' })).toBe(false)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'timed-out' })
    expect(job.runner.text('info')).toContain('a status this action does not know')
  })
})
