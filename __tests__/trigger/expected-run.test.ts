import { describe, expect, test } from '@jest/globals'
import { requireFit, type Trigger } from '../../src/trigger/expected-run.ts'
import { aRun, aSnapshot, made } from '../pieces/entities.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'
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

  test('of a snapshot without a name is taken where it names what that was made from', () => {
    const unnamed = { ...trigger, snapshot: aSnapshot({ id: 'unnamed', name: '', sourceId: ids.snapshot }) }
    expect(() => requireFit(aRun(), unnamed)).not.toThrow()
    expect(() => requireFit(aRun({ sourceSnapshotId: 'x' }), unnamed)).toThrow('another snapshot')
  })

  test.each([
    ['as it should be', {}],
    ['of a snapshot that has lost its name to a newer one meanwhile', { sourceSnapshotId: undefined }],
    ['of any age, whatever a clock says, since the name proves it', { createdMs: made - 86_400_000 }],
    ['without a time', { createdMs: undefined }],
    ['from the snapshot itself, where no copy is made', { sourceSnapshotId: undefined, snapshotId: ids.snapshot }]
  ])('%s is taken', (_, change) => {
    expect(() => requireFit(aRun(change), trigger)).not.toThrow()
  })
})
