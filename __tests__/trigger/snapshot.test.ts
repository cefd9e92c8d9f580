import { describe, expect, test } from '@jest/globals'
import { findSnapshot, readDetails, type SnapshotWish } from '../../src/trigger/snapshot.ts'
import type { Snapshot } from '../../src/zenml/entities.ts'
import { aSnapshot, snapshotJson } from '../pieces/entities.ts'
import { FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

const other = { id: 'p', name: 'production' }
const older = '2026-11-20T11:00:00.000000'
const id = (digit: number): string => `${digit}`.repeat(8).concat('-0000-4000-8000-000000000000')

/** Looks for a snapshot at a server that has these, and that filters by name and pipeline alone. */
function find(
  wish: Partial<SnapshotWish>,
  snapshots: readonly ReturnType<typeof snapshotJson>[],
  pipelines = ['training', 'evaluation']
) {
  const server = new FakeServer(({ path }) => {
    const asked = new URL(path, 'https://x').searchParams
    const [, , , kind, one] = path.replace(/\?.*/, '').split('/')
    if (kind === 'pipelines') return page(pipelines.map(name => ({ id: name, name })))
    if (one === undefined) return page(snapshots.filter(snapshot => isFit(snapshot, asked)))
    const found = snapshots.find(snapshot => snapshot.id === one)
    return found === undefined ? refused(404, 'KeyError', 'none') : { json: found }
  })
  return findSnapshot(server.connection(), { pipeline: undefined, snapshot: undefined, ...wish })
}

function isFit({ name, resources: { pipeline } }: ReturnType<typeof snapshotJson>, asked: URLSearchParams): boolean {
  const wanted = asked.get('pipeline')?.toLowerCase()
  return (
    (!asked.has('name') || asked.get('name') === `equals:${name}`) &&
    (wanted === undefined || [pipeline.id, pipeline.name].includes(wanted))
  )
}

test('the server is asked for what is wished for alone: of a name, of a pipeline, or of both', async () => {
  const asked = async (wish: Partial<SnapshotWish>) => {
    const server = new FakeServer(({ path }) =>
      /snapshots\/./.test(path) ? { json: snapshotJson() } : page([snapshotJson()])
    )
    await findSnapshot(server.connection(), { pipeline: undefined, snapshot: undefined, ...wish })
    const { searchParams } = new URL(server.requests[0]?.path ?? '', 'https://x')
    return [searchParams.get('name'), searchParams.get('pipeline')]
  }
  expect(await asked({ pipeline: 'training' })).toEqual([null, 'training'])
  expect(await asked({ snapshot: 'training-staging' })).toEqual(['equals:training-staging', null])
  expect(await asked({ pipeline: 'training', snapshot: 'training-staging' })).toEqual([
    'equals:training-staging',
    'training'
  ])
})

describe('of a pipeline', () => {
  test('the newest named, runnable snapshot on the stack is taken, in whatever order the server lists them', async () => {
    const found = await find({ pipeline: 'training' }, [
      snapshotJson({ id: id(1), created: older }),
      snapshotJson({ id: id(2), created: '2026-11-23T11:30:00.000000' }),
      snapshotJson({ id: id(3) }),
      snapshotJson({ id: id(4), created: '2026-11-23T11:45:00.000000', stack: other }),
      snapshotJson({ id: id(5), created: '2026-11-23T11:45:00.000000', runnable: false }),
      snapshotJson({ id: id(6), created: '2026-11-23T11:45:00.000000', stack: null }),
      snapshotJson({ id: id(7), created: '2026-11-23T11:45:00.000000', name: null }),
      snapshotJson({ id: id(8), created: '2026-11-23T11:45:00.000000', pipeline: { id: 'e', name: 'evaluation' } })
    ])
    expect(found.id).toBe(id(2))
  })

  test('the name may be its id', async () => {
    expect((await find({ pipeline: ids.pipeline.toUpperCase() }, [snapshotJson()])).id).toBe(ids.snapshot)
  })
})

describe('a snapshot', () => {
  test('is found by its name alone', async () => {
    const all = [snapshotJson({ id: id(1), name: 'other', created: '2026-11-23T11:45:00.000000' }), snapshotJson()]
    expect((await find({ snapshot: 'training-staging' }, all)).id).toBe(ids.snapshot)
  })

  test('is found by its id', async () => {
    expect((await find({ snapshot: ids.snapshot }, [snapshotJson()])).id).toBe(ids.snapshot)
  })

  test('of another pipeline than the given one is not taken', async () => {
    const error = await failure(() => find({ snapshot: ids.snapshot, pipeline: 'evaluation' }, [snapshotJson()]))
    expect(error).toMatchObject({ where: 'snapshot' })
    expect(error.message).toContain(`'${ids.snapshot}'`)
    expect(error.remedy).toContain('zenml pipeline snapshot create')
  })

  test('on another stack is not taken, not even by its id', async () => {
    const error = await failure(() => find({ snapshot: ids.snapshot }, [snapshotJson({ stack: other })]))
    expect(error).toMatchObject({ where: 'snapshot' })
    expect(error.message).toBe(
      `'${ids.snapshot}' is on stack production, not on staging, and a run cannot change its snapshot's stack`
    )
    expect(error.remedy).toMatch(/^Name a snapshot on stack staging\. Make one with .*--stack staging/)
  })

  test.each(['p', undefined])('in another project (%s) is not taken, though an id finds it there', async project => {
    const error = await failure(() => find({ snapshot: ids.snapshot }, [snapshotJson({ project })]))
    expect(error.message).toBe(`The snapshot ${ids.snapshot} is in another project, not in default`)
    expect(error).toMatchObject({ where: 'snapshot', remedy: expect.stringContaining('set project') })
  })

  test('of a name that several pipelines use is not guessed', async () => {
    const two = [snapshotJson(), snapshotJson({ id: id(1), pipeline: { id: 'e', name: 'evaluation' } })]
    const error = await failure(() => find({ snapshot: 'training-staging' }, two))
    expect(error.remedy).toBe('Set pipeline to one of training, evaluation.')
  })
})

describe('if there is none', () => {
  test('on the stack, the error says where there are some and how to make one', async () => {
    const elsewhere = [snapshotJson({ stack: other }), snapshotJson({ id: id(1), stack: null })]
    const error = await failure(() => find({ pipeline: 'training' }, elsewhere))
    expect(error).toMatchObject({ where: 'pipeline' })
    expect(error.message).toBe("'training' has no named snapshot on stack staging, only on production, a deleted stack")
    expect(error.remedy).toContain('zenml pipeline snapshot create')
    expect(error.remedy).toContain('--stack staging')
  })

  test('that the server can run, the error says what makes one runnable', async () => {
    const error = await failure(() => find({ pipeline: 'training' }, [snapshotJson({ runnable: false })]))
    expect(error.message).toContain('cannot run the snapshot training-staging on stack staging')
    expect(error.remedy).toContain('container build')
  })

  test('of this pipeline at all, the error says how to make one', async () => {
    const error = await failure(() => find({ pipeline: 'training' }, []))
    expect(error.message).toBe("'training' has no named snapshot on any stack")
  })

  test('as there is no such pipeline, the error names those that are near', async () => {
    const error = await failure(() => find({ pipeline: 'trainig' }, []))
    expect(error).toMatchObject({ where: 'pipeline', remedy: "Did you mean 'training'?" })
    expect(error.message).toContain("no pipeline 'trainig' in project default")
  })

  test('of this name, the error names those that are near', async () => {
    const error = await failure(() => find({ pipeline: 'training', snapshot: 'training-stagin' }, [snapshotJson()]))
    expect(error).toMatchObject({ where: 'snapshot' })
    expect(error.message).toBe("There is no snapshot 'training-stagin' of pipeline training")
    expect(error.remedy).toContain("Did you mean 'training-staging'?")
  })

  test('of this name in the whole project, the error says so', async () => {
    const error = await failure(() => find({ snapshot: 'training-stagin' }, [snapshotJson()]))
    expect(error.message).toBe("There is no snapshot 'training-stagin' of any pipeline")
    expect(error.remedy).toMatch(/^Did you mean 'training-staging'\? Make one with /)
  })
})

test('the place is that of the environment if the wish is its own', async () => {
  const snapshot = snapshotJson({ stack: other })
  const server = new FakeServer(({ path }) =>
    page(!path.includes('/pipelines') && isFit(snapshot, new URL(path, 'https://x').searchParams) ? [snapshot] : [])
  )
  const places = { pipeline: 'environments: staging.pipeline', snapshot: 'environments: staging.snapshot' }
  const where = async (wish: SnapshotWish) =>
    (await failure(() => findSnapshot(server.connection(), wish, places))).where
  expect(await where({ pipeline: 'training', snapshot: undefined })).toBe(places.pipeline)
  expect(await where({ pipeline: 'none', snapshot: undefined })).toBe(places.pipeline)
  expect(await where({ pipeline: 'training', snapshot: 'training-staging' })).toBe(places.snapshot)
})

describe('the snapshot that the quick question has found', () => {
  const wish = { pipeline: 'training', snapshot: undefined }
  /** Finds a snapshot at a server whose list has one, after a quick question that found another one. */
  const look = async (change: Partial<Snapshot>, wanted: SnapshotWish = wish) => {
    const server = new FakeServer(({ path }) => page(path.includes('/pipeline_snapshots?') ? [snapshotJson()] : []))
    const connection = server.connection({ glimpsed: aSnapshot({ id: id(9), ...change }) })
    return { found: await findSnapshot(connection, wanted), server }
  }

  test.each([
    ['of the pipeline', wish],
    ['of the pipeline by its id', { ...wish, pipeline: ids.pipeline.toUpperCase() }],
    ['of its own name', { pipeline: undefined, snapshot: 'training-staging' }],
    ['of its own name and pipeline', { pipeline: 'training', snapshot: 'training-staging' }],
    ['of its own id', { pipeline: undefined, snapshot: id(9).toUpperCase() }]
  ])('is taken as the one %s, without another question', async (_, wanted) => {
    const { found, server } = await look({}, wanted)
    expect(found.id).toBe(id(9))
    expect(server.requests).toEqual([])
  })

  test.each([
    ['on another stack', { stack: other }],
    ['on no stack', { stack: undefined }],
    ['in another project', { projectId: 'p' }],
    ['in no project', { projectId: undefined }],
    ['of another pipeline', { pipeline: { id: 'e', name: 'evaluation' } }],
    ['of a pipeline that differs in case', { pipeline: { id: 'e', name: 'Training' } }],
    ['that the server cannot run', { runnable: false }],
    ['without a name', { name: '' }]
  ])('is not taken %s: all are listed', async (_, change) => {
    const { found, server } = await look(change)
    expect(found.id).toBe(ids.snapshot)
    expect(server.requests).toHaveLength(1)
  })

  test('is not taken under another name', async () => {
    const { found } = await look({ name: 'Training-staging' }, { pipeline: undefined, snapshot: 'training-staging' })
    expect(found.id).toBe(ids.snapshot)
  })
})

describe('the details of a snapshot', () => {
  const details = (reply: Reply) => readDetails(new FakeServer(() => reply).connection(), aSnapshot(), 'pipeline')

  test('are its steps, and the schema of its configuration', async () => {
    const schema = { type: 'object' }
    expect(await details({ json: snapshotJson({ schema }) })).toMatchObject({
      id: ids.snapshot,
      stepNames: ['load', 'train'],
      configSchema: schema
    })
  })

  test.each([
    ['has moved to another stack', { json: snapshotJson({ stack: other }) }],
    ['was deleted', refused(404, 'KeyError', 'none')]
  ])('are an error if it %s meanwhile', async (_, reply) => {
    const error = await failure(() => details(reply))
    expect(error).toMatchObject({ where: 'pipeline', remedy: 'Re-run the job.' })
    expect(error.message).toBe('The snapshot was changed or deleted while the action looked at it')
  })
})
