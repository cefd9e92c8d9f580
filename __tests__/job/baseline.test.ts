import { expect, test } from '@jest/globals'
import { findBaseline } from '../../src/job/baseline.ts'
import { aRun, made, runJson } from '../pieces/entities.ts'
import { FakeServer, ids, page } from '../pieces/fake-server.ts'

/** What the last of some runs of one step, a second apart, is compared with; before all of them was another run. */
async function baselineOfLast(own: number) {
  const all = Array.from({ length: own + 1 }, (_, index) =>
    runJson('completed', {
      id: `69579ec1-b45a-420c-876a-${String(index).padStart(12, '0')}`,
      name: index === 0 ? 'the-run-before' : `own-${index}`,
      created: new Date(made + index * 1_000).toISOString().slice(0, 23),
      metadata: { run_metadata: { accuracy: index === 0 ? 0.9 : 0.5 } }
    })
  )
  const server = new FakeServer(({ path }) => {
    const { pathname, searchParams } = new URL(path, 'https://x')
    if (pathname.endsWith('/artifact_versions')) return page([])
    if (!pathname.endsWith('/runs')) return { json: all.find(({ id }) => pathname.endsWith(id)) }
    const [index, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('size'))]
    const shown = all.toReversed().slice((index - 1) * size, index * size)
    return page(shown, Math.ceil(all.length / size), index, all.length)
  })

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
