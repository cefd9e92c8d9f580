import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { documents, read, root } from './markdown.ts'

const source = globSync('src/**/*.{ts,py}', { cwd: root })
  .map(path => read(path))
  .join('\n')
  .replaceAll("\\'", "'")

describe('docs/troubleshooting.md quotes messages that the source has', () => {
  const rows = read('docs/troubleshooting.md').split('\n')
  const quotes = rows
    .filter(row => /^\| .*`.* \|/.test(row))
    .flatMap(row => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, quote = '']) => quote))

  test('there are many', () => {
    expect(quotes.length).toBeGreaterThan(80)
  })

  test.each([...new Set(quotes)])('%s', quote => {
    const parts = quote.split('…').map(part =>
      part
        .trim()
        .replace(/^[,:.;] /, '')
        .replace(/[:,.;]$/, '')
    )
    const told = parts.filter(part => part !== '')
    expect(told.filter(part => !source.includes(part))).toEqual([])
    // A quote of small words alone would be found anywhere.
    expect(Math.max(...told.map(part => part.length))).toBeGreaterThanOrEqual(7)
  })
})

describe('SECURITY.md names tests that exist', () => {
  const [, promises = ''] = /\n\| Promise \| Test \|\n([\s\S]*?)\n\n/.exec(read('SECURITY.md')) ?? []
  const rows = promises.match(/^\| (?!---).*\|$/gm) ?? []

  test('each promise has one', () => {
    expect(rows.length).toBeGreaterThan(8)
    expect(rows.filter(row => !/`__tests__\/\S+\.test\.ts`/.test(row))).toEqual([])
  })

  test.each(rows.flatMap(row => [...row.matchAll(/`(__tests__\/[^`]+)`/g)].map(([, path = '']) => path)))(
    '%s',
    path => {
      expect(existsSync(join(root, path))).toBe(true)
    }
  )
})

test('files of the repository that a document names exist', () => {
  const texts = documents.map(read)
  const named = texts.flatMap(text =>
    [...text.matchAll(/`((?:src|__tests__|testbed|scripts|docs|examples)\/[\w./-]*)`/g)].map(([, path = '']) => path)
  )
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter(path => !existsSync(join(root, path)))).toEqual([])
})
