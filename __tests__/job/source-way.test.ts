import { expect, test } from '@jest/globals'
import { chooseSourceWay, type WayFacts } from '../../src/job/source-way.ts'

const fit: WayFacts = { knowsSnapshots: true, runsSnapshots: true, unfit: [], hasRegistry: true }
const local = { type: 'artifact_store', flavor: 'local', kind: 'local' } as const
const custom = { type: 'orchestrator', flavor: 'ours', kind: 'custom' } as const

test('a snapshot is made only if the server says that it runs snapshots, and can run on the whole stack', () => {
  expect(chooseSourceWay(fit).kind).toBe('snapshot')
})

test.each<[string, Partial<WayFacts>, string]>([
  ['the server is too old', { knowsSnapshots: false }, 'older than 0.90'],
  ["the server can't", { runsSnapshots: false }, 'no workload manager'],
  ["the server doesn't say", { runsSnapshots: undefined }, "doesn't say"],
  ['a component is local', { unfit: [local, custom] }, 'its artifact store (local) is local'],
  ['a flavor is custom', { unfit: [custom] }, 'its orchestrator (ours) is of a flavor of your own'],
  ['there is no registry', { hasRegistry: false }, 'no container registry']
])('it runs in this job if %s, and says so', (_, change, words) => {
  const way = chooseSourceWay({ ...fit, ...change })
  expect(way.kind).toBe('worker')
  expect(way.why).toContain(words)
})
