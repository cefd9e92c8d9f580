import { expect, test } from '@jest/globals'
import { nextMove, type StageView } from '../../src/job/promotion-move.ts'
import { aModelVersion, made } from '../pieces/entities.ts'

/** Version 5 wants the stage; `holders` and `above` are numbers, those above archived as long ago as it says (ms). */
function move({
  above = {},
  hasWritten = false,
  holders = []
}: {
  readonly holders?: readonly number[]
  readonly above?: Readonly<Record<number, number>>
  readonly hasWritten?: boolean
}): string {
  const view: StageView = {
    own: aModelVersion(5),
    holders: holders.map(number => aModelVersion(number, 'production')),
    archivedAbove: Object.entries(above).map(([number, agoMs]) =>
      aModelVersion(Number(number), 'archived', { updatedMs: made - agoMs })
    ),
    hasWritten
  }
  const next = nextMove(view)
  switch (next.kind) {
    case 'archive':
      return `archive ${next.versions.map(({ number }) => number)}`
    case 'give back':
      return `give back to ${next.to.number}`
    case 'refused':
      return `refused for ${next.holder.number}`
    default:
      return next.kind
  }
}

test.each([
  ['nobody has the stage', [], 'write'],
  ['an older version has it', [4], 'write'],
  ['two older versions have it', [3, 4], 'write'],
  ['a newer version has it', [6], 'refused for 6'],
  ['an older and a newer one have it', [4, 6], 'refused for 6'],
  ['two newer versions have it', [6, 7], 'refused for 7'],
  ['it has the stage alone', [5], 'promoted'],
  ['it has it together with an older one', [4, 5], 'archive 4'],
  ['it has it together with two older ones', [3, 5, 4], 'archive 3,4'],
  ['it has it together with a newer one', [5, 6], 'withdraw'],
  ['it has it together with an older and a newer one', [4, 5, 6], 'withdraw']
] as const)('%s, before the write and after it', (_, holders, expected) => {
  expect(move({ holders })).toBe(expected)
  expect(move({ holders, hasWritten: true })).toBe(expected)
})

test('a newer version that the own write has replaced unseen gets the stage back', () => {
  expect(move({ holders: [5], above: { 6: 1 }, hasWritten: true })).toBe('give back to 6')
  expect(move({ holders: [5], above: { 6: 1, 8: 0, 7: 1 }, hasWritten: true })).toBe('give back to 8')
})

test('one that was archived at another time was not replaced by the own write', () => {
  expect(move({ holders: [5], above: { 6: 51 }, hasWritten: true })).toBe('promoted')
  expect(move({ holders: [5], above: { 6: -1 }, hasWritten: true })).toBe('promoted')
})

test('without an own write, whoever archived a newer version may have meant it', () => {
  expect(move({ holders: [5], above: { 6: 0 } })).toBe('promoted')
})
