import { runInNewContext } from 'node:vm'
import { expect, test } from '@jest/globals'
import { inAscii } from '../../scripts/in-ascii.ts'

test.each([
  ["'– a text, ✅ and 🚀'"],
  ['`a template – ✅`'],
  ['/^[–—]+$/.test("–—")'],
  ['/^[🛑🚀]$/u.test("🚀")'],
  ['/[^\\u0000-\\u00ff]/.exec("a…")[0]'],
  ['({ "schlüssel": 1, größe: 2 }).größe'],
  ['/* a comment – ✅ */ "after it"'],
  ['String.raw`a\\b` + "…"'],
  ["'ASCII alone'"]
])('%s means the same', script => {
  const ascii = inAscii(script)
  expect(ascii).toMatch(/^[\0-\x7f]+$/)
  expect(runInNewContext(ascii)).toStrictEqual(runInNewContext(script))
})

test.each([['/\\–/'], ['"\\…"'], ['String.raw`…`']])('%s is refused, since it would mean something else', script => {
  expect(() => inAscii(script)).toThrow("Can't be written in ASCII: ")
})
