import { describe, expect, test } from '@jest/globals'
import { readResults } from '../../src/job/read-results.ts'
import { runJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'

const refusal = refused(403, 'IllegalOperationError', 'not allowed')
const modelVersion = { id: 'version-5', name: '5', modelName: 'churn' } as const

const artifact = {
  id: 'artifact-1',
  name: '1',
  body: { project_id: ids.project, artifact: { id: 'a', name: 'report' } },
  metadata: { run_metadata: { rows: 7 } },
  resources: { producer_pipeline_run_id: ids.run, producer_step_run_id: 'step-train' }
}
const version = {
  id: 'version-5',
  name: '5',
  body: {
    number: 5,
    stage: null,
    project_id: ids.project,
    model: { id: 'model-churn', name: 'churn' },
    created: '2026-11-23T12:00:00.000000',
    updated: '2026-11-23T12:00:00.000000'
  },
  metadata: { run_metadata: { f1: 0.5 } }
}

/** The results of a run, with other answers to some of the questions. */
async function results(
  { artifacts, model, run }: { readonly run?: Reply; readonly artifacts?: Reply; readonly model?: Reply },
  known?: Parameters<typeof readResults>[3]
) {
  const metadata = { run_metadata: { accuracy: 0.9, 'train::loss': 0.1 } }
  const server = new FakeServer(({ path }) => {
    if (path.startsWith('/api/v1/artifact_versions')) return artifacts ?? page([artifact])
    if (path.startsWith('/api/v1/model_versions')) return model ?? { json: version }
    return run ?? { json: runJson('completed', { metadata }) }
  })
  const read = await readResults(server.connection(), { id: ids.run, modelVersion }, { attempts: 1 }, known)
  return { ...read, asked: server.asked, names: read.metrics.map(({ name }) => name) }
}

const says = (what: string) =>
  expect.stringMatching(new RegExp(`^https://zenml\\.test: Could not ${what}: .*not allowed`))

describe('of a run is read', () => {
  test('what was logged about it, its model version, its steps and its artifacts', async () => {
    const { artifacts, gaps, metrics, model } = await results({})
    expect(metrics).toEqual([
      { name: 'run.accuracy', value: 0.9, isNested: false },
      { name: 'model.f1', value: 0.5, isNested: false },
      { name: 'steps.train.loss', value: 0.1, isNested: false },
      { name: 'artifacts.report.rows', value: 7, isNested: false }
    ])
    expect(gaps).toEqual([])
    expect(artifacts).toMatchObject([{ id: 'artifact-1', name: 'report', stepId: 'step-train' }])
    expect(model?.version).toMatchObject({ id: 'version-5', number: 5 })
  })

  test('all but what can’t be read of it and its steps', async () => {
    const { gaps, names } = await results({ run: refusal })
    expect(names).toEqual(['model.f1', 'artifacts.report.rows'])
    const why = says("read the run's results")
    expect(gaps).toEqual([
      { of: 'run.', why },
      { of: 'steps.', why }
    ])
  })

  test('all but its model version, if that can’t be read', async () => {
    const { gaps, model, names } = await results({ model: refusal })
    expect(names).toEqual(['run.accuracy', 'steps.train.loss', 'artifacts.report.rows'])
    expect(gaps).toEqual([{ of: 'model.', why: says('read the model version') }])
    expect(model).toBeUndefined()
  })

  test('all but its artifacts, if they can’t be read', async () => {
    const { artifacts, gaps, names } = await results({ artifacts: refusal })
    expect(names).toEqual(['run.accuracy', 'model.f1', 'steps.train.loss'])
    expect(gaps).toEqual([{ of: 'artifacts.', why: says("read the run's artifacts") }])
    expect(artifacts).toEqual([])
  })

  test('nothing of its model version, if that is known already', async () => {
    const { model: known } = await results({})
    const { asked, names } = await results({ model: refusal }, known)
    expect(names).toContain('model.f1')
    expect(asked.filter(each => each.includes('model_versions'))).toEqual([])
  })
})

/** One page of artifacts, whichever is asked for. */
async function withPages(pages: number) {
  let index = 0
  const server = new FakeServer(({ path }) => {
    if (path.startsWith('/api/v1/artifact_versions')) {
      index += 1
      return page([artifact], pages, index, pages)
    }
    return { json: runJson('completed', { metadata: { run_metadata: {} } }) }
  })
  return readResults(server.connection(), { id: ids.run, modelVersion: undefined }, { attempts: 1 })
}

test.each([
  [3, []],
  [
    4,
    [
      {
        of: 'artifacts.',
        why: 'The run has more artifacts than are read (300). What can be checked is what was logged about the rest.'
      }
    ]
  ]
])('of %d pages of artifacts three are read, and it is said if there are more', async (pages, expected) => {
  const { artifacts, gaps, model } = await withPages(pages)
  expect({ artifacts: artifacts.length, gaps, model }).toEqual({ artifacts: 3, gaps: expected, model: undefined })
})
