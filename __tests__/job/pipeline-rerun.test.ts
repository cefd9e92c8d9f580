import { describe, expect, test } from '@jest/globals'
import { pushTo } from '../../testbed/runner.ts'
import { snapshotJson } from '../pieces/entities.ts'
import { answer, forever, type Instead, MemoryJob } from '../pieces/memory-job.ts'

const again = { GITHUB_RUN_ATTEMPT: '2' }
const url = (id: string | undefined) => `http://zenml.test/projects/default/runs/${id}`

describe('while the run of the earlier attempt is being stopped', () => {
  /** A job whose first attempt came to its timeout, which stops the run; the run takes its time for that. */
  async function firstAttempt(stopTakesMs: number, instead?: Instead) {
    let isFirst = true
    const job = new MemoryJob({
      script: { ...forever, stopTakesMs },
      instead: (sent, pass) => (isFirst ? undefined : instead?.(sent, pass))
    })
    await job.main({ timeout: '1m' })
    isFirst = false
    const written = job.runner.written.length
    const said = (kind: string) =>
      job.runner.written
        .slice(written)
        .filter(each => each.kind === kind)
        .map(({ text }) => text)
    return { first: job.standIn.runs[0], job, said }
  }
  const waiting = (id: string | undefined, name: string | undefined) =>
    `Re-run: waiting for a run to end and then starting a new one, since the earlier attempt's run ${name} is being stopped: ${url(id)}`

  test('a re-run says that it waits for it, and starts another one once it has ended', async () => {
    const { first, job, said } = await firstAttempt(60_000)
    await job.main({ wait: 'false' }, again)
    expect(said('info')).toContain(waiting(first?.id, first?.name))
    expect(said('warning')).toEqual([])
    const [stopped, second] = job.standIn.runs
    expect([job.standIn.runs.length, stopped?.id]).toEqual([2, first?.id])
    expect(job.runner.outputs['run-id']).toBe(second?.id)
  })

  test('a re-run waits for two minutes, and then starts another one beside it, with a warning', async () => {
    const { first, job, said } = await firstAttempt(600_000)
    await job.main({ wait: 'false' }, again)
    expect(said('warning')).toEqual([
      `The earlier attempt's run has been stopping for 2m and more; a new one is started beside it. Look at the earlier one in the dashboard: ${url(first?.id)}`
    ])
    expect(job.standIn.runs).toHaveLength(2)
  })
})

describe('a re-run that attaches to a run of another snapshot', () => {
  const older = 'c22b1177-1176-4c9d-9a85-d14171ac7cda'

  /** The second attempt of a job, whose run says that it came from an older snapshot, or from none; the server may know that. */
  async function attached(source: object | null, snapshot: object | null = null, known?: object) {
    let isFirst = true
    const job = new MemoryJob({
      script: forever,
      instead: ({ path, question }, pass) => {
        if (isFirst) return undefined
        if (path.includes(`/pipeline_snapshots/${older}`))
          return known === undefined ? answer(404, { detail: ['KeyError', 'gone'] }) : answer(200, known)
        if (question !== 'find') return undefined
        const found = pass()
        const { items, ...list } = JSON.parse(found.body) as { items: { resources: object }[] }
        const changed = items.map(item => ({
          ...item,
          resources: { ...item.resources, source_snapshot: source, snapshot }
        }))
        return { ...found, body: JSON.stringify({ ...list, items: changed }) }
      }
    })
    await job.main({ timeout: '1m', 'leave-running': 'true' })
    isFirst = false
    await job.main({ timeout: '1m', 'leave-running': 'true' }, again)
    return job
  }

  test.each([
    ['that is gone', { id: older }],
    ['that it does not name', null]
  ])('%s says that its code is not known', async (_, source) => {
    const job = await attached(source)
    expect(job.standIn.runs).toHaveLength(1)
    const [last] =
      job.runner
        .text('info')
        .match(/^The snapshot (?:does not say|holds) .*$/gm)
        ?.slice(-1) ?? []
    expect(last).toMatch(/^The snapshot does not say which commit its code is from: /)
    expect(job.runner.outputs['code-sha']).toBe('')
  })

  test.each([
    ['it names as its source', { id: older }, null],
    ['it is itself of, where it names no source', null, { id: older }]
  ])('says which code the snapshot has that %s', async (_, source, snapshot) => {
    const commit = pushTo('develop').env['GITHUB_SHA'] ?? ''
    const job = await attached(source, snapshot, snapshotJson({ id: older, name: 'training-older', commit }))
    expect(job.runner.text('info')).toMatch(new RegExp(`^Snapshot training-older of .*[(]${older}[)]$`, 'm'))
    expect(job.runner.outputs['code-sha']).toBe(commit)
  })
})
