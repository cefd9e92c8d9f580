import { expect, test } from '@jest/globals'
import { decodeText } from '../../src/text/encoding.ts'

const text = '{"name": "Grün 🚀"}'
const utf16be = (value: string) => Buffer.from(value, 'utf16le').swap16()

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, little end first, with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16, big end first, with a mark', utf16be(`\uFEFF${text}`)],
  ['UTF-16, little end first, without a mark', Buffer.from(text, 'utf16le')],
  ['UTF-16, big end first, without a mark', utf16be(text)]
])('%s is read', (_, bytes) => {
  expect(decodeText(bytes)).toBe(text)
})

test.each(['', '1', 'é', '\n\n'])('%j stays what it is', short => {
  expect(decodeText(Buffer.from(short))).toBe(short)
})

test('a mark inside is a character like any other, and bytes that are none are marked', () => {
  expect(decodeText(Buffer.from('a\uFEFFb'))).toBe('a\uFEFFb')
  expect(decodeText(Buffer.from('Grün', 'latin1'))).toBe('Gr\uFFFDn')
})
