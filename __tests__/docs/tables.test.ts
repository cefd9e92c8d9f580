import { expect, test } from '@jest/globals'
import { refresh } from '../../scripts/readme.ts'
import { situations } from '../../scripts/situations.ts'
import { read } from './markdown.ts'

test("the README's tables are fresh", () => {
  expect(refresh(read('README.md'))).toBe(read('README.md'))
})

test('a stale table is noticed', () => {
  const stale = read('README.md').replace('| `server-url` ', '| `server-uri` ')
  expect(refresh(stale)).not.toBe(stale)
  expect(refresh(stale)).toBe(read('README.md'))
})

test('a missing marker is an error', () => {
  expect(() => refresh(read('README.md').replace('<!-- outputs:end -->', ''))).toThrow('outputs:end')
})

test('every situation of the gate is in the README', () => {
  const rows = read('README.md').match(/^\| (?:skipped|refused) \|/gm) ?? []
  expect(rows).toHaveLength(Object.keys(situations).length)
})
