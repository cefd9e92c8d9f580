import { existsSync, globSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { expect, test } from '@jest/globals'
import { read, root } from './markdown.ts'

/** The folders below src/ that each of them may import, as docs/architecture.md says. */
function allowedImports(): ReadonlyMap<string, readonly string[]> {
  const rows = read('docs/architecture.md').matchAll(/^\| `src\/(\w+)\/` +\|.*\| ([^|]+)\|$/gm)
  return new Map(
    [...rows].map(([, folder = '', allowed = '']) => [
      folder,
      [...allowed.matchAll(/`(\w+)\/`/g)].map(([, name = '']) => name)
    ])
  )
}

/** The folder below src/ of a path; empty for a file directly in src/. */
function folderOf(path: string): string {
  const parts = path.split(sep)
  return parts.length > 2 ? (parts[1] ?? '') : ''
}

const allowed = allowedImports()
const files = globSync('src/*/**/*.ts', { cwd: root })

test('the table has every folder', () => {
  expect([...allowed.keys()].sort()).toEqual([...new Set(files.map(folderOf))].sort())
})

test.each([...allowed])('src/%s/ imports no folder but %j', (folder, may) => {
  const imports = files
    .filter(path => folderOf(path) === folder)
    .flatMap(path => {
      const targets = [...read(path).matchAll(/from '(\.[^']+)'/g)].map(([, target = '']) => target)
      return targets.map(target => folderOf(normalize(join(dirname(path), target))))
    })
  const other = imports.filter(target => target !== folder && !may.includes(target))
  expect([...new Set(other)]).toEqual([])
})

test('the runner and the network are touched by src/node/ alone', () => {
  const outside = globSync('src/**/*.ts', { cwd: root }).filter(path => !path.startsWith(join('src', 'node')))
  expect(outside.filter(path => /from '(?:@actions\/core|undici)['/]/.test(read(path)))).toEqual([])
})

test('the page on the tests has every folder that mirrors none of src/, and names files that exist', () => {
  const page = read('__tests__/README.md')
  const entries = readdirSync(join(root, '__tests__'), { withFileTypes: true })
  const folders = entries.filter(entry => entry.isDirectory() && !allowed.has(entry.name)).map(({ name }) => name)
  const rows = [...page.matchAll(/^\| `([\w-]+)\/` \|/gm)].map(([, name]) => name)
  expect(rows.sort()).toEqual(folders.sort())

  const files = [...page.matchAll(/`([\w-]+\/[\w-]+\.ts)`/g)].map(([, path = '']) => path)
  expect(files.length).toBeGreaterThan(5)
  expect(files.filter(path => !existsSync(join(root, '__tests__', path)))).toEqual([])
})
