import { describe, expect, test } from '@jest/globals'
import { requireFit, type Trigger } from '../../src/trigger/expected-run.ts'
import { aRun, aSnapshot, made, snapshotJson } from '../pieces/entities.ts'
import { FakeServer, ids, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

describe('a run that the server gives as the one', () => {
  const trigger: Trigger = {
    connection: new FakeServer(() => ({})).connection(),
    snapshot: aSnapshot(),
    identity: { runName: 'training-1', lineage: '-x-' },
    configuration: {},
    idempotencyKey: 'k'
  }

  test.each([
    ['started by another account', { accountId: 'x' }, 'another account started it'],
    ['started by nobody', { accountId: undefined }, 'another account started it'],
    ['on another stack', { stack: { id: 'p', name: 'production' } }, 'it runs on stack production'],
    ['on no stack', { stack: undefined }, 'it runs on stack unknown'],
    ['in another project', { projectId: 'x' }, 'it is in another project'],
    ['in no project', { projectId: undefined }, 'it is in another project'],
    ['from another snapshot', { sourceSnapshotId: 'x' }, 'it comes from another snapshot'],
    ['from no snapshot', { sourceSnapshotId: undefined, snapshotId: undefined }, 'it comes from another snapshot']
  ])('%s is refused', async (_, change, misfit) => {
    const error = await failure(() => requireFit(aRun(change), trigger))
    expect(error.message).toBe(`The run named training-1 (${ids.run}) is not this trigger's: ${misfit}`)
    expect(error.remedy).toContain('run-name')
  })

  test('with several misfits names them all', async () => {
    const error = await failure(() => requireFit(aRun({ accountId: 'x', projectId: 'y' }), trigger))
    expect(error.message).toContain('another account started it, it is in another project')
  })

  describe("from a snapshot that the trigger's own was made from", () => {
    const unnamed = aSnapshot({ id: 'unnamed', name: '' })
    const made = (sourceSnapshotId: string) => snapshotJson({ id: 'unnamed', name: null, sourceSnapshotId })
    const from = (reply: Reply, snapshot = unnamed) => {
      const server = new FakeServer(() => reply)
      return { server, trigger: { ...trigger, snapshot, connection: server.connection() } }
    }

    test('is taken without a question if that is known', async () => {
      const { server, trigger } = from({}, { ...unnamed, sourceId: ids.snapshot })
      await requireFit(aRun(), trigger)
      expect(server.requests).toEqual([])
    })

    test('is taken if its details say so', async () => {
      const { server, trigger } = from({ json: made(ids.snapshot) })
      await requireFit(aRun(), trigger)
      expect(server.asked).toEqual(['GET /api/v1/pipeline_snapshots/unnamed?hydrate=true'])
    })

    test.each([
      ['its details name another one', { json: made('x') }],
      ['it is gone', refused(404, 'KeyError', 'none')],
      ['its details may not be read', refused(403, 'IllegalOperationError', 'no')]
    ])('is refused if %s', async (_, reply) => {
      const error = await failure(() => requireFit(aRun(), from(reply).trigger))
      expect(error.message).toContain("is not this trigger's: it comes from another snapshot")
    })
  })

  test.each([
    ['as it should be', {}],
    ['of a snapshot that has lost its name to a newer one meanwhile', { sourceSnapshotId: undefined }],
    ['of any age, whatever a clock says, since the name proves it', { createdMs: made - 86_400_000 }],
    ['without a time', { createdMs: undefined }],
    ['from the snapshot itself, where no copy is made', { sourceSnapshotId: undefined, snapshotId: ids.snapshot }]
  ])('%s is taken', async (_, change) => {
    await expect(requireFit(aRun(change), trigger)).resolves.toBeUndefined()
  })
})
