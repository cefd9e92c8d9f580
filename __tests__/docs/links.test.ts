import { existsSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from '@jest/globals'
import { anchors, documents, prose, read, root } from './markdown.ts'

const links = documents.flatMap(path =>
  [...prose(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ path, target }))
)
const local = links.filter(({ target }) => !/^[a-z]+:/.test(target))

test('there are links to check', () => {
  expect(local.length).toBeGreaterThan(30)
})

test.each(local)('$path: $target', ({ path, target }) => {
  const [file = '', anchor] = target.split('#')
  const wanted = file === '' ? path : normalize(join(dirname(path), file))
  expect(existsSync(join(root, wanted))).toBe(true)
  if (anchor === undefined) return
  expect(statSync(join(root, wanted)).isFile()).toBe(true)
  expect([...anchors(read(wanted))]).toContain(anchor)
})

test('links to elsewhere are https', () => {
  const elsewhere = links.filter(({ target }) => /^[a-z]+:/.test(target))
  expect(elsewhere.filter(({ target }) => !target.startsWith('https://'))).toEqual([])
})
