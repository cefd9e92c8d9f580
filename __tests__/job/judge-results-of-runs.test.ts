import { describe, expect, test } from '@jest/globals'
import type { Ending } from '../../src/job/job.ts'
import { finishRuns, type ResultsJob } from '../../src/job/judge-results.ts'
import { Report } from '../../src/report/report.ts'
import { readChecks } from '../../src/results/read-checks.ts'
import { aRun, made, runJson } from '../pieces/entities.ts'
import { FakeServer, page, refused } from '../pieces/fake-server.ts'
import { anInvocation } from '../pieces/invocation.ts'

const success: Ending = { conclusion: 'success' }
const url = (id: string) => `https://dashboard.test/projects/default/runs/${id}`
const idOf = (index: number) => `69579ec1-b45a-420c-876a-${String(index).padStart(12, '0')}`

interface Given {
  readonly checks?: string | undefined
  readonly baseline?: object
  /** What each run of the step has logged; nothing is the number 0.9. */
  readonly logged?: readonly object[]
  /** What the runs before them have logged, the newest first. */
  readonly before?: object | readonly object[]
  /** Which requests the server refuses, by their beginning. */
  readonly refuses?: string
  /** How often the server is not available before it lists artifacts. */
  readonly outages?: number
  /** Whether the job is cancelled with the first request. */
  readonly isCancelled?: boolean
}

/** How a step ends whose runs have succeeded, with what it says of their results. */
async function finish(given: Given = {}, ending = success) {
  const { baseline, before, checks, isCancelled, logged = [{ accuracy: 0.9 }], outages = 0, refuses } = given
  const cancel = new AbortController()
  const runs = logged.map((run_metadata, index) =>
    runJson('completed', { id: idOf(index + 1), name: `train-${index + 1}`, metadata: { run_metadata } })
  )
  const created = '2026-11-23T11:00:00.000000'
  const earlier = [before ?? []].flat().map((run_metadata, index) => {
    const [id, name] = index === 0 ? [idOf(0), 'train-0'] : [idOf(100 + index), `older-${index}`]
    return runJson('completed', { id, name, created, metadata: { run_metadata } })
  })
  let listed = 0
  const server = new FakeServer(({ method, path }) => {
    if (isCancelled === true) cancel.abort(new Error('cancelled'))
    if (refuses !== undefined && `${method} ${path}`.startsWith(refuses))
      return refused(403, 'IllegalOperationError', 'not allowed')
    if (method !== 'GET') return { json: null }
    const { pathname } = new URL(path, 'https://x')
    if (pathname.endsWith('/artifact_versions') && listed++ < outages) return { status: 503, json: null }
    if (pathname.endsWith('/artifact_versions') || pathname.endsWith('/stacks')) return page([])
    const id = /\/runs\/(.+)$/.exec(pathname)?.[1]
    if (id !== undefined) return { json: [...earlier, ...runs].find(run => run.id === id) }
    return page(earlier)
  })
  const world = { ...server.runner.connect(() => true), clock: server.clock, cancel: cancel.signal }
  const report = new Report(world)
  const job = {
    world,
    report,
    connection: server.connection(),
    environment: { name: 'staging' },
    invocation: anInvocation(),
    inputs: {
      promote: undefined,
      places: { checks: 'checks', promote: 'promote' },
      checks: checks === undefined ? undefined : { ...readChecks(checks, 'checks'), baseline }
    }
  } as unknown as ResultsJob
  const own = runs.map(({ id, name }) => aRun({ id, name, status: 'completed', createdMs: made }))
  const end = await finishRuns(job, ending, own)
  const said = server.requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => {
      const { resources, values } = JSON.parse(body ?? '') as { resources: { id: string }[]; values: object }
      return [resources[0]?.id, values]
    })
  const { runner } = server
  return {
    end,
    info: runner.text('info'),
    results: report.facts.results,
    said,
    server,
    warnings: runner.text('warning')
  }
}

const noRunBefore = 'No run of pipeline training has succeeded on stack staging before.'
const verdict = (says: string) => ({ gate_verdicts: { staging: says } })

describe('results without checks', () => {
  test('are shown, and beside them those of the run before', async () => {
    const { end, info, results, said } = await finish({ before: { accuracy: 0.8 } })
    expect({ end, info, said }).toEqual({ end: success, info: '', said: [] })
    expect(results).toEqual({
      verdict: 'none',
      runs: [
        {
          name: 'train-1',
          url: url(idOf(1)),
          metrics: { 'run.accuracy': 0.9 },
          rows: [{ name: 'run.accuracy', value: '0.9', before: '0.8', change: '+0.1 (+12.5 %)', isPlain: true }],
          baseline: { words: 'run train-0 on stack staging', url: url(idOf(0)) },
          notes: []
        }
      ]
    })
  })

  test('say that there was no run before', async () => {
    const { results } = await finish()
    expect(results?.runs[0]).toMatchObject({
      notes: [`There is nothing to compare with: ${noRunBefore}`]
    })
  })

  test('ask for no run to compare with if there is no number', async () => {
    const { results, server } = await finish({ logged: [{ city: 'Rome' }], before: { accuracy: 0.8 } })
    expect(results?.runs[0]).toMatchObject({ notes: ['There is nothing to compare with: The run logged no numbers.'] })
    expect(server.asked.filter(each => each.includes('/runs?'))).toEqual([])
    expect((await finish({ logged: [{}] })).results?.runs[0]?.notes).toEqual([])
  })

  test('that can’t be read keep the step green, and the log says why', async () => {
    const { end, info } = await finish({ refuses: 'GET /api/v1/artifact_versions' })
    expect(end).toEqual(success)
    expect(info).toMatch(
      /^Could not read all results \(artifacts\.…\): https:\/\/zenml\.test: Could not read the run's artifacts: .*not allowed/
    )
  })

  test.each<[string, Ending]>([
    ['did not succeed', { conclusion: 'failure' }],
    ['has an error', { conclusion: 'success', error: 'One of two.' }]
  ])('are not read of what %s', async (_, ending) => {
    const { end, results, server } = await finish({ checks: 'accuracy: {min: 0.8}' }, ending)
    expect({ asked: server.asked, end, results }).toEqual({ asked: [], end: ending, results: undefined })
  })

  test('say nothing after a cancel', async () => {
    const { end, info, results } = await finish({ isCancelled: true })
    expect({ end, info, results }).toEqual({ end: success, info: '', results: undefined })
  })
})

test.each([
  [undefined, 1, 'none', true],
  [undefined, 2, 'none', false],
  ['accuracy: {min: 0.8}', 5, 'passed', true],
  ['accuracy: {min: 0.8}', 6, 'failed', false]
])(
  'with the checks %j results are read after %d outages: %s, and all of them: %j',
  async (checks, outages, says, isAll) => {
    const { info, results } = await finish({ checks, outages })
    expect(results?.verdict).toBe(says)
    expect(info.includes('Could not read all results')).toBe(!isAll)
  }
)

describe('checks', () => {
  test('that the results pass keep the step green, and the run says so', async () => {
    const { end, info, results, said } = await finish({ checks: 'accuracy: {min: 0.8}\nrun.accuracy: {max: 1}' })
    expect({ end, info, said, verdict: results?.verdict }).toEqual({
      end: success,
      info: 'The results passed the checks (accuracy, run.accuracy).',
      said: [[idOf(1), verdict('passed')]],
      verdict: 'passed'
    })
  })

  test.each([
    ['accuracy: {min: 0.95}', 'a check: run.accuracy is 0.9, below its min of 0.95.'],
    [
      'accuracy: {min: 0.95}\nrun.accuracy: {max: 0.8}',
      '2 checks: run.accuracy is 0.9, below its min of 0.95. run.accuracy is 0.9, above its max of 0.8.'
    ]
  ])('that the results fail make the step red, and the run says so', async (checks, words) => {
    const { end, info, results, said } = await finish({ checks })
    expect({ end, info, said, verdict: results?.verdict }).toEqual({
      end: { conclusion: 'success', error: `checks: The run succeeded, but its results failed ${words}` },
      info: '',
      said: [[idOf(1), verdict('failed')]],
      verdict: 'failed'
    })
  })

  test('of several runs are said to each run by itself', async () => {
    const { end, said } = await finish({
      checks: 'accuracy: {min: 0.8}',
      logged: [{ accuracy: 0.9 }, { accuracy: 0.7 }]
    })
    expect(end.error).toBe(
      'checks: The run succeeded, but its results failed a check: Run train-2: run.accuracy is 0.7, below its min of 0.8.'
    )
    expect(said).toEqual([
      [idOf(1), verdict('passed')],
      [idOf(2), verdict('failed')]
    ])
  })

  test('of what can’t be read are red, and the run is said to have failed', async () => {
    const { end, results, said } = await finish({
      checks: 'accuracy: {min: 0.8}',
      refuses: `GET /api/v1/runs/${idOf(1)}`
    })
    expect(end.error).toMatch(
      /^checks: The run succeeded, but its results failed a check: Could not look up the metric 'accuracy': https:\/\/zenml\.test: Could not read the run's results: .*not allowed/
    )
    expect({ said, verdict: results?.verdict }).toEqual({ said: [[idOf(1), verdict('failed')]], verdict: 'failed' })
  })

  test('that require a baseline are passed where there is one, also by a run that logged no number', async () => {
    const checks = 'accuracy: {min: 0.8}\nbaseline: {required: true}'
    const logged = [{ accuracy: 0.9 }, { city: 'Rome' }]
    expect((await finish({ checks, logged, before: { accuracy: 0.8 } })).end).toEqual(success)
    expect((await finish({ checks, logged })).end.error).toBe(
      'checks: The run succeeded, but its results failed 2 checks: ' +
        ['train-1', 'train-2']
          .map(name => `Run ${name}: A baseline is required, but there is none: ${noRunBefore}`)
          .join(' ')
    )
  })

  test('that compare a number take the newest run before that has it', async () => {
    const { end, results } = await finish({
      checks: 'accuracy: {max-drop: 0.1}',
      before: [{ loss: 1 }, { accuracy: 0.95 }]
    })
    expect(end).toEqual(success)
    expect(results?.runs[0]?.baseline?.words).toBe('run older-1 on stack staging')
  })

  test('that compare a number which the run did not log are red, and say that it is missing', async () => {
    const { end } = await finish({ checks: 'auc: {max-drop: 0.1}', before: { accuracy: 0.8 } })
    expect(end.error).toMatch(/^checks: The run succeeded, but its results failed a check: .*'auc'/)
  })

  test('that require no baseline ask for none where a run logged no number', async () => {
    const { server } = await finish({ checks: 'accuracy: {min: 0.8}', logged: [{}], before: { accuracy: 0.8 } })
    expect(server.asked.filter(each => each.includes('/runs?'))).toEqual([])
  })

  test('on another stack, which the server has not, are red if they compare', async () => {
    const baseline = { stack: 'gone', stage: undefined, pipeline: undefined }
    const { end } = await finish({ checks: 'accuracy: {max-drop: 0.1}', baseline })
    expect(end.error).toContain("could not be checked against its max-drop: The server has no stack 'gone'.")
  })

  test('whose outcome can’t be written down hold all the same, with a warning', async () => {
    const { end, warnings } = await finish({ checks: 'accuracy: {min: 0.8}', refuses: 'POST /api/v1/run-metadata' })
    expect(end).toEqual(success)
    expect(warnings).toMatch(
      /^Could not record that the run train-1 passed its checks: https:\/\/zenml\.test: Could not write the run's metadata: .*not allowed/
    )
  })

  test('are not held against anything after a cancel, and the step is cancelled', async () => {
    const { end, results, said } = await finish({ checks: 'accuracy: {min: 0.8}', isCancelled: true })
    expect({ end, results, said }).toEqual({
      end: { conclusion: 'cancelled', error: 'The job was cancelled before the results were checked.' },
      results: { verdict: 'failed', runs: [] },
      said: []
    })
  })
})
