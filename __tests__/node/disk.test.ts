import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { disk } from '../../src/node/disk.ts'

let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'disk-')))
  writeFileSync(join(folder, 'file'), '')
  mkdirSync(join(folder, 'folder'))
  symlinkSync(join(folder, 'folder'), join(folder, 'link'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'))
  symlinkSync(join(folder, 'loop'), join(folder, 'loop'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['file', 'file', 'file'],
  ['folder', 'folder', 'folder'],
  ['link', 'folder', 'folder'],
  ['link/../file', 'file', 'file']
])('%s is followed to what it leads to', async (path, real, kind) => {
  expect([await disk.realPath(join(folder, path)), await disk.kind(join(folder, path))]).toEqual([
    join(folder, real),
    kind
  ])
})

test('a device is neither a file nor a folder', async () => {
  expect(await disk.kind('/dev/null')).toBe('other')
})

test.each([
  ['that is not there', 'missing'],
  ['below a file', 'file/below'],
  ['of a link that leads nowhere', 'broken'],
  ['of a link that leads to itself', 'loop'],
  ['that is too long', 'x'.repeat(300)],
  ['with a NUL character', 'a\0b']
])('nothing is at a path %s', async (_, path) => {
  expect([await disk.realPath(join(folder, path)), await disk.kind(join(folder, path))]).toEqual([undefined, 'missing'])
})
