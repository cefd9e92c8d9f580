import { expect, test } from '@jest/globals'
import { quoted, shown } from '../../src/gate/shown.ts'
import { anyText } from '../pieces/any-text.ts'
import fc from '../pieces/fast-check.ts'

test.each([
  ['main', 'main'],
  ['caf\u00e9 \u6771\u4eac \u{1f680}', 'caf\u00e9 \u6771\u4eac \u{1f680}'],
  ['a\nb\r\tc\u0000', 'a\\u{a}b\\u{d}\\u{9}c\\u{0}'],
  ['\u001b[31mred', '\\u{1b}[31mred'],
  ['\u202eniam\u200b\ufeff', '\\u{202e}niam\\u{200b}\\u{feff}'],
  ['a\u2028b\u0085c\u00a0d', 'a\\u{2028}b\\u{85}c\\u{a0}d'],
  ['\ud800x', '\\u{d800}x'],
  ['##[add-mask]', '#\\u{23}[add-mask]'],
  ['m\u0430in', 'm\u0430in']
])('%j is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text)
  expect(quoted(value)).toBe(`'${text}'`)
})

test('a long value is cut between code points', () => {
  expect(shown('x'.repeat(200))).toBe('x'.repeat(200))
  expect(shown('x'.repeat(201))).toBe(`${'x'.repeat(200)}\u2026`)
  expect(shown('\u{1f680}'.repeat(5), 3)).toBe(`${'\u{1f680}'.repeat(3)}\u2026`)
})

test('whatever is shown stays on one line and visible', () => {
  fc.assert(
    fc.property(anyText(300), value => {
      expect(shown(value)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|##\[/u)
    })
  )
})
