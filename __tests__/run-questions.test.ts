import { describe, expect, test } from '@jest/globals'
import { forever, MemoryJob } from './pieces/memory-job.ts'

/** A run that begins to wait for a person at some time, and goes on without an answer. */
const asking = (fromMs: number, untilMs = Number.POSITIVE_INFINITY) => ({ ...forever, asks: { fromMs, untilMs } })

/** Time from when a run begins to wait until its question is annotated, ms, to a tenth of a second. */
async function noticedAfter(fromMs: number): Promise<number> {
  const job = new MemoryJob({ script: asking(fromMs) })
  let seenMs = Number.POSITIVE_INFINITY
  const lookAt = (ms: number): void => {
    job.time.at(ms, () => {
      if (job.runner.text('notice').includes('waits for a person')) seenMs = ms
      else lookAt(ms + 100)
    })
  }
  lookAt(fromMs)
  await job.main({ timeout: '40m', logs: 'none' })

  const createdMs = (job.standIn.runs[0]?.createdMs ?? 0) - (job.time.now - job.time.elapsed)
  return seenMs - createdMs - fromMs
}

describe('a question to a person', () => {
  test.each([3_000, 47_300, 110_800])('is annotated within 3 seconds, %d ms after the start', async ms => {
    expect(await noticedAfter(ms)).toBeLessThan(3_000)
  })

  test.each([
    [500_000, 2_500],
    [1_500_000, 5_000]
  ])('is annotated within one poll, %d ms after the start', async (ms, pollMs) => {
    expect(await noticedAfter(ms)).toBeLessThanOrEqual(pollMs + 500)
  })

  test('is annotated once, with what an answer has to be and where to give it, and repeated every minute', async () => {
    const job = new MemoryJob({ script: asking(10_000) })
    await job.main({ timeout: '10m' })
    const id = job.standIn.runs[0]?.id
    expect(job.runner.text('notice')).toBe(
      `The run waits for a person to answer 'approve': Release model-1? Answer: {"type":"boolean"} (http://zenml.test/projects/default/runs/${id})`
    )
    const waiting = job.runner
      .text('info')
      .match(/^Still waiting: .*a person has to answer 'approve': Release model-1\?/gm)
    expect(waiting?.length).toBe(9)
  })

  test('is in the error of the timeout', async () => {
    const job = new MemoryJob({ script: asking(10_000) })
    await job.main({ timeout: '2m' })
    expect(job.runner.text('error')).toContain(
      'The run is still running after the timeout of 2m. It waits for a person to answer \'approve\': Release model-1? Answer: {"type":"boolean"}.'
    )
  })

  test('that has been answered is not in it', async () => {
    const job = new MemoryJob({ script: asking(10_000, 60_000) })
    await job.main({ timeout: '2m' })
    expect(job.runner.text('error')).not.toContain('person')
  })

  test('is not asked for if the pipeline is not dynamic', async () => {
    const job = new MemoryJob({ script: forever })
    await job.main({ timeout: '2m' })
    expect(job.asked('questions')).toEqual([])
  })
})
