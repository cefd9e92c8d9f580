import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { readLeftovers } from '../../src/job/leftovers.ts'
import { ids } from '../pieces/fake-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'leftovers-'))
afterAll(() => rmSync(folder, { recursive: true }))

type State = Parameters<typeof readLeftovers>[0]
const other = '11b34adf-20a4-44f6-8f39-1422ab476c27'
const group = { pid: 7, startTicks: 8 }
const nothing = { ids: [], printedIds: [], starts: [], isUnseen: false }

test('of a pipeline its run is left, or the start that may have made one', async () => {
  const state = (runIds: readonly string[], runName?: string) =>
    ({ command: undefined, runIds, runName }) as unknown as State
  expect(await readLeftovers(state([]))).toEqual(nothing)
  expect(await readLeftovers(state([], 'train-1'))).toEqual({ ...nothing, starts: [{ name: 'train-1' }] })
  expect(await readLeftovers(state([ids.run], 'train-1'))).toEqual({ ...nothing, ids: [ids.run] })
})

/** What is left of a command with these notes. */
function leftOf(notes: readonly object[], command: object = {}, runIds: readonly string[] = []) {
  const notesFile = join(folder, 'notes')
  writeFileSync(notesFile, notes.map(note => `${JSON.stringify(note)}\n`).join(''))
  return readLeftovers({ command: { notesFile, printedIds: [], group, ...command }, runIds } as unknown as State)
}
const start = { start: '1-a', kind: 'run', name: 'train-1' }

test('of a command the runs are left that main knew, and those that were observed, each once', async () => {
  const notes = [start, { start: '1-a', id: ids.run }, { start: '1-b', kind: 'run', name: 'train-2' }]
  const left = { ...nothing, ids: [other, ids.run], starts: [{ name: 'train-2' }] }
  expect(await leftOf(notes, {}, [other, ids.run])).toEqual(left)
})

test('ids that a command has printed count only if no start was observed', async () => {
  const printed = { printedIds: [other, ids.run] }
  expect((await leftOf([], printed, [ids.run])).printedIds).toEqual([other])
  expect((await leftOf([start], printed)).printedIds).toEqual([])
})

test('a command that ran, and of which nothing was seen, may have started runs that nobody knows', async () => {
  expect((await leftOf([])).isUnseen).toBe(true)
  expect((await leftOf([{ python: 1 }])).isUnseen).toBe(true)
})

test.each<[string, readonly object[], object, readonly string[]]>([
  ['was never started', [], { group: undefined }, []],
  ['had a client that could be observed', [{ client: 1 }], {}, []],
  ['has started a run that is known', [], {}, [ids.run]],
  ['has printed an id', [], { printedIds: [ids.run] }, []],
  ['has sent a start', [start], {}, []]
])('a command that %s is not unseen', async (_, notes, command, runIds) => {
  expect((await leftOf(notes, command, runIds)).isUnseen).toBe(false)
})
