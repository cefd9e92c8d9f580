import { describe, expect, test } from '@jest/globals'
import { answer, endingAs, forever, type Instead, MemoryJob } from '../pieces/memory-job.ts'

/** A job that is cancelled while the request that starts the run is under way; `find` answers the looks for the run after that. */
function cancelledDuringStart(find: Instead, isMade = false): MemoryJob {
  const job: MemoryJob = new MemoryJob({
    script: forever,
    instead: (sent, pass) => {
      if (sent.question === 'start') {
        if (isMade) pass()
        job.cancelAt(job.time.elapsed + 100)
        return 'never'
      }
      return job.cancel.signal.aborted && sent.question === 'find' ? find(sent, pass) : undefined
    }
  })
  return job
}

/** What was written to the log after the cancel came. */
const lastLine = (job: MemoryJob) =>
  job.runner
    .text('info')
    .split('\n')
    .findLast(line => /server may still|Could not look|^Run /.test(line))
const stateOf = (job: MemoryJob) => JSON.parse(job.runner.states['trigger'] ?? '') as Readonly<Record<string, unknown>>

describe('after a cancel in the middle of the start', () => {
  test('the run is looked for, announced and stopped', async () => {
    const job = cancelledDuringStart((_, pass) => pass(), true)
    expect(await job.main()).toBe(false)
    const [run] = job.standIn.runs
    expect(lastLine(job)).toBe(`Run ${run?.name}: http://zenml.test/projects/default/runs/${run?.id}`)
    expect(job.runner.outputs).toMatchObject({ conclusion: 'cancelled', triggered: 'true', 'run-id': run?.id })
    expect(job.asked('stop').length).toBeGreaterThan(0)
  })

  test('a run that the server does not show is left to post, and the log says so', async () => {
    const job = cancelledDuringStart((_, pass) => pass())
    expect(await job.main()).toBe(false)
    expect(lastLine(job)).toBe(
      `The server may still start the run ${stateOf(job)['runName']}; the post step looks for it.`
    )
    expect(stateOf(job)).toMatchObject({ settled: false, runIds: [] })
    expect(job.time.elapsed).toBeLessThan(3_000)
  })

  test('a server that can’t be asked leaves it to post, and the log says why', async () => {
    const job = cancelledDuringStart(() => answer(401, { detail: 'no' }))
    expect(await job.main()).toBe(false)
    expect(lastLine(job)).toMatch(/^Could not look for the run: https:\/\/zenml\.test: .* The post step will\.$/)
    expect(stateOf(job)).toMatchObject({ settled: false, runIds: [] })
  })
})

test('a start of which nothing is heard, and whose run is not shown, is left to post, and the log says so', async () => {
  const unheard: Instead = ({ question }) => (question === 'start' ? new Error('socket hang up') : undefined)
  const job = new MemoryJob({ script: endingAs('completed'), instead: unheard })
  expect(await job.main()).toBe(false)
  expect(lastLine(job)).toBe(
    `The server may still start the run ${stateOf(job)['runName']}; the post step looks for it.`
  )
  expect(stateOf(job)).toMatchObject({ settled: false, runIds: [] })
})
