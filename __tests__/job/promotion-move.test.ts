import { expect, test } from '@jest/globals'
import { nextMove, replacedBy, type StageView } from '../../src/job/promotion-move.ts'
import { aModelVersion, made } from '../pieces/entities.ts'

/** What version 5, which wants the stage, does if these numbers have it, and own writes have taken it from these. */
function move(holders: readonly number[], replaced: readonly number[] = []): string {
  const view: StageView = {
    own: aModelVersion(5),
    holders: holders.map(number => aModelVersion(number, 'production')),
    replaced: replaced.map(number => aModelVersion(number, 'archived'))
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
] as const)('%s', (_, holders, expected) => {
  expect(move(holders)).toBe(expected)
})

test.each([
  ['it has the stage', [5], [6], 'give back to 6'],
  ['nobody has it any longer', [], [6], 'give back to 6'],
  ['one in between has it', [6], [7], 'give back to 7'],
  ['several were replaced', [5], [6, 8, 7], 'give back to 8'],
  ['one that is newer still has it', [8], [7], 'refused for 8'],
  ['one that is newer still has it too', [5, 8], [7], 'withdraw']
] as const)('an own write has replaced a newer version, and now %s', (_, holders, replaced, expected) => {
  expect(move(holders, replaced)).toBe(expected)
})

test('a version was replaced by a write if it was archived in the same transaction, a moment before', () => {
  const archived = (agoMs: number) => aModelVersion(6, 'archived', { updatedMs: made - agoMs })
  const found = (agoMs: number, ...writesMs: readonly number[]) => replacedBy(writesMs, [archived(agoMs)]).length
  expect([0, 1, 50].map(agoMs => found(agoMs, made))).toEqual([1, 1, 1])
  expect([-1, 51].map(agoMs => found(agoMs, made))).toEqual([0, 0])
  expect(found(0, made - 1_000, made, made + 1_000)).toBe(1)
  expect(found(0)).toBe(0)
  expect(replacedBy([made], [aModelVersion(6, 'archived', { updatedMs: undefined })])).toEqual([])
})
