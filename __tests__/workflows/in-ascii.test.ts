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

test.each([
  ["a regular expression's own escape", '/\\–/'],
  ['a tagged template', 'String.raw`–`'],
  ["a text's own escape", '"\\–"'],
  ['a tag by another name', 'const raw = String.raw; raw `–`'],
  ['a space that is not ASCII', 'const\u00a0a = 1'],
  ['a line end in a comment', '// one\u2028globalThis.b = 2'],
  ['a mark at the start', '\ufeff"a"'],
  ['a name beyond 16 bits', 'const 𠮷 = 1']
])('%s is refused, since it would mean something else', (_, script) => {
  expect(() => inAscii(script)).toThrow(/^The script would mean something else in ASCII, near \w+/)
})

test('an escaped backslash before it is none of its own', () => {
  expect(runInNewContext(inAscii('"\\\\–"'))).toBe('\\–')
})
