import { describe, expect, test } from '@jest/globals'
import { describeStart, isNew, readBaseline, searchRun } from '../../src/job/start-search.ts'
import { aRun, made, runJson } from '../pieces/entities.ts'
import { FakeServer, ids, page } from '../pieces/fake-server.ts'

const baseline = { projectId: ids.project, accountId: ids.account, sinceMs: made, earlierIds: ['earlier'] }
const at = (ms: number) => new Date(made + ms).toISOString().replace('Z', '000')

describe('a run is new', () => {
  test.each([
    ['that this account made since then', {}, true],
    ['of another account', { accountId: ids.run }, false],
    ['of no account', { accountId: undefined }, false],
    ['that was made before', { createdMs: made - 1 }, false],
    ['that does not say when it was made', { createdMs: undefined }, false],
    ['that was there', { id: 'earlier' }, false]
  ])('%s: %j is %j', (_, run, expected) => {
    expect(isNew(aRun(run), baseline)).toBe(expected)
  })
})

describe('what was there before', () => {
  const read = (...agesMs: readonly number[]) => {
    const runs = agesMs.map((age, index) => runJson('completed', { id: idOf(index), created: at(-age) }))
    return readBaseline(new FakeServer(() => page(runs)).connection())
  }

  test('is kept apart by a minute, by which the clocks of a server’s replicas may differ', async () => {
    expect(await read(0, 60_000, 60_001)).toMatchObject({ sinceMs: made - 60_000, earlierIds: [idOf(0), idOf(1)] })
  })

  test('is nothing for an account without runs', async () => {
    expect(await read()).toMatchObject({ sinceMs: 0, earlierIds: [], accountId: ids.account, projectId: ids.project })
  })

  test('of a full page reaches back to its oldest run, since nobody knows those behind it', async () => {
    const full = await read(...Array.from({ length: 20 }, (_, index) => index * 1_000))
    expect(full.sinceMs).toBe(made - 19_000)
    expect(full.earlierIds).toHaveLength(20)
    expect((await read(...Array.from({ length: 19 }, (_, index) => index * 1_000))).sinceMs).toBe(made - 60_000)
  })
})

describe('the run of a start without an answer', () => {
  const find = async (
    start: Parameters<typeof searchRun>[1],
    runs: readonly object[],
    known: readonly string[] = []
  ) => {
    const server = new FakeServer(() => page(runs))
    const found = await searchRun(server.session(), start, baseline, known)
    return { id: found?.id, server }
  }
  const source = { sourceId: ids.snapshot }

  test('that has a name is the new run of that name', async () => {
    expect((await find({ name: 'training-1' }, [runJson('running')])).id).toBe(ids.run)
    expect((await find({ name: 'training-1' }, [runJson('running', { created: at(-1) })])).id).toBeUndefined()
    expect((await find({ name: 'training-1' }, [])).id).toBeUndefined()
  })

  test('that has none is the only new run from the same snapshot that nobody else accounts for', async () => {
    expect((await find(source, [runJson('running')])).id).toBe(ids.run)
    const other = runJson('running', { source: ids.run, id: idOf(1) })
    expect((await find(source, [other, runJson('running')])).id).toBe(ids.run)
  })

  test.each<[string, readonly object[], readonly string[]]>([
    ['two fit', [runJson('running'), runJson('running', { id: idOf(1) })], []],
    ['it is known already', [runJson('running')], [ids.run]],
    ['it is older', [runJson('running', { created: at(-1) })], []],
    ['it was started from something else', [runJson('running', { source: null })], []]
  ])('is none if %s', async (_, runs, known) => {
    expect((await find(source, runs, known)).id).toBeUndefined()
  })

  test('of which nothing is known is not asked for', async () => {
    const { id, server } = await find({}, [runJson('running')])
    expect([id, server.asked]).toEqual([undefined, []])
  })

  test('is described by its name, or else by what it was to be started from', () => {
    expect(describeStart({ name: 'train-1', sourceId: 's' })).toBe('the run train-1')
    expect(describeStart({ sourceId: 's' })).toBe('a run from s')
    expect(describeStart({})).toBe('a run')
  })
})

function idOf(index: number): string {
  return `69579ec1-b45a-420c-876a-${String(index).padStart(12, '0')}`
}
