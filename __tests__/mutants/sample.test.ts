import { expect, test } from '@jest/globals'
import { folderOf, sample } from '../../scripts/mutants/sample.ts'

const many = Array.from({ length: 50 }, (_, index) => ({ file: 'src/large/a.ts', index }))
const few = Array.from({ length: 3 }, (_, index) => ({ file: 'src/small/a.ts', index }))
const root = [{ file: 'src/run.ts', index: 0 }]
const all = [...many, ...few, ...root]

const counts = (values: readonly { readonly file: string }[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(values, ({ file }) => folderOf(file))].map(([name, { length }]) => [name, length]))

test('a sample takes as many from each folder, and more from the large ones if a small one has no more', () => {
  expect(counts(sample(all, 6, 1))).toEqual({ large: 3, small: 2, src: 1 })
  expect(counts(sample(all, 20, 1))).toEqual({ large: 16, small: 3, src: 1 })
})

test('the same seed gives the same sample, and another seed another one', () => {
  expect(sample(all, 10, 7)).toEqual(sample(all, 10, 7))
  expect(sample(all, 10, 8)).not.toEqual(sample(all, 10, 7))
})

test('a sample has no value twice, and no more than there are', () => {
  expect(new Set(sample(all, 30, 3)).size).toBe(30)
  expect(new Set(sample(all, 999, 3))).toEqual(new Set(all))
})
