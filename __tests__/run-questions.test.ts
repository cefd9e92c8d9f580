import { describe, expect, test } from '@jest/globals'
import { answer, endingAs, forever, type Instead, MemoryJob } from './pieces/memory-job.ts'

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

  test.each(['failed', 'stopped', 'completed'])(
    'is neither asked for nor annotated if the run has %s before, though it stays pending for good',
    async status => {
      const job = new MemoryJob()
      const old = { name: 'old', extra: {}, createdMs: job.time.now - 3_600_000 }
      const { id } = job.standIn.addRun('staging', old, { ...asking(10_000), ...endingAs(status) })
      expect(await job.main({ pipeline: '', 'run-id': id })).toBe(status === 'completed')
      expect([job.asked('questions'), job.runner.text('notice')]).toEqual([[], ''])
    }
  )

  test('is not annotated if the run is seen to have ended at the same time', async () => {
    const job = new MemoryJob({ script: { ...asking(29_900), ...endingAs('failed') } })
    expect(await job.main()).toBe(false)
    expect(job.asked('questions').some(({ atMs }) => atMs > 29_900)).toBe(true)
    expect(job.runner.text('notice')).toBe('')
  })

  test('is neither repeated nor in the error from a minute on after it could be read last', async () => {
    const instead: Instead = ({ atMs, question }) =>
      question === 'questions' && atMs > 100_000 ? answer(403, { detail: ['IllegalOperationError', 'No'] }) : undefined
    const job = new MemoryJob({ script: asking(10_000), instead })
    await job.main({ timeout: '10m', logs: 'none' })
    const waiting = job.runner.text('info').match(/^Still waiting: .*/gm) ?? []
    expect(waiting.filter(line => line.includes('a person has to answer')).length).toBeLessThanOrEqual(2)
    expect(waiting.length).toBeGreaterThan(7)
    expect(job.runner.text('error')).toContain('The run is still running after the timeout of 10m.')
    expect(job.runner.text('error')).not.toContain('person')
    expect(job.runner.summary).not.toContain('person')
  })

  test('is in the error, as of when the run was seen last, if nothing can be read any longer', async () => {
    const instead: Instead = ({ atMs, method }) => (method === 'GET' && atMs > 400_000 ? 'never' : undefined)
    const job = new MemoryJob({ script: asking(10_000), instead })
    await job.main({ timeout: '10m', logs: 'none' })
    expect(job.runner.text('error')).toMatch(/was last seen as running .* ago[.] It waited for a person to answer/)
  })

  test('of a server that is silent about it keeps nothing up', async () => {
    const instead: Instead = ({ question }) => (question === 'questions' ? 'never' : undefined)
    const script = { ...asking(900_000), ...endingAs('completed') }
    const [silent, usual] = [new MemoryJob({ script, instead }), new MemoryJob({ script })]
    expect([await silent.main(), await usual.main()]).toEqual([true, true])
    expect(silent.asked('questions').length).toBeGreaterThan(3)
    expect(silent.time.elapsed).toBe(usual.time.elapsed)
  })

  test('is not asked for if the pipeline is not dynamic', async () => {
    const job = new MemoryJob({ script: forever })
    await job.main({ timeout: '2m' })
    expect(job.asked('questions')).toEqual([])
  })
})

test.each([
  ['from the beginning', 0],
  ['when the run ends', 29_000]
])('a server that is silent about the steps %s delays the end by seconds, not by minutes', async (_, fromMs) => {
  const instead: Instead = ({ atMs, path }) => (path.includes('/api/v1/steps') && atMs > fromMs ? 'never' : undefined)
  const job = new MemoryJob({ script: endingAs('completed'), instead })
  expect(await job.main({ logs: 'none' })).toBe(true)
  expect(job.time.elapsed).toBeLessThan(30_000 + 25_000)
})
