import { describe, expect, test } from '@jest/globals'
import { longestLine, OutputLines } from '../../src/process/output-lines.ts'
import fc from '../pieces/fast-check.ts'

const same = (text: string): string => text

function linesOf(chunks: readonly string[], redact = same): readonly string[] {
  const taken: string[] = []
  const lines = new OutputLines(line => taken.push(line), redact)
  for (const chunk of chunks) lines.push(chunk)
  lines.end()
  return taken
}

test.each<[readonly string[], readonly string[]]>([
  [['a\nb\n'], ['a', 'b']],
  [['a\r\nb'], ['a', 'b']],
  [['10%\r20%\r\n'], ['10%', '20%']],
  [
    ['a\r', '\nb'],
    ['a', 'b']
  ],
  [
    ['a\r', 'b\n'],
    ['a', 'b']
  ],
  [
    ['a\r', '', '\nb'],
    ['a', 'b']
  ],
  [['a', 'b', '\n'], ['ab']],
  [['\n\na'], ['', '', 'a']],
  [[], []],
  [[''], []]
])('%j', (chunks, lines) => {
  expect(linesOf(chunks)).toEqual(lines)
})

test('how the text was cut into chunks makes no difference', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '\r\n', '\u{1f600}'), maxLength: 40 })
  fc.assert(
    fc.property(text, fc.array(fc.nat(60), { maxLength: 8 }), (whole, cuts) => {
      const at = [0, ...cuts.filter(cut => cut < whole.length).sort((a, b) => a - b), whole.length]
      const chunks = at.slice(1).map((end, index) => whole.slice(at[index], end))
      expect(linesOf(chunks)).toEqual(linesOf([whole]))
    })
  )
})

test('a line of 10 million characters comes in pieces no longer than the limit, and nothing is lost', () => {
  const chunk = 'x'.repeat(65_537)
  const pieces: string[] = []
  const lines = new OutputLines(line => pieces.push(line), same)
  for (let index = 0; index < 160; index++) lines.push(chunk)
  lines.push('y\n')
  expect(Math.max(...pieces.map(piece => piece.length))).toBe(longestLine)
  expect(pieces.join('')).toBe(`${chunk.repeat(160)}y`)
})

test('a line that is longer than the limit by one character comes in two pieces', () => {
  const line = 'x'.repeat(longestLine)
  for (const end of ['\n', '']) {
    expect(linesOf([`${line}${end}`])).toEqual([line])
    expect(linesOf([`${line}y${end}`])).toEqual([line, 'y'])
  }
})

test('no piece ends in half a character', () => {
  const pieces = linesOf([`a${'\u{1f600}'.repeat(longestLine)}`])
  expect(pieces.every(piece => piece.isWellFormed())).toBe(true)
  expect(pieces.join('')).toHaveLength(1 + 2 * longestLine)
})

describe('a secret in a line that comes in pieces', () => {
  const secret = `SECRET${'s'.repeat(2_000)}`
  const redact = (text: string) => text.replaceAll(secret, '***')

  test.each([longestLine - 1_000, longestLine - 1, 2 * longestLine - 5])('is taken out of it, at %d', at => {
    const line = `${'x'.repeat(at)}${secret}${'y'.repeat(longestLine)}`
    for (const size of [line.length, 10_000, 65_536]) {
      const chunks = Array.from({ length: Math.ceil(line.length / size) }, (_, index) =>
        line.slice(index * size, (index + 1) * size)
      )
      const shown = linesOf(chunks, redact).join('')
      expect(shown).toBe(`${'x'.repeat(at)}***${'y'.repeat(longestLine)}`)
    }
  })
})
