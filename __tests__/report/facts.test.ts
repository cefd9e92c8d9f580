import { expect, test } from '@jest/globals'
import { runFacts } from '../../src/report/facts.ts'
import { aRun } from '../pieces/entities.ts'
import { FakeServer, ids } from '../pieces/fake-server.ts'

test('of a run its id, name and status are reported, and where it is in the dashboard', () => {
  const connection = new FakeServer(() => ({})).connection()
  const run = aRun({ id: ids.run, name: 'train-1', status: 'running' })
  expect(runFacts(run, connection)).toEqual({
    id: ids.run,
    name: 'train-1',
    status: 'running',
    url: connection.runUrl(ids.run)
  })
})
