import { describe, expect, test } from '@jest/globals'
import { findBaseline } from '../../src/job/baseline.ts'
import { aModelVersion, aRun, made, runJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, refused } from '../pieces/fake-server.ts'

const idOf = (index: number) => `69579ec1-b45a-420c-876a-${String(index).padStart(12, '0')}`

/** A completed run, made some seconds after the others began. */
const runAt = (seconds: number, name: string, metadata: object) =>
  runJson('completed', {
    id: idOf(seconds),
    name,
    created: new Date(made + seconds * 1_000).toISOString().slice(0, 23),
    metadata: { run_metadata: metadata }
  })

/** A server that has these runs, the oldest first; the artifacts of one may be hidden. */
const serverWith = (all: readonly ReturnType<typeof runJson>[], hidden?: string) =>
  new FakeServer(({ path }) => {
    const { pathname, searchParams } = new URL(path, 'https://x')
    if (hidden !== undefined && searchParams.get('pipeline_run') === hidden)
      return refused(403, 'IllegalOperationError', 'not allowed')
    if (pathname.endsWith('/artifact_versions')) return page([])
    if (!pathname.endsWith('/runs')) return { json: all.find(({ id }) => pathname.endsWith(id)) }
    const [index, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('size'))]
    const shown = all.toReversed().slice((index - 1) * size, index * size)
    return page(shown, Math.ceil(all.length / size), index, all.length)
  })

/** What a run is compared with, which comes after these of earlier steps. */
async function baselineAfter(
  earlier: readonly ReturnType<typeof runJson>[],
  wanted: readonly string[],
  hidden?: string
) {
  const server = serverWith(earlier, hidden)
  const search = {
    connection: server.connection(),
    wish: { stack: undefined, stage: undefined, pipeline: undefined },
    run: aRun({ id: ids.run, createdMs: made + 3_600_000 }),
    ownIds: [ids.run],
    patience: { attempts: 1 },
    wanted
  }
  const baseline = await findBaseline(search, { metrics: [], gaps: [], artifacts: [], model: undefined })
  return { baseline, read: server.asked.filter(each => each.includes('/artifact_versions')).length }
}

/** What the last of some runs of one step, a second apart, is compared with; before all of them was another run. */
async function baselineOfLast(own: number) {
  const all = Array.from({ length: own + 1 }, (_, index) =>
    runAt(index, index === 0 ? 'the-run-before' : `own-${index}`, { accuracy: index === 0 ? 0.9 : 0.5 })
  )
  const server = serverWith(all)
  const ownIds = all.slice(1).map(({ id }) => id)
  const search = {
    connection: server.connection(),
    wish: { stack: undefined, stage: undefined, pipeline: undefined },
    run: aRun({ id: ownIds.at(-1) ?? ids.run, createdMs: made + own * 1_000 }),
    ownIds,
    patience: { attempts: 1 },
    wanted: ['run.accuracy']
  }
  return findBaseline(search, { metrics: [], gaps: [], artifacts: [], model: undefined })
}

test.each([1, 10, 20])('the last of %d runs of one step is compared with the run before them', async own => {
  expect(await baselineOfLast(own)).toMatchObject({
    kind: 'found',
    words: 'run the-run-before on stack staging',
    metrics: [{ name: 'run.accuracy', value: 0.9 }]
  })
})

describe('with a stage a run is compared with', () => {
  /** What a run of version 5 is compared with, where these versions have the stage production; a run made them, or none. */
  async function baselineIn(holders: readonly number[], isMade = false) {
    const versions = holders.map(number => ({
      id: `version-${number}`,
      name: String(number),
      body: { project_id: ids.project, number, stage: 'production', model: { id: 'model-churn', name: 'churn' } },
      metadata: { run_metadata: { accuracy: number / 10 } }
    }))
    const json = runAt(0, 'the-maker', { loss: 0.2 })
    const model_version = { id: 'version-3', name: '3', body: { model: { id: 'model-churn', name: 'churn' } } }
    const maker = { ...json, resources: { ...json.resources, model_version } }
    const server = new FakeServer(({ path }) => {
      if (path.startsWith('/api/v1/model_versions')) return page(versions)
      if (path.includes(maker.id) && path.startsWith('/api/v1/runs')) return { json: maker }
      return page(isMade && path.includes('model_version_id=version-3') ? [maker] : [])
    })
    const modelVersion = { id: 'version-5', name: '5', modelName: 'churn' }
    const search = {
      connection: server.connection(),
      wish: { stack: undefined, stage: 'production' as const, pipeline: undefined },
      run: aRun({ modelVersion } as unknown as Parameters<typeof aRun>[0]),
      ownIds: [ids.run],
      patience: { attempts: 1 },
      wanted: ['run.accuracy']
    }
    const model = { version: aModelVersion(5), metadata: {} }
    return findBaseline(search, { metrics: [], gaps: [], artifacts: [], model })
  }

  test.each([
    ['the version that has it', [3]],
    ['another version that has it beside its own', [5, 3]]
  ])('%s', async (_, holders) => {
    expect(await baselineIn(holders)).toMatchObject({
      kind: 'found',
      words: 'version 3 of model churn (stage production)',
      metrics: [{ value: 0.3 }]
    })
  })

  test('the version that has it, with what the run that made it has logged', async () => {
    const baseline = await baselineIn([3], true)
    expect(baseline).toMatchObject({ kind: 'found', words: 'version 3 of model churn (stage production)', gaps: [] })
    expect(baseline).toHaveProperty('url', `https://dashboard.test/projects/default/runs/${idOf(0)}`)
    expect('metrics' in baseline && baseline.metrics.map(({ name, value }) => [name, value])).toEqual([
      ['run.loss', 0.2],
      ['model.accuracy', 0.3]
    ])
  })

  test.each([
    ['nobody has it', []],
    ['its own version has it', [5]]
  ])('the run before if %s', async (_, holders) => {
    expect(await baselineIn(holders)).toEqual({
      kind: 'none',
      why: 'No run of pipeline training has succeeded on stack staging before.'
    })
  })
})

describe('of the earlier runs', () => {
  /** Runs of which only the one that is so many runs back has logged the accuracy. */
  const withAccuracy = (back: number) =>
    Array.from({ length: 6 }, (_, index) =>
      runAt(index, `run-${6 - index}`, index === 6 - back ? { accuracy: 0.9 } : {})
    )

  test.each([
    [1, 'run-1', 1],
    [4, 'run-4', 4],
    [5, 'run-1', 4]
  ])('four are read: if the metric is %d runs back, %s is compared with', async (back, name, count) => {
    const { baseline, read } = await baselineAfter(withAccuracy(back), ['run.accuracy'])
    expect(baseline).toMatchObject({ kind: 'found', words: `run ${name} on stack staging` })
    expect(read).toBe(count)
  })

  test('the newest is read alone if no metric is wanted', async () => {
    const { baseline, read } = await baselineAfter(withAccuracy(4), [])
    expect(baseline).toMatchObject({ kind: 'found', words: 'run run-1 on stack staging', metrics: [] })
    expect(read).toBe(1)
  })

  test('a text under the name of the metric is no number to compare with', async () => {
    const texts = [runAt(0, 'older', { accuracy: 0.9 }), runAt(1, 'newer', { accuracy: 'good' })]
    const { baseline } = await baselineAfter(texts, ['run.accuracy'])
    expect(baseline).toMatchObject({ words: 'run older on stack staging' })
  })

  test('one of which not all can be read might have the metric, so that no older one is compared with', async () => {
    const both = [runAt(0, 'older', { accuracy: 0.9 }), runAt(1, 'newer', {})]
    const { baseline, read } = await baselineAfter(both, ['run.accuracy', 'artifacts.report.rows'], idOf(1))
    expect(baseline).toMatchObject({ words: 'run newer on stack staging', gaps: [{ of: 'artifacts.' }] })
    expect(read).toBe(1)
  })

  test('none counts that failed its checks', async () => {
    const failed = runAt(1, 'newer', { accuracy: 0.1, gate_verdicts: { staging: 'failed' } })
    const { baseline } = await baselineAfter([runAt(0, 'older', { accuracy: 0.9 }), failed], ['run.accuracy'])
    expect(baseline).toMatchObject({ words: 'run older on stack staging' })
  })

  test.each([
    [199, { kind: 'none', why: 'No run of pipeline training has succeeded on stack staging before.' }],
    [
      201,
      {
        kind: 'unreadable',
        why: 'None of the 200 runs of pipeline training before this one on stack staging can be compared with: they failed their checks, or belong to this step.'
      }
    ]
  ])('%d that failed their checks leave none, or what is not known', async (count, expected) => {
    const failed = Array.from({ length: count }, (_, index) =>
      runAt(index, `run-${index}`, { gate_verdicts: { staging: 'failed' } })
    )
    expect((await baselineAfter(failed, [])).baseline).toEqual(expected)
  })

  test('there may be none', async () => {
    expect((await baselineAfter([], ['run.accuracy'])).baseline).toEqual({
      kind: 'none',
      why: 'No run of pipeline training has succeeded on stack staging before.'
    })
  })
})
